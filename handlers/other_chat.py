"""Somebody with two chats, on two messengers or phones: what cannot reach her in the one reaches her in the other.

A member of the team has a role in both; the first is the one that is rung, as long as it can be reached. Of somebody
who reports only a newer chat is used: an older phone may be in other hands.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session, aliased

from handlers import audit
from handlers.person import first_name_of
from models.memory import memory_of
from models.person import REPORTER, Person
from models.secret import seal
from models.secret_number import SAME, SamePerson

_first = aliased(Person)
REACHABLE = (Person.left_at.is_(None), Person.blocked_at.is_(None))


def is_spare() -> ColumnElement[bool]:
    """The second chat of somebody who can be reached in the first, or who has left the team.

    Where the first account is suspended (a lost phone) the second is the one that is rung.
    """
    usual = (_first.suspended_at.is_(None), or_(_first.blocked_at.is_(None), _first.left_at.is_not(None)))
    return exists().where(SamePerson.person_id == Person.id, SamePerson.of_id == _first.id, *usual)


def others(session: Session, people: Iterable[Person]) -> list[Person]:
    """The other chats of these members of the team that can be reached."""
    rows = {person.id for person in people}
    if not rows:
        return []
    same = select(SamePerson).where(or_(SamePerson.person_id.in_(rows), SamePerson.of_id.in_(rows)))
    first = {one.of_id for one in session.scalars(same)}
    if not first:
        return []
    there = or_(Person.id.in_(first), Person.id.in_(select(SamePerson.person_id).where(SamePerson.of_id.in_(first))))
    found = select(Person).where(there, Person.id.not_in(rows), Person.role != REPORTER, *REACHABLE)
    return list(session.scalars(found.order_by(Person.id)))


def first_of(session: Session, row: int) -> Person | None:
    """Whose second chat this is, as she is known by the first; nothing where it is nobody's."""
    same = session.get(SamePerson, row)
    return session.get(Person, same.of_id) if same is not None else None


def newer(session: Session, person: Person) -> Person | None:
    """The newest chat of somebody who reports, if she wrote to us from there after she did from this one."""
    same = session.get(SamePerson, person.id)
    query = (
        select(Person)
        .join(SamePerson, SamePerson.person_id == Person.id)
        .where(SamePerson.of_id == (same.of_id if same is not None else person.id), Person.id != person.id, *REACHABLE)
    )
    if same is not None:
        query = query.where(SamePerson.joined_at > same.joined_at)
    return session.scalars(query.order_by(SamePerson.joined_at.desc())).first()


def joins(session: Session, person: Person, of: Person, now: datetime) -> None:
    """From now on this chat is a member's second one, with her role and her name."""
    same = session.get(SamePerson, of.id)
    person.role, person.left_at, person.greeted = of.role, None, True
    person.staff_language, person.language = of.staff_language, of.staff_language or of.language
    person.first_name = seal(session, "person.first_name", person.id, first_name_of(session, of))
    session.merge(SamePerson(person_id=person.id, of_id=same.of_id if same else of.id, joined_at=now))
    memory_of(session, SAME).clear()
    audit.note(session, of.id, "second chat", person.id, now)
