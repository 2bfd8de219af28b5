"""Dated tasks in the chat: `/tasks` lists them, one tap on one says that it is done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select

from handlers import audit, case_task, expected
from handlers.action import Action
from handlers.at_desk import NOT_HERS, Desk
from handlers.case_access import may_open, opened_by
from handlers.case_card import ask, back_row, button, open_button, show_case, task_line
from handlers.case_states import NO_ACTION
from handlers.duty import is_on_duty
from handlers.reply import Rows, long, short, tell
from handlers.report import is_taken_back
from handlers.rota_time import at
from handlers.task_plan import KINDS, MORNING
from handlers.telling_time import read_time
from handlers.words import Line, Plain, Text, _s
from models.alert import Alert
from models.case_task import CaseTask
from models.casework import Casework
from models.person import COORDINATOR, VOLUNTEER
from models.report import Report

TASK = "task"
"""What her words are for when she was asked for the day of a task."""
LISTED = _s("Tasks: {count}")
NONE = _s("There are no open tasks.")
ONE = _s("{code} {task}, {date}")
LATE = _s("{code} {task}, {date}: late")
NEXT = _s("More tasks")
GONE = _s("This task was done before.")
WHICH_DAY = _s("Report {code}, {task}: on which day? You can also write the hour and what it is.")
NOT_A_DAY = _s("We did not understand the day. Please write it like this: 12/12 14:00")
ADD = _s("What is to be done?")
PAGE, AT_MOST = 8, 200
ANEW = "n"
"""Stands behind the task of a reminder."""


def command(desk: Desk) -> None:
    """`/tasks`: the first page of what is to be done, as a new message."""
    _list(desk, 0)


def press(desk: Desk) -> None:
    """A button that begins with "d": a page of the list, or a task that is done."""
    word, _colon, rest = desk.rest.partition(":")
    if word == "l":
        _list(desk, int(rest) if rest.isdecimal() and len(rest) < 4 else 0, edit=True)
        return
    report = _do(desk, word)
    if report is not None:
        # Pressed under a reminder, the list is a new message.
        _list(desk, 0, edit=rest != ANEW)


def of_case(desk: Desk, report: Report, given: str) -> None:
    """The tasks of one case: press one that is done, or add one."""
    if given.startswith("+") and given[1:] in KINDS:
        kind = given[1:]
        expected.expect(desk.session, desk.person, TASK, report, desk.now, step=kind)
        ask(desk, report, Text(WHICH_DAY, {"code": Plain(report.code), "task": KINDS[kind][1]}, sign=KINDS[kind][0]))
        return
    if given:
        _do(desk, given)
    open_ = case_task.open_of(desk.session, report.id)
    rows: Rows = [
        [("✔️", _line(desk, row, report, task_line(desk.session, row)), button(report, f"d:{short(row.id)}"))]
        for row in open_
    ]
    kinds = [(sign, label, button(report, f"d:+{kind}")) for kind, (sign, label) in KINDS.items()]
    add = [kinds[first : first + 2] for first in range(0, len(kinds), 2)]
    show_case(desk, report, anew=False, rows=[*rows, *add, *back_row(report)], also=[ADD])


def day_given(desk: Desk, report: Report, kind: str, text: str) -> bool:
    """She wrote on which day, perhaps with the hour and what it is. False: no day that is to come."""
    found = _read(desk, text)
    if found is None:
        ask(desk, report, Text(NOT_A_DAY, sign="📅"))
        return False
    due_at, words = found
    row = case_task.add(desk.session, report, kind, due_at, desk.now, desk.person, words)
    audit.note(desk.session, desk.person.id, "task", report.id, desk.now, kind)
    ask(desk, report, _line(desk, row, report, task_line(desk.session, row)), [[open_button(report)]])
    return True


def _read(desk: Desk, text: str) -> tuple[datetime, str] | None:
    """The day or moment with which the text begins, and what follows it."""
    words, zone = text.split(), desk.rules.zone
    for length in range(min(len(words), 8), 0, -1):
        read = read_time(" ".join(words[:length]), desk.now, zone, desk.person.staff_language or "fr", future=True)
        if read is not None:
            whole_day = read.precision == "date_only"
            due = at(read.start.astimezone(zone).date(), MORNING, zone) if whole_day else read.start
            return due, " ".join(words[length:])
    return None


def _do(desk: Desk, name: str) -> Report | None:
    """Marks a task as done, if she may; gives its report."""
    row = desk.session.get(CaseTask, long(name))
    report = desk.session.get_one(Report, row.report_id) if row is not None else None
    if row is None or report is None:
        desk.tell(GONE)
    elif not may_open(desk.session, desk.person, report, desk.now):
        desk.tell(NOT_HERS)
        return None
    elif case_task.done(desk.session, row, desk.person, desk.now):
        audit.note(desk.session, desk.person.id, "task done", report.id, desk.now, row.kind)
    return report


def _list(desk: Desk, page: int, *, edit: bool = False) -> None:
    """Hers first, then whatever she may open; the next one first."""
    found = _hers(desk)
    pages = max(1, -(-len(found) // PAGE))
    page %= pages
    here = found[page * PAGE : (page + 1) * PAGE]
    lines: list[Line] = [Text(LISTED, {"count": Plain(str(len(found)))}, sign="📌")] if found else [NONE]
    # One message tells of many reports, and stays when one of them is deleted: kinds and days alone stand in it.
    rows: list[list[tuple[str, Line, str]]] = [
        [("✔️", _line(desk, row, report, KINDS[row.kind][1]), f"d:{short(row.id)}"), open_button(report)]
        for row, report in here
    ]
    if pages > 1:
        rows.append([("▶️", NEXT, f"d:l:{page + 1}")])
    tell(desk.session, desk.person, lines, desk.now, rows=rows, slot="d:tasks", edit=edit)


def _hers(desk: Desk) -> list[tuple[CaseTask, Report]]:
    """Of those that are not done; nothing has to be done where no action is needed."""
    session, me = desk.session, desk.person
    query = select(CaseTask, Report, Casework.assigned_to).join(Report, Report.id == CaseTask.report_id)
    query = query.outerjoin(Casework, Casework.report_id == Report.id).outerjoin(Alert, Alert.report_id == Report.id)
    needed = or_(Casework.state.is_(None), Casework.state != NO_ACTION)
    query = query.where(CaseTask.done_at.is_(None), needed)
    if me.role != COORDINATOR:
        query = query.where(opened_by(session, me, desk.now))
    if me.role != COORDINATOR and not is_on_duty(session, me):
        query = query.where(Casework.assigned_to == me.id)
    rows = session.execute(query.order_by(CaseTask.due_at).limit(AT_MOST)).all()
    open_ = [(row, report, to) for row, report, to in rows if not is_taken_back(report)]
    return [(row, report) for row, report, to in sorted(open_, key=lambda one: one[2] != me.id)]


def _line(desk: Desk, row: CaseTask, report: Report, task: Line) -> Line:
    day = row.due_at.astimezone(desk.rules.zone)
    values: dict[str, Line] = {
        "code": Plain(report.code),
        "task": task,
        "date": Plain(f"{day:%d/%m}"),
    }
    return Text(LATE if row.due_at < desk.now else ONE, values)


ACTIONS = (Action(VOLUNTEER, command, ("tasks", "tâches", "taches"), _s("what is to be done, by day; one tap: done")),)
PRESSES: dict[str, Action] = {"d": Action(VOLUNTEER, press)}
