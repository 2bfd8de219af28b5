"""Who is on duty, and who coordinates. The only file that changes `duty`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.base import new_id
from models.duty import Duty
from models.person import COORDINATOR, VOLUNTEER, Person

_REACHABLE = (Person.left_at.is_(None), Person.blocked_at.is_(None))


def on_duty(session: Session) -> list[Person]:
    """Those on duty now whose messenger can be reached, in the order they came on."""
    query = (
        select(Person)
        .join(Duty, Duty.person_id == Person.id)
        .where(Duty.until.is_(None), Person.role.in_((VOLUNTEER, COORDINATOR)), *_REACHABLE)
        .order_by(Duty.since)
    )
    return list(dict.fromkeys(session.scalars(query)))


def coordinators(session: Session) -> list[Person]:
    """All coordinators whose messenger can be reached."""
    query = select(Person).where(Person.role == COORDINATOR, *_REACHABLE).order_by(Person.id)
    return list(session.scalars(query))


def is_on_duty(session: Session, person: Person) -> bool:
    """Whether this person is on duty now."""
    return session.scalar(select(Duty.id).where(Duty.person_id == person.id, Duty.until.is_(None))) is not None


def come_on(session: Session, person: Person, now: datetime) -> bool:
    """Puts a person on duty; false when she already was."""
    if is_on_duty(session, person):
        return False
    session.add(Duty(id=new_id(), person_id=person.id, since=now))
    session.flush()
    return True


def go_off(session: Session, person: Person, now: datetime) -> bool:
    """Takes a person off duty; false when she was not on it."""
    standing = (Duty.person_id == person.id, Duty.until.is_(None))
    if not is_on_duty(session, person):
        return False
    session.execute(update(Duty).where(*standing).values(until=now))
    return True
