"""What the next words of a member of the team are for. The only file that changes `expected`."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from handlers.flow import Value
from models.expected import Expected
from models.person import Person
from models.report import Report
from models.secret import seal_json, unseal_json

ASKED_FOR = timedelta(minutes=15)
"""So long after the question what she writes is its answer."""


def expect(
    session: Session,
    person: Person,
    what: str,
    report: Report,
    now: datetime,
    *,
    about: int | None = None,
    step: str = "",
    draft: Value | None = None,
) -> None:
    """Her next words are for this, and for nothing else any more."""
    forget(session, person)
    sealed = seal_json(session, "expected.draft", person.id, draft) if draft is not None else None
    values = {"what": what, "report_id": report.id, "about": about, "step": step, "draft": sealed, "asked_at": now}
    session.add(Expected(person_id=person.id, **values))
    session.flush()


def expected(session: Session, person: Person, now: datetime) -> Expected | None:
    """What she was asked to write, if she was asked just now."""
    row = session.get(Expected, person.id)
    return row if row is not None and now - row.asked_at < ASKED_FOR else None


def draft_of(session: Session, row: Expected | None) -> Value:
    """What she has chosen so far."""
    found: Value = unseal_json(session, "expected.draft", row.person_id, row.draft) if row and row.draft else {}
    return found


def forget(session: Session, person: Person) -> None:
    """Nothing is expected of her."""
    row = session.get(Expected, person.id)
    if row is not None:
        session.delete(row)
        session.flush()


def erase(session: Session, report_id: int) -> None:
    """Nobody is expected to write about a report that is erased."""
    session.execute(delete(Expected).where(Expected.report_id == report_id))
