"""Guess which language a message is in: script, telling letters, words, and only then a statistical detector.

Dari counts as Farsi: written text does not tell them apart. The bot always confirms with buttons.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import pycld2

from handlers.folding import fold, strip_marks
from handlers.wordlists import language_words

AUTONYMS: Mapping[str, str] = {
    "ar": "العربية", "fa": "فارسی", "fa_AF": "دری", "ps": "پښتو", "ti": "ትግርኛ", "en": "English", "fr": "Français",
    "am": "አማርኛ", "ckb": "کوردی", "om": "Afaan Oromoo",
}  # fmt: skip
DIRECTION: Mapping[str, str] = {
    code: "rtl" if code in ("ar", "fa", "fa_AF", "ps", "ckb") else "ltr" for code in AUTONYMS
}

_NAMES = {
    "ar": "العربية|عربية|عربي|arabic|arabe", "fr": "français|french",
    "fa": "فارسی|فارسي|دری|دري|farsi|persian|dari",
    "ps": "پښتو|پشتو|pashto|pachto|pashtu", "ti": "ትግርኛ|tigrinya|tigrigna", "en": "english|anglais",
}  # fmt: skip


@dataclass(frozen=True)
class Guess:
    """A language code and whether the text leaves no reasonable doubt."""

    language: str
    sure: bool


_ETHIOPIC = re.compile("[\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
# Letters, and the language they tell, with a weight: 3 is as good as proof in a short message.
_LETTERS: tuple[tuple[str, str, int], ...] = (
    ("ps", "ټډړښګڼېۍځڅږ", 3),
    ("ckb", "ێۆڕڵەڤ", 3),
    ("fa", "پچژگ", 1),
    ("fa", "یک", 1),
    ("ar", "ةىأإؤ", 1),
    ("ar", "ضظطذثص", 1),
    ("ti", "ቐቑቒቓቔቕቖኸኹኺኻኼኽኾ", 2),
    ("ti", "ኣ", 1),
    ("am", "ሥሠኀፀዐ", 1),
)
_PREFIXES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ar", re.compile(r"\b(?:و|ب|ل|ف|ك)?ال\w{3,}")),
    ("ti", re.compile(r"\b(?:ኣይ|ዘይ|ብዘይ|እን|ን)\w{2,}|\b[ዝዘዚ]\w{2,}")),
    ("am", re.compile(r"\b[የእ]\w+(?:ን|ው|ኝ|ል)\b|\w+(?:ዋል|ችው|ብኝ|ናል|ለሁ|ችን)\b")),
)
_BY_SCRIPT = {
    "arabic": ("ar", "fa", "ps", "ckb"),
    "ethiopic": ("ti", "am"),
    "latin": ("en", "fr", "om"),
}
_GREETINGS = tuple(
    (words, Guess(language, sure))
    for sure, table in ((True, language_words.GREETINGS_SURE), (False, language_words.GREETINGS_LIKELY))
    for language, line in table.items()
    for words in line.split("|")
)


def _exact(text: str) -> str:
    """Keep the telling letters that `fold` takes away: پۆلیس is Kurdish, پولیس Pashto or Dari."""
    return " ".join(re.findall(r"[\w\u200c]+", unicodedata.normalize("NFKC", text).casefold()))


_ONE_MESSAGE = {_exact(words): guess for words, guess in _GREETINGS}
_ONE_MESSAGE_FOLDED = {fold(words): guess for words, guess in _GREETINGS if guess.language != "ckb"}
_BY_NAME = {fold(name): code for code, names in _NAMES.items() for name in names.split("|")}
_WORDS = {language: frozenset(map(fold, line.split())) for language, line in language_words.COMMON.items()}
_ROMANISED = {language: frozenset(line.split()) for language, line in language_words.ROMANISED.items()}
_LONGEST, _LONGEST_NAME = 2000, 20
_SURE_LEAD = 3
_SURE_LEAD_ONE_WORD = 5


def language_named(text: str) -> str:
    """The code of the language whose name this is, in its own script or as English and French call it; else nothing."""
    return _BY_NAME.get(fold(text), "") if len(text) <= _LONGEST_NAME else ""


def _script(text: str) -> str | None:
    counts = {
        "ethiopic": len(_ETHIOPIC.findall(text)),
        "arabic": len(_ARABIC.findall(text)),
        "latin": len(_LATIN.findall(text)),
    }
    best = max(counts, key=lambda script: counts[script])
    return best if counts[best] else None


def _detect(text: str, candidates: tuple[str, ...]) -> str | None:
    """Ask the statistical detector; only our own languages in this script count."""
    readable = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs", "Cn", "Co"))
    try:
        _, _, details = pycld2.detect(readable, isPlainText=True, bestEffort=True)
    except pycld2.error:
        return None
    codes = ["ckb" if code == "ku" else code for _, code, _, _ in details]
    return next((code for code in codes if code in candidates), None)


def _scores(text: str, candidates: tuple[str, ...]) -> dict[str, int]:
    words = fold(text).split()
    scores = {language: 2 * sum(word in _WORDS[language] for word in words) for language in candidates}
    for language, letters, weight in _LETTERS:
        if language in scores:
            scores[language] += min(weight * sum(c in letters for c in text), 3 * weight)
    for language, pattern in _PREFIXES:
        if language in scores:
            scores[language] += min(len(pattern.findall(text)), 3)
    return scores


def _guess_running_text(text: str, script: str) -> Guess | None:
    candidates = _BY_SCRIPT[script]
    scores = _scores(text, candidates)
    if script == "latin":
        words = set(fold(text).split())
        scores |= {language: 2 * len(words & known) for language, known in _ROMANISED.items()}
    detected = _detect(text, candidates)
    if detected:
        scores[detected] += 2
    ranked = sorted(scores, key=lambda language: -scores[language])
    best, lead = ranked[0], scores[ranked[0]] - scores[ranked[1]]
    if scores[best] == 0:
        return None
    needed = _SURE_LEAD if " " in fold(text) else _SURE_LEAD_ONE_WORD
    return Guess(best, sure=lead >= needed and best in candidates)


def guess_language(text: str) -> Guess | None:
    """Return the likeliest of ar, fa, ps, ti, en, fr, am, ckb, om, or None when the text tells nothing.

    am, ckb and om are returned so that the bot can say honestly that it has not that language.
    """
    text = strip_marks(text)[:_LONGEST]
    script = _script(text)
    if script is None:
        return None
    whole = _ONE_MESSAGE.get(_exact(text)) or _ONE_MESSAGE_FOLDED.get(fold(text))
    return whole or _guess_running_text(text, script)
