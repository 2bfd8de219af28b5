"""Checks every text in every language without any model: what a machine can see of a translation."""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handlers import menu, my_reports, talk
from handlers.flows import FLOWS
from handlers.flows.consent import USES
from handlers.phrases import THEMES
from handlers.steps import Choice, Choices, count, when
from handlers.steps.ask import NOTHING_TO_SEND, THAT_IS_ALL
from handlers.steps.options import ALL_GROUPS, DONT_KNOW, FINISHED, MORE, OTHER, RATHER_NOT

AIM, LIMIT = 20, 34
"""Letters of a button label: what to aim at, and what is cut off on a small phone."""
SENTENCE = 14
"""Words of a sentence from which a warning is given (we aim at 12)."""
SHARE = 0.6
PLURALS = {"ar": 6, "fa": 2, "ps": 2, "ti": 2, "fr": 2, "en": 2}
SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC", "ps": "ARABIC", "ti": "ETHIOPIC", "fr": "LATIN", "en": "LATIN"}
FOREIGN = {
    "ar": "پچژگکیەۆێڕڵڤټډړښڅځڼۍې",
    "fa": "يكىةەۆێڕڵڤټډړښڅځڼۍې",
    "ps": "كىةەۆێڕڵڤ",
    "ti": "ፀፁፂፃፄፅፆሠሡሢሣሤሥሦኀኁኂኃኄኅኆ",
}
"""Letters of another language's keyboard; in Tigrinya, those that Eritreans do not write."""
UNSEEN = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b\u00ad\u0640"
LATIN_TOKENS = re.compile(r"\{\w*\}|[A-Za-z0-9/“”]+")
NUMBERS = re.compile(r"[0-9]+")
SENTENCES = re.compile(r"[.?!؟።፧\n:]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of a catalogue: its language, English, translation, and whether it is stale or a draft."""

    language: str
    domain: str
    source: str
    target: str
    fuzzy: bool = False
    draft: bool = False


def labels() -> frozenset[str]:
    """Every text that is shown on a button."""
    found = {
        menu.RIGHTS,
        menu.LANGUAGE,
        menu.ANOTHER_LANGUAGE,
        menu.MY_REPORTS,
        menu.CLEAN,
        my_reports.CHANGE,
        my_reports.DELETE_ONE,
    }
    found |= {my_reports.DELETE_ALL, my_reports.YES_DELETE, my_reports.NO_DELETE, my_reports.TAKE_BACK}
    found |= {label for _step, label in USES} | {talk.BACK, talk.SKIP, talk.STOP, talk.SEND_PLACE}
    found |= {MORE, ALL_GROUPS, FINISHED, THAT_IS_ALL, NOTHING_TO_SEND, count.NO_VIEW, when.DAY_AND_DATE}
    found |= {option.label for option in (OTHER, DONT_KNOW, RATHER_NOT)}
    found |= {
        text
        for _sign, text in (*count.HOW.values(), *when.PAST.values(), *when.COMING.values(), *when.PART_SIGNS.values())
    }
    for theme in THEMES:
        found |= {theme.label, *(phrase.label for phrase in theme.phrases)}
        found |= {option.label for phrase in theme.phrases for option in phrase.answers}
    for flow in FLOWS.values():
        found.add(flow.label)
        for step in flow.steps:
            if isinstance(step, Choice | Choices):
                found |= {option.label for option in step.options} | {group.label for group in step.groups}
    return frozenset(found)


def errors(entries: Iterable[Entry], expected: Mapping[tuple[str, str], frozenset[str]]) -> list[str]:
    """What must not be, one line each. `expected` gives the English texts per language and domain."""
    entries = list(entries)
    shown = labels()
    found = [f"{one.language}: {what}: {one.source[:60]!r}" for one in entries for what in _wrong(one, shown)]
    for (language, domain), sources in expected.items():
        known = {one.source for one in entries if one.language == language and one.domain == domain}
        found += [f"{language}: not in the catalogue ({domain}): {text[:60]!r}" for text in sorted(sources - known)]
    return found + list(_same_labels(entries))


def warnings(entries: Iterable[Entry]) -> list[str]:
    """What is allowed but long."""
    shown = labels()
    found = []
    for one in entries:
        if one.source in shown and len(one.target) > AIM:
            found.append(f"{one.language}: label has {len(one.target)} letters: {one.target!r}")
        longest = max((len(sentence.split()) for sentence in SENTENCES.split(one.target)), default=0)
        if one.domain == "person" and longest > SENTENCE:
            found.append(f"{one.language}: sentence has {longest} words: {one.target[:60]!r}")
    return found


def _wrong(one: Entry, shown: frozenset[str]) -> Iterator[str]:
    if not one.target.strip():
        yield "empty"
        return
    if one.fuzzy:
        yield "stale (the English has changed)"
    if one.source in shown and len(one.target) > LIMIT:
        yield f"label longer than {LIMIT} letters"
    yield from _differs(one.source, one.target)
    yield from _misspelt(one.language, one.target)


def _differs(source: str, target: str) -> Iterator[str]:
    """What the translation must keep of the English."""
    if _places(source) != _places(target):
        yield "placeholders differ"
    if source.count("\n") != target.count("\n"):
        yield "line breaks differ"
    if source.rstrip().endswith("?") and not target.rstrip().endswith(("?", "؟", "፧")):
        yield "is no question any more"
    if missing := set(NUMBERS.findall(source)) - set(NUMBERS.findall(target)):
        yield f"numbers lost: {' '.join(sorted(missing))}"


def _misspelt(language: str, text: str) -> Iterator[str]:
    """Signs that do not belong into a text of this language."""
    if unseen := [f"U+{ord(sign):04X}" for sign in text if sign in UNSEEN]:
        yield f"invisible signs {' '.join(unseen)}"
    if unicodedata.normalize("NFC", text) != text:
        yield "not in normal form (NFC)"
    if foreign := sorted(set(text) & set(FOREIGN.get(language, ""))):
        yield f"letters of another language {' '.join(foreign)}"
    if _share(text, SCRIPTS.get(language, "LATIN")) < SHARE:
        yield "wrong script"
    if SCRIPTS.get(language) == "ARABIC" and "?" in text:
        yield "Latin question mark"


def _places(text: str) -> Counter[str]:
    try:
        return Counter(name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None)
    except ValueError:
        return Counter({"broken": 1})


def _share(text: str, script: str) -> float:
    letters = [sign for sign in (LATIN_TOKENS.sub("", text) if script != "LATIN" else text) if sign.isalpha()]
    if not letters:
        return 1.0
    return sum(unicodedata.name(sign, "").startswith(script) for sign in letters) / len(letters)


def _same_labels(entries: list[Entry]) -> Iterator[str]:
    """Two options of one question that read the same cannot be told apart."""
    said = {(one.language, one.source): one.target for one in entries if one.domain == "person"}
    languages = {one.language for one in entries}
    for flow in FLOWS.values():
        for step in flow.steps:
            if not isinstance(step, Choice | Choices):
                continue
            for language in sorted(languages):
                sources = [one.label for one in (*step.options, OTHER, DONT_KNOW)]
                targets = Counter(said.get((language, source), source) for source in dict.fromkeys(sources))
                for text in (text for text, number in targets.items() if number > 1):
                    yield f"{language}: two options of {flow.key}.{step.key} read the same: {text!r}"
