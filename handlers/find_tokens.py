"""What a report is found by: the folded words that were said, its kind, its place and its days. Only reads.

A place is its site, and the cell of a grid that a pin lies in (handlers/cluster.py): pins are near each other in the
same cell or in neighbouring ones. Days are those where people live.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.cluster import COLUMNS, ROWS
from handlers.flow import Value, chosen
from handlers.folding import fold
from handlers.steps.options import DONT_KNOW, OTHER
from models.report import Report
from models.secret import Keys

LONGEST, MOST = 40, 400
"""Letters of a word that are looked at, and so many words of one message."""
ARTICLES = ("وال", "بال", "فال", "کال", "لل", "ال")
"""What Arabic writes in one with the word behind it, folded, the longest first."""
UNKNOWN = frozenset({DONT_KNOW.key, OTHER.key})
DAY = timedelta(days=1)
JUST_OVER = timedelta(hours=12)
"""Somebody who says that it is over tells of something so long ago at most, as far as we know."""
AROUND = tuple((down, right) for down in (-1, 0, 1) for right in (-1, 0, 1))
MOST_DAYS = 62


def words_of(text: str) -> list[str]:
    """The folded words of a text, without articles written in one with them; those of one letter are left out."""
    words = [_bare(word)[:LONGEST] for word in fold(text).split()]
    return list(dict.fromkeys(word for word in words if len(word) > 1))[:MOST]


def _bare(word: str) -> str:
    return next((rest for one in ARTICLES if len(rest := word.removeprefix(one)) > 2 and rest != word), word)


def word_tokens(keys: Keys, text: str) -> list[bytes]:
    """The tokens of the words of a text."""
    return [keys.token("word", word) for word in words_of(text)]


def tag_token(keys: Keys, tag: str) -> bytes:
    """The token of a word that the team has tagged it with."""
    return keys.token("tag", fold(tag).replace(" ", ""))


def report_tokens(keys: Keys, report: Report, answers: Mapping[str, Value], zone: ZoneInfo) -> set[bytes]:
    """What a report is found by besides its words."""
    where, days = place_names(answers), days_of(report, answers, zone)
    found = [keys.token("kind", report.flow), *(keys.token(*place) for place in where)]
    for day in days:
        found += [keys.token("day", day.isoformat()), keys.token("month", f"{day:%Y-%m}")]
        found += [keys.token("near", *place, day.isoformat()) for place in where]
        found += [keys.token("force", force, day.isoformat()) for force in forces_of(answers)]
    return set(found)


def place_names(answers: Mapping[str, Value]) -> list[tuple[str, ...]]:
    """Its site, and the cell of its pin."""
    where = answers.get("where", {})
    names: list[tuple[str, ...]] = [("site", str(where["site"]))] if where.get("site") else []
    return [*names, ("cell", *cell(where["pin"]))] if where.get("pin") else names


def cell(pin: Iterable[float], down: int = 0, right: int = 0) -> tuple[str, str]:
    """The cell in which a pin (latitude, longitude) lies, or one so far from it."""
    latitude, longitude = list(pin)[:2]
    return str(math.floor(latitude * ROWS) + down), str(math.floor(longitude * COLUMNS) + right)


def cells_around(pin: Iterable[float]) -> list[tuple[str, ...]]:
    """The cell of a pin and those around it."""
    both = list(pin)
    return [("cell", *cell(both, down, right)) for down, right in AROUND]


def forces_of(answers: Mapping[str, Value]) -> frozenset[str]:
    """Which forces were seen."""
    return chosen(answers.get("forces")) - UNKNOWN


def span_of(report: Report, answers: Mapping[str, Value]) -> tuple[datetime, datetime]:
    """From when until when (UTC) it happened, as far as it was told; else when it was reported."""
    for value in answers.values():
        if value.get("start") and value.get("end"):
            return datetime.fromisoformat(value["start"]), datetime.fromisoformat(value["end"])
    over = "over" in chosen(answers.get("when"))
    return report.opened_at - (JUST_OVER if over else timedelta(0)), report.opened_at


def days_of(report: Report, answers: Mapping[str, Value], zone: ZoneInfo) -> list[date]:
    """The days on which it happened or was reported, the first so many."""
    start, end = span_of(report, answers)
    # The end of a whole day is the first instant of the next one.
    last = max(start, end - timedelta(microseconds=1))
    days = list(days_between(start.astimezone(zone).date(), last.astimezone(zone).date()))[:MOST_DAYS]
    return list(dict.fromkeys([report.opened_at.astimezone(zone).date(), *days]))


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    return (first + DAY * number for number in range(max(0, (last - first).days) + 1))
