"""What a person takes back: hidden at once, overwritten later. The only file that changes `erasure`.

Erasing is done by rows, so that it is finished after any crash: `words_at` when the database holds nothing of it any
more (one transaction), `erased_at` when the files are gone too (`bot/erasing.py`). Every step may be done again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, or_, select
from sqlalchemy.orm import Session

from handlers import audit, finding, secret_number, vanishing
from handlers.alert import alert_of, raise_alert
from handlers.each import each
from handlers.earlier import holds_anything
from handlers.flow import Urgency
from handlers.flows.consent import STORE, worded
from handlers.not_deleted import GONE, deleted_messages
from handlers.overwriting import ERASED_SOMETHING, overwrite
from handlers.report import answers_of, change_answers, file_report, hide, is_taken_back, mark_erased, set_consent
from handlers.rules import Rules
from handlers.staff_copies import take_back_copies
from handlers.together import alone
from handlers.unanswered import LEFT, LEFT_BY_VANISHING
from models.base import fixed, new_id
from models.evidence import ERASING, Evidence
from models.forget import AGAIN, ASKED, DELETED, NO, SILENT, Erasure
from models.memory import memory_of
from models.person import Person
from models.prepared import Prepared
from models.report import Report
from models.secret import keys_of

AT_ONCE, LATER = 20, timedelta(minutes=10)
_due = (Erasure.due_at <= bindparam("now"), Erasure.words_at.is_(None), Erasure.taken_back_at.is_(None))
DUE = Prepared(select(Erasure.id).where(*_due).order_by(Erasure.due_at, Erasure.id).limit(fixed(AT_ONCE)))


def ask_for(session: Session, person: Person, reports: Iterable[Report], now: datetime, rules: Rules) -> None:
    """She deletes reports of hers: hidden from the team at once, erased when the time to take it back is over."""
    for report in reports:
        _hide(session, person, report, now, rules)
        _plan(session, person.id, report, ASKED, now, now + rules.erase_after)


def ask_for_the_rest(session: Session, person: Person, now: datetime, rules: Rules, why: str = ASKED) -> None:
    """She deletes also what belongs to no report; or (SILENT) nobody ever agreed to keeping it."""
    _plan(session, person.id, None, why, now, now + rules.erase_after if why == ASKED else now)


def waiting(session: Session, person: Person, why: str = ASKED) -> list[Erasure]:
    """What she deleted and can still take back."""
    mine = (Erasure.person_id == person.id, Erasure.why == why, Erasure.words_at.is_(None))
    return list(session.scalars(select(Erasure).where(*mine, Erasure.taken_back_at.is_(None))))


def take_back(session: Session, person: Person, now: datetime, rules: Rules) -> int:
    """She wants to keep it after all: everything is as it was. Gives how much was taken back."""
    found = waiting(session, person)
    memory_of(session, ERASED_SOMETHING).pop(person.id, None)
    for erasure in found:
        erasure.taken_back_at = now
        if (report := session.get(Report, erasure.report_id or 0)) is not None:
            hide(session, report, None)
            finding.again(session, report.id)
            if alert_of(session, report.id) is None and holds_anything(session, report.id):
                # Nobody had seen it when she deleted it.
                raise_alert(session, report, Urgency.REST, now, rules)
            else:
                _refresh(session, report, now, rules)
    return len(found)


def refuse(session: Session, person: Person, report: Report, now: datetime, rules: Rules) -> None:
    """She said no to keeping it: her words and files are erased now; that she said no, and how she was asked, stays."""
    _hide(session, person, report, now, rules)
    _erase(session, _plan(session, person.id, report, NO, now, now), now)
    no = worded([(STORE.key, {"option": "no", "done": True})], person.language or "en")
    change_answers(session, report, no, None, now)


def erase_due(session: Session, now: datetime, rules: Rules) -> int:
    """Erases what is due: asked for a day ago, never consented to, or left unfinished. Gives how much."""
    _plan_silent(session, LEFT.all(session, since=now - rules.sealed_for), now)
    found = [row[0] for row in DUE.all(session, now=now)]
    for row in each(session, "erase", found, lambda row: _erase_one(session, row, now, rules), now):
        session.get_one(Erasure, row).due_at = now + LATER
    return len(found)


def _erase_one(session: Session, row: int, now: datetime, rules: Rules) -> None:
    erasure = session.get_one(Erasure, row)
    _erase(session, erasure, now)
    if erasure.why == SILENT and (report := session.get(Report, erasure.report_id or 0)):
        take_back_copies(session, report, now)
        _refresh(session, report, now, rules)


def erase_sooner(session: Session, now: datetime, rules: Rules) -> int:
    """What people whose messages disappear told without a yes is to be erased before that. Gives how much."""
    return _plan_silent(session, LEFT_BY_VANISHING.all(session, since=now - vanishing.SOON), now)


def hide_message(
    session: Session, person: Person, inbox_id: int, report: Report | None, now: datetime, due: datetime
) -> bool:
    """One message of hers is shown to nobody any more, and erased when due. False when it is so already."""
    if inbox_id in deleted_messages(session, person.id) or (report is not None and is_taken_back(report)):
        return False
    _plan(session, person.id, report, DELETED, now, due, inbox_id=inbox_id)
    return True


def answer_deleted(session: Session, person: Person, now: datetime, *, keep: bool) -> list[int | None]:
    """She says what becomes of the messages deleted in the messenger; gives of which reports each of them is."""
    found = waiting(session, person, DELETED)
    for erasure in found:
        if keep:
            erasure.taken_back_at = now
            memory_of(session, GONE).pop(person.id, None)
            finding.again(session, erasure.report_id)
        else:
            erasure.due_at = now
            _erase(session, erasure, now)
    return [erasure.report_id for erasure in found]


@dataclass(frozen=True, slots=True)
class Grave:
    """One line of the tombstone file: a `message`, a report or (0) all that belongs to none, and until when."""

    erasure: int
    person: int
    report: int
    at: datetime
    message: int = 0


def ready(session: Session) -> list[Grave]:
    """Erasures of which neither words nor files are left, but which are not written on a tombstone yet."""
    left = exists().where(
        Evidence.state == ERASING,
        Evidence.person_id == Erasure.person_id,
        or_(Evidence.report_id == Erasure.report_id, Erasure.report_id.is_(None)),
    )
    rows = select(Erasure).where(Erasure.words_at.is_not(None), Erasure.erased_at.is_(None), ~left)
    return [Grave(e.id, e.person_id, e.report_id or 0, e.asked_at, e.inbox_id or 0) for e in session.scalars(rows)]


def finished(session: Session, rows: Iterable[int], now: datetime) -> None:
    """They are on a tombstone: nothing is left but these rows."""
    for row in rows:
        erasure = session.get_one(Erasure, row)
        erasure.erased_at = now
        audit.note(session, None, "erased", erasure.report_id, now, erasure.counts)


def erase_again(session: Session, graves: Iterable[Grave], now: datetime) -> int:
    """This database is an older copy: erases again what was erased since it was made. Gives how much."""
    count = 0
    for grave in graves:
        done = session.get(Erasure, grave.erasure)
        if session.get(Person, grave.person) is None or (done is not None and done.words_at is not None):
            continue
        report = session.get(Report, grave.report) if grave.report else None
        if grave.report and report is None:
            continue
        if done is None:
            done = _plan(session, grave.person, report, AGAIN, grave.at, now, row=grave.erasure, inbox_id=grave.message)
        done.taken_back_at = None
        if report is not None and not grave.message:
            file_report(session.get_one(Person, grave.person), report, now)
            hide(session, report, report.hidden_at or grave.at)
        _erase(session, done, now)
        count += 1
    return count


def _plan(
    session: Session,
    person: int,
    report: Report | None,
    why: str,
    now: datetime,
    due: datetime,
    *,
    row: int = 0,
    inbox_id: int = 0,
) -> Erasure:
    erasure = Erasure(
        id=row or new_id(),
        person_id=person,
        report_id=report.id if report else None,
        inbox_id=inbox_id or None,
        code=keys_of(session).lookup("code", report.code) if report else None,
        why=why,
        asked_at=now,
        due_at=due,
        counts="",
    )
    session.add(erasure)
    session.flush()
    memory_of(session, ERASED_SOMETHING).pop(person, None)
    memory_of(session, GONE).pop(person, None)
    return erasure


def _plan_silent(session: Session, found: list[Report], now: datetime) -> int:
    """Reports to which she has said neither yes nor no for too long. Gives how many were looked at."""
    for report in found:
        if report.consent is None:
            # It was told before consent had a column of its own.
            set_consent(report, answers_of(session, report.id))
        if report.consent not in ("yes", "no"):
            file_report(session.get_one(Person, report.person_id), report, now)
            hide(session, report, None)
            mark_erased(report, now)
            _plan(session, report.person_id, report, SILENT, now, now)
    return len(found)


def _hide(session: Session, person: Person, report: Report, now: datetime, rules: Rules) -> None:
    """Nobody of the team can see it any more; what was shown already is taken out of their chats."""
    file_report(person, report, now)
    hide(session, report, now)
    session.flush()
    take_back_copies(session, report, now)
    _refresh(session, report, now, rules)


def _refresh(session: Session, report: Report, now: datetime, rules: Rules) -> None:
    if (alert := alert_of(session, report.id)) is not None:
        alone(session, alert, now, rules)


def _erase(session: Session, erasure: Erasure, now: datetime) -> None:
    """Overwrites all that the database holds; asked for again as long as something of it is just being sent."""
    report = session.get(Report, erasure.report_id or 0)
    erasure.counts, leaving = overwrite(session, erasure, report)
    if report is not None and not erasure.inbox_id:
        mark_erased(report, now)
    elif not erasure.inbox_id:
        secret_number.forget(session, erasure.person_id)
        vanishing.forget(session, erasure.person_id)
    erasure.words_at = None if leaving else now
    session.flush()
