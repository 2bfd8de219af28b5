"""Groups the reports that tell of one event. The only file that changes `same_event` and `report_pair`.

Nothing of a report is copied, changed or deleted: each keeps its answers, its alert and its reporter, who goes on
getting her own answers. To undo it the row is taken away.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session

from handlers import audit
from models.base import new_id
from models.person import Person
from models.report import Report
from models.same_event import LINKED, ReportPair, SameEvent

THERE = (Report.hidden_at.is_(None), Report.erased_at.is_(None))


def merge(session: Session, one: Report, other: Report, by: Person, now: datetime) -> None:
    """Both tell of one event; what was grouped with either is of it too."""
    rows = [session.get(SameEvent, report.id, with_for_update=True) for report in (one, other)]
    events = list(dict.fromkeys(row.event_id for row in rows if row is not None))
    event = events[0] if events else new_id()
    for report, row in zip((one, other), rows, strict=True):
        if row is None:
            session.add(SameEvent(report_id=report.id, event_id=event, counts=False, joined_by=by.id, joined_at=now))
    for older in events[1:]:
        # Of the figures of two events that were one all along, those that were chosen first count.
        session.execute(update(SameEvent).where(SameEvent.event_id == older).values(event_id=event, counts=False))
    _unsay(session, one, other)
    session.flush()
    audit.note(session, by.id, "same event", one.id, now, other.code)
    audit.note(session, by.id, "same event", other.id, now, one.code)


def take_out(session: Session, report: Report, by: Person, now: datetime) -> None:
    """This report tells of an event of its own after all: everything of it is as it was."""
    row = session.get(SameEvent, report.id)
    if row is None:
        return
    event = row.event_id
    session.delete(row)
    session.flush()
    left = session.scalars(select(SameEvent).where(SameEvent.event_id == event)).all()
    if len(left) == 1:
        session.delete(left[0])
        session.flush()
    audit.note(session, by.id, "not the same event", report.id, now)


def say(session: Session, one: Report, other: Report, how: str, by: Person, now: datetime) -> None:
    """What the team says of two reports: they belong together, or have nothing to do with each other."""
    _unsay(session, one, other)
    first, second = sorted((one.id, other.id))
    pair = {"report_id": first, "other_id": second, "how": how, "said_by": by.id, "said_at": now}
    session.execute(insert(ReportPair).values(**pair))
    for report, about in ((one, other), (other, one)):
        audit.note(session, by.id, f"reports {how}", report.id, now, about.code)


def unsay(session: Session, one: Report, other: Report, by: Person, now: datetime) -> None:
    """Nothing is said of the two any more: they may be proposed again."""
    if _unsay(session, one, other):
        audit.note(session, by.id, "reports not linked", one.id, now, other.code)


def _unsay(session: Session, one: Report, other: Report) -> bool:
    first, second = sorted((one.id, other.id))
    pair = (ReportPair.report_id == first, ReportPair.other_id == second)
    said = session.scalar(select(ReportPair.how).where(*pair))
    session.execute(delete(ReportPair).where(*pair))
    return said is not None


def count(session: Session, report: Report, by: Person, now: datetime) -> None:
    """Where the sources of its event differ, the figures of this report are those that count."""
    row = session.get(SameEvent, report.id)
    if row is None:
        return
    for one in session.scalars(select(SameEvent).where(SameEvent.event_id == row.event_id)):
        one.counts = one.report_id == report.id
    session.flush()
    audit.note(session, by.id, "figures count", report.id, now)


def of_event(session: Session, report: Report) -> list[Report]:
    """All reports of its event that were not taken back, the oldest first; the report alone when it has no other."""
    row = session.get(SameEvent, report.id)
    if row is None:
        return [report]
    query = select(Report).join(SameEvent, SameEvent.report_id == Report.id)
    return list(session.scalars(query.where(SameEvent.event_id == row.event_id, *THERE).order_by(Report.id)))


def counting(session: Session, report: Report) -> Report:
    """The report whose figures stand for the event: the chosen one; while none is chosen, the oldest."""
    reports = of_event(session, report) or [report]
    chosen = select(SameEvent.report_id).where(SameEvent.report_id.in_([one.id for one in reports]), SameEvent.counts)
    row = session.scalar(chosen)
    return next((one for one in reports if one.id == row), reports[0])


def is_chosen(session: Session, report: Report) -> bool:
    """Whether somebody chose the figures of this report."""
    row = session.get(SameEvent, report.id)
    return row is not None and row.counts


def linked_with(session: Session, report: Report) -> list[Report]:
    """The reports that belong to it without being of one event, as those of one convoy."""
    pairs = select(ReportPair).where(
        or_(ReportPair.report_id == report.id, ReportPair.other_id == report.id), ReportPair.how == LINKED
    )
    rows = [pair.other_id if pair.report_id == report.id else pair.report_id for pair in session.scalars(pairs)]
    found = select(Report).where(Report.id.in_(rows), *THERE).order_by(Report.id)
    return list(session.scalars(found)) if rows else []
