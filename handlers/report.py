"""Opens a report, keeps its answers, files it. The only file that changes `report`, `answer` and `testimony`."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.util import identity_key

from handlers.flow import Flow, Value
from models.base import new_id
from models.evidence import Evidence
from models.messages import Inbound, fit
from models.person import Person
from models.report import Answer, Report, Testimony
from models.secret import seal, seal_json, unseal, unseal_json
from models.swift import Statement, known, table_of

LETTERS = "ACDEFHJKMNPRTUVWXY"
SIGNS = LETTERS + "34679"
"""Letters and digits that cannot be taken for one another, on paper or aloud."""
REPORT, ANSWER, TESTIMONY = table_of(Report), table_of(Answer), table_of(Testimony)
BY_ID = Statement(select(REPORT).where(REPORT.c.id == bindparam("row")))
TOUCH = Statement(update(REPORT).where(REPORT.c.id == bindparam("row")).values(touched_at=bindparam("now")))
STANDING = Statement(
    select(ANSWER.c.id, ANSWER.c.step, ANSWER.c.value)
    .where(ANSWER.c.report_id == bindparam("report_id"), ANSWER.c.superseded_at.is_(None))
    .order_by(ANSWER.c.id)
)
SUPERSEDE = Statement(
    update(ANSWER)
    .where(
        ANSWER.c.report_id == bindparam("report"),
        ANSWER.c.step == bindparam("at"),
        ANSWER.c.superseded_at.is_(None),
    )
    .values(superseded_at=bindparam("now"))
)
GIVE = Statement(insert(ANSWER), ("id", "report_id", "step", "value", "inbox_id", "answered_at"))
SAY = Statement(
    insert(TESTIMONY),
    ("id", "report_id", "person_id", "inbox_id", "kind", "words", "wire_id", "target", "step", "said_at"),
)


def new_code() -> str:
    """A case code: a letter and five signs, random, to be said aloud. It names a report and opens nothing."""
    return secrets.choice(LETTERS) + "".join(secrets.choice(SIGNS) for _ in range(5))


def open_report(session: Session, person: Person, flow: Flow, now: datetime, earlier: timedelta) -> Report:
    """Opens a report; what the person said shortly before (`earlier`) and belongs to no report yet belongs to it."""
    code = new_code()
    while session.scalar(select(Report.id).where(Report.code == code)):
        code = new_code()
    report = Report(
        id=new_id(),
        code=code,
        person_id=person.id,
        flow=flow.key,
        language=person.language,
        opened_at=now,
        touched_at=now,
    )
    session.add(report)
    session.flush()
    person.report_id = report.id
    said = (Testimony.person_id == person.id, Testimony.report_id.is_(None), Testimony.said_at >= now - earlier)
    session.execute(update(Testimony).where(*said).values(report_id=report.id))
    sent = (Evidence.person_id == person.id, Evidence.report_id.is_(None), Evidence.received_at >= now - earlier)
    session.execute(update(Evidence).where(*sent).values(report_id=report.id))
    return report


def current_report(session: Session, person: Person) -> Report | None:
    """The report the person is telling now."""
    return report_by_id(session, person.report_id) if person.report_id else None


def report_by_id(session: Session, row: int) -> Report | None:
    """The report with this id."""
    there = session.identity_map.get(identity_key(Report, row))
    found = None if there else BY_ID.first(session, row=row)
    return known(session, Report, found) if found else there


def answers_of(session: Session, report_id: int) -> dict[str, Value]:
    """The answers that stand, by step."""
    rows = STANDING.rows(session, report_id=report_id)
    return {step: unseal_json(session, "answer.value", row, value) for row, step, value in rows}


def change_answers(
    session: Session, report: Report, changes: tuple[tuple[str, Value | None], ...], inbox_id: int | None, now: datetime
) -> None:
    """Stores new answers and reopens those without a value. What they replace is superseded, never removed."""
    for step, value in changes:
        SUPERSEDE.run(session, report=report.id, at=step, now=now)
        if value is None:
            continue
        row = new_id()
        sealed = seal_json(session, "answer.value", row, value)
        GIVE.run(session, id=row, report_id=report.id, step=step, value=sealed, inbox_id=inbox_id, answered_at=now)
    TOUCH.run(session, row=report.id, now=now)
    set_committed_value(report, "touched_at", now)


def keep_words(
    session: Session, person: Person, words: str, message: Inbound, inbox_id: int, now: datetime, *, step: str = ""
) -> None:
    """Keeps what a person said with her open report, or by itself; `step` is what had been asked."""
    row = new_id()
    SAY.run(
        session,
        id=row,
        report_id=person.report_id,
        person_id=person.id,
        inbox_id=inbox_id,
        kind=message.kind.value,
        words=seal(session, "testimony.words", row, words),
        wire_id=fit(message.wire_id, 64),
        target=fit(message.target, 64),
        step=step,
        said_at=now,
    )


def testimony_of(session: Session, report_id: int) -> list[tuple[datetime, str, str]]:
    """What was said in a report, in order: when, of which kind, and the words."""
    rows = session.scalars(select(Testimony).where(Testimony.report_id == report_id).order_by(Testimony.id))
    return [(row.said_at, row.kind, unseal(session, "testimony.words", row.id, row.words)) for row in rows]


def file_report(person: Person, report: Report, now: datetime) -> None:
    """The person is done, or stops: the report is filed with what it has."""
    report.filed_at = report.filed_at or now
    if person.report_id == report.id:
        person.report_id = None
