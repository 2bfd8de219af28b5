"""Who may open the case of a report."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from handlers.alert import alert_of
from handlers.at_desk import SEEN_FOR, may_see, seen_by
from handlers.casework import CLOSED, casework_of
from handlers.person import is_active
from models.alert import Alert
from models.casework import Casework
from models.person import COORDINATOR, VOLUNTEER, Person
from models.report import Report


def may_open(session: Session, person: Person, report: Report, now: datetime) -> bool:
    """Coordinators every one; volunteers what they work on, until 12 hours after its end, and what alerts they see."""
    if not is_active(person) or person.role not in (VOLUNTEER, COORDINATOR):
        return False
    work = casework_of(session, report.id)
    if person.role == COORDINATOR:
        return True
    if work is not None and work.assigned_to == person.id:
        is_at_work = work.state not in CLOSED or work.state_at > now - SEEN_FOR
        if is_at_work:
            return True
    alert = alert_of(session, report.id)
    return alert is not None and may_see(session, person, alert, now)


def opened_by(session: Session, person: Person, now: datetime) -> ColumnElement[bool]:
    """The same rule for those of the team, of many alerts at once."""
    at_work = or_(Casework.state.not_in(CLOSED), Casework.state_at > now - SEEN_FOR)
    assigned = select(Casework.report_id).where(Casework.assigned_to == person.id, at_work)
    return or_(Alert.report_id.in_(assigned), seen_by(session, person, now))
