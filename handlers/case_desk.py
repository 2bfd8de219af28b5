"""The buttons of a case: each does one thing, and the card is changed in place."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from handlers import (
    across,
    audit,
    case_history,
    case_tag,
    case_text,
    casework,
    correct_desk,
    expected,
    finding,
    legal_clock,
    settle,
    task_desk,
    texts_desk,
)
from handlers.action import Action
from handlers.at_desk import NOT_HERS, Desk
from handlers.card import clock
from handlers.case_access import may_open
from handlers.case_card import ask, back_row, button, name_of, open_button, show_case
from handlers.case_states import STATES, VERIFIED
from handlers.not_deleted import answers_shown
from handlers.priority import PRIORITIES
from handlers.reply import Rows, long, short, tell
from handlers.report import is_taken_back
from handlers.show import show_report
from handlers.words import Line, Plain, Text, _s
from models.person import COORDINATOR, VOLUNTEER, Person
from models.report import Report

GONE = _s("This case does not exist any more.")
MOVED = _s("This is not possible now. Somebody may have been faster.")
BY_ANSWERS = _s("By the answers")
ME = _s("Me")
YOURS = _s("{name} gives you report {code}.")
WRITE_NOTE = _s("Please write the note for {code} in one message. Only the team reads it.")
WRITE_TAG = _s("Please write the tag for {code}.")
NEW_TAG = _s("Another tag")
NO_NOTES = _s("There are no notes yet.")
NOTE_BY = _s("{time} {name}: {words}")
QUESTION_BY = _s("{time} {name} asks: {words}")
WHOM = _s("Who works on it?")
WHICH_PRIORITY = _s("How urgent is it?")
WHICH_FLAGS = _s("What may it be in law? A lawyer decides.")
ALL_NOTES = _s("Read the notes")
AT_MOST = 24
"""So many members are offered."""


def press(desk: Desk) -> None:
    """A button that begins with "c": the report, what to do, and with what."""
    name, _colon, rest = desk.rest.partition(":")
    report = desk.session.get(Report, long(name))
    action, _colon, given = rest.partition(":")
    if report is None or action not in ACTIONS:
        desk.tell(GONE)
    elif not may_open(desk.session, desk.person, report, desk.now):
        desk.tell(NOT_HERS)
        audit.note(desk.session, desk.person.id, "refused press", report.id, desk.now)
    elif is_taken_back(report) and action not in ("", "r", "h"):
        show_case(desk, report)
    else:
        ACTIONS[action](desk, report, given)


def _open(desk: Desk, report: Report, given: str) -> None:
    expected.forget(desk.session, desk.person)
    show_case(desk, report)


def _back(desk: Desk, report: Report, given: str) -> None:
    expected.forget(desk.session, desk.person)
    show_case(desk, report, anew=False)


def _state(desk: Desk, report: Report, given: str) -> None:
    """Verifying has a way of its own: the evidence is looked at first."""
    if (
        given not in STATES
        or given == VERIFIED
        or not casework.move(desk.session, report, given, desk.person, desk.now, desk.rules)
    ):
        desk.tell(MOVED)
    elif given in casework.CLOSED:
        settle.with_case(desk, report)
    show_case(desk, report, anew=False)


def _priority(desk: Desk, report: Report, given: str) -> None:
    chosen = {str(key): key for key in PRIORITIES}
    if given:
        value = chosen.get(given)
        casework.set_priority(desk.session, report, value, desk.person, desk.now, desk.rules)
        show_case(desk, report, anew=False)
        return
    rows: Rows = [[(sign, label, button(report, f"p:{key}"))] for key, (sign, label) in PRIORITIES.items()]
    by_answers: Rows = [[("🔢", BY_ANSWERS, button(report, "p:-"))]]
    show_case(desk, report, anew=False, rows=[*rows, *by_answers, *back_row(report)], also=[WHICH_PRIORITY])


def _assign(desk: Desk, report: Report, given: str) -> None:
    session, me = desk.session, desk.person
    there = (Person.left_at.is_(None), Person.blocked_at.is_(None), Person.role.in_((VOLUNTEER, COORDINATOR)))
    if given:
        other = session.scalars(select(Person).where(Person.id == long(given), *there)).first()
        if other is None:
            desk.tell(MOVED)
            return
        casework.assign(session, report, other, me, desk.now, desk.rules)
        if other.id != me.id:
            values = {"name": name_of(session, me.id), "code": Plain(report.code)}
            tell(session, other, [Text(YOURS, values, sign="👤")], desk.now, rows=[[open_button(report)]])
        show_case(desk, report, anew=False)
        return
    people = session.scalars(select(Person).where(*there, Person.id != me.id).order_by(Person.seen_at.desc())).all()
    offered: list[tuple[str, Line, str]] = [("🙋", ME, button(report, f"a:{short(me.id)}"))]
    offered += [("👤", name_of(session, one.id), button(report, f"a:{short(one.id)}")) for one in people[:AT_MOST]]
    pairs = [offered[at : at + 2] for at in range(0, len(offered), 2)]
    show_case(desk, report, anew=False, rows=[*pairs, *back_row(report)], also=[WHOM])


def _note(desk: Desk, report: Report, given: str) -> None:
    """Asks for a note, or (all) shows those there are."""
    if given != "all":
        expected.expect(desk.session, desk.person, case_text.NOTE, report, desk.now)
        ask(desk, report, Text(WRITE_NOTE, {"code": Plain(report.code)}, sign="🗒️"), [[_all_notes(report)]])
        return
    if not across.may_show(desk.session, desk.person, report, desk.rules):
        # They may repeat what she said.
        across.look_there(desk.session, desk.person, report, desk.now)
        return
    found = case_text.texts_of(desk.session, report.id, case_text.NOTE, case_text.QUESTION)
    lines: list[Line] = []
    for one in found:
        values: dict[str, Line] = {
            "time": Plain(clock(one.written_at, desk.rules)),
            "name": name_of(desk.session, one.by_id),
            "words": Plain(case_text.words_of(desk.session, one)),
        }
        lines.append(Text(QUESTION_BY if one.kind == case_text.QUESTION else NOTE_BY, values, sign="🗒️"))
    tell(desk.session, desk.person, lines or [NO_NOTES], desk.now, protect=True, about=report.id)
    audit.note(desk.session, desk.person.id, "show texts", report.id, desk.now)


def _all_notes(report: Report) -> tuple[str, Line, str]:
    return ("🗒️", ALL_NOTES, button(report, "n:all"))


def _tag(desk: Desk, report: Report, given: str) -> None:
    if given == "+":
        expected.expect(desk.session, desk.person, "tag", report, desk.now)
        ask(desk, report, Text(WRITE_TAG, {"code": Plain(report.code)}, sign="🏷️"))
        return
    if given:
        case_tag.remove_tag(desk.session, report, long(given), desk.person, desk.now)
        finding.again(desk.session, report.id)
    tags = case_tag.tags_of(desk.session, report.id)
    rows: Rows = [[("🗑️", Plain(tag), button(report, f"g:{short(row)}"))] for row, tag in tags]
    more: Rows = [[("➕", NEW_TAG, button(report, "g:+"))]]
    show_case(desk, report, anew=False, rows=[*rows, *more, *back_row(report)])


def _legal(desk: Desk, report: Report, given: str) -> None:
    if given in legal_clock.FLAGS:
        casework.toggle_flag(desk.session, report, given, desk.person, desk.now, desk.rules)
    row = casework.casework_of(desk.session, report.id)
    is_on = legal_clock.flags_of(answers_shown(desk.session, report), row.flags if row is not None else "")
    rows: Rows = [
        [("☑️" if key in is_on else "⬜", term.label, button(report, f"l:{key}"))]
        for key, term in legal_clock.FLAGS.items()
    ]
    show_case(desk, report, anew=False, rows=[*rows, *back_row(report)], also=[Text(WHICH_FLAGS, sign="⚖️")])


def _show(desk: Desk, report: Report, given: str) -> None:
    if show_report(desk.session, desk.person, report.id, desk.now, desk.rules):
        audit.note(desk.session, desk.person.id, "show", report.id, desk.now)


def _history(desk: Desk, report: Report, given: str) -> None:
    case_history.show_history(desk, report)


ACTIONS: dict[str, Callable[[Desk, Report, str], None]] = {
    "": _open,
    "r": _back,
    "s": _state,
    "p": _priority,
    "a": _assign,
    "n": _note,
    "g": _tag,
    "l": _legal,
    "w": _show,
    "h": _history,
    "d": task_desk.of_case,
    "f": correct_desk.choose,
    "x": texts_desk.show,
}
"""What a button of the case does: what stands behind the report's id."""


PRESSES: dict[str, Action] = {"c": Action(VOLUNTEER, press)}
