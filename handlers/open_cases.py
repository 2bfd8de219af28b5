"""Which reports are open, by priority, newest first. What that means is said by the four names below alone.

A report is open until the desk has closed its case, and it comes by the urgency of its alert. The three columns lie in
one partial index: a page is found in it, however many reports there are.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from handlers.card import URGENCY
from handlers.case_access import opened_by
from models.alert import Alert
from models.person import Person
from models.report import Report

SIGNS = {int(level): sign for level, (sign, _name) in sorted(URGENCY.items())}
"""The priorities, the most urgent first, and the sign of each."""
level_of, report_of = Alert.urgency, Alert.report_id
is_open = Alert.closed_at.is_(None)
MANY = 99
"""More are not counted."""


def counts(session: Session, person: Person, now: datetime) -> dict[int, int]:
    """How many are open of each priority, at most one more than `MANY`; those that this person may see."""
    found = {}
    for level in SIGNS:
        some = _query(session, person, now).where(level_of == level).limit(MANY + 1).subquery()
        found[level] = session.scalar(select(func.count()).select_from(some)) or 0
    return found


def priority_of(session: Session, report_id: int) -> int | None:
    """The priority of a report, open or not; nothing while it has none."""
    return session.scalar(select(level_of).where(report_of == report_id))


def page(session: Session, person: Person, at: int, size: int, now: datetime, *, back: bool = False) -> list[Report]:
    """So many open ones behind the report with the id `at` (0: from the first), or before it (`back`), in order."""
    here = priority_of(session, at) if at else None
    rows: list[int] = []
    for level in reversed(SIGNS) if back else SIGNS:
        if here is not None and (level > here if back else level < here):
            continue
        query = _query(session, person, now).where(level_of == level)
        if level == here:
            query = query.where(report_of > at if back else report_of < at)
        rows += session.scalars(query.order_by(report_of if back else report_of.desc()).limit(size - len(rows)))
        if len(rows) >= size:
            break
    return [session.get_one(Report, row) for row in (rows[::-1] if back else rows)]


def _query(session: Session, person: Person, now: datetime) -> Select[int]:
    there = (Report.hidden_at.is_(None), Report.erased_at.is_(None))
    return (
        select(report_of).join(Report, Report.id == report_of).where(is_open, *there, opened_by(session, person, now))
    )
