"""Whether the messenger of each member of the team can still be reached: tried in silence once a day.

Who cannot is found like anybody to whom a message could not be delivered (`failures`): the coordinators are told.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.rules import Rules
from models.messages import Outbound
from models.outbox import put
from models.person import COORDINATOR, VOLUNTEER, Person
from models.setting import Setting

HOUR = 17
"""From this local hour on: early enough to find somebody else for the night."""
TRIED = "reach tried"
"""The name of the row in `setting` that holds the day of the last trial."""


def probe(session: Session, person: Person, now: datetime) -> None:
    """Tries one, without a sound."""
    put(session, person.id, Outbound(probe=True), now)


def look(session: Session, now: datetime, rules: Rules) -> int:
    """Once a day tries everybody who may be woken; gives how many."""
    local = now.astimezone(rules.zone)
    today, tried = local.date().isoformat(), session.get(Setting, TRIED)
    if local.hour < HOUR or (tried is not None and tried.value == today):
        return 0
    session.merge(Setting(name=TRIED, value=today))
    reachable = (Person.left_at.is_(None), Person.blocked_at.is_(None), Person.role.in_((VOLUNTEER, COORDINATOR)))
    people = session.scalars(select(Person).where(*reachable)).all()
    for person in people:
        probe(session, person, now)
    return len(people)
