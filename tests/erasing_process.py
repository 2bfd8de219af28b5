"""Erases what is due and ends: python -m tests.erasing_process FOLDER TIME [DATABASE]. A test kills it at any moment.

As the bot does: what is on a tombstone first, then the words, then the files and their tombstones.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime
from pathlib import Path

from bot.clock import PushedClock
from bot.database import open_store
from bot.erasing import Erasing
from bot.jobs import JOBS
from handlers.rules import Rules
from tests.conftest import make_settings

BEGINS = b"begins\n"
"""Said when the database is open and the first erasure is about to begin."""


async def erase(folder: Path, at: datetime, database_url: str) -> None:
    """Goes on until nothing is left to erase."""
    store = open_store(make_settings(folder, database_url=database_url))
    erase_due = next(job for name, _seconds, job in JOBS if name == "erase")
    erasing = Erasing(store, PushedClock(at), folder / "files")
    sys.stdout.buffer.write(BEGINS)
    sys.stdout.buffer.flush()
    await erasing.erase_again()
    while await store.write(lambda session: erase_due(session, at, Rules())) or await erasing.finish():
        pass
    store.close()


if __name__ == "__main__":
    given = [*sys.argv[1:], ""]
    asyncio.run(erase(Path(given[0]), datetime.fromisoformat(given[1]), given[2]))
