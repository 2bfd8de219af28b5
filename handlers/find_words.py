"""What a member of the team looks for: words, place, date, kind, tag, who, in any order, with commas or without.

Each part is read as a whole first (“Old mill”), else word by word. What is nothing of ours is looked for in what people
said; so is whatever stands in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from handlers.card import KINDS
from handlers.find_tokens import words_of
from handlers.flow import SiteName
from handlers.flows import FLOWS
from handlers.folding import fold
from handlers.time_dates import Asked
from handlers.time_pieces import find
from handlers.words import _s, in_every_language

COMMA = re.compile(r"[,،;؛፣\n]+")
QUOTED = re.compile(r"[\"“”„«]\s*([^\"“”„«»]+?)\s*[\"“”»]")
PIN = re.compile(r"(-?\d{1,2}\.\d{2,})[ /]+(-?\d{1,3}\.\d{2,})")
BETWEEN = re.compile(r"\s*(?:\.\.+|–|—)\s*|\s+(?:-|to|until|au|à|jusqu['’]au)\s+")
MONTH = re.compile(r"(?:(\d{4})-(\d{1,2})|(\d{1,2})/(\d{4}))")
ME = _s("me")
NOBODY = 0
"""Stands for whoever has a name that nobody of the team has or had."""
MORE_NAMES = {"eviction": ("evictions", "expulsion", "expulsions"), "police_violence": ("violence", "violences")}
"""What the team also calls a kind."""


@dataclass
class Wanted:
    """What is looked for. `days` are the first and the last; `places` name sites or pins; `who` are ids of the team."""

    words: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    places: list[list[str]] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    who: list[int] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    def nothing(self) -> bool:
        """Whether nothing is looked for."""
        return not any(asdict(self).values())


@dataclass(frozen=True)
class Known:
    """What the words of a search may name: who asks and when, the sites, and the team by folded first name.

    Who has left (`former`) is meant only behind an @: else ever more words would be names.
    """

    asked: Asked
    me: int
    sites: Sequence[SiteName] = ()
    team: dict[str, list[int]] = field(default_factory=dict)
    former: dict[str, list[int]] = field(default_factory=dict)


def read_wanted(text: str, known: Known) -> Wanted:
    """Reads what somebody typed behind /search."""
    wanted = Wanted()
    for quoted in QUOTED.findall(text):
        wanted.words += words_of(quoted)
    for part in map(str.strip, COMMA.split(QUOTED.sub(",", text))):
        if not part or _named(part, known, wanted):
            continue
        for word in part.split():
            if not _named(word, known, wanted):
                wanted.words += words_of(word)
    wanted.words = list(dict.fromkeys(wanted.words))
    return wanted


def _named(part: str, known: Known, wanted: Wanted) -> bool:
    """Notes what this part names; false when it names nothing of ours."""
    folded = fold(part)
    if part.startswith("#"):
        wanted.tags += [folded.replace(" ", "")] if folded else []
        return True
    if pin := PIN.fullmatch(part):
        wanted.places.append(["pin", pin[1], pin[2]])
        return True
    if part.startswith("@") or folded in known.team or folded in in_every_language(ME):
        named = [*known.team.get(folded, []), *(known.former.get(folded, []) if part.startswith("@") else [])]
        wanted.who += [known.me] if folded in in_every_language(ME) else named or [NOBODY]
        return True
    if kinds := _kinds(folded):
        wanted.kinds += kinds
        return True
    if site := next((one for one in known.sites if folded in {fold(name) for name in (one.code, *one.names)}), None):
        wanted.places.append(["site", site.code])
        return True
    if days := _days(part, known.asked):
        wanted.days = [min(days).isoformat(), max(days).isoformat()]
        return True
    return False


def _kinds(folded: str) -> list[str]:
    """The kinds of report that are called so in any language."""
    found = []
    for key, flow in FLOWS.items():
        labels = [KINDS[key]] if key in KINDS else []
        names = {name for label in (*labels, flow.label) if isinstance(label, str) for name in in_every_language(label)}
        if folded in names or folded in MORE_NAMES.get(key, ()):
            found.append(key)
    return found


def _days(part: str, asked: Asked) -> list[date]:
    """The first and the last of the days that this part means, and nothing else; none when it means something else."""
    if month := MONTH.fullmatch(part.strip()):
        return _month(int(month[1] or month[4]), int(month[2] or month[3]))
    days: list[date] = []
    for one in BETWEEN.split(part):
        found = find(one, asked)
        if found.refused or found.unknown or found.clocks or found.parts or found.nights or len(found.days) != 1:
            return []
        days += found.days
    return days


def _month(year: int, month: int) -> list[date]:
    try:
        first = date(year, month, 1)
        after = date(year + month // 12, month % 12 + 1, 1)
    except ValueError:
        return []
    return [first, date.fromordinal(after.toordinal() - 1)]
