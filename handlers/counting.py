"""Read how many people or things somebody saw, and how sure they are, from what they typed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from handlers.folding import fold, fold_keeping_signs, spellings
from handlers.wordlists import counts

How = Literal["exact", "at_least", "about", "not_seen", ""]

LARGEST = 100_000
_YEARS = range(2015, 2040)


@dataclass(frozen=True)
class Counted:
    """A number of people or things: `how` is "" when the person did not say how sure they were."""

    value: int | None
    how: How


def _phrases(groups: Iterable[str]) -> dict[tuple[str, ...], str]:
    """Return folded word sequences; signs such as + and ~ stand for themselves."""
    words = (word for group in groups for word in group.split("|"))
    return {tuple((fold(word) or word).split()): "" for word in words}


_KINDS = {
    **dict.fromkeys(_phrases(counts.AROUND.values()), "around"),
    **dict.fromkeys(_phrases(counts.BETWEEN.values()), "between"),
    **dict.fromkeys(_phrases(counts.EXACTLY.values()), "exact"),
    **dict.fromkeys(_phrases(counts.ABOUT.values()), "about"),
    **dict.fromkeys(_phrases(counts.AT_LEAST.values()), "at_least"),
    ("-",): "between",
    (",",): "around",
    (".",): "around",
    **dict.fromkeys(_phrases([counts.TWO_MEANINGS]), "refuse"),
}
_NUMBERS = {p: value for value, by in counts.NUMBERS.items() for p in _phrases(by.values())}
_ROUGH = {p: value for value, words in counts.ROUGH_NUMBERS.items() for p in _phrases([words])}
_DUALS = _phrases([counts.DUALS])
_NOT_A_COUNT = frozenset(map(fold, counts.NOT_A_COUNT.split("|")))
_NOBODY = {spellings(w)[0] for words in counts.NOBODY.values() for w in words.split("|")}
_NOT_SEEN = {spellings(w)[0] for words in counts.NOT_SEEN.values() for w in words.split("|")}
_LONGEST_PHRASE = 5
# A time, date, price, decimal number or long run of digits: none of these counts people.
_NO_COUNT = re.compile(r"\d[:/h]\s?\d|\d[.,]\d|\d-\d+-|\d{6,}|\b0\d|\+\s?\d{2}\s\d|^\s*-|@|\?")
_PRICES = frozenset("%€$£°")
# Kurdish three and Persian thirty are one word once folded.
_KURDISH_THREE = re.compile(r"\bسێ\b")
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,2})[ .,](\d{3})(?![\d.,])")
_TOKEN = re.compile(r"\d+|[^\W\d]+|[+~><,.-]")
# "12 caravanes": up to two words we do not know may follow, none may come before a bare number.
_UNKNOWN_AFTER = 2
_LONGEST_TEXT = 120
_PEOPLE_OR_SEVEN = fold("ሰባት")


@dataclass(frozen=True)
class _Piece:
    kind: str
    value: int = 0
    word: str = ""


def _piece(tokens: list[str], at: int) -> tuple[_Piece, int]:
    """Return what stands at position `at` and how many tokens it takes: the longest known phrase wins."""
    if tokens[at].isdecimal():
        return _Piece("number", int(tokens[at])), 1
    for size in range(min(_LONGEST_PHRASE, len(tokens) - at), 0, -1):
        phrase = tuple(tokens[at : at + size])
        if phrase in _ROUGH:
            return _Piece("rough", _ROUGH[phrase], phrase[0]), size
        if phrase in _NUMBERS:
            return _Piece("number", _NUMBERS[phrase], phrase[0]), size
        if phrase in _DUALS:
            return _Piece("number", 2, phrase[0]), size
        if phrase in _KINDS:
            return _Piece(_KINDS[phrase]), size
    if tokens[at] in _NOT_A_COUNT:
        return _Piece("refuse"), 1
    return _arabic_tens(tokens[at]), 1


def _arabic_tens(token: str) -> _Piece:
    """Read "and twenty", written as one word in Arabic (خمسة وعشرين)."""
    tens = _NUMBERS.get((token[1:],), 0) if token.startswith("و") else 0
    return _Piece("number", tens, token) if tens >= 20 else _Piece("unknown")


def _pieces(text: str) -> list[_Piece]:
    tokens = _TOKEN.findall(text)
    pieces: list[_Piece] = []
    at = 0
    while at < len(tokens):
        piece, size = _piece(tokens, at)
        pieces.append(piece)
        at += size
    return pieces


def _numbers(pieces: list[_Piece]) -> list[int]:
    """Return the numbers said; written tens and units ("twenty five", خمسة وعشرين) are one number."""
    found: list[_Piece] = []
    for piece in pieces:
        if piece.kind not in ("number", "rough"):
            continue
        before = found[-1] if found else None
        if before and before.word and piece.word and _are_tens_and_unit(before.value, piece.value):
            found[-1] = _Piece("number", before.value + piece.value, before.word)
        else:
            found.append(piece)
    return [piece.value for piece in found]


def _are_tens_and_unit(first: int, second: int) -> bool:
    tens, unit = max(first, second), min(first, second)
    return 0 < unit < 10 and 20 <= tens < 100 and tens % 10 == 0


def _without_articles(pieces: list[_Piece]) -> list[_Piece]:
    """Drop "un", "one", یک and Tigrinya ሰባት (people, in Amharic seven) when another number is there to count."""
    small = [p for p in pieces if p.kind == "number" and (p.word == _PEOPLE_OR_SEVEN or (p.word and p.value == 1))]
    others = [p for p in pieces if p.kind in ("number", "rough") and p not in small]
    if not others or any(p.kind == "between" or (p.word and 20 <= p.value < 100) for p in pieces):
        return pieces
    return [p for p in pieces if p not in small]


def _may_surround(pieces: list[_Piece]) -> bool:
    unknown = [i for i, p in enumerate(pieces) if p.kind == "unknown"]
    first_number = next(i for i, p in enumerate(pieces) if p.kind in ("number", "rough"))
    if unknown == [0]:
        # "tents 12+": what is counted, by somebody who says how sure; "rue 12" is no count.
        return first_number > 0 and any(p.kind in ("at_least", "about", "exact") for p in pieces)
    return not unknown or (unknown[0] > first_number and len(unknown) <= _UNKNOWN_AFTER)


def _judge(pieces: list[_Piece]) -> Counted | None:
    pieces = _without_articles(pieces)
    kinds = {p.kind for p in pieces}
    numbers = _numbers(pieces)
    if not numbers or "refuse" in kinds or not _may_surround(pieces) or max(numbers) > LARGEST:
        return None
    if len(numbers) == 2 and numbers[0] < numbers[1] and "between" in kinds:
        # The low end is what the person vouches for; a middle would be a number nobody said.
        return Counted(numbers[0], "at_least")
    if len(numbers) != 1 or (numbers[0] in _YEARS and not kinds & {"about", "at_least", "around"}):
        return None
    if "rough" in kinds and "at_least" not in kinds:
        return Counted(numbers[0], "about")
    order: tuple[How, ...] = ("at_least", "about", "exact")
    return Counted(numbers[0], next((how for how in order if how in kinds), ""))


def read_count(text: str) -> Counted | None:
    """Return the count in `text`, or None when there is none or more than one could be meant.

    "more than 300" and "10-15" become at least 300 and at least 10. Times, dates, phone numbers, ages and
    upper limits ("less than 10") are never counts. "I do not know" is for `read_yes_no` to read.
    """
    whole = spellings(text)
    if any(form in _NOBODY for form in whole):
        return Counted(0, "exact")
    if any(form in _NOT_SEEN for form in whole):
        return Counted(None, "not_seen")
    signs = _THOUSANDS.sub(r"\1\2", fold_keeping_signs(_KURDISH_THREE.sub("3", text)))
    if _NO_COUNT.search(signs) or len(signs) > _LONGEST_TEXT or not _PRICES.isdisjoint(text):
        return None
    return _judge(_pieces(signs))
