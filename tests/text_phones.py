"""Phones without buttons: what the bot sends is text alone, and every change of a message has a wire id of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from uuid import uuid4

from bot.channels.numbered import text_of
from bot.demo_screens import Shown
from models.messages import Button, Outbound
from models.options import in_order, numbered
from tests.phone_account import Phones

MARKS = re.compile("[\u200e\u200f\u2066-\u2069]")


class TextPhones(Phones):
    """The test's phones as a messenger that shows what is typed, and nothing to press."""

    name = "text"
    buttons = False

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]  # what Phones takes
        self.account = "text"
        self.first: dict[str, str] = {}
        self.sent: dict[str, Outbound] = {}

    async def send(self, address: str, message: Outbound, *, edits: str = "", content: bytes | None = None) -> str:
        written = replace(message, text=text_of(message), rows=(), locate="")
        first = self.first_of(edits)
        shown = await super(Phones, self).send(address, written, edits=first, content=content)
        # No two messages leave at the same moment: which of them is the last one on a phone counts here.
        self._clock.goes_on(1e-6)
        self.sent[shown] = message
        self._hear(address, message, edits)
        if not edits:
            return shown
        revision = uuid4().hex
        self.first[revision] = first
        return revision

    def first_of(self, wire_id: str) -> str:
        """The id under which a phone shows a message, by the wire id of any of its states."""
        return self.first.get(wire_id, wire_id)

    def answer(self, shown: Shown, button: Button) -> str:
        """What somebody types to choose this, as she reads it on her screen."""
        label = MARKS.sub("", button.label)
        lines = [MARKS.sub("", line) for line in shown.text.split("\n")]
        if button in numbered(self.sent[shown.id]):
            place = next(line.partition(". ")[0] for line in lines if line.partition(". ")[2] == label)
            assert place.isdecimal(), place
            return place
        words = re.sub(r"^\W+", "", label)
        assert words.isdecimal() or any(label in line.split(" · ") for line in lines), f"{label!r} is not to be read"
        return words

    def is_last(self, shown: Shown) -> bool:
        """Whether it is the last one on this phone with anything to choose."""
        asked = [one.id for one in self.screens.on(shown.phone) if not one.mine and in_order(self.sent[one.id])]
        return asked[-1] == shown.id
