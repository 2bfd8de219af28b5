"""Runs the bot with every thread under cProfile: python -m tests.bench.profiled FILE."""

from __future__ import annotations

import cProfile
import pstats
import sys
import threading

from bot.commands.run import run

profiles: list[cProfile.Profile] = []
plain_run = threading.Thread.run


def profiled_run(thread: threading.Thread) -> None:
    """What a thread does, measured."""
    with cProfile.Profile() as profile:
        profiles.append(profile)
        plain_run(thread)


def main(target: str) -> None:
    """Runs the bot until it is ended."""
    threading.Thread.run = profiled_run  # type: ignore[method-assign, assignment]
    with cProfile.Profile() as profile:
        run(standalone_mode=False, args=[])
    pstats.Stats(profile, *profiles).dump_stats(target)


if __name__ == "__main__":
    main(sys.argv[1])
