"""Which reports are open, by priority, newest first. What that means is said by the names below alone.

A report is open until the desk has closed its case. It comes by the priority that somebody has set by hand, else by the
urgency of its alert. Both are read in a partial index: a page is found in it, however many reports there are.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from handlers.case_access import opened_by
from handlers.flow import Urgency
from handlers.priority import LIFE, NOW, OLDER, PRIORITIES
from models.alert import Alert
from models.base import written
from models.casework import Casework
from models.person import Person
from models.report import Report

SIGNS = {level: sign for level, (sign, _label) in PRIORITIES.items()}
"""The priorities, the most urgent first, and the sign of each."""
OF_ALERT = {LIFE: Urgency.LIFE, NOW: Urgency.NOW, OLDER: Urgency.REST}
"""The urgency of the alerts that come with each priority: what is only to be read comes last."""
report_of = Alert.report_id
is_open = Alert.closed_at.is_(None)
WORKED_ON = Casework.state.not_in([written("closed"), written("no_action")])
BY_HAND = (Casework.priority_by.is_not(None), WORKED_ON)
MANY = 99
"""More are not counted."""
Part = tuple[Select[int], InstrumentedAttribute[int]]
"""Some of the reports of one priority, and the column in whose order an index has them."""


def counts(session: Session, person: Person, now: datetime) -> dict[int, int]:
    """How many are open of each priority, at most one more than `MANY`; those that this person may see."""
    mine = opened_by(session, person, now)
    found = {}
    for level in SIGNS:
        some = [query.limit(MANY + 1).subquery() for query, _column in _parts(level, mine)]
        found[level] = sum(session.scalar(select(func.count()).select_from(one)) or 0 for one in some)
    return found


def priority_of(session: Session, report_id: int) -> int | None:
    """The priority of a report, open or not; nothing while it has none."""
    row = session.get(Casework, report_id)
    if row is not None and row.priority_by is not None:
        return row.priority
    urgency = session.scalar(select(Alert.urgency).where(report_of == report_id))
    return next((level for level, one in OF_ALERT.items() if one == urgency), None)


def page(session: Session, person: Person, at: int, size: int, now: datetime, *, back: bool = False) -> list[Report]:
    """So many open ones behind the report with the id `at` (0: from the first), or before it (`back`), in order."""
    here, mine = priority_of(session, at) if at else None, opened_by(session, person, now)
    rows: list[int] = []
    for level in reversed(SIGNS) if back else SIGNS:
        if here is not None and (level > here if back else level < here):
            continue
        found: list[int] = []
        for query, column in _parts(level, mine):
            further = (column > at if back else column < at,) if level == here else ()
            in_order = query.where(*further).order_by(column if back else column.desc())
            found += session.scalars(in_order.limit(size - len(rows)))
        rows += sorted(found, reverse=not back)[: size - len(rows)]
        if len(rows) >= size:
            break
    return [session.get_one(Report, row) for row in (rows[::-1] if back else rows)]


def _parts(level: int, mine: ColumnElement[bool]) -> list[Part]:
    """The open ones of this priority: set by hand, and by their alerts."""
    shown = (is_open, Report.hidden_at.is_(None), Report.erased_at.is_(None), mine)
    open_ = select(report_of).join(Report, Report.id == report_of).where(*shown)
    by_hand = open_.join(Casework, Casework.report_id == report_of).where(*BY_HAND, Casework.priority == level)
    if level not in OF_ALERT:
        return [(by_hand, Casework.report_id)]
    set_ = exists().where(Casework.report_id == report_of, *BY_HAND)
    return [(by_hand, Casework.report_id), (open_.where(Alert.urgency == OF_ALERT[level], ~set_), report_of)]
