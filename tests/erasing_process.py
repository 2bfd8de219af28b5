"""Erases what is due and ends: python -m tests.erasing_process FOLDER TIME [DATABASE [KIND NUMBER MILLISECONDS]].

As the bot does: what is on a tombstone first, then the words, then the files and their tombstones. It dies as by a
power cut at its NUMBER-th step of a kind (`statement` of the database, or `touch` of a file), or so long after it.
Counted steps, not a time that passes: a fast machine and a slow one die at the same place.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from threading import Timer

from sqlalchemy import Engine, event

from bot.clock import PushedClock
from bot.database import open_store
from bot.erasing import Erasing
from bot.jobs import JOBS
from handlers.rules import Rules
from tests.conftest import make_settings

STATEMENT, TOUCH = "statement", "touch"


class Death:
    """Kills this process at a step, or `after` seconds later."""

    def __init__(self, folder: Path, kind: str, number: int, after: float) -> None:
        self.folder, self.kind, self.left, self.after = str(folder), kind, number, after

    def listen(self) -> None:
        """Counts from now on."""
        event.listen(Engine, "before_cursor_execute", lambda *_: self.step(STATEMENT))
        sys.addaudithook(self.hear)

    def hear(self, name: str, said: tuple[object, ...]) -> None:
        """Python says what it is about to do (PEP 578): open a file, take a name away."""
        if name in ("open", "os.remove") and str(said[0]).startswith(self.folder):
            self.step(TOUCH)

    def step(self, kind: str) -> None:
        """Another one; is it the last?"""
        self.left -= kind == self.kind
        if self.left:
            return
        self.left = -1
        if self.after:
            Timer(self.after, self.die).start()
        else:
            self.die()

    def die(self) -> None:
        """Nothing is closed, nothing is said."""
        os.kill(os.getpid(), signal.SIGKILL)


async def erase(folder: Path, at: datetime, database_url: str, death: Death | None) -> None:
    """Goes on until nothing is left to erase."""
    store = open_store(make_settings(folder, database_url=database_url))
    erase_due = next(job for name, _seconds, job in JOBS if name == "erase")
    erasing = Erasing(store, PushedClock(at), folder / "files")
    if death:
        death.listen()
    await erasing.erase_again()
    while await store.write(lambda session: erase_due(session, at, Rules())) or await erasing.finish():
        pass
    store.close()


def main(folder: str, at: str, database_url: str = "", *death: str) -> None:
    """Reads the command line."""
    data = Path(folder)
    kind, number, milliseconds = death or ("", "0", "0")
    ends = Death(data, kind, int(number), float(milliseconds) / 1000) if death else None
    asyncio.run(erase(data, datetime.fromisoformat(at), database_url, ends))


if __name__ == "__main__":
    main(*sys.argv[1:])
