"""Fetches what was sent as a file: after the commit, streamed, hashed and encrypted on the way, tried again.

The original bytes are never touched: their SHA-256 is worked out while they arrive, and age encrypts them to the key of
the installation. A file appears under its name only when all of it is on the disk.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import io
import logging
import os
import queue
from base64 import b64decode
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

import pyrage
from sqlalchemy.orm import Session

from bot.channels.base import Channel, FetchFailed, Gone
from bot.clock import Clock
from bot.store import Store
from handlers import evidence, failures
from models.evidence import Evidence
from models.messages import Attachment, FileRef

log = logging.getLogger(__name__)
AT_ONCE = 4


@dataclass
class _Pipe(io.RawIOBase):
    """What the encrypting thread reads from: pieces as they arrive, hashed and counted."""

    pieces: queue.Queue[bytes | None] = field(default_factory=lambda: queue.Queue(maxsize=8))
    sha256: hashlib._Hash = field(default_factory=hashlib.sha256)
    size: int = 0
    left: bytes = b""
    cut: bool = False

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes; empty at the end. Raises `OSError` when the file broke off."""
        while not self.left:
            piece = self.pieces.get()
            if piece is None:
                if self.cut:
                    raise OSError("the file broke off")
                return b""
            self.sha256.update(piece)
            self.size += len(piece)
            self.left = piece
        taken, self.left = (self.left, b"") if size < 0 else (self.left[:size], self.left[size:])
        return taken


class Files:
    """The folder of encrypted files, and the fetching into it."""

    def __init__(self, store: Store, channels: Mapping[str, Channel], clock: Clock, folder: Path) -> None:
        self._store, self._channels, self._clock, self._folder = store, channels, clock, folder
        self._identity = pyrage.x25519.Identity.from_str(store.keys.identity)
        self._wake = asyncio.Event()
        folder.mkdir(parents=True, exist_ok=True)
        for left_over in folder.glob("*.part"):
            left_over.unlink()

    def wake(self) -> None:
        """There is something to fetch."""
        self._wake.set()

    async def run(self) -> None:
        """Fetches for ever."""
        while True:
            try:
                if await self.fetch_due() == 0:
                    await self._wait()
            except asyncio.CancelledError:
                raise
            except Exception as error:
                log.error("files: paused (%s)", type(error).__name__)
                await asyncio.sleep(1)

    async def fetch_due(self) -> int:
        """Fetches the files that are due, a few at a time; gives how many."""
        self._wake.clear()
        now = self._clock.now()
        due = await self._store.read(lambda session: evidence.due_files(session, now, AT_ONCE))
        fetching = (self._fetch(row, channel, file) for row, channel, file in due)
        # All of them to the end, before the first error is raised: none may be started twice at the same time.
        for ended in await asyncio.gather(*fetching, return_exceptions=True):
            if isinstance(ended, BaseException):
                raise ended
        return len(due)

    async def content(self, file: FileRef | None) -> bytes | None:
        """The bytes of a file that is to leave: made by the bot itself, or kept."""
        if file is None or file.content:
            return b64decode(file.content) if file else None
        return await self.read(file.evidence, clean=file.clean)

    async def read(self, row: int, *, clean: bool = False) -> bytes:
        """The original bytes of a kept file, or a picture without its metadata. Raises `FileNotFoundError`."""
        stored = await self._store.read(lambda session: session.get_one(Evidence, row).stored_as)
        if stored is None:
            raise FileNotFoundError(str(row))
        content = await asyncio.to_thread(self._open, self._folder / stored)
        return await asyncio.to_thread(_cleaned, content) if clean else content

    async def _wait(self) -> None:
        # Not `asyncio.wait_for`: woken at the wrong moment it swallows a cancellation (cpython 86296, until 3.12).
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(2):
                await self._wake.wait()

    async def _fetch(self, row: int, name: str, file: Attachment) -> None:
        now = self._clock.now()
        try:
            channel = self._channels.get(name)
            if channel is None:
                raise FetchFailed(f"the channel {name} is not set up")
            pipe = await self._store_stream(channel.fetch(file), f"{row}.age")
        except Gone as error:
            await self._store.write(
                partial(failures.file_lost, evidence_id=row, why=error.why, now=now, too_big=error.too_big)
            )
        except Exception as error:
            log.info("files: file %d again later (%s)", row, type(error).__name__)
            refused = isinstance(error, FetchFailed) and error.refused
            why = type(error).__name__
            await self._store.write(lambda session: self._not_fetched(session, row, why, now, refused=refused))
        else:
            digest = pipe.sha256.hexdigest()
            await self._store.write(lambda s: evidence.fetched(s, row, digest, pipe.size, f"{row}.age", now))

    def _not_fetched(self, session: Session, row: int, why: str, now: datetime, *, refused: bool) -> None:
        if evidence.not_fetched(session, row, why, now, refused=refused):
            failures.file_lost(session, row, "the messenger refuses to give it", now, too_big=False)

    async def _store_stream(self, stream: AsyncIterator[bytes], name: str) -> _Pipe:
        """Streams into an encrypted file; the event loop only passes pieces on."""
        pipe = _Pipe()
        writing = asyncio.create_task(asyncio.to_thread(self._encrypt, pipe, name))
        try:
            async for piece in stream:
                while piece and not writing.done():
                    try:
                        pipe.pieces.put_nowait(piece)
                        break
                    except queue.Full:
                        await asyncio.sleep(0.005)
        except BaseException:
            pipe.cut = True
            raise
        finally:
            while not writing.done():
                try:
                    pipe.pieces.put_nowait(None)
                    break
                except queue.Full:
                    await asyncio.sleep(0.005)
            await asyncio.wait([writing])
            if pipe.cut:
                writing.exception()
        await writing
        return pipe

    def _encrypt(self, pipe: _Pipe, name: str) -> None:
        part, whole = self._folder / f"{name}.part", self._folder / name
        try:
            with part.open("wb") as file:
                pyrage.encrypt_io(pipe, file, [self._identity.to_public()])
                file.flush()
                os.fsync(file.fileno())
            part.rename(whole)
        except BaseException as error:
            part.unlink(missing_ok=True)
            raise OSError(f"{type(error).__name__} while encrypting") from error

    def _open(self, path: Path) -> bytes:
        plain = io.BytesIO()
        with path.open("rb") as file:
            pyrage.decrypt_io(file, plain, [self._identity])
        return plain.getvalue()


def _cleaned(content: bytes) -> bytes:
    from bot.pictures import without_metadata  # Pillow is for those who send pictures

    return without_metadata(content)
