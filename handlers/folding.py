"""Make two spellings of one word equal, for comparison only: never store or show folded text."""

import re
import unicodedata
from collections.abc import Callable
from itertools import groupby

BIDI_CONTROLS = "\u2066\u2067\u2068\u2069\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_NO_BIDI = dict.fromkeys(map(ord, BIDI_CONTROLS))

# Arabic script: letters that poor keyboards or habits exchange, by the base letter they become.
_ARABIC = {
    "ی": "يىئېۍےێۓؽؾؿ",
    "ک": "كګگڪڬڰݢ",
    "ه": "ةەۀہھۃۂۿ",
    "ا": "آأإٱٲٳ",
    "و": "ؤۆۇۈۋۊۅ",
    "ت": "ټٹ",
    "د": "ډڈ",
    "ر": "ړڕڑږ",
    "س": "ښ",
    "ن": "ڼ",
    "ح": "ځڅ",
    "ل": "ڵ",
    "ف": "ڤ",
}
# Ethiopic: (first letter of the family, first letter it becomes); the seven orders follow each other.
_ETHIOPIC = (("ሐ", "ሀ"), ("ኀ", "ሀ"), ("ሠ", "ሰ"), ("ዐ", "አ"), ("ፀ", "ጸ"), ("ኸ", "ከ"), ("ቐ", "ቀ"))
# The fourth order of the two throat families sounds like the first.
_ETHIOPIC_FOURTH = {"ሃ": "ሀ", "ኣ": "አ"}
_SIGNS = {
    **dict.fromkeys("–—−‐‑‒―", "-"),
    **dict.fromkeys("،٬", ","),
    **dict.fromkeys("٫۔።", "."),
    **dict.fromkeys("≈∼～", "~"),
    **dict.fromkeys("፥፦∶", ":"),
    "⁄": "/",
}
_KEPT_SIGNS = frozenset("+~<>:/.,-?@")
_GEEZ_DIGITS = {chr(0x1369 + i): i + 1 if i < 9 else (i - 8) * 10 for i in range(18)}
_GEEZ_RUN = re.compile("[\u1369-\u137c]+")
# Longer runs are no number anybody writes, and would make huge integers.
_GEEZ_LONGEST = 8
_LETTERS_IN_USE = 10_000


def _letter_table() -> dict[int, str]:
    table = {ord(letter): base for base, letters in _ARABIC.items() for letter in letters}
    for family, base in _ETHIOPIC:
        for order in range(7):
            table[ord(family) + order] = chr(ord(base) + order)
    for letter, first in _ETHIOPIC_FOURTH.items():
        table[ord(letter)] = first
    table |= {code: _ETHIOPIC_FOURTH.get(base, base) for code, base in table.items()}
    return table


_LETTERS = _letter_table()


def strip_marks(text: str) -> str:
    """Remove the invisible direction controls (U+2066-2069, 200E, 200F, 202A-202E) and nothing else."""
    return text.translate(_NO_BIDI)


def _geez_number(run: re.Match[str]) -> str:
    """Ethiopic numerals add up; the hundred and ten-thousand signs multiply what stands before them."""
    signs = run.group()
    if len(signs) > _GEEZ_LONGEST:
        return " "
    total, group = 0, 0
    for sign in signs:
        if sign == "፻":
            total, group = total + (group or 1) * 100, 0
        elif sign == "፼":
            total, group = ((total + group) or 1) * 10_000, 0
        else:
            group += _GEEZ_DIGITS[sign]
    return str(total + group)


class _EachLetter(dict[int, str | None]):
    """For `str.translate`: what becomes of each sign, worked out when it is first met."""

    def __init__(self, becomes: Callable[[str], str | None]) -> None:
        super().__init__()
        self._becomes = becomes

    def __missing__(self, code: int) -> str | None:
        found = self._becomes(chr(code))
        # All alphabets in use fit in; whoever sends us every sign there is shall not fill the memory with them.
        if len(self) < _LETTERS_IN_USE:
            self[code] = found
        return found


def _unmarked(c: str) -> str | None:
    """Nothing for marks: harakat, accents, variation selectors, joiners, tatweel, hamza."""
    return None if unicodedata.category(c) in ("Mn", "Me", "Cf", "Cs") or c in "ـء" else c


def _character(c: str) -> str:
    digit = unicodedata.decimal(c, None)
    if digit is not None:
        return str(digit)
    c = _SIGNS.get(c, c)
    if c in _KEPT_SIGNS or unicodedata.category(c)[0] in "LN":
        return c
    return " "


_UNMARKED, _CHARACTERS = _EachLetter(_unmarked), _EachLetter(_character)
_NO_SIGNS = dict.fromkeys(map(ord, _KEPT_SIGNS), " ")


def _plain(text: str) -> str:
    """Decompose and drop marks."""
    return unicodedata.normalize("NFKD", text).translate(_UNMARKED)


def fold_keeping_signs(text: str) -> str:
    """Fold like `fold`, but keep the signs of numbers, times and dates: + ~ < > : / . , - ? @."""
    text = re.sub(r"(?<=\d)፡(?=\d)", ":", text)
    text = _plain(_plain(text).casefold()).translate(_LETTERS)
    text = _GEEZ_RUN.sub(_geez_number, text)
    return " ".join(text.translate(_CHARACTERS).split())


def fold(text: str) -> str:
    """Return `text` as letters, ASCII digits and single spaces, so that spellings of one word compare equal.

    Case, accents, harakat, joiners, emoji and punctuation go; letters fold as `languages.md` says.
    """
    return " ".join(fold_keeping_signs(text).translate(_NO_SIGNS).split())


def spellings(text: str) -> tuple[str, ...]:
    """Return the forms to look up in a word table: folded without spaces, then with stretched letters shortened.

    One word said again and again ("no no no") counts as said once.
    """
    words = fold(text).split()
    if len(set(words)) == 1:
        words = words[:1]
    whole = "".join(words)
    runs = [(c, len(list(run))) for c, run in groupby(whole)]
    forms = [whole]
    if any(n > 2 and not c.isdigit() for c, n in runs):
        for most in (1, 2):
            forms.append("".join(c * (n if n < 3 or c.isdigit() else most) for c, n in runs))
    return tuple(forms)
