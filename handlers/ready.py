"""What a ready sentence is, and a group of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.danger_words import Danger
from handlers.folding import fold
from handlers.reply import short
from handlers.steps import Option
from handlers.words import Line, Plain, Text, _s, in_every_language
from handlers.yes_no import read_yes_no
from models.alert import Alert


@dataclass(frozen=True, slots=True)
class Phrase:
    """One ready sentence: what its button says to the team, what the person receives, and how she can answer.

    `means`: which answer a typed yes or no stands for, where none is called so. `dangers`: answers that tell of danger,
    and of which; `urgent`: answers that are as urgent, without such words. `locate`: a button sends her place. `step`:
    the question of the report that is asked with it. A sentence of the team's own has `texts` by language, no `text`.
    """

    key: str
    sign: str
    label: str
    text: str = ""
    answers: tuple[Option, ...] = ()
    dangers: Mapping[str, Danger] = field(default_factory=dict)
    means: Mapping[str, str] = field(default_factory=dict)
    urgent: frozenset[str] = frozenset()
    step: str = ""
    locate: bool = False
    texts: Mapping[str, str] = field(default_factory=dict)

    def speaks(self, language: str) -> bool:
        """Whether it can be said in this language."""
        return not self.texts or language in self.texts

    def line(self, language: str) -> Line:
        """What is said in this language; one of the team's own, where it lacks it, in the language it has."""
        if not self.texts:
            return Text(self.text, sign=self.sign)
        spoken = next(code for code in (language, "en", "fr", *self.texts) if code in self.texts)
        return Plain(f"{self.sign} {self.texts[spoken]}")

    def answer(self, key: str) -> Option | None:
        """The answer with this key."""
        return next((option for option in self.answers if option.key == key), None)

    def named(self, text: str, language: str) -> Option | None:
        """The answer that a text names: by its label in any language, or as yes and no."""
        folded = fold(text)
        found = next((one for one in self.answers if folded and folded in in_every_language(one.label)), None)
        meant: str = read_yes_no(text, language) or ""
        return found or self.answer(self.means.get(meant, meant))


@dataclass(frozen=True, slots=True)
class Theme:
    """A few sentences that are needed at the same moment."""

    key: str
    sign: str
    label: str
    phrases: tuple[Phrase, ...]


PHRASES = _s("Phrases")


def button(alert: Alert) -> tuple[str, Line, str]:
    """Opens the ready sentences for the person of this alert."""
    return "💬", PHRASES, f"p:{short(alert.id)}"
