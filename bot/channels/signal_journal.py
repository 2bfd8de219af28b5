"""A second source of what came in: what the daemon printed, encrypted line by line by a process of ours.

The daemon forgets an envelope once it has written it into the event stream, whether anybody read it or not. What it
prints (`-o json`) is piped to `python -m bot signal journal`: each line is sealed and on the disk (fsync) before the
next is read. The bot reads it at start and after each break; what it has already is known by its wire id.

A folder with a file for each hour (UTC, 2026112207), one sealed line after the other in base64, and `read`: how far the
bot has read. A file whose hour is over is removed once all of it is kept.
"""

from __future__ import annotations

import base64
import json
import logging
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.on_disk import sync_folder
from models.secret import Keys, Unsealable

log = logging.getLogger(__name__)
PLACE = "signal.journal"
AT_ONCE = 100
HOUR = "%Y%m%d%H"


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Writer:
    """Appends lines; each is on the disk when `write` returns. Only one process writes. Raises `OSError`."""

    def __init__(self, folder: Path, keys: Keys, now: Callable[[], datetime] = _utc_now) -> None:
        self._folder, self._keys, self._now = folder, keys, now
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def write(self, line: bytes) -> None:
        """Keeps one line."""
        sealed = base64.b64encode(self._keys.seal(PLACE, 0, line)) + b"\n"
        path = self._folder / self._now().strftime(HOUR)
        new = not path.exists()
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            # What broke off at a crash or on a full disk must not swallow this line: an empty line is passed over.
            left = b"\n" + sealed
            while left:
                left = left[os.write(descriptor, left) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if new:
            sync_folder(self._folder)


class Reader:
    """Reads what was written since the last time. Only the bot reads."""

    def __init__(self, folder: Path, keys: Keys, now: Callable[[], datetime] = _utc_now) -> None:
        self._folder, self._keys, self._now = folder, keys, now
        self._name, self._at = self._load()
        self._next = self._at

    def lines(self) -> list[bytes]:
        """The next lines, a few at a time; none at the end. They come again until `kept` is called."""
        while True:
            names = self._names()
            if not names:
                return []
            if self._name not in names or self._size(self._name) < self._at:
                self._name, self._at = next((name for name in names if name > self._name), names[0]), 0
            found = self._read()
            if found or not self._go_on(names):
                return found

    def kept(self) -> None:
        """What `lines` gave last is safe elsewhere: it is not read again."""
        self._at = self._next
        self._store()

    def _read(self) -> list[bytes]:
        found: list[bytes] = []
        with (self._folder / self._name).open("rb") as file:
            file.seek(self._at)
            self._next = self._at
            for sealed in file:
                if not sealed.endswith(b"\n"):
                    break
                self._next += len(sealed)
                if opened := self._open(sealed):
                    found.append(opened)
                if len(found) == AT_ONCE:
                    break
        return found

    def _open(self, sealed: bytes) -> bytes:
        """The line; nothing for an empty one, and for one that broke off."""
        if not sealed.strip():
            return b""
        try:
            return self._keys.open(PLACE, 0, base64.b64decode(sealed, validate=False))
        except (Unsealable, ValueError):
            log.warning("signal: a line of the journal cannot be opened")
            return b""

    def _go_on(self, names: list[str]) -> bool:
        """To the next file; one that is read and that nobody writes to any more is removed."""
        name, over = self._name, self._name < self._now().strftime(HOUR)
        following = next((one for one in names if one > name), "")
        if not over:
            return False
        if following:
            self._name, self._at, self._next = following, 0, 0
            self._store()
        (self._folder / name).unlink(missing_ok=True)
        return bool(following)

    def _names(self) -> list[str]:
        if not self._folder.is_dir():
            return []
        return sorted(path.name for path in self._folder.iterdir() if path.name.isdecimal())

    def _size(self, name: str) -> int:
        return (self._folder / name).stat().st_size

    def _load(self) -> tuple[str, int]:
        try:
            name, at = json.loads((self._folder / "read").read_text())
            return str(name), int(at)
        except (OSError, ValueError, TypeError):
            # Read from the beginning: nothing is kept twice.
            return "", 0

    def _store(self) -> None:
        part = self._folder / "read.part"
        part.write_text(json.dumps([self._name, self._at]))
        part.replace(self._folder / "read")
