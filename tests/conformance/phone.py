"""A phone on a messenger, as the conformance suite uses it: one class for each channel."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol

import pytest

from bot.channels.base import Channel

PATIENCE_S = 10.0
PHONES = ("demo", "typed", "telegram", "signal")
"""Each has a fixture `..._phone` in conftest.py; `typed` is text alone, as every channel without buttons sends it."""
RIGHT_TO_LEFT = "\u2067نحن هنا، B2\u2069\n\u200fهل أنتم بأمان؟ ٣"
SCRIPTS = ["hello", "مرحبا، كيف الحال؟", "درود، ۱۲ نفر", "ሰላም ከመይ ኣለኹም", "👋🏾 à bientôt"]


@dataclass(frozen=True)
class Seen:
    """One message of ours as it is on the phone: its text, the labels to press (if any), the SHA-256 of its file.

    `under` is the text of the message that it is shown as a reply to.
    """

    text: str
    labels: tuple[str, ...] = ()
    digest: str = ""
    under: str = ""


class Phone(Protocol):
    """One person's phone, and the channel that serves it. `lacks` says what the messenger does not have, and why."""

    channel: Channel
    address: str
    lacks: Mapping[str, str]

    async def shown(self) -> list[Seen]:
        """What we have sent, oldest first, as it looks now."""

    async def says(self, text: str) -> None:
        """She writes."""

    async def sends(self, kind: str, content: bytes, *, album: str = "") -> None:
        """She sends a file."""

    async def sends_too_much(self) -> None:
        """She sends a file that is too big to be fetched."""

    async def edits(self, text: str) -> None:
        """She changes what she wrote last."""

    async def deletes(self) -> None:
        """She deletes what she wrote last."""

    async def does_something_strange(self) -> None:
        """She does what no one of us has thought of."""

    async def blocks(self) -> None:
        """She wants nothing more from us."""

    async def throttle(self, seconds: int) -> None:
        """The messenger wants a pause before the next message."""

    def anew(self) -> Channel:
        """The channel as it is after a restart."""


@dataclass
class Kept:
    """Keeps raw messages, the same one once, as the bot does; breaks so many times before, as a database does."""

    channel: Channel
    breaks: int = 0
    raws: list[bytes] = field(default_factory=list)

    async def __call__(self, raws: Sequence[bytes]) -> int:
        """Remembers them, and says how many were new, or breaks."""
        if self.breaks:
            self.breaks -= 1
            raise OSError("the disk is full")
        known = {self._name(raw) for raw in self.raws}
        new = [raw for raw in raws if self._name(raw) not in known]
        self.raws += new
        return len(new)

    def _name(self, raw: bytes) -> tuple[str, str]:
        label = self.channel.label(raw)
        return label.wire_id, label.content


@asynccontextmanager
async def listening(channel: Channel, kept: Kept) -> AsyncIterator[None]:
    """Receives for as long as the block lasts."""
    task = asyncio.create_task(channel.listen(kept))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def received(phone: Phone, does: Awaitable[None], count: int = 1, *, files: int = 0) -> list[bytes]:
    """The raw messages that come of what she does: so many, or (of an album) as many as hold so many files."""
    kept = Kept(phone.channel)

    def enough() -> bool:
        held = sum(len(phone.channel.read(raw).attachments) for raw in kept.raws) if files else 0
        return held >= files and len(kept.raws) >= count

    async with listening(phone.channel, kept):
        await does
        await until(enough)
    return kept.raws


async def until(true: Callable[[], bool]) -> None:
    """Waits until it is true."""
    end = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end, "it did not come true"
        await asyncio.sleep(0.01)


def needs(phone: Phone, what: str) -> None:
    """Skips what the messenger does not have; why stands beside the phone."""
    if why := phone.lacks.get(what):
        pytest.skip(f"{what}: {why}")
