"""The earliest day on which a claim may be lost, for the team only. Pure.

Since 2017 the public prosecution is barred one year after a contravention, six years after a délit and twenty after a
crime; three months after an insult or a defamation, one year where it is racist, sexist or against homosexuals
(domain notes, 5.3 [S86][S87][S88]). Violence by somebody who holds public authority is a délit even without a day of
incapacity (art. 222-13 7° of the penal code [S89]): six years, not one. A fine can be contested for 45 days (from
memory, to be confirmed). What an act is in law, and longer terms for minors, a lawyer decides: of what is possible the
shortest counts here. It is never told to the person.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.flow import Value, chosen
from handlers.words import _s


@dataclass(frozen=True, slots=True)
class Term:
    """How long after the act: whole months, or days."""

    sign: str
    label: str
    months: int = 0
    days: int = 0


FLAGS = {
    "fine": Term("🧾", _s("A fine: 45 days"), days=45),
    "insult": Term("🤬", _s("An insult: 3 months"), months=3),
    "racist": Term("🗯️", _s("Racist words: 1 year"), months=12),
    "minor": Term("⚠️", _s("A minor offence: 1 year"), months=12),
    "violence": Term("👊", _s("Violence by police: 6 years"), months=72),
}
OF_OPTIONS = {
    "insult": "insult",
    "racist": "racist",
    **dict.fromkeys(("threat", "humiliate", "phone_broken", "taken", "destroyed", "papers"), "minor"),
    **dict.fromkeys(("tents_taken", "tents_cut", "things_taken", "knife_occupied"), "minor"),
    **dict.fromkeys(("punch", "kick", "baton", "push", "dragged", "neck", "cuffs", "vehicle"), "violence"),
    **dict.fromkeys(("spray_face", "gas_general", "gas_tent", "gas_food", "lbd", "weapon_pointed"), "violence"),
    **dict.fromkeys(("dog_threat", "dog_bite", "sexual", "undress", "gas", "hitting"), "violence"),
}
"""Which option of the forms (`types`, `happening`) may be what in law."""


def flags_of(answers: Mapping[str, Value], by_hand: str = "") -> list[str]:
    """The keys of what it may be in law, by the answers and as changed by hand ("key", or "-key": not that)."""
    told = chosen(answers.get("types")) | chosen(answers.get("happening"))
    found = {OF_OPTIONS[key] for key in told if key in OF_OPTIONS}
    added = {key for key in by_hand.split() if not key.startswith("-")}
    taken = {key[1:] for key in by_hand.split() if key.startswith("-")}
    return [key for key in FLAGS if key in (found | added) - taken]


def toggled(answers: Mapping[str, Value], by_hand: str, key: str) -> str:
    """What is changed by hand once this flag was turned over."""
    rest = [one for one in by_hand.split() if one.removeprefix("-") != key]
    is_on, by_itself = key in flags_of(answers, by_hand), key in flags_of(answers)
    return " ".join([*rest, *([] if is_on != by_itself else [f"-{key}" if is_on else key])])


def last_day(flags: Iterable[str], day: date) -> date | None:
    """The last day on which every one of these can still be brought, if it happened on that day; cautious by a day."""
    return min((_end(FLAGS[key], day) for key in flags), default=None)


def _end(term: Term, day: date) -> date:
    months = day.month - 1 + term.months
    year, month = day.year + months // 12, months % 12 + 1
    there = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    return there + timedelta(days=term.days - 1)
