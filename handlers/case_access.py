"""Who may open the case of a report."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from handlers.alert import alert_of
from handlers.at_desk import may_see, seen_by
from handlers.casework import casework_of
from handlers.person import is_active
from models.alert import Alert
from models.casework import Casework
from models.person import COORDINATOR, VOLUNTEER, Person
from models.report import Report


def may_open(session: Session, person: Person, report: Report, now: datetime) -> bool:
    """Coordinators every one; volunteers what is assigned to them, and whatever alert they may see."""
    if not is_active(person) or person.role not in (VOLUNTEER, COORDINATOR):
        return False
    work = casework_of(session, report.id)
    if person.role == COORDINATOR or (work is not None and work.assigned_to == person.id):
        return True
    alert = alert_of(session, report.id)
    return alert is not None and may_see(session, person, alert, now)


def opened_by(session: Session, person: Person, now: datetime) -> ColumnElement[bool]:
    """The same rule for those of the team, of many alerts at once."""
    assigned = select(Casework.report_id).where(Casework.assigned_to == person.id)
    return or_(Alert.report_id.in_(assigned), seen_by(session, person, now))
