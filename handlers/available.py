"""Who can be rung today without being on duty. The only file that changes `available`.

Whoever said /available in these twelve hours, was on duty in them, or is on the rota for the next twelve; not whoever
said /unavailable since. Those on duty and the coordinators are not meant: they have steps of their own in the plan.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.action import Action
from handlers.at_desk import Desk
from handlers.card import clock
from handlers.other_chat import is_spare
from handlers.words import Plain, Text, _s
from models.available import Available
from models.duty import Duty
from models.person import VOLUNTEER, Person
from models.prepared import Prepared
from models.shift import Shift

TODAY = timedelta(hours=12)
"""So long it holds."""
YES = _s("Until {time} you may be woken when those on duty do not answer.")
NO = _s("Until {time} you are woken only while you are on duty.")
_worked = select(Duty.person_id).where(Duty.until.is_(None) | (Duty.until > bindparam("since")))
_said = select(Available.person_id).where(Available.until > bindparam("now"))
_yes, _no = _said.where(Available.yes), _said.where(~Available.yes)
_planned = select(Shift.person_id).where(Shift.starts_at < bindparam("ahead"), Shift.ends_at > bindparam("now"))
_volunteers = select(Person).where(
    Person.role == VOLUNTEER, Person.left_at.is_(None), Person.blocked_at.is_(None), ~is_spare()
)
REACHABLE = Prepared(
    _volunteers.where(
        Person.id.in_(_yes) | Person.id.in_(_worked) | Person.id.in_(_planned), Person.id.not_in(_no)
    ).order_by(Person.id)
)
SAID_YES = Prepared(_volunteers.where(Person.id.in_(_yes)).order_by(Person.id))


def reachable_today(session: Session, now: datetime) -> list[Person]:
    """Volunteers who may be rung today though they are not on duty."""
    people: list[Person] = REACHABLE.all(session, now=now, since=now - TODAY, ahead=now + TODAY)
    return people


def said_yes(session: Session, now: datetime) -> list[Person]:
    """Volunteers who said /available and whose messenger can be reached."""
    people: list[Person] = SAID_YES.all(session, now=now)
    return people


def say(session: Session, person: Person, now: datetime, *, yes: bool) -> datetime:
    """She may be rung, or not, until the time that is given."""
    until = now + TODAY
    row = session.get(Available, person.id)
    if row is None:
        session.add(Available(person_id=person.id, yes=yes, until=until))
    else:
        row.yes, row.until = yes, until
    session.flush()
    return until


def available(desk: Desk) -> None:
    """/available: she may be woken in the next hours, though not on duty."""
    _answer(desk, yes=True)


def unavailable(desk: Desk) -> None:
    """/unavailable: she is woken only while on duty; says until when."""
    _answer(desk, yes=False)


def _answer(desk: Desk, *, yes: bool) -> None:
    until = Plain(clock(say(desk.session, desk.person, desk.now, yes=yes), desk.rules))
    desk.tell(Text(YES if yes else NO, {"time": until}, sign="🟡" if yes else "⚪"))


ACTIONS = (
    Action(VOLUNTEER, available, ("available", "disponible"), _s("you may be woken in the next 12 hours")),
    Action(VOLUNTEER, unavailable, ("unavailable", "indisponible"), _s("you are woken only while on duty")),
)
"""Its commands, and who may use them."""
