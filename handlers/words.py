"""Says a text in a person's language: gettext, values kept in their own direction, one place for all of it.

English source text is the message id, so a changed English sentence makes every translation stale and the check fails.
"""

from __future__ import annotations

import gettext
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from handlers.folding import fold
from handlers.language import DIRECTION

LRI, FSI, PDI = "\u2066", "\u2068", "\u2069"
_catalogues: dict[str, gettext.NullTranslations] = {}


def _(text: str) -> str:
    """Marks a text that a reporter can see (domain `person`: every language)."""
    return text


def _s(text: str) -> str:
    """Marks a text for the team (domain `staff`: English and French)."""
    return text


@dataclass(frozen=True)
class Text:
    """A marked text with values for its {places}. A value may itself be a `Line`."""

    text: str
    values: Mapping[str, Line] = field(default_factory=dict)
    sign: str = ""


@dataclass(frozen=True)
class Plain:
    """A text that is never translated: a code, a number, a name."""

    text: str


Line = str | Text | Plain
"""Something to say: a marked text, one with values, or one as it is."""


def use(catalogues: Mapping[str, gettext.NullTranslations]) -> None:
    """Takes the compiled catalogues, once, at start."""
    _catalogues.clear()
    _catalogues.update(catalogues)
    in_every_language.cache_clear()
    _translate.cache_clear()


def languages() -> tuple[str, ...]:
    """The languages that have a catalogue, English always."""
    return tuple(dict.fromkeys(["en", *_catalogues]))


def isolate(value: str, language: str) -> str:
    """Keeps a value in its own direction inside a text of another (Unicode isolates, UAX 9)."""
    strong = next((unicodedata.bidirectional(c) for c in value if unicodedata.bidirectional(c) in ("L", "R", "AL")), "")
    if DIRECTION.get(language, "ltr") == "rtl":
        return f"{LRI if strong in ('L', '') else FSI}{value}{PDI}"
    return f"{FSI}{value}{PDI}" if strong in ("R", "AL") else value


def say(language: str, line: Line) -> str:
    """The line in this language; English where a translation is missing (the check does not let that happen)."""
    if isinstance(line, str):
        return _translate(language, line)
    if isinstance(line, Plain):
        return line.text
    values = {name: isolate(say(language, value), language) for name, value in line.values.items()}
    said = _translate(language, line.text).format(**values) if values else _translate(language, line.text)
    return f"{line.sign} {said}" if line.sign else said


def say_all(language: str, lines: tuple[Line, ...] | list[Line]) -> str:
    """Several lines, each a paragraph of its own."""
    return "\n".join(say(language, line) for line in lines)


@cache
def in_every_language(text: str) -> frozenset[str]:
    """A marked text in all languages, folded: what somebody may type instead of pressing it."""
    return frozenset(fold(_translate(language, text)) for language in languages()) - {""}


@lru_cache(maxsize=8192)
def _translate(language: str, text: str) -> str:
    catalogue = _catalogues.get(language)
    return catalogue.gettext(text) if catalogue and text else text
