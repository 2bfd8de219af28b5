"""What somebody types after /rota: "add Léa tomorrow 22:00-07:00 backup", "ajouter Léa demain 22h-7h". Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from handlers.folding import fold
from handlers.rota_time import WEEK, Span, at
from models.duty import BACKUP, PRIMARY

Key = TypeVar("Key", int, str)
ADD, GIVE, COPY, CALENDAR, MINE = "add", "give", "copy", "calendar", "mine"
ACTIONS = {
    ADD: ("add", "take", "fill", "ajouter", "ajoute", "prendre", "+"),
    GIVE: ("give", "remove", "delete", "free", "donner", "enlever", "retirer", "supprimer", "liberer"),
    COPY: ("copy", "copier"),
    CALENDAR: ("ics", "calendar", "calendrier", "agenda"),
    MINE: ("mine", "me", "moi", "mes"),
}
RANKS = {
    PRIMARY: ("primary", "first", "principal", "principale", "1"),
    BACKUP: ("backup", "second", "renfort", "suppleant", "suppleante", "2"),
}
DAYS = {
    0: ("today", "tonight", "aujourd'hui", "aujourdhui", "soir", "nuit"),
    1: ("tomorrow", "demain"),
}
WEEKDAYS = (
    ("monday", "mon", "lundi", "lun"),
    ("tuesday", "tue", "mardi", "mar"),
    ("wednesday", "wed", "mercredi", "mer"),
    ("thursday", "thu", "jeudi", "jeu"),
    ("friday", "fri", "vendredi", "ven"),
    ("saturday", "sat", "samedi", "sam"),
    ("sunday", "sun", "dimanche", "dim"),
)
LONG_PAST = 30
"""A day and month so many days ago are meant for the next year."""
FILLERS = frozenset(("ce", "cette", "this", "the", "le", "la", "at", "a", "de", "from", "on", "for", "pour", "week"))
HOURS = re.compile(
    r"(?<![\d/])(\d{1,2})\s*(?:[:h.]\s*(\d{2})?)?\s*(?:-|–|—|>|to|until|à|jusqu'à)\s*(\d{1,2})\s*(?:[:h.]\s*(\d{2})?)?(?![\d/])"
)
CLOCK = re.compile(r"(?<![\d/])(\d{1,2})\s*[:h]\s*(\d{2})?(?![\d/])")
DATE = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?(?!\d)")


@dataclass(frozen=True, slots=True)
class Said:
    """What was understood: `action` is empty when nothing was, `day` and `span` when they were not said.

    `names` are the words that are left over, folded: a first name, or something we do not understand.
    """

    action: str = ""
    day: date | None = None
    span: Span | None = None
    rank: int = PRIMARY
    names: tuple[str, ...] = field(default=())


def read(text: str, now: datetime, zone: ZoneInfo) -> Said:
    """Reads one line."""
    first, _space, rest = text.strip().partition(" ")
    action = _key(ACTIONS, fold(first))
    if action is None:
        return Said()
    today = now.astimezone(zone).date()
    rest = rest.casefold().replace("’", "'")
    dated, hours = DATE.search(rest), None
    day = _date(dated, today) if dated else None
    if dated and day is None:
        # "31/02" is not today: nobody is put on duty at once by a slip.
        return Said()
    rest = DATE.sub(" ", rest)
    if hours := HOURS.search(rest):
        rest = HOURS.sub(" ", rest, count=1)
    rank, names = PRIMARY, []
    for word in rest.replace(",", " ").replace(".", " ").split():
        folded = fold(word)
        if (said := _key(RANKS, folded)) is not None:
            rank = said
        elif (ahead := _day(folded, today)) is not None:
            day = day or today + timedelta(days=ahead)
        elif folded and folded not in FILLERS:
            names.append(folded)
    span = _span(day or today, hours, zone) if hours else None
    return Said(action, day, span, rank, tuple(names))


def _key(words: dict[Key, tuple[str, ...]], said: str) -> Key | None:
    return next((key for key, known in words.items() if said in [fold(word) for word in known]), None)


def _day(folded: str, today: date) -> int | None:
    """How many days ahead a word means: today, tomorrow, the next such weekday (today's own name is today)."""
    if (ahead := _key(DAYS, folded)) is not None:
        return ahead
    found = _key(dict(enumerate(WEEKDAYS)), folded)
    return None if found is None else (found - today.weekday()) % WEEK


def _date(found: re.Match[str], today: date) -> date | None:
    """A day of this year; one long past is meant for the next year. Nothing for 31/02."""
    try:
        day = date(int(found[3] or today.year), int(found[2]), int(found[1]))
        return day.replace(year=day.year + 1) if not found[3] and (today - day).days > LONG_PAST else day
    except ValueError:
        return None


def _span(day: date, found: re.Match[str], zone: ZoneInfo) -> Span | None:
    """Hours of a day; an end that is not after the beginning is on the next day. Nothing for 25:00."""
    start, end = (int(found[one]) + int(found[one + 1] or 0) / 60 for one in (1, 3))
    if max(start, end) > 24 or start == 24 or max(int(found[2] or 0), int(found[4] or 0)) > 59:
        return None
    return Span(at(day, start, zone), at(day, end if end > start else end + 24, zone))


def clock(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The next moment at which the clock shows "21:30" or "21h"; nothing when no hour was said."""
    found = CLOCK.search(text.casefold())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    today, hour = now.astimezone(zone).date(), int(found[1]) + int(found[2] or 0) / 60
    moments = [at(today + timedelta(days=ahead), hour, zone) for ahead in (0, 1)]
    return next(moment for moment in moments if moment > now)
