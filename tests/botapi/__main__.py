"""Run the server: python -m tests.botapi --port 0 --token 123:TEST."""

import argparse
import asyncio
import contextlib

from .server import serve


def main() -> None:
    """Read the two options and serve until interrupted."""
    parser = argparse.ArgumentParser(prog="tests.botapi", description="A Telegram Bot API server for tests, in memory.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one, which is printed")
    parser.add_argument("--token", default="123:TEST")
    parser.add_argument("--with-parent", action="store_true", help="end when stdin closes, with whoever started it")
    given = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(given.port, given.token, given.with_parent))


if __name__ == "__main__":
    main()
