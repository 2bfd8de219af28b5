"""Opens a report, keeps its answers, files it. The only file that changes `report`, `answer` and `testimony`."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

import orjson
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session, object_session
from sqlalchemy.orm.util import identity_key

from handlers.flow import Flow, Value
from models.base import new_id
from models.evidence import Evidence
from models.messages import Inbound, fit
from models.person import Person
from models.report import Answer, Report, Testimony
from models.secret import seal, seal_json, unseal, unseal_json
from models.swift import Statement, change, known, table_of

LETTERS = "ACDEFHJKMNPRTUVWXY"
SIGNS = LETTERS + "34679"
"""Letters and digits that cannot be taken for one another, on paper or aloud."""
REPORT, ANSWER, TESTIMONY, EVIDENCE = (table_of(kind) for kind in (Report, Answer, Testimony, Evidence))
BY_ID = Statement(select(REPORT).where(REPORT.c.id == bindparam("row")))
BY_CODE = Statement(select(REPORT.c.id).where(REPORT.c.code == bindparam("code")))
OPEN = Statement(insert(REPORT), ("id", "code", "person_id", "flow", "language", "opened_at", "touched_at"))
SAID_BEFORE, SENT_BEFORE = (
    Statement(
        update(table)
        .where(table.c.person_id == bindparam("person"), table.c.report_id.is_(None), at >= bindparam("since"))
        .values(report_id=bindparam("report"))
    )
    for table, at in ((TESTIMONY, TESTIMONY.c.said_at), (EVIDENCE, EVIDENCE.c.received_at))
)
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
    while BY_CODE.rows(session, code=code):
        code = new_code()
    row = new_id()
    OPEN.run(
        session,
        id=row,
        code=code,
        person_id=person.id,
        flow=flow.key,
        language=person.language,
        opened_at=now,
        touched_at=now,
    )
    report = known(session, Report, BY_ID.rows(session, row=row)[0])
    change(session, person, report_id=row)
    for earlier_ones in (SAID_BEFORE, SENT_BEFORE):
        earlier_ones.run(session, person=person.id, since=now - earlier, report=row)
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
    """The answers that stand, by step. Read once for each piece of work: nobody else changes them meanwhile."""
    known_by_now: dict[int, dict[str, Value]] = session.info.setdefault("answers", {})
    if report_id not in known_by_now:
        rows = STANDING.rows(session, report_id=report_id)
        opened = {step: unseal_json(session, "answer.value", row, value) for row, step, value in rows}
        known_by_now[report_id] = opened
    return dict(known_by_now[report_id])


def change_answers(
    session: Session, report: Report, changes: tuple[tuple[str, Value | None], ...], inbox_id: int | None, now: datetime
) -> None:
    """Stores new answers and reopens those without a value. What they replace is superseded, never removed."""
    standing = answers_of(session, report.id)
    session.info["answers"][report.id] = standing
    for step, value in changes:
        standing.pop(step, None)
        SUPERSEDE.run(session, report=report.id, at=step, now=now)
        if value is None:
            continue
        row = new_id()
        sealed = seal_json(session, "answer.value", row, value)
        GIVE.run(session, id=row, report_id=report.id, step=step, value=sealed, inbox_id=inbox_id, answered_at=now)
        standing[step] = orjson.loads(orjson.dumps(value))
    change(session, report, touched_at=now)


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
    session = object_session(report)
    assert session is not None
    if report.filed_at is None:
        change(session, report, filed_at=now)
    if person.report_id == report.id:
        change(session, person, report_id=None)
