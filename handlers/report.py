"""Opens a report, keeps its answers, files it. The only file that changes `report`, `answer` and `testimony`."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from handlers.flow import Flow, Value
from handlers.flows.consent import STORE
from models.base import new_id
from models.evidence import Evidence
from models.forget import Erasure
from models.messages import Inbound, fit
from models.person import Person
from models.report import HUMAN, Answer, Report, Testimony
from models.secret import seal, seal_json, unseal, unseal_json

LETTERS = "ACDEFHJKMNPRTUVWXY"
SIGNS = LETTERS + "34679"
"""Letters and digits that cannot be taken for one another, on paper or aloud."""


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
        consent="",
        site="",
    )
    session.add(report)
    session.flush()
    person.report_id = report.id
    # What she deleted, and might still take back, belongs to no report any more.
    deleted = (Erasure.person_id == person.id, Erasure.report_id.is_(None), Erasure.inbox_id.is_(None))
    gone = session.scalar(select(func.max(Erasure.id)).where(*deleted, Erasure.taken_back_at.is_(None))) or 0
    said = (Testimony.person_id == person.id, Testimony.report_id.is_(None), Testimony.said_at >= now - earlier)
    session.execute(update(Testimony).where(*said, Testimony.id > gone).values(report_id=report.id))
    sent = (Evidence.person_id == person.id, Evidence.report_id.is_(None), Evidence.received_at >= now - earlier)
    session.execute(update(Evidence).where(*sent, Evidence.id > gone).values(report_id=report.id))
    return report


def current_report(session: Session, person: Person) -> Report | None:
    """The report the person is telling now."""
    return session.get(Report, person.report_id) if person.report_id else None


def last_report(session: Session, person: Person, since: datetime) -> Report | None:
    """The person's newest report, unless she has not touched it since then, or has taken it back."""
    query = select(Report).where(
        Report.person_id == person.id,
        Report.touched_at >= since,
        Report.hidden_at.is_(None),
        Report.erased_at.is_(None),
    )
    return session.scalars(query.order_by(Report.id.desc()).limit(1)).first()


def belongs_to(session: Session, person: Person, report: Report, inbox_id: int) -> None:
    """What this message said belongs to this report, though it was filed before."""
    said = (Testimony.person_id == person.id, Testimony.inbox_id == inbox_id)
    session.execute(update(Testimony).where(*said).values(report_id=report.id))
    sent = (Evidence.person_id == person.id, Evidence.inbox_id == inbox_id)
    session.execute(update(Evidence).where(*sent).values(report_id=report.id))


def holds_anything(session: Session, report_id: int) -> bool:
    """Whether anything was answered, said or sent in this report."""
    return any(
        session.scalar(select(table.id).where(table.report_id == report_id).limit(1)) is not None
        for table in (Answer, Testimony, Evidence)
    )


def answers_of(session: Session, report_id: int) -> dict[str, Value]:
    """The answers that stand, by step."""
    rows = session.execute(
        select(Answer.id, Answer.step, Answer.value)
        .where(Answer.report_id == report_id, Answer.superseded_at.is_(None))
        .order_by(Answer.id)
    )
    return {row.step: unseal_json(session, "answer.value", row.id, row.value) for row in rows}


def change_answers(
    session: Session, report: Report, changes: tuple[tuple[str, Value | None], ...], inbox_id: int | None, now: datetime
) -> None:
    """Stores new answers and reopens those without a value. What they replace is superseded, never removed."""
    for step, value in changes:
        standing = (Answer.report_id == report.id, Answer.step == step, Answer.superseded_at.is_(None))
        session.execute(update(Answer).where(*standing).values(superseded_at=now))
        if step == STORE.key:
            set_consent(report, {step: value or {}})
        if value is None:
            continue
        row = new_id()
        sealed = seal_json(session, "answer.value", row, value)
        session.add(Answer(id=row, report_id=report.id, step=step, value=sealed, inbox_id=inbox_id, answered_at=now))
    report.touched_at = now
    session.flush()


def keep_words(
    session: Session,
    person: Person,
    words: str,
    message: Inbound,
    inbox_id: int,
    now: datetime,
    *,
    step: str = "",
    by_us: bool = False,
) -> None:
    """Keeps what a person said with her open report, or by itself; `step` is what had been asked.

    `by_us`: a human of ours said it to her, on the phone.
    """
    row = new_id()
    session.add(
        Testimony(
            id=row,
            report_id=person.report_id,
            person_id=person.id,
            inbox_id=inbox_id,
            kind=HUMAN if by_us else message.kind.value,
            words=seal(session, "testimony.words", row, words),
            wire_id=fit(message.wire_id, 64),
            target=fit(message.target, 64),
            step=step,
            said_at=now,
        )
    )


def testimony_of(session: Session, report_id: int, without: Collection[int] = ()) -> list[tuple[datetime, str, str]]:
    """What was said in a report, in order: when, of which kind, and the words; `without` these messages."""
    rows = session.scalars(select(Testimony).where(Testimony.report_id == report_id).order_by(Testimony.id))
    return [
        (row.said_at, row.kind, unseal(session, "testimony.words", row.id, row.words))
        for row in rows
        if row.inbox_id not in without
    ]


def file_report(person: Person, report: Report, now: datetime) -> None:
    """The person is done, or stops: the report is filed with what it has."""
    report.filed_at = report.filed_at or now
    if person.report_id == report.id:
        person.report_id = None


def set_consent(report: Report, answers: Mapping[str, Value]) -> None:
    """Notes what she says to keeping it: yes, no, dk, or "" when she says none of these."""
    said = (answers.get(STORE.key) or {}).get("option")
    report.consent = said if said in ("yes", "no", "dk") else ""


def hide(session: Session, report: Report, at: datetime | None) -> None:
    """From now on nobody of the team is shown what it says; or (no time) it is shown again."""
    report.site = report.site or answers_of(session, report.id).get("where", {}).get("site", "")
    report.hidden_at = at


def is_taken_back(report: Report) -> bool:
    """Whether nobody may be shown what it said."""
    return report.hidden_at is not None or report.erased_at is not None


def mark_erased(report: Report, now: datetime) -> None:
    """Nothing is left of it but what its alert keeps."""
    report.erased_at = report.erased_at or now


def erase_answers(session: Session, report_id: int) -> int:
    """Overwrites every answer of a report, also those that were replaced; gives how many."""
    rows = session.scalars(select(Answer.id).where(Answer.report_id == report_id)).all()
    for row in rows:
        empty = seal_json(session, "answer.value", row, {})
        session.execute(update(Answer).where(Answer.id == row).values(value=empty))
    return len(rows)


def erase_some(session: Session, answers: Iterable[Answer]) -> None:
    """Overwrites these answers. Each question stays open or done as it was, and a site stays."""
    for row in answers:
        old = unseal_json(session, "answer.value", row.id, row.value)
        left = {key: old[key] for key in ("done", "parts", "site") if key in old}
        left |= {"skipped": True} if old.get("done") else {}
        row.value = seal_json(session, "answer.value", row.id, left)
    session.flush()


def erase_testimony(session: Session, *which: ColumnElement[bool]) -> int:
    """Overwrites what was said; gives how many. Wire ids and times stay."""
    rows = session.scalars(select(Testimony.id).where(*which)).all()
    for row in rows:
        empty = seal(session, "testimony.words", row, "")
        session.execute(update(Testimony).where(Testimony.id == row).values(words=empty))
    return len(rows)
