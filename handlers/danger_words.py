"""Hear in any message, in any language, that somebody is in danger: a human must be woken at once.

It rings rather too often than too seldom. The words stand in `wordlists/danger*.py`, and how to write them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from handlers.folding import fold
from handlers.sounding import sound
from handlers.wordlists import danger, danger_life, danger_now, danger_sea


class Danger(StrEnum):
    """What kind of danger is told, the gravest first."""

    SUICIDE = "suicide"
    SEA = "sea"
    LIFE = "life"
    NOW = "now"


@dataclass(frozen=True)
class _Phrase:
    """One phrase of the word lists; `kind` is None for words that are no danger.

    Another day makes a `soft` phrase moot. What stands inside a phrase that `covers` is not heard.
    """

    kind: Danger | None
    soft: bool
    covers: bool
    source: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when a word begins like it: thousands of phrases are never heard, and each costs memory."""
        return _compiled(self.source)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


_TABLES: Mapping[Danger | None, Mapping[str, str]] = {
    Danger.SUICIDE: danger_sea.SUICIDE,
    Danger.SEA: danger_sea.SEA,
    Danger.LIFE: danger_life.LIFE,
    Danger.NOW: danger_now.NOW,
    None: danger.CALM,
}
_RUN = re.compile(r"(.)\1+")
_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"(?<!\S)\d+(?!\S)")
_ANY_TWO = r"(?:\S+ ){0,2}?"
# "And", "so" are written as one with the Arabic word they stand before.
_ARABIC_AND = "[وف]"
_LATIN = "la"
# So many letters of a word say which phrases may begin with it.
_BEGINNING = 3
Form = Callable[[str], str]
"""How words are written before they are compared: as they stand, or (those in Latin letters) as they sound."""


def _plain(text: str) -> str:
    """Fold, and write stretched or doubled letters once and numbers never: "heeelp" is "help"."""
    return " ".join(_RUN.sub(r"\1", _NUMBER.sub(" ", fold(text))).split())


def _sounded(text: str) -> str:
    return sound(_plain(text))


def _choices(element: str, names: Mapping[str, str], form: Form) -> list[str]:
    """Return the words one place of a phrase may hold, folded, a space where two words make one choice."""
    words = [w for word in element.split("/") for w in names.get(word, word).split("/")]
    return list(dict.fromkeys(filter(None, map(form, words))))


def _read(phrase: str, kind: Danger | None, language: str, form: Form) -> tuple[_Phrase, set[str]]:
    """Return a phrase of the word lists and the beginnings (one to three letters) of all that it matches."""
    names = danger.NAMES.get(language, {})
    covers, phrase = kind is None or phrase.startswith("!"), phrase.removeprefix("!")
    soft, phrase = phrase.startswith("~"), phrase.removeprefix("~")
    first, phrase = phrase.startswith("^"), phrase.removeprefix("^")
    last, phrase = phrase.endswith("$"), phrase.removesuffix("$")
    parts, begins, beginning = [r"\A" if first else ""], set[str](), True
    if language == "ar":
        parts.append(f"(?:{_ARABIC_AND} ?)?")
        begins |= {"و", "ف"}
    for element in phrase.split():
        if element == "*":
            parts.append(_ANY_TWO)
            continue
        choices, optional = _choices(element.removesuffix("?"), names, form), element.endswith("?")
        words = "|".join(re.escape(word).replace(r"\ ", " ?") for word in choices)
        parts.append(f"(?:(?:{words}) ?)" + ("?" if optional else ""))
        if beginning:
            begins |= {word.partition(" ")[0][:_BEGINNING] for word in choices}
            beginning = optional
    # The spaces between words do not matter; a whole word must end where the phrase ends.
    parts.append(r"(?:(?<= )|\Z)" if not last else r"\Z")
    return _Phrase(kind, soft, covers, "".join(parts)), begins


def _phrases(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for language, phrases in table.items():
        for phrase in phrases.replace("\n", "|").split("|"):
            if phrase.strip():
                yield language, phrase.strip()


@cache
def _index(form: Form) -> Mapping[str, tuple[_Phrase, ...]]:
    """Return all phrases by their beginnings, worked out when the first message comes."""
    found: dict[str, list[_Phrase]] = {}
    written = (form(label.strip()) for label in danger.LABELS.replace("\n", "|").split("|"))
    labels = {_LATIN if form is _sounded else "": "|".join(f"^{label}$" for label in written if label)}
    for kind, table in [*_TABLES.items(), (None, labels)]:
        for language, text in _phrases(table):
            if (language == _LATIN) is not (form is _sounded):
                continue
            phrase, begins = _read(text, kind, language, form)
            for begin in begins:
                found.setdefault(begin, []).append(phrase)
    return {begin: tuple(phrases) for begin, phrases in found.items()}


@cache
def _days() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """Return the words for another day and those for today."""
    another, today = (
        tuple(_read(text, None, language, _plain)[0].pattern for language, text in _phrases(table))
        for table in (danger.ANOTHER_DAY, danger.TODAY)
    )
    return another, today


def _says(text: str, patterns: tuple[re.Pattern[str], ...]) -> bool:
    return any(p.match(text, word.start()) for word in _WORD.finditer(text) for p in patterns)


def _heard(text: str, form: Form) -> Iterator[_Phrase]:
    """Walk through the text and find what starts at each word; a phrase that covers hides what stands inside it."""
    index, covered = _index(form), 0
    for word in _WORD.finditer(text):
        at = word.start()
        if at < covered:
            continue
        begins = {text[at : at + letters] for letters in range(1, _BEGINNING + 1)}
        near = {phrase for begin in begins for phrase in index.get(begin, ())}
        found = [(match.end(), phrase) for phrase in near if (match := phrase.pattern.match(text, at))]
        covered = max((end for end, phrase in found if phrase.covers), default=0)
        yield from (phrase for end, phrase in found if end > covered or (phrase.covers and end == covered))


def read_danger(text: str) -> Danger | None:
    """Return the gravest danger that the message tells of, or None. Never raises."""
    plain = _plain(text)
    heard = [phrase for phrase in (*_heard(plain, _plain), *_heard(sound(plain), _sounded)) if phrase.kind]
    if any(phrase.soft for phrase in heard):
        another, today = _days()
        if _says(plain, another) and not _says(plain, today):
            heard = [phrase for phrase in heard if not phrase.soft]
    kinds = {phrase.kind for phrase in heard}
    return next((kind for kind in Danger if kind in kinds), None)
