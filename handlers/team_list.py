"""Who is who in the team, on which messenger. Only reads."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.account import member_of
from handlers.duty import on_duty
from handlers.folding import fold
from handlers.person import address_of, first_name_of, is_active
from handlers.team import ROLES
from handlers.words import Line, Plain, Text, _s
from models.person import RANKS, Person

MEMBER = _s("{name} · {role} ({messengers})")
MEMBER_ON_DUTY = _s("{name} · {role} · on duty ({messengers})")
SUSPENDED = _s("{name} · suspended ({messengers})")
UNNAMED = _s("(has not said a name yet)")


def members(session: Session) -> list[Person]:
    """Every account of the team that can act, coordinators first."""
    found = session.scalars(select(Person).where(Person.role.in_(ROLES)).order_by(Person.id))
    return sorted((one for one in found if is_active(one)), key=lambda one: -RANKS.index(one.role))


def suspended(session: Session) -> list[Person]:
    """Every account that is suspended."""
    return list(session.scalars(select(Person).where(Person.suspended_at.is_not(None)).order_by(Person.id)))


def named(session: Session, people: list[Person], name: str) -> list[Person]:
    """Those of them who go by this first name, however it is written."""
    return [one for one in people if fold(first_name_of(session, one)) == fold(name)]


def name_of(session: Session, person: Person) -> Line:
    """Her first name."""
    name = first_name_of(session, person)
    return Plain(name) if name else UNNAMED


def account_name(session: Session, person: Person) -> Line:
    """Her first name, and the messenger of this account."""
    return Text("{name} ({messenger})", {"name": name_of(session, person), "messenger": messenger_of(person)})


def messenger_of(person: Person, address: str = "") -> Plain:
    """The messenger of an account, with its address if that is given."""
    return Plain(f"{person.channel.title()} {address}".strip())


def team_lines(session: Session, *, contacts: bool = False) -> list[Line]:
    """Who is who, coordinators first, then who is suspended; one line a member, with her address if `contacts`."""
    duty, hers = {person.id for person in on_duty(session)}, dict[int, list[Person]]()
    for one in members(session):
        hers.setdefault(member_of(session, one), []).append(one)
    lines: list[Line] = []
    for accounts in hers.values():
        sign, role = ROLES[accounts[0].role]
        there = any(one.id in duty for one in accounts)
        who = {**_who(session, accounts, contacts=contacts), "role": role}
        lines.append(Text(MEMBER_ON_DUTY if there else MEMBER, who, sign="🟢" if there else sign))
    lines += [Text(SUSPENDED, _who(session, [one], contacts=contacts), sign="⛔") for one in suspended(session)]
    return lines


def _who(session: Session, accounts: list[Person], *, contacts: bool) -> dict[str, Line]:
    places = [messenger_of(one, address_of(session, one) if contacts else "").text for one in accounts]
    return {"name": name_of(session, accounts[0]), "messengers": Plain(", ".join(places))}
