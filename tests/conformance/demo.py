"""Phones of the demo, with buttons and without: the second is what a messenger with text alone shows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from bot.channels.base import Channel
from bot.channels.demo import Demo
from bot.clock import PushedClock
from tests.conformance.phone import Seen
from tests.text_phones import TextPhones
from tests.world import MORNING

AMAL = "amal"


class DemoPhone:
    """A phone on the page."""

    address = AMAL
    lacks: Mapping[str, str] = {
        "throttled": "a page of our own wants no pause",
        "too big": "the browser has the file already",
        "restart": "the page itself says that a message was not sent",
        "under": "the page shows one message after the other",
    }
    channel: Demo

    def __init__(self) -> None:
        self.channel = Demo([AMAL])

    async def shown(self) -> list[Seen]:
        found = []
        for one in self.channel.screens.on(AMAL):
            content = self.channel.screens.files[str(one.file["file_id"])].content if one.file else b""
            digest = hashlib.sha256(content).hexdigest() if one.file else ""
            labels = tuple(button["label"] for row in one.rows for button in row)
            found += [] if one.mine else [Seen(one.text, labels, digest)]
        return found

    async def says(self, text: str) -> None:
        await self.channel.post({"phone": AMAL, "text": text})

    async def sends(self, kind: str, content: bytes, *, album: str = "") -> None:
        file = self.channel.screens.add_file(content, kind)
        await self.channel.post({"phone": AMAL, "file": file, "album": album})

    async def sends_too_much(self) -> None:
        raise NotImplementedError

    async def edits(self, text: str) -> None:
        await self.channel.post({"phone": AMAL, "edit": self._last(), "text": text})

    async def deletes(self) -> None:
        await self.channel.post({"phone": AMAL, "delete": self._last()})

    async def does_something_strange(self) -> None:
        await self.channel.post({"phone": AMAL, "dance": "waltz"})

    async def blocks(self) -> None:
        await self.channel.block(AMAL, blocked=True)

    async def throttle(self, seconds: int) -> None:
        raise NotImplementedError

    def anew(self) -> Channel:
        return self.channel

    def _last(self) -> str:
        return next(one.id for one in reversed(self.channel.screens.on(AMAL)) if one.mine)


class TypedPhone(DemoPhone):
    """A phone that shows text alone: `numbered.text_of` as every channel without buttons sends it."""

    def __init__(self) -> None:
        self.channel = TextPhones([AMAL], PushedClock(MORNING), lambda *_heard: None)
