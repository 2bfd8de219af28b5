"""What a member of the team writes after a button has asked her to: a note, a tag, a day, an answer, a question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from handlers import (
    audit,
    case_tag,
    case_text,
    casework,
    correct_desk,
    expected,
    finding,
    relay,
    task_desk,
    translate_desk,
    verify_desk,
)
from handlers.at_desk import Desk
from handlers.case_access import may_open
from handlers.case_card import name_of, open_button, show_case
from handlers.case_states import ASSESSING
from handlers.duty import coordinators
from handlers.flow import Value
from handlers.person import is_active
from handlers.relay_desk import TAKEN_BACK, may_speak
from handlers.reply import tell
from handlers.report import is_taken_back
from handlers.rules import Rules
from handlers.words import Plain, Text, _s
from models.expected import Expected
from models.person import HELPER, Person
from models.report import Report, Testimony

KEPT = _s("The note on {code} is kept.")
CLEAR_KEPT = _s("{code}: the clear version is kept, under your name.")
ASKED = _s("{name} has looked at {code} and asks you: {words}")
NOT_CHANGED = _s("What you changed is not taken over. Please write it again as a new message.")
SENT = _s("{code} is being assessed again. Your question is sent.")


def words(session: Session, person: Person, text: str, now: datetime, rules: Rules) -> bool:
    """What she wrote, if a button has asked her for it just now. False when it was not for that."""
    row = expected.expected(session, person, now)
    report = session.get(Report, row.report_id) if row is not None else None
    if row is None or report is None or not text.strip() or row.what not in GIVEN:
        return False
    desk = Desk(session, person, now, rules)
    draft = expected.draft_of(session, row)
    what = Expected(what=row.what, about=row.about, step=row.step, report_id=row.report_id, asked_at=row.asked_at)
    expected.forget(session, person)
    if is_taken_back(report):
        if person.role != HELPER:
            desk.tell(Text(TAKEN_BACK, {"code": Plain(report.code)}, sign="🗑️"))
        return True
    if what.what != translate_desk.TRANSLATE and not may_open(session, person, report, now):
        return False
    GIVEN[what.what](desk, report, what, draft, text.strip())
    return True


def was_for_a_case(session: Session, person: Person, wire_id: str) -> bool:
    """Whether a message of hers was kept with a case, and not as something she said by herself.

    Its changed words would stay when the case is erased.
    """
    said = exists().where(Testimony.person_id == person.id, Testimony.wire_id == wire_id)
    return not session.scalar(select(said))


def _note(desk: Desk, report: Report, what: Expected, draft: Value, text: str) -> None:
    case_text.write(desk.session, report, case_text.NOTE, text, desk.person, desk.now)
    audit.note(desk.session, desk.person.id, "note", report.id, desk.now)
    desk.tell(Text(KEPT, {"code": Plain(report.code)}, sign="🗒️"), rows=[[open_button(report)]])


def _clear(desk: Desk, report: Report, what: Expected, draft: Value, text: str) -> None:
    case_text.write(desk.session, report, case_text.CLEAR, text, desk.person, desk.now)
    audit.note(desk.session, desk.person.id, "clear text", report.id, desk.now)
    casework.edited(desk.session, report, desk.person, desk.now, desk.rules)
    desk.tell(Text(CLEAR_KEPT, {"code": Plain(report.code)}, sign="✍️"), rows=[[open_button(report)]])


def _tag(desk: Desk, report: Report, what: Expected, draft: Value, text: str) -> None:
    for word in text.replace("،", ",").split(","):
        case_tag.add_tag(desk.session, report, word, desk.person, desk.now)
    finding.again(desk.session, report.id)
    show_case(desk, report)


def _day(desk: Desk, report: Report, what: Expected, draft: Value, text: str) -> None:
    if not task_desk.day_given(desk, report, what.step, text):
        expected.expect(desk.session, desk.person, task_desk.TASK, report, desk.now, step=what.step)


def _fix(desk: Desk, report: Report, what: Expected, draft: Value, text: str) -> None:
    correct_desk.fix_given(desk, report, what.step, draft, text)


def _why(desk: Desk, report: Report, what: Expected, draft: Value, text: str) -> None:
    correct_desk.why_given(desk, report, what.step, draft, text)


def _translation(desk: Desk, report: Report, what: Expected, draft: Value, text: str) -> None:
    translate_desk.translation_given(desk, what.about or 0, text)


def _ask_us(desk: Desk, report: Report, what: Expected, draft: Value, text: str) -> None:
    other = desk.session.get(Person, what.about) if what.about is not None else None
    gone = other is None or not is_active(other) or other.blocked_at is not None
    people = coordinators(desk.session) if gone or other is None else [other]
    values = {"name": name_of(desk.session, desk.person.id), "code": Plain(report.code), "words": Plain(text)}
    for one in people:
        line = Text(ASKED, values, sign="↩️")
        tell(desk.session, one, [line], desk.now, rows=[[open_button(report)]], protect=True, about=report.id)
    _returned(desk, report, text)


def _ask_person(desk: Desk, report: Report, what: Expected, draft: Value, text: str) -> None:
    if may_speak(desk, report) is None:
        return
    relay.send(desk.session, report, desk.person, [Plain(text)], desk.now)
    audit.note(desk.session, desk.person.id, "answer", report.id, desk.now)
    _returned(desk, report, text)


def _returned(desk: Desk, report: Report, text: str) -> None:
    """It is being assessed again; the question stays with it."""
    case_text.write(desk.session, report, case_text.QUESTION, text, desk.person, desk.now)
    casework.move(desk.session, report, ASSESSING, desk.person, desk.now, desk.rules)
    audit.note(desk.session, desk.person.id, "question", report.id, desk.now)
    desk.tell(Text(SENT, {"code": Plain(report.code)}, sign="↩️"), rows=[[("⏭️", verify_desk.NEXT, "v:again")]])


GIVEN: dict[str, Callable[[Desk, Report, Expected, Value, str], None]] = {
    case_text.NOTE: _note,
    case_text.CLEAR: _clear,
    "tag": _tag,
    task_desk.TASK: _day,
    correct_desk.FIX: _fix,
    correct_desk.WHY: _why,
    translate_desk.TRANSLATE: _translation,
    verify_desk.ASK_US: _ask_us,
    verify_desk.ASK_PERSON: _ask_person,
}
"""What is done with her words."""
