"""Ends what `handlers/forget.py` began: overwrites and removes files, and writes the tombstones.

A tombstone is a line in the file `tombstones` of the data folder: ids and a time, signed, never a word. The file is
only ever added to. At start every line is applied, so that a database put back from an older copy forgets again.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import logging
import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.clock import Clock
from bot.on_disk import sync_folder
from bot.store import Store
from handlers import evidence, forget
from handlers.forget import Grave
from models.secret import Keys

log = logging.getLogger(__name__)
AT_ONCE = 20
PIECE = 1024 * 1024


class Tombstones:
    """The file of tombstones."""

    def __init__(self, path: Path, keys: Keys) -> None:
        self._path, self._keys = path, keys

    def add(self, graves: list[Grave]) -> None:
        """Adds lines; returns when they are on the disk. A line that broke off in a crash is left behind."""
        with self._path.open("ab") as file:
            file.write(b"".join(b"\n" + self._line(grave).encode() for grave in graves) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        sync_folder(self._path.parent)

    def read(self) -> list[Grave]:
        """All lines that are whole and ours."""
        if not self._path.exists():
            return []
        found = []
        for line in self._path.read_text("ascii", "replace").splitlines():
            parts = line.split()
            with contextlib.suppress(ValueError, OverflowError):
                erasure, person, report, seconds, *message = (int(part) for part in parts[:-1])
                grave = Grave(erasure, person, report, datetime.fromtimestamp(seconds, UTC), *message)
                if hmac.compare_digest(line, self._line(grave)):
                    found.append(grave)
        return found

    def _line(self, grave: Grave) -> str:
        said = f"{grave.erasure} {grave.person} {grave.report} {int(grave.at.timestamp())}"
        # Lines without a message are as they always were: older ones stay readable.
        said += f" {grave.message}" if grave.message else ""
        return f"{said} {self._keys.lookup('tombstone', said).hex()}"


class Erasing:
    """What is left to do on the disk when the database has been overwritten."""

    def __init__(self, store: Store, clock: Clock, folder: Path) -> None:
        self._store, self._clock, self._folder = store, clock, folder
        self.tombstones = Tombstones(folder.parent / "tombstones", store.keys)
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """There is something to erase."""
        self._wake.set()

    async def run(self) -> None:
        """Erases for ever."""
        while True:
            try:
                if await self.finish() == 0:
                    await self._wait()
            except asyncio.CancelledError:
                raise
            except Exception as error:
                log.error("erasing: paused (%s), it is tried again", type(error).__name__)
                await asyncio.sleep(1)

    async def erase_again(self) -> None:
        """At start: what was erased after this database was copied is erased again."""
        graves = await asyncio.to_thread(self.tombstones.read)
        now = self._clock.now()
        for start in range(0, len(graves), AT_ONCE):
            some = graves[start : start + AT_ONCE]
            if count := await self._store.write(partial(forget.erase_again, graves=some, now=now)):
                log.warning("erasing: %d erasures were applied again to an older copy", count)

    async def finish(self) -> int:
        """Removes files that are to go, then puts up tombstones; gives how many of both."""
        self._wake.clear()
        rows = await self._store.read(lambda session: evidence.to_erase(session, AT_ONCE))
        for row in rows:
            await asyncio.to_thread(self.remove, row)
            await self._store.write(partial(evidence.file_erased, row=row))
        graves = await self._store.read(forget.ready)
        if graves:
            await asyncio.to_thread(self.tombstones.add, graves)
            await self._store.write(
                partial(forget.finished, rows=[one.erasure for one in graves], now=self._clock.now())
            )
        return len(rows) + len(graves)

    async def _wait(self) -> None:
        # Not `asyncio.wait_for`: woken at the wrong moment it swallows a cancellation (cpython 86296, until 3.12).
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(5):
                await self._wake.wait()

    def remove(self, row: int) -> None:
        """Overwrites a file, then takes its name away; the half of it too that a broken fetch left."""
        for path in (self._folder / f"{row}.age", self._folder / f"{row}.age.part"):
            with contextlib.suppress(FileNotFoundError):
                with path.open("r+b") as file:
                    size = os.fstat(file.fileno()).st_size
                    for start in range(0, size, PIECE):
                        file.write(bytes(min(PIECE, size - start)))
                    file.flush()
                    os.fsync(file.fileno())
                path.unlink()
        sync_folder(self._folder)
