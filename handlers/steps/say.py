"""Something that is only said."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.flow import Question, Step, Value, World
from handlers.words import Line, Text


@dataclass(frozen=True, kw_only=True)
class Say(Step):
    """A text that asks nothing, so nothing answers it; it is said once, before the next question."""

    sign: str = ""

    def said(self) -> tuple[Line, ...]:
        """The text, with its pictogram."""
        return (Text(self.text, sign=self.sign),)

    def ask(self, value: Value | None, world: World) -> Question:
        """The text alone."""
        return Question(self.said())
