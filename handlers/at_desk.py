"""One message of a member of the team, how she is answered, and which alerts she may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from handlers import duty
from handlers.person import is_active
from handlers.reply import tell
from handlers.rules import Rules
from handlers.words import Line, _s
from models.alert import Alert
from models.duty import Duty
from models.messages import FileRef
from models.person import COORDINATOR, VOLUNTEER, Person
from models.ring import Ring

NOT_HERS = _s("This case is not of your duty, or it was handed over long ago. Please ask a coordinator.")
SEEN_FOR = timedelta(hours=12)
"""So long after hand-over a volunteer still sees a case."""


@dataclass
class Desk:
    """One message of a member of the team while it is handled."""

    session: Session
    person: Person
    now: datetime
    rules: Rules
    rest: str = ""

    def tell(
        self,
        *lines: Line,
        rows: list[list[tuple[str, Line, str]]] | None = None,
        protect: bool = False,
        file: FileRef | None = None,
    ) -> None:
        """Answers in French or English."""
        tell(self.session, self.person, lines, self.now, rows=rows or (), protect=protect, file=file)


def may_see(session: Session, person: Person, alert: Alert, now: datetime) -> bool:
    """Coordinators see every alert; volunteers open ones of their shift and those they took, until 12 hours after it.

    Of her shift is what is open while she is on duty, and what rang for her. It is handed over when her duty ends, when
    it is settled, or, for who was rung without being on duty, when it rang last.
    """
    if not is_active(person) or person.role not in (VOLUNTEER, COORDINATOR):
        return False
    # Written first: it may have been changed while this message is handled.
    session.flush()
    seen = select(Alert.id).where(Alert.id == alert.id, seen_by(session, person, now))
    return session.scalar(seen) is not None


def seen_by(session: Session, person: Person, now: datetime) -> ColumnElement[bool]:
    """The same rule, of many alerts at once."""
    since = now - SEEN_FOR
    fresh = or_(Alert.settled_at.is_(None), Alert.settled_at > since)
    if person.role == COORDINATOR:
        return true()
    if duty.is_on_duty(session, person):
        return fresh
    off = session.scalar(select(func.max(Duty.until)).where(Duty.person_id == person.id))
    # Within so long of her last duty all that was ever hers, and is still open, counts as of that duty.
    begin = person.created_at if off is not None and off > since else since
    rung = select(Ring.alert_id).where(Ring.person_id == person.id, Ring.rung_at >= begin)
    taken = select(Alert.id).where(Alert.taken_by == person.id, Alert.taken_at >= begin)
    return and_(fresh, Alert.id.in_(rung.union(taken)))
