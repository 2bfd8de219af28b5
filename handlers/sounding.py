"""How a word sounds that is written in Latin letters by who has another alphabet, for comparison only.

Nobody has a fixed spelling for Arabic, Farsi, Pashto or Tigrinya in Latin letters: "sa3duni", "saadoony" and "sa3dony"
are one word. What such spellings differ in is written one way: short and long vowels, figures for letters, doubled
letters.
"""

import re

_LATIN = re.compile("[a-z]")
_DIGRAPHS = (("kh", "x"), ("gh", "q"), ("zh", "j"), ("ph", "f"), ("ou", "u"), ("oo", "u"), ("ee", "i"))
_LETTERS = str.maketrans(
    {"5": "x", "7": "h", "8": "q", "9": "q", "2": "", "3": "", "e": "i", "y": "i", "o": "u", "w": "u"}
)
_RUN = re.compile(r"([^\W\d])\1+")


def sound(folded: str) -> str:
    """Write folded text as it sounds; nothing where there is no Latin letter in it."""
    if not _LATIN.search(folded):
        return ""
    for two, one in _DIGRAPHS:
        folded = folded.replace(two, one)
    return " ".join(_RUN.sub(r"\1", folded.translate(_LETTERS)).split())
