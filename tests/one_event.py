"""Reports that people tell of one event, or of two."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from handlers import finding
from handlers.alike import Alike
from handlers.person import meet
from handlers.report import change_answers
from handlers.rules import Rules
from handlers.words import Text
from models.base import new_id
from models.person import COORDINATOR, Person
from models.report import Report
from tests.world import MORNING

RULES = Rules()
B2 = {"where": {"site": "B2", "done": True}}
C1 = {"where": {"site": "C1", "done": True}}
CRS = {"forces": {"chosen": ["crs"], "done": True}}
PAF = {"forces": {"chosen": ["paf"], "done": True}}
OVER = {"when": {"option": "over", "done": True}}
LONG_AGO = {"when": {"start": "2026-11-01T08:00:00+00:00", "end": "2026-11-01T09:00:00+00:00", "done": True}}
codes = (f"A{number:05}".translate(str.maketrans("01258", "ACDEF")) for number in itertools.count())


def pin(north: float) -> dict[str, Any]:
    """A pin so many metres north of a place in Calais."""
    return {"where": {"pin": [50.95 + north / 111_320, 1.86, None], "done": True}}


def tells(session: Session, answers: dict[str, Any], after: timedelta, flow: str = "eviction") -> Report:
    """Somebody has told a report."""
    at = MORNING + after
    person = meet(session, "demo", "demo", f"somebody{new_id()}", at)
    report = Report(id=new_id(), code=next(codes), person_id=person.id, flow=flow, language="en", opened_at=at,
                    touched_at=at, consent="yes", site="")  # fmt: skip
    session.add(report)
    session.flush()
    change_answers(session, report, tuple(answers.items()), None, at)
    return report


def coordinator(session: Session) -> Person:
    person = meet(session, "demo", "demo", "karim", MORNING)
    person.role = COORDINATOR
    session.flush()
    return person


def later(session: Session) -> datetime:
    """The day after, everything is findable."""
    now = MORNING + timedelta(days=1)
    for _time in range(3):
        finding.look(session, now, RULES)
    return now


def why(one: Alike) -> list[str]:
    return [reason.text if isinstance(reason, Text) else str(reason) for reason in one.reasons]


MINUTES = timedelta(minutes=1)
