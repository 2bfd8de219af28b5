"""The command menu of each member of the team, by role and language, made of the lines of /help.

A messenger keeps the menu of a chat: it is set when it changes, and taken away from whoever leaves the team.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import desk
from handlers.person import address_of
from handlers.reply import language_of
from handlers.words import say
from models.person import COORDINATOR, HELPER, VOLUNTEER, Person
from models.setting import Setting

NAME = "menu {person}"
"""The name of its row in `setting`; the value is a fingerprint of the menu that was set."""
LONGEST = 100
"""Telegram takes 256 letters; on a phone not half of that is seen."""
Menu = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """The menu of one chat is to be this; `menu` is empty for who has left: then it is everybody's again."""

    person_id: int
    address: str
    menu: Menu

    @property
    def fingerprint(self) -> str:
        """By which it is known that it was set."""
        return hashlib.sha256(repr(self.menu).encode()).hexdigest()[:32] if self.menu else ""


def menu_of(role: str, language: str) -> Menu:
    """What this role can do, each with a few words in this language."""
    told = ((action.name(language), say(language, action.help)) for action in desk.for_role(role))
    return tuple((name, (help_[:1].upper() + help_[1:])[:LONGEST]) for name, help_ in told)


def changes(session: Session, channel: str) -> list[Change]:
    """Whose menu on this messenger is not what it should be."""
    there = (Person.channel == channel, Person.role.in_((HELPER, VOLUNTEER, COORDINATOR)))
    ours = session.scalars(select(Person).where(*there, Person.left_at.is_(None), Person.blocked_at.is_(None))).all()
    begin = NAME.format(person="")
    known = {
        int(one.name.removeprefix(begin)): one.value
        for one in session.scalars(select(Setting).where(Setting.name.startswith(begin)))
    }
    found = [Change(one.id, address_of(session, one), menu_of(one.role, language_of(one))) for one in ours]
    found = [one for one in found if known.get(one.person_id) != one.fingerprint]
    here = {one.id for one in ours}
    for row in known.keys() - here:
        person = session.get(Person, row)
        if person is not None and person.channel == channel and person.blocked_at is None:
            found.append(Change(row, address_of(session, person), ()))
    return found


def was_set(session: Session, change: Change) -> None:
    """The messenger has it."""
    name = NAME.format(person=change.person_id)
    if change.menu:
        session.merge(Setting(name=name, value=change.fingerprint))
    elif (row := session.get(Setting, name)) is not None:
        session.delete(row)
