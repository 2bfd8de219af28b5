"""One member of the team on several messengers: role and duty are hers, not of one chat. The only file that changes
`account`.

Whoever is counted (a second coordinator, who vouches) is counted by `member_of`, once, however many accounts she has.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from handlers.person import is_active
from models.account import Account
from models.person import Person


def member_of(session: Session, person: Person) -> int:
    """By which one id all accounts of a member are known."""
    row = session.get(Account, person.id)
    return row.of_id if row is not None else person.id


def accounts_of(session: Session, person: Person) -> list[Person]:
    """This account, and her others that can act."""
    member = member_of(session, person)
    others = select(Account.person_id).where(Account.of_id == member)
    hers = select(Person).where(or_(Person.id == member, Person.id.in_(others)), Person.id != person.id)
    return [person, *(one for one in session.scalars(hers.order_by(Person.id)) if is_active(one))]


def same_member(session: Session, one: Person, other: Person) -> bool:
    """Whether these two accounts are of one member."""
    return member_of(session, one) == member_of(session, other)


def connect(session: Session, person: Person, of: Person, now: datetime) -> None:
    """This account is from now on one of the other's; what it was before counts no more."""
    session.merge(Account(person_id=person.id, of_id=member_of(session, of), joined_at=now))
    session.flush()


def part(session: Session, person: Person) -> None:
    """This account is nobody's but its own: it came to the team by an invitation of its own."""
    row = session.get(Account, person.id)
    if row is not None:
        session.delete(row)
        session.flush()
