"""A message as text alone, for messengers without buttons. Pure. What is typed in answer: handlers/numbered.py."""

from __future__ import annotations

import unicodedata

from models.messages import Outbound
from models.options import RIGHT_TO_LEFT, in_words, numbered, ways

RLM, FSI, PDI = "\u200f", "\u2068", "\u2069"
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
DIGITS = {"ar": _ARABIC, "ckb": _ARABIC, "fa": _PERSIAN, "fa_AF": _PERSIAN, "prs": _PERSIAN, "ps": _PERSIAN}
"""Languages whose readers write other digits than ours; all are read (Unicode 16, chapter 9.2)."""
BETWEEN = " · "


def text_of(message: Outbound) -> str:
    """The text, below it every option on a line of its own with its number, below that the words to go on with.

    Each line keeps its direction: an isolate holds a label of another script (UAX 9), a mark at the beginning tells
    that the line is read from the right, since what is inside an isolate does not count for that.
    """
    language = message.language
    lines = [
        _line(f"{_number(place, language)}. ", button.label, language)
        for place, button in enumerate(numbered(message), 1)
    ]
    lines += [_line("", button.label, language) for button in in_words(message)]
    words = BETWEEN.join(_kept(button.label, language) for button in ways(message))
    mark = RLM if language in RIGHT_TO_LEFT and words else ""
    return "\n\n".join(part for part in (message.text, "\n".join(lines), mark + words) if part)


def _number(number: int, language: str) -> str:
    return str(number).translate(DIGITS.get(language, {}))


def _line(number: str, label: str, language: str) -> str:
    return f"{RLM if language in RIGHT_TO_LEFT else ''}{number}{_kept(label, language)}"


def _kept(label: str, language: str) -> str:
    """A label that reads against the line is isolated."""
    against = ("L",) if language in RIGHT_TO_LEFT else ("R", "AL")
    strong = any(unicodedata.bidirectional(sign) in against for sign in label)
    return f"{FSI}{label}{PDI}" if strong else label
