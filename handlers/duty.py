"""Who is on duty, and who coordinates. The only file that changes `duty`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from handlers.account import accounts_of
from handlers.other_chat import is_spare
from models.base import new_id
from models.duty import PRIMARY, Duty
from models.person import COORDINATOR, VOLUNTEER, Person
from models.prepared import Prepared

_REACHABLE = (Person.left_at.is_(None), Person.blocked_at.is_(None))
ON_DUTY = Prepared(
    select(Person)
    .join(Duty, Duty.person_id == Person.id)
    .where(Duty.until.is_(None), or_(Person.role == VOLUNTEER, Person.role == COORDINATOR), *_REACHABLE)
    .order_by(Duty.rank, Duty.since)
)
BACKUPS = Prepared(select(Duty.person_id).where(Duty.until.is_(None), Duty.rank > PRIMARY))
COORDINATORS = Prepared(select(Person).where(Person.role == COORDINATOR, *_REACHABLE, ~is_spare()).order_by(Person.id))


def on_duty(session: Session) -> list[Person]:
    """Those on duty now whose messenger can be reached, the primary ones first."""
    return list(dict.fromkeys(ON_DUTY.all(session)))


def first_on_duty(session: Session) -> list[Person]:
    """The primary ones on duty; where there are none, whoever is."""
    people, backups = on_duty(session), {row[0] for row in BACKUPS.all(session)}
    return [person for person in people if person.id not in backups] or people


def coordinators(session: Session) -> list[Person]:
    """All coordinators whose messenger can be reached."""
    return COORDINATORS.all(session)


def is_on_duty(session: Session, person: Person) -> bool:
    """Whether this person is on duty now."""
    return session.scalar(select(Duty.id).where(Duty.person_id == person.id, Duty.until.is_(None))) is not None


def rank_of(session: Session, person: Person) -> int | None:
    """As what this person is on duty now; nothing when she is not."""
    return session.scalar(select(Duty.rank).where(Duty.person_id == person.id, Duty.until.is_(None)).limit(1))


def come_on(session: Session, person: Person, now: datetime, rank: int = PRIMARY) -> bool:
    """Puts a person on duty, as primary or backup; false when she already was on duty."""
    if is_on_duty(session, person):
        return False
    session.add(Duty(id=new_id(), person_id=person.id, since=now, rank=rank))
    session.flush()
    return True


def go_off(session: Session, person: Person, now: datetime, *, alone: bool = False) -> bool:
    """Takes a person off duty with all her accounts, or with this one `alone`; false when she was not on it."""
    hers = [person] if alone else accounts_of(session, person)
    was, rows = any(is_on_duty(session, one) for one in hers), [one.id for one in hers]
    session.execute(update(Duty).where(Duty.person_id.in_(rows), Duty.until.is_(None)).values(until=now))
    return was
