"""The card of a case: where the work on one report stands, and the buttons for it. Never the person's words.

It is opened on demand and changed in place. Who adds something to it adds a maker to `LINES` or `ROWS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers import became, case_text, legal_clock, same_event_card
from handlers.at_desk import Desk
from handlers.card import CASE as OPEN
from handlers.card import ERASED, KINDS, NO_CONSENT, SHOW, clock
from handlers.case_states import ACKNOWLEDGED, DOCUMENTED, MOVES, STATES, VERIFIED
from handlers.case_tag import tags_of
from handlers.case_task import open_of, words_of
from handlers.casework import casework_of, hands, priority_of, same, state_of
from handlers.flows import FLOWS
from handlers.happened import day_of
from handlers.not_deleted import answers_shown
from handlers.person import first_name_of
from handlers.place import PLACE_SITE
from handlers.priority import PRIORITIES
from handlers.reply import Rows, short, tell
from handlers.report import is_taken_back
from handlers.rules import Rules
from handlers.task_plan import KINDS as TASKS
from handlers.task_plan import OTHER
from handlers.words import Line, Plain, Text, _s
from models.case_task import CaseTask
from models.casework import Casework
from models.person import Person
from models.report import Report

CASE = _s("Case {code} · {kind}")
TOLD = _s("Told {time}")
STATE = _s("{state}, since {time}")
STATE_NEW = _s("{state}: nobody has taken it yet.")
SET_BY = _s("{priority}, set by {name}")
ASSIGNED = _s("Assigned to {name}")
VERIFIED_BY = _s("Verified by {name}, {time}")
MUTED = _s("The person is muted (/muted): only a danger rings.")
TAGS = _s("Tags: {tags}")
NEXT_TASK = _s("Tasks: {count}. Next: {task}, {date}")
NOTES = _s("Notes: {count}")
EARLIEST = _s("May be lost after {date}. A lawyer decides.")
EARLIEST_UNKNOWN = _s("The day is not known. If it was when it was told: lost after {date}. A lawyer decides.")
STEPS = {
    ACKNOWLEDGED: ("👁️", _s("Acknowledge")),
    "assessing": ("🔎", _s("Assess")),
    DOCUMENTED: ("📝", _s("It is documented")),
    VERIFIED: ("✅", _s("Verify")),
    "closed": ("📦", _s("Close")),
    "no_action": ("➖", _s("No action")),
}
PRIORITY, ASSIGN, NOTE = _s("Priority"), _s("Assign"), _s("Notes")
TAG, LEGAL, TASK, CORRECT = _s("Tags"), _s("Legal"), _s("Tasks"), _s("Correct")
TEXTS, HISTORY, BACK = _s("Texts"), _s("History"), _s("Back")


def show_case(
    desk: Desk, report: Report, *, anew: bool = True, rows: Rows | None = None, also: Iterable[Line] = ()
) -> None:
    """Puts the card into her chat, or changes the one that stands there; `rows` instead of all its buttons."""
    added = [] if is_taken_back(report) else [line for make in LINES for line in make(desk, report)]
    lines = [*case_lines(desk.session, report, desk.rules), *added, *also]
    buttons = rows if rows is not None else [] if is_taken_back(report) else _all_rows(desk, report)
    where: dict[str, Any] = {"slot": f"c:{short(report.id)}", "edit": not anew, "about": report.id}
    tell(desk.session, desk.person, lines, desk.now, rows=buttons, protect=True, **where)


def case_lines(session: Session, report: Report, rules: Rules) -> list[Line]:
    """The card, line by line."""
    flow = FLOWS[report.flow]
    kind: dict[str, Line] = {"code": Plain(report.code), "kind": KINDS.get(flow.key, flow.label)}
    lines: list[Line] = [Text(CASE, kind, sign="📁"), Text(TOLD, {"time": _time(report.opened_at, rules)}, sign="🕓")]
    row = casework_of(session, report.id)
    lines.append(_state_line(row, rules))
    if is_taken_back(report):
        return [*lines, Text(ERASED, sign="🗑️")]
    lines.append(_priority_line(session, report, row, rules))
    if site := answers_shown(session, report).get("where", {}).get("site"):
        lines.append(Text(PLACE_SITE, {"site": Plain(site)}, sign="📍"))
    if row is not None and row.assigned_to is not None:
        lines.append(Text(ASSIGNED, {"name": name_of(session, row.assigned_to)}, sign="👤"))
    if row is not None and row.verified_at is not None:
        values = {"name": name_of(session, row.verified_by), "time": _time(row.verified_at, rules)}
        lines.append(Text(VERIFIED_BY, values, sign="✅"))
    if session.get_one(Person, report.person_id).muted_at is not None:
        lines.append(Text(MUTED, sign="🔇"))
    if report.filed_at is not None and report.consent not in ("yes", "no"):
        lines.append(Text(NO_CONSENT, sign="❔"))
    if tags := [tag for _row, tag in tags_of(session, report.id)]:
        lines.append(Text(TAGS, {"tags": Plain(", ".join(tags))}, sign="🏷️"))
    return [*lines, *legal_lines(session, report, rules), *_more(session, report, rules)]


def legal_lines(session: Session, report: Report, rules: Rules) -> list[Line]:
    """What it may be in law, and the last day on which a claim is safe."""
    row, answers = casework_of(session, report.id), answers_shown(session, report)
    flags = legal_clock.flags_of(answers, row.flags if row is not None else "")
    day = day_of(answers, report.opened_at, rules.zone)
    last = legal_clock.last_day(flags, day or report.opened_at.astimezone(rules.zone).date())
    if last is None:
        return []
    told: list[Line] = [Text(legal_clock.FLAGS[key].label, sign=legal_clock.FLAGS[key].sign) for key in flags]
    return [*told, Text(EARLIEST if day else EARLIEST_UNKNOWN, {"date": Plain(_day(last))}, sign="⚖️")]


def task_line(session: Session, row: CaseTask) -> Line:
    """What is to be done."""
    return Plain(words_of(session, row)) if row.kind == OTHER and row.words else TASKS[row.kind][1]


def name_of(session: Session, person_id: int | None) -> Line:
    """The first name of a member of the team."""
    person = session.get(Person, person_id) if person_id is not None else None
    return Plain((first_name_of(session, person) if person is not None else "") or "?")


def button(report: Report, action: str = "") -> str:
    """What a button of this case brings back."""
    return f"c:{short(report.id)}:{action}"


def open_button(report: Report) -> tuple[str, Line, str]:
    """The button that opens the case."""
    return ("📁", OPEN, button(report))


def back_row(report: Report) -> Rows:
    """The way back to all buttons of the case."""
    return [[("🔙", BACK, button(report, "r"))]]


def ask(desk: Desk, report: Report, line: Line, rows: Rows = ()) -> None:
    """Asks her to write; what she is asked, and so what she writes, belongs to the report."""
    tell(desk.session, desk.person, [line], desk.now, rows=rows, about=report.id)


def _state_line(row: Casework | None, rules: Rules) -> Line:
    if row is None or row.state == "new":
        sign, label = STATES["new"]
        return Text(STATE_NEW, {"state": label}, sign=sign)
    sign, label = STATES[row.state]
    return Text(STATE, {"state": label, "time": _time(row.state_at, rules)}, sign=sign)


def _priority_line(session: Session, report: Report, row: Casework | None, rules: Rules) -> Line:
    sign, label = PRIORITIES[priority_of(session, report, rules)]
    if row is None or row.priority_by is None:
        return Text(label, sign=sign)
    return Text(SET_BY, {"priority": label, "name": name_of(session, row.priority_by)}, sign=sign)


def _more(session: Session, report: Report, rules: Rules) -> list[Line]:
    lines: list[Line] = []
    if tasks := open_of(session, report.id):
        first = tasks[0]
        day = Plain(_day(first.due_at.astimezone(rules.zone).date()))
        values: dict[str, Line] = {"count": Plain(str(len(tasks))), "task": task_line(session, first), "date": day}
        lines.append(Text(NEXT_TASK, values, sign="📌"))
    if notes := case_text.texts_of(session, report.id, case_text.NOTE, case_text.QUESTION):
        lines.append(Text(NOTES, {"count": Plain(str(len(notes)))}, sign="🗒️"))
    return lines


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _time(at: datetime, rules: Rules) -> Line:
    return Plain(clock(at, rules))


def state_row(desk: Desk, report: Report) -> Rows:
    """Where it can go from here. Who entered or edited it is not offered to verify it."""
    row = casework_of(desk.session, report.id)
    barred = row is not None and same(desk.session, desk.person.id) in hands(desk.session, row, report)
    moves = [to for to in MOVES[state_of(desk.session, report.id)] if not (barred and to == VERIFIED)]
    return [[(*STEPS[to], f"v:{short(report.id)}" if to == VERIFIED else button(report, f"s:{to}")) for to in moves]]


def work_rows(desk: Desk, report: Report) -> Rows:
    """Whose it is, what is noted of it, what is to be done, what it says."""
    return [
        [("⚡", PRIORITY, button(report, "p")), ("👤", ASSIGN, button(report, "a"))],
        [("🗒️", NOTE, button(report, "n")), ("🏷️", TAG, button(report, "g"))],
        [("📌", TASK, button(report, "d")), ("⚖️", LEGAL, button(report, "l"))],
        [("✏️", CORRECT, button(report, "f")), ("🌐", TEXTS, button(report, "x"))],
        [("👁️", SHOW, button(report, "w")), ("🕓", HISTORY, button(report, "h"))],
    ]


LINES: tuple[Callable[[Desk, Report], list[Line]], ...] = (same_event_card.lines,)
ROWS: tuple[Callable[[Desk, Report], Rows], ...] = (state_row, same_event_card.rows, work_rows, became.told_rows)
"""Makers of what else is said on the card, and of rows of buttons, in the order in which these are shown."""


def _all_rows(desk: Desk, report: Report) -> Rows:
    return [row for make in ROWS for row in make(desk, report) if row]
