"""Who may open the case of a report."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.alert import alert_of
from handlers.at_desk import may_see
from handlers.casework import casework_of
from handlers.person import is_active
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
