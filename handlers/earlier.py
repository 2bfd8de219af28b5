"""What a person said earlier: her last report, what is in one, and what belongs to none. Only reads."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.evidence import Evidence
from models.forget import Erasure
from models.memory import memory_of
from models.person import Person
from models.prepared import ONE, Prepared
from models.report import HUMAN, Answer, Report, Testimony
from models.secret import unseal

NEARLY = timedelta(seconds=10)
"""So much too early `silent_at` and `touched_at` of a report may be: moving them at every message is dear."""
LAST_ANSWER = Prepared(
    select(func.max(func.coalesce(Answer.superseded_at, Answer.answered_at))).where(
        Answer.report_id == bindparam("report"), Answer.inbox_id.is_not(None)
    )
)
PRESSED = Prepared(
    select(Report.id)
    .where(Report.person_id == bindparam("person"), Report.pressed, Report.touched_at >= bindparam("since"))
    .limit(ONE)
)
LAST_SAID = (
    Prepared(
        select(Testimony.said_at)
        .where(Testimony.report_id == bindparam("report"), Testimony.step != HUMAN)
        .order_by(Testimony.said_at.desc())
        .limit(ONE)
    ),
    Prepared(
        select(Evidence.received_at)
        .where(Evidence.report_id == bindparam("report"), Evidence.step != HUMAN)
        .order_by(Evidence.received_at.desc())
        .limit(ONE)
    ),
)
DELETED = Prepared(
    select(func.max(Erasure.id)).where(
        Erasure.person_id == bindparam("person"),
        Erasure.report_id.is_(None),
        Erasure.inbox_id.is_(None),
        Erasure.taken_back_at.is_(None),
    )
)


def _unclaimed(
    table: type[Testimony] | type[Evidence], at: InstrumentedAttribute[datetime]
) -> tuple[type[Testimony] | type[Evidence], tuple[ColumnElement[bool], ...]]:
    mine = (table.person_id == bindparam("person"), table.report_id.is_(None), at >= bindparam("since"))
    return table, (*mine, table.id > bindparam("gone"))


OF_NO_REPORT = (_unclaimed(Testimony, Testimony.said_at), _unclaimed(Evidence, Evidence.received_at))
"""Words and files that belong to no report; what she deleted, and might still take back, is left out."""
UNCLAIMED = tuple(Prepared(select(table.id).where(*which).limit(ONE)) for table, which in OF_NO_REPORT)
HOLDS = tuple(
    Prepared(select(table.id).where(table.report_id == bindparam("report")).limit(ONE))
    for table in (Answer, Testimony, Evidence)
)


def answered_at(session: Session, report: Report) -> datetime:
    """When she last answered, or opened it, to the moment."""
    known = memory_of(session, "answered")
    if report.id not in known:
        (found,) = LAST_ANSWER.first(session, report=report.id)
        # Our clock may have been set back since: `touched_at` was then too (handlers/clockwork.py).
        known[report.id] = min(max(found or report.touched_at, report.touched_at), report.touched_at + NEARLY)
    moment: datetime = known[report.id]
    return moment


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
    return PRESSED.first(session, person=person.id, since=since) is not None


def unclaimed(session: Session, person: Person, since: datetime) -> bool:
    """Whether the person said anything since then that belongs to no report and was not deleted."""
    gone = last_erased(session, person.id)
    return any(query.first(session, person=person.id, since=since, gone=gone) for query in UNCLAIMED)


def said_since(session: Session, report: Report, since: datetime) -> bool:
    """Whether anything of this report was said or sent since then."""
    said = select(Testimony.id).where(Testimony.report_id == report.id, Testimony.said_at >= since)
    sent = select(Evidence.id).where(Evidence.report_id == report.id, Evidence.received_at >= since)
    return any(session.scalar(query.limit(1)) is not None for query in (said, sent))


def last_said_at(session: Session, report: Report) -> datetime | None:
    """When the person said or sent anything of this report last; not what a human of ours wrote to her."""
    session.flush()
    found = (query.first(session, report=report.id) for query in LAST_SAID)
    return max((row[0] for row in found if row and row[0]), default=None)


def last_erased(session: Session, person_id: int) -> int:
    """The last time she deleted what belongs to no report, and did not take it back; 0 for never."""
    row: tuple[int | None] = DELETED.first(session, person=person_id)
    return row[0] or 0


def holds_anything(session: Session, report_id: int) -> bool:
    """Whether anything was answered, said or sent in this report."""
    return any(holds.first(session, report=report_id) for holds in HOLDS)


def testimony_of(session: Session, report_id: int, without: Collection[int] = ()) -> list[tuple[datetime, str, str]]:
    """What was said in a report, in order: when, of which kind, and the words; `without` these messages."""
    rows = session.scalars(select(Testimony).where(Testimony.report_id == report_id).order_by(Testimony.id))
    return [
        (row.said_at, row.kind, unseal(session, "testimony.words", row.id, row.words))
        for row in rows
        if row.inbox_id not in without
    ]
