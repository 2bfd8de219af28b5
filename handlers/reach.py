"""A silent test whether the messengers of the team can still be reached: nobody sees it, and nothing is shown.

Who cannot be reached any more is found out by day, and not by the alert at night: what follows is as for any message
that comes back (handlers/failures.py). Messengers that have no such test do nothing.
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

HOUR = 9
"""Once a day, from this hour on where people live."""
TESTED = "team tested"
"""The name of the row in `setting`: the last day on which it was done."""


def test(session: Session, person: Person, now: datetime) -> None:
    """Asks the messenger of this person whether she can be reached."""
    put(session, person.id, Outbound(silent=True), now)


def daily(session: Session, now: datetime, rules: Rules) -> int:
    """Tests everybody who may be woken, once a day; gives how many."""
    there = now.astimezone(rules.zone)
    row, today = session.get(Setting, TESTED), f"{there:%Y-%m-%d}"
    if there.hour < HOUR or (row is not None and row.value == today):
        return 0
    session.merge(Setting(name=TESTED, value=today))
    team = (Person.role.in_((VOLUNTEER, COORDINATOR)), Person.left_at.is_(None), Person.blocked_at.is_(None))
    people = session.scalars(select(Person).where(*team)).all()
    for person in people:
        test(session, person, now)
    return len(people)
