"""Cut a message about time into known pieces: words, numbers, clock times and dates. No reckoning here."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handlers.folding import fold, fold_keeping_signs
from handlers.wordlists import counts, times

PART_NAMES = tuple(times.PART_WORDS)


@dataclass(frozen=True)
class Item:
    """One word, phrase, number, clock time or date: `kinds` says what it can be, with a number for each."""

    text: str
    kinds: Mapping[str, int]

    def __contains__(self, kind: str) -> bool:
        """Say whether the item can be of this kind."""
        return kind in self.kinds


Vocabulary = dict[tuple[str, ...], dict[str, int]]
_SCAN = re.compile(
    r"(?P<date>\d{1,4}(?P<sign>[/.-])\d{1,2}(?P=sign)\d{1,4})(?!\d)"
    r"|(?P<short>\d{1,2}/\d{1,2})(?![\d/])"
    r"|(?P<clock>\d{1,2}(?::\d{2}(?::\d{2})?|\s?h\s?\d{2}))(?![\d:])"
    r"|(?P<dot>\d{1,2}\.\d{2})(?!\d)"
    r"|(?P<number>\d+)|(?P<word>[^\W\d]+)|(?P<other>\S)"
)
_HYPHEN = re.compile(r"(?<=[^\W\d])-(?=[^\W\d])")
_MERIDIEM_DOTS = re.compile(r"(?<![^\W\d])([ap])\s?\.\s?m\b\.?")
# One-letter words that Arabic and Ethiopic writing glues to the next, and what may follow them: Arabic بدري (early)
# is no "three", so numbers follow an Ethiopic one only.
_AFTER_PREFIX = ("day", "part", "weekday", "unit", "hour_before", "now")
_PREFIXES = dict.fromkeys("وبلف", _AFTER_PREFIX) | dict.fromkeys("ብንበከየለ", (*_AFTER_PREFIX, "number"))
_LONGEST_PHRASE = 5


def _add(words: Vocabulary, kind: str, value: int, lines: Iterable[str]) -> None:
    for line in lines:
        for phrase in line.split("|"):
            words.setdefault(tuple((fold(phrase) or phrase).split()), {}).setdefault(kind, value)


def _add_months(words: Vocabulary) -> None:
    for kind, months in (("gregorian", times.GREGORIAN_MONTHS), ("solar", times.SOLAR_MONTHS)):
        for number, line in enumerate(months, start=1):
            _add(words, kind, number, [line])
    for number, name in enumerate(times.AMHARIC_GREGORIAN_MONTHS.split("|"), start=1):
        _add(words, "gregorian", number, [name])
    for number, name in enumerate(times.AMHARIC_MONTHS.split("|"), start=1):
        _add(words, "geez", number, [name])
    for number, name in enumerate(times.TIGRINYA_MONTHS.split("|"), start=1):
        _add(words, "gregorian", number, [name])
        _add(words, "geez", (number + 3) % 12 + 1, [name])


def _vocabulary() -> Vocabulary:
    words: Vocabulary = {}
    tables: tuple[tuple[str, Mapping[int, times.Table]], ...] = (
        ("day", times.DAYS),
        ("night", times.NIGHTS),
        ("weekday", times.WEEKDAYS),
        ("part", {PART_NAMES.index(name): table for name, table in times.PART_WORDS.items()}),
        ("meridiem", {0: times.MERIDIEMS["am"], 1: times.MERIDIEMS["pm"]}),
        ("unit", dict(zip((1, 60, 1440, 10080), times.UNITS.values(), strict=True))),
        ("span", times.WHOLE_SPANS),
        ("number", counts.NUMBERS),
        ("number", {9: {"fa": "نه"}, 11: times.ELEVEN}),
        ("clock_hour", {n: {"ar": word} for n, word in enumerate(times.ARABIC_HOURS.split("|"), start=1)}),
    )
    for kind, by_value in tables:
        for value, table in by_value.items():
            _add(words, kind, value, table.values())
    flags = {
        "now": times.NOW, "ago_before": times.AGO_BEFORE, "ago_after": times.AGO_AFTER,
        "ahead_before": times.AHEAD_BEFORE,
        "ahead_after": times.AHEAD_AFTER, "hour_before": times.HOUR_BEFORE, "hour_after": times.HOUR_AFTER,
        "half": times.HALF_PAST, "about": counts.ABOUT, "last": times.LAST, "next": times.NEXT, "refuse": times.REFUSE,
    }  # fmt: skip
    for kind, table in flags.items():
        _add(words, kind, 1, table.values())
    _add(words, "about", 1, ["vers"])
    _add(words, "filler", 1, [times.FILLERS])
    _add_months(words)
    return words


_WORDS = _vocabulary()


def _token(match: re.Match[str]) -> Item:
    """Turn one match into an item; words get their meaning later, when phrases are known."""
    text = match.group()
    if match["date"] or match["short"]:
        numbers = [int(n) for n in re.findall(r"\d+", text)]
        long_year = {"long_first": 1} if len(re.findall(r"\d+", text)[0]) == 4 else {}
        return Item(text, dict(zip(("first", "second", "third"), numbers, strict=False)) | long_year)
    if match["clock"] or match["dot"]:
        hour, minute = (int(n) for n in re.findall(r"\d+", text)[:2])
        is_clock = minute < 60 and hour * 60 + minute <= 1440
        kinds = {"clock": hour * 60 + minute} if is_clock else {"refuse": 1}
        if match["dot"] and minute in range(1, 13) and hour in range(1, 32):
            kinds["dot_date"] = 1
        return Item(text, kinds)
    if match["number"]:
        return Item(text, {"number": int(text), "digits": len(text)} if len(text) < 5 else {"refuse": 1})
    return Item(text, {})


def _phrase(tokens: list[Item], at: int) -> tuple[Item, int]:
    token = tokens[at]
    for size in range(min(_LONGEST_PHRASE, len(tokens) - at), 0, -1):
        texts = tuple(t.text for t in tokens[at : at + size])
        if texts in _WORDS:
            return Item(" ".join(texts), _WORDS[texts]), size
    return _without_prefix(token), 1


def _without_prefix(token: Item) -> Item:
    rest = _WORDS.get((token.text[1:],), {})
    allowed = _PREFIXES.get(token.text[:1], ())
    if token.kinds or len(token.text) < 4 or not rest.keys() & set(allowed):
        return token
    return Item(token.text[1:], rest)


def cut(text: str) -> list[Item]:
    """Return the pieces of `text` in order; an item without kinds is a word we do not know."""
    signs = _MERIDIEM_DOTS.sub(r"\1m ", _HYPHEN.sub(" ", fold_keeping_signs(text)))
    tokens = [_token(match) for match in _SCAN.finditer(signs)]
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        item, size = _phrase(tokens, at)
        items.append(item)
        at += size
    return items
