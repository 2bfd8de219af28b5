"""Opens a report, keeps its answers, files it. The only file that changes `report`, `answer` and `testimony`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, insert, select, update
from sqlalchemy.orm import Session

from handlers.codes import new_code
from handlers.earlier import NEARLY, OF_NO_REPORT, last_erased
from handlers.flow import Flow, Value
from handlers.flows.consent import STORE, Changes
from models.base import new_id
from models.evidence import Evidence
from models.memory import memory_of
from models.messages import Inbound, fit
from models.person import Person
from models.prepared import Prepared
from models.report import HUMAN, Answer, Report, Testimony
from models.secret import seal, seal_json, unseal_json

OTHER_LANGUAGE = "other"  # what a report says of its language when it is none of ours
STANDING = (Answer.report_id == bindparam("report"), Answer.superseded_at.is_(None))
ANSWERS = Prepared(select(Answer.id, Answer.step, Answer.value).where(*STANDING).order_by(Answer.id))
SUPERSEDE = Prepared(
    update(Answer).where(*STANDING, Answer.step == bindparam("of_step")).values(superseded_at=bindparam("now"))
)
ANSWER = Prepared(insert(Answer), ("id", "report_id", "step", "value", "inbox_id", "answered_at"))
# By `key_share` what refers to it may be written meanwhile.
OURS = Prepared(select(Report).where(Report.id == bindparam("report")).with_for_update(key_share=True))
CODE = Prepared(select(Report.id).where(Report.code == bindparam("code")))
GATHER = tuple(
    Prepared(update(table).where(*which).values(report_id=bindparam("report"))) for table, which in OF_NO_REPORT
)


def open_report(session: Session, person: Person, flow: Flow, now: datetime, earlier: timedelta) -> Report:
    """Opens a report; what the person said shortly before (`earlier`) and belongs to no report yet belongs to it."""
    code = next(code for code in iter(new_code, "") if not CODE.first(session, code=code))
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
    memory_of(session, "reports")[report.id] = report
    memory_of(session, "answers")[report.id] = {}
    gather(session, report, now - earlier)
    return report


def gather(session: Session, report: Report, since: datetime) -> None:
    """What the person said since then, and belongs to no report yet, belongs to this one."""
    gone = last_erased(session, report.person_id)
    for gathering in GATHER:
        gathering.run(session, person=report.person_id, since=since, gone=gone, report=report.id)


def current_report(session: Session, person: Person) -> Report | None:
    """The report the person is telling now; ours until the end of the transaction (PostgreSQL)."""
    ours, row = memory_of(session, "reports"), person.report_id
    if row and row not in ours:
        ours[row] = OURS.first(session, report=row)
    return ours[row] if row else None


def belongs_to(session: Session, person: Person, report: Report, inbox_id: int) -> None:
    """What this message said belongs to this report, though it was filed before."""
    said = (Testimony.person_id == person.id, Testimony.inbox_id == inbox_id)
    session.execute(update(Testimony).where(*said).values(report_id=report.id))
    sent = (Evidence.person_id == person.id, Evidence.inbox_id == inbox_id)
    session.execute(update(Evidence).where(*sent).values(report_id=report.id))


def answers_of(session: Session, report_id: int) -> dict[str, Value]:
    """The answers that stand, by step."""
    known = memory_of(session, "answers")
    if report_id not in known:
        rows = ANSWERS.all(session, report=report_id)
        known[report_id] = {step: unseal_json(session, "answer.value", row, value) for row, step, value in rows}
    return dict(known[report_id])


def change_answers(
    session: Session, report: Report, changes: Changes, inbox_id: int | None, now: datetime, *, by_us: bool = False
) -> None:
    """Stores answers and reopens those without a value; what they replace is superseded. `by_us`: not by her."""
    answers = answers_of(session, report.id)
    for step, value in changes:
        if answers.pop(step, None) is not None:
            SUPERSEDE.run(session, report=report.id, of_step=step, now=now)
        if step == STORE.key:
            set_consent(report, {step: value or {}})
        if value is None:
            continue
        row = new_id()
        sealed = seal_json(session, "answer.value", row, value)
        ANSWER.run(session, id=row, report_id=report.id, step=step, value=sealed, inbox_id=inbox_id, answered_at=now)
        answers[step] = value
    memory_of(session, "answers")[report.id] = answers
    if not by_us:
        memory_of(session, "answered")[report.id] = now
        report.touched_at = now if now - report.touched_at >= NEARLY else report.touched_at


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
    """Keeps what a person said with her open report, or by itself; `step` was asked; `by_us`: we said it to her."""
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


def file_report(person: Person, report: Report, now: datetime) -> None:
    """The person is done, or stops: the report is filed with what it has."""
    report.filed_at, report.silent_at = report.filed_at or now, None
    if person.report_id == report.id:
        person.report_id = None


def goes_on(report: Report, next_at: datetime) -> bool:
    """She said something: a report filed because she fell silent is open again. True when the team had seen it."""
    if was := report.unfinished_at is not None or report.filed_at is not None:
        report.filed_at, report.unfinished_at = None, None
    if was or report.silent_at is None or not timedelta(0) <= next_at - report.silent_at < NEARLY:
        report.silent_at = next_at
    return was


def show_unfinished(report: Report, now: datetime, next_at: datetime) -> None:
    """She has been silent for a while: the team sees that it is not finished."""
    report.unfinished_at, report.silent_at = now, next_at


def file_silent(report: Report, now: datetime) -> None:
    """Files a report as it is because she says nothing more. It stays hers to go on with."""
    report.filed_at, report.silent_at = now, None


def wait_until(report: Report, at: datetime) -> None:
    """What happens when she says nothing more happens then."""
    report.silent_at = at


def mark_pressed(report: Report) -> None:
    """She has chosen something in it: what she wants begins to be understood."""
    if not report.pressed or report.unheard:
        report.pressed, report.unheard = True, False


def mark_unheard(report: Report) -> None:
    """Somebody must listen: nobody understands yet what was sent."""
    report.unheard = True


def hear_danger(report: Report, kind: str) -> bool:
    """Notes a kind of danger that was told in words. False when it was heard before in this report."""
    heard = report.dangers.split()
    if kind in heard:
        return False
    report.dangers = " ".join([*heard, kind])
    return True


def speak_other(report: Report) -> None:
    """She speaks a language that is none of ours."""
    report.language = OTHER_LANGUAGE


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
    memory_of(session, "answers").pop(report_id, None)
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
        memory_of(session, "answers").pop(row.report_id, None)
    session.flush()


def erase_testimony(session: Session, *which: ColumnElement[bool]) -> int:
    """Overwrites what was said; gives how many. Wire ids and times stay."""
    rows = session.scalars(select(Testimony.id).where(*which)).all()
    for row in rows:
        empty = seal(session, "testimony.words", row, "")
        session.execute(update(Testimony).where(Testimony.id == row).values(words=empty))
    return len(rows)
