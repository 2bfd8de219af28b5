"""One message of a member of the team, how she is answered, and which alerts she may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import duty
from handlers.reply import tell
from handlers.rules import Rules
from handlers.words import Line, _s
from models.alert import Alert
from models.messages import FileRef
from models.person import COORDINATOR, VOLUNTEER, Person
from models.ring import Ring

ONLY_DUTY = _s("Only volunteers and coordinators can do this.")


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


def may_see(session: Session, person: Person, alert: Alert) -> bool:
    """Coordinators see every alert, volunteers those that rang for them, that they took, or while on duty."""
    if person.left_at is not None or person.role not in (VOLUNTEER, COORDINATOR):
        return False
    if person.role == COORDINATOR or alert.taken_by == person.id or duty.is_on_duty(session, person):
        return True
    return session.query(Ring.id).where(Ring.alert_id == alert.id, Ring.person_id == person.id).first() is not None
