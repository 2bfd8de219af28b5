"""Which reports are open, by priority, newest first. What that means is said by the names below alone.

A report is open until the desk has closed its case. It comes by the priority that its case has; while nobody has begun
one, by the urgency of its alert. Both are read in a partial index: a page is found in it, however many reports there
are. Last comes what nothing rings for, since its person is muted: a human decides what that is.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from handlers.case_access import opened_by
from handlers.flow import Urgency
from handlers.priority import LIFE, NOW, PRIORITIES, RECENT
from models.alert import Alert
from models.base import written
from models.casework import Casework
from models.person import COORDINATOR, Person
from models.report import Report

UNRUNG = len(PRIORITIES)
SIGNS = {**{level: sign for level, (sign, _label) in PRIORITIES.items()}, UNRUNG: "🔇"}
"""The priorities, the most urgent first, and the sign of each; then what rings nobody."""
OF_ALERT = {LIFE: Urgency.LIFE, NOW: Urgency.NOW, RECENT: Urgency.REST}
"""The urgency of the alerts that come with each priority: what is not known counts as recent."""
report_of = Alert.report_id
is_open = Alert.closed_at.is_(None)
WORKED_ON = Casework.state.not_in([written("closed"), written("no_action")])
MANY = 99
"""More are not counted."""
Part = tuple[Select[int], InstrumentedAttribute[int]]
"""Some of the reports of one priority, and the column in whose order an index has them."""


def counts(session: Session, person: Person, now: datetime) -> dict[int, int]:
    """How many are open of each priority, at most one more than `MANY`; those that this person may see."""
    mine = opened_by(session, person, now)
    found = {}
    for level in SIGNS:
        some = [query.limit(MANY + 1).subquery() for query, _column in _parts(level, person, mine)]
        found[level] = sum(session.scalar(select(func.count()).select_from(one)) or 0 for one in some)
    return found


def level_of(session: Session, report_id: int) -> int:
    """Where a report stands in the queue, open or not."""
    urgency = session.scalar(select(Alert.urgency).where(report_of == report_id))
    row = session.get(Casework, report_id)
    if urgency is None or row is None:
        return next((level for level, one in OF_ALERT.items() if one == urgency), UNRUNG)
    return row.priority


def page(session: Session, person: Person, at: int, size: int, now: datetime, *, back: bool = False) -> list[Report]:
    """So many open ones behind the report with the id `at` (0: from the first), or before it (`back`), in order."""
    here, mine = level_of(session, at) if at else None, opened_by(session, person, now)
    rows: list[int] = []
    for level in reversed(SIGNS) if back else SIGNS:
        if here is not None and (level > here if back else level < here):
            continue
        found: list[int] = []
        for query, column in _parts(level, person, mine):
            further = (column > at if back else column < at,) if level == here else ()
            in_order = query.where(*further).order_by(column if back else column.desc())
            found += session.scalars(in_order.limit(size - len(rows)))
        rows += sorted(found, reverse=not back)[: size - len(rows)]
        if len(rows) >= size:
            break
    return [session.get_one(Report, row) for row in (rows[::-1] if back else rows)]


def _parts(level: int, person: Person, mine: ColumnElement[bool]) -> list[Part]:
    """The open ones of this priority: by their cases where these say something else than the alerts, and by these."""
    if level == UNRUNG:
        return [_unrung()] if person.role == COORDINATOR else []
    shown = (is_open, Report.hidden_at.is_(None), Report.erased_at.is_(None), mine)
    open_ = select(report_of).join(Report, Report.id == report_of).where(*shown)
    by_case = open_.join(Casework, Casework.report_id == report_of).where(WORKED_ON, Casework.priority == level)
    if level not in OF_ALERT:
        return [(by_case, Casework.report_id)]
    by_case = by_case.where(Alert.urgency != OF_ALERT[level])
    other = exists().where(Casework.report_id == report_of, WORKED_ON, Casework.priority != level)
    return [(by_case, Casework.report_id), (open_.where(Alert.urgency == OF_ALERT[level], ~other), report_of)]


def _unrung() -> Part:
    """What people who are muted have told, without an alert."""
    muted = select(Person.id).where(Person.muted_at.is_not(None))
    shown = (Report.person_id.in_(muted), Report.hidden_at.is_(None), Report.erased_at.is_(None))
    rung = exists().where(report_of == Report.id)
    closed = exists().where(Casework.report_id == Report.id, ~WORKED_ON)
    return select(Report.id).where(*shown, ~rung, ~closed), Report.id
