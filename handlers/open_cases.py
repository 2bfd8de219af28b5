"""Which reports are open, by priority, newest first. The one place that says what is open and what its priority is.

As long as reports have no life of their own, a report is open until its alert is settled, and its priority is the
urgency of the alert. Reports of one alert are one line.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, true
from sqlalchemy.orm import Session

from handlers import duty
from handlers.flow import Urgency
from models.alert import Alert
from models.person import COORDINATOR, Person
from models.report import Report
from models.ring import Ring

LEVELS = tuple(int(level) for level in Urgency)
"""The most urgent first."""
OPEN = (Alert.settled_at.is_(None), Alert.with_id.is_(None))
MANY = 99
"""More are not counted."""


def counts(session: Session, person: Person) -> dict[int, int]:
    """How many are open of each priority, at most one more than `MANY`; those that this person may see."""
    found = {}
    for level in LEVELS:
        some = _query(session, person).where(Alert.urgency == level).limit(MANY + 1).subquery()
        found[level] = session.scalar(select(func.count()).select_from(some)) or 0
    return found


def page(session: Session, person: Person, at: int, size: int, *, back: bool = False) -> list[Alert]:
    """So many open ones behind the one with the id `at` (0: from the first), or before it (`back`), in order."""
    here = session.get(Alert, at) if at else None
    found: list[Alert] = []
    for level in reversed(LEVELS) if back else LEVELS:
        if here is not None and (level > here.urgency if back else level < here.urgency):
            continue
        query = _query(session, person).where(Alert.urgency == level)
        if here is not None and level == here.urgency:
            query = query.where(Alert.id > here.id if back else Alert.id < here.id)
        query = query.order_by(Alert.id if back else Alert.id.desc()).limit(size - len(found))
        found += session.scalars(query)
        if len(found) >= size:
            break
    return found[::-1] if back else found


def _query(session: Session, person: Person) -> Select[Alert]:
    there = (Report.hidden_at.is_(None), Report.erased_at.is_(None))
    return select(Alert).join(Report, Report.id == Alert.report_id).where(*OPEN, *there, _may_see(session, person))


def _may_see(session: Session, person: Person) -> ColumnElement[bool]:
    """What `at_desk.may_see` says of one alert, for many."""
    if person.role == COORDINATOR or duty.is_on_duty(session, person):
        return true()
    rung = exists().where(Ring.alert_id == Alert.id, Ring.person_id == person.id)
    return or_(Alert.taken_by == person.id, rung)
