"""One message of a member of the team, how she is answered, and which alerts she may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
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
    if person.role == COORDINATOR:
        return True
    handed_over = now if duty.is_on_duty(session, person) else _last_with_her(session, person, alert)
    if handed_over is not None and alert.settled_at is not None:
        handed_over = min(handed_over, alert.settled_at)
    return handed_over is not None and now - handed_over < SEEN_FOR


def _last_with_her(session: Session, person: Person, alert: Alert) -> datetime | None:
    """When it rang for her last, when she took it or when her duty ended, whichever is the latest; else nothing."""
    rung = select(func.max(Ring.rung_at)).where(Ring.alert_id == alert.id, Ring.person_id == person.id)
    hers = [session.scalar(rung), alert.taken_at if alert.taken_by == person.id else None]
    if not any(hers):
        return None
    off = session.scalar(select(func.max(Duty.until)).where(Duty.person_id == person.id))
    return max(at for at in (*hers, off) if at is not None)
