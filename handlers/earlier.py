"""What a person said earlier: her last report, and what belongs to none. Only reads."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from models.evidence import Evidence
from models.forget import Erasure
from models.person import Person
from models.report import Report, Testimony


def last_report(session: Session, person: Person, since: datetime) -> Report | None:
    """The person's newest report, unless she has not touched it since then, or has taken it back."""
    query = select(Report).where(
        Report.person_id == person.id,
        Report.touched_at >= since,
        Report.hidden_at.is_(None),
        Report.erased_at.is_(None),
    )
    return session.scalars(query.order_by(Report.id.desc()).limit(1)).first()


def pressed_since(session: Session, person: Person, since: datetime) -> bool:
    """Whether the person told a report, knowing what to press, since then."""
    told = (Report.person_id == person.id, Report.pressed, Report.touched_at >= since)
    return session.scalar(select(Report.id).where(*told).limit(1)) is not None


def unclaimed(session: Session, person: Person, since: datetime) -> bool:
    """Whether the person said anything since then that belongs to no report and was not deleted."""
    return any(
        session.scalar(select(table.id).where(*which).limit(1))
        for table, which in of_no_report(session, person.id, since)
    )


def said_since(session: Session, report: Report, since: datetime) -> bool:
    """Whether anything of this report was said or sent since then."""
    said = select(Testimony.id).where(Testimony.report_id == report.id, Testimony.said_at >= since)
    sent = select(Evidence.id).where(Evidence.report_id == report.id, Evidence.received_at >= since)
    return any(session.scalar(query.limit(1)) is not None for query in (said, sent))


def of_no_report(
    session: Session, person_id: int, since: datetime
) -> tuple[tuple[type[Testimony] | type[Evidence], tuple[ColumnElement[bool], ...]], ...]:
    """Words and files since then that belong to no report; what she deleted, and might still take back, is left out."""
    deleted = (Erasure.person_id == person_id, Erasure.report_id.is_(None), Erasure.taken_back_at.is_(None))
    gone = session.scalar(select(func.max(Erasure.id)).where(*deleted)) or 0
    return tuple(
        (table, (table.person_id == person_id, table.report_id.is_(None), at >= since, table.id > gone))
        for table, at in ((Testimony, Testimony.said_at), (Evidence, Evidence.received_at))
    )
