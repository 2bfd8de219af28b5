"""Keeps the dated tasks of reports. The only file that changes `case_task`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from handlers.task_plan import CONSENT, LEAD, Planned
from models.base import fixed, new_id, written
from models.case_task import CaseTask
from models.person import Person
from models.prepared import Prepared, given
from models.report import Report
from models.secret import seal, unseal

AGAIN = timedelta(days=1)
AT_ONCE = 100
REMINDERS = 3
"""So often somebody is reminded of one task; then it only stands in the list."""
_due = (CaseTask.remind_at.is_not(None), CaseTask.remind_at <= bindparam("now"))
DUE = Prepared(
    select(CaseTask).where(*_due).order_by(CaseTask.remind_at).limit(given("most")).with_for_update(skip_locked=True)
)
_of_consent = (CaseTask.done_at.is_(None), CaseTask.kind == written(CONSENT))
ANSWERED = Prepared(
    select(CaseTask)
    .join(Report, Report.id == CaseTask.report_id)
    .where(*_of_consent, Report.consent.in_([written("yes"), written("no")]))
    .limit(fixed(AT_ONCE))
)


def make(session: Session, report: Report, planned: Iterable[Planned], now: datetime) -> None:
    """Makes those of them that were never made; what is not done and has no reason any more is over."""
    wanted = {one.kind: one for one in planned}
    query = select(CaseTask).where(CaseTask.report_id == report.id, CaseTask.made_by.is_(None))
    there = {row.kind: row for row in session.scalars(query).all()}
    for kind, row in there.items():
        if kind not in wanted and row.done_at is None:
            _end(row, None, now)
        elif kind in wanted and row.done_at is None and row.due_at != wanted[kind].due_at:
            row.due_at = row.remind_at = wanted[kind].due_at
        elif kind in wanted and row.done_at is not None and row.done_by is None:
            row.done_at, row.due_at, row.remind_at = None, wanted[kind].due_at, wanted[kind].due_at
    for kind in wanted.keys() - there.keys():
        add(session, report, kind, wanted[kind].due_at, now)
    session.flush()


def add(
    session: Session,
    report: Report,
    kind: str,
    due_at: datetime,
    now: datetime,
    by: Person | None = None,
    words: str = "",
) -> CaseTask:
    """One task; somebody is reminded when it is due. `words` say what it is, where no kind does."""
    row = CaseTask(
        id=new_id(),
        report_id=report.id,
        kind=kind,
        due_at=due_at,
        remind_at=due_at - LEAD.get(kind, timedelta(0)),
        reminded=0,
        made_by=by.id if by is not None else None,
        made_at=now,
    )
    row.words = seal(session, "case_task.words", row.id, words) if words else None
    session.add(row)
    session.flush()
    return row


def done(session: Session, row: CaseTask, by: Person, now: datetime) -> bool:
    """She did it. False when it was done before."""
    session.refresh(row, with_for_update=True)
    if row.done_at is not None:
        return False
    _end(row, by, now)
    session.flush()
    return True


def _end(row: CaseTask, by: Person | None, now: datetime) -> None:
    row.done_at, row.done_by, row.remind_at = now, by.id if by is not None else None, None


def remind_later(row: CaseTask, now: datetime) -> None:
    """Somebody was reminded of it."""
    row.reminded += 1
    row.remind_at = now + AGAIN if row.reminded < REMINDERS else None


def put_off(rows: Iterable[CaseTask], now: datetime) -> None:
    """Nobody is reminded now: their report was taken back, and may still be taken up again, or it failed."""
    for row in rows:
        row.remind_at = now + AGAIN


def due(session: Session, now: datetime, limit: int) -> Sequence[CaseTask]:
    """Those of which somebody has to be reminded."""
    return DUE.all(session, now=now, most=limit)


def end_answered(session: Session, now: datetime) -> None:
    """Nobody need ask any more for the consent of whoever has said yes or no since."""
    for row in ANSWERED.all(session):
        _end(row, None, now)
    session.flush()


def open_of(session: Session, report_id: int) -> Sequence[CaseTask]:
    """The open tasks of a report, the next one first."""
    query = select(CaseTask).where(CaseTask.report_id == report_id, CaseTask.done_at.is_(None))
    return session.scalars(query.order_by(CaseTask.due_at)).all()


def words_of(session: Session, row: CaseTask) -> str:
    """What a task of one's own is."""
    return unseal(session, "case_task.words", row.id, row.words)


def erase(session: Session, report_id: int) -> None:
    """Forgets the tasks of a report that is erased: their kinds tell what it said."""
    session.execute(delete(CaseTask).where(CaseTask.report_id == report_id))
