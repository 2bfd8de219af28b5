"""One member of the team on several messengers: she is counted once, and what ends for her ends in all of her chats.

Whoever is counted (a second coordinator, who vouches) is counted by `member_of`, once, however many accounts she has.
How a second chat comes about and when it is rung: handlers/other_chat.py.
"""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from handlers.person import is_active
from models.memory import memory_of
from models.person import Person
from models.secret_number import SAME, SamePerson


def member_of(session: Session, person: Person) -> int:
    """By which one id all accounts of a member are known."""
    row = session.get(SamePerson, person.id)
    return row.of_id if row is not None else person.id


def accounts_of(session: Session, person: Person) -> list[Person]:
    """This account, and her others that can act."""
    member = member_of(session, person)
    others = select(SamePerson.person_id).where(SamePerson.of_id == member)
    hers = select(Person).where(or_(Person.id == member, Person.id.in_(others)), Person.id != person.id)
    return [person, *(one for one in session.scalars(hers.order_by(Person.id)) if is_active(one))]


def same_member(session: Session, one: Person, other: Person) -> bool:
    """Whether these two accounts are of one member."""
    return member_of(session, one) == member_of(session, other)


def part(session: Session, person: Person) -> None:
    """This account is nobody's but its own: it came to the team by an invitation of its own."""
    row = session.get(SamePerson, person.id)
    if row is not None:
        session.delete(row)
        session.flush()
        memory_of(session, SAME).clear()
