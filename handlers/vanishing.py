"""Messages that disappear in her chat are honoured in ours. The only file that changes `models.vanishing`.

Who lets them disappear within a week wants little to be left of them: without her yes we keep what she told for a week,
not for a month. Shorter than that nobody of us might ask her. Her yes or no counts here as everywhere.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from handlers.rules import Rules
from handlers.words import _
from models.person import Person
from models.vanishing import Vanishing

WITHOUT_YES = _("Without your yes we erase it after 30 days.")
SOONER = _("Without your yes we erase it after 7 days.")
SOON = timedelta(days=7)
"""What disappears within this time, and how long it is kept then: `SOONER` says so."""


def noted(session: Session, person: Person, seconds: int, now: datetime) -> bool:
    """She has set after how long messages disappear (0: they stay). False when that was known."""
    row = session.get(Vanishing, person.id)
    if (row.seconds if row is not None else 0) == seconds:
        return False
    if row is not None:
        session.delete(row)
        session.flush()
    if seconds:
        session.add(Vanishing(person_id=person.id, seconds=seconds, since=now))
    return True


def without_yes(session: Session, person: Person, rules: Rules) -> str:
    """How long what she told is kept without her yes, in words to her."""
    if person.channel not in rules.without_buttons:
        return WITHOUT_YES
    row = session.get(Vanishing, person.id)
    return SOONER if row is not None and row.seconds <= SOON.total_seconds() else WITHOUT_YES


def forget(session: Session, person_id: int) -> None:
    """Everything of hers is erased."""
    session.execute(delete(Vanishing).where(Vanishing.person_id == person_id))
