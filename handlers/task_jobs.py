"""By the clock: tasks are made of the answers of what was filed, and whoever has to do them is reminded, by day.

What was filed is looked at once, and again when the person has told more since; a stop of the bot delays it only.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from handlers import case_task, casework
from handlers.case_access import may_open
from handlers.case_card import open_button, task_line
from handlers.case_states import NO_ACTION
from handlers.duty import coordinators, on_duty
from handlers.each import each
from handlers.reply import short, tell
from handlers.report import answers_of, is_taken_back
from handlers.rules import Rules
from handlers.task_desk import ANEW
from handlers.task_plan import plan
from handlers.words import Line, Plain, Text, _s
from models.base import fixed
from models.case_task import CaseTask
from models.casework import Casework
from models.person import Person
from models.prepared import Prepared
from models.report import Report
from models.setting import Setting

AT_ONCE = 50
AS_FAR_BACK = timedelta(days=14)
"""What was filed before that is not looked at any more: what its tasks are for is gone."""
LOOKED_UNTIL = "tasks looked until"
"""The name of the row in `setting` that holds until when what was filed was looked at."""
OVERLAP = timedelta(minutes=15)
"""What was filed at a time may be committed after something that was filed later."""
SELDOM = timedelta(hours=1)
MORNING, EVENING = 8, 20
"""Hours of the day where people live, between which somebody is reminded."""
TO_DO = _s("Report {code}: this is to be done.")
TASK = _s("{task}, {date}")
_seen = exists().where(Casework.report_id == Report.id, Casework.looked_at >= Report.filed_at)
_filed = (Report.filed_at.is_not(None), Report.filed_at > bindparam("since"), Report.erased_at.is_(None))
UNLOOKED = Prepared(
    select(Report.id, Report.filed_at).where(*_filed, ~_seen).order_by(Report.filed_at).limit(fixed(AT_ONCE))
)
"""Reports filed since then of which nobody has made tasks yet, or that were told on since, and when they were."""


def look(session: Session, now: datetime, rules: Rules) -> int:
    """Makes and reminds; gives how much."""
    since = _looked_until(session, now)
    found = UNLOOKED.all(session, since=since - OVERLAP)
    rows = [row for row, _filed_at in found]
    each(session, "tasks", rows, lambda row: look_at(session, session.get_one(Report, row), now, rules), now)
    until = found[-1][1] if len(found) == AT_ONCE else now
    if found or until - since > SELDOM:
        session.merge(Setting(name=LOOKED_UNTIL, value=until.isoformat()))
    case_task.end_answered(session, now)
    return len(found) + _remind(session, now, rules)


def _looked_until(session: Session, now: datetime) -> datetime:
    """What was filed before that was looked at, so that not all of two weeks is searched every minute."""
    row = session.get(Setting, LOOKED_UNTIL)
    return max(datetime.fromisoformat(row.value) if row is not None else now - AS_FAR_BACK, now - AS_FAR_BACK)


def look_at(session: Session, report: Report, now: datetime, rules: Rules) -> None:
    """Makes the tasks that its answers ask for now."""
    work = casework.ours(session, report, now, rules)
    consent = report.consent or ""
    planned = plan(answers_of(session, report.id), report.opened_at, consent, rules.zone, rules.sealed_for)
    case_task.make(session, report, planned, now)
    casework.looked(session, report, work, now, rules)


def _remind(session: Session, now: datetime, rules: Rules) -> int:
    """One message for each report, to whoever has it, else to those on duty, else to the coordinators."""
    if not MORNING <= now.astimezone(rules.zone).hour < EVENING:
        return 0
    tasks = sorted(case_task.due(session, now, AT_ONCE), key=lambda task: (task.report_id, task.due_at))
    of = {number: list(group) for number, group in groupby(tasks, key=lambda task: task.report_id)}
    for row in each(session, "reminders", of, lambda row: _remind_of(session, row, of[row], now, rules), now):
        case_task.put_off(of[row], now)
    session.flush()
    return len(tasks)


def _remind_of(session: Session, row: int, tasks: list[CaseTask], now: datetime, rules: Rules) -> None:
    report = session.get_one(Report, row)
    if is_taken_back(report):
        case_task.put_off(tasks, now)
        return
    # Of what needs no action nobody is reminded.
    for person in _who(session, report, now) if casework.state_of(session, row) != NO_ACTION else ():
        _tell(session, person, report, tasks, now, rules)
    for task in tasks:
        case_task.remind_later(task, now)
    session.flush()


def _who(session: Session, report: Report, now: datetime) -> list[Person]:
    """Whoever has it, else those on duty, as far as they may open it; else the coordinators."""
    work = casework.casework_of(session, report.id)
    one = session.get(Person, work.assigned_to) if work is not None and work.assigned_to is not None else None
    there = [one] if one is not None and one.blocked_at is None else []
    for some in (there, on_duty(session)):
        if able := [member for member in some if may_open(session, member, report, now)]:
            return able
    return coordinators(session)


def _tell(session: Session, person: Person, report: Report, tasks: list[CaseTask], now: datetime, rules: Rules) -> None:
    lines: list[Line] = [Text(TO_DO, {"code": Plain(report.code)}, sign="📌")]
    rows: list[list[tuple[str, Line, str]]] = []
    for task in tasks:
        day = Plain(f"{task.due_at.astimezone(rules.zone):%d/%m}")
        label = Text(TASK, {"task": task_line(session, task), "date": day})
        lines.append(label)
        rows.append([("✔️", label, f"d:{short(task.id)}:{ANEW}")])
    tell(session, person, lines, now, rows=[*rows, [open_button(report)]], about=report.id)
