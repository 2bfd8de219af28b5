"""One message of a member of the team, and how she is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.reply import tell
from handlers.rules import Rules
from handlers.words import Line
from models.messages import FileRef
from models.person import Person


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
