"""Who did what and when with a report, from the rows of the audit."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import audit
from handlers.at_desk import Desk
from handlers.card import clock
from handlers.case_card import name_of
from handlers.reply import tell
from handlers.rules import Rules
from handlers.what_was_done import done
from handlers.words import Line, Plain, Text, _s
from models.alert import Alert
from models.audit import Audit
from models.report import Report

HISTORY = _s("History of {code}:")
OPENED = _s("{time} It was told")
DID = _s("{time} {name}: {what}")
BY_ITSELF = _s("the bot")
EARLIER = _s("Older: {count}")
LATEST = 30
"""So many of the latest are shown."""


def show_history(desk: Desk, report: Report) -> None:
    """All that was done with it, the oldest first."""
    rows = _rows(desk.session, report)
    lines: list[Line] = [Text(HISTORY, {"code": Plain(report.code)}, sign="🕓")]
    if len(rows) > LATEST:
        lines.append(Text(EARLIER, {"count": Plain(str(len(rows) - LATEST))}))
    lines.append(Text(OPENED, {"time": Plain(clock(report.opened_at, desk.rules))}))
    lines += [_line(desk.session, row, report, desk.rules) for row in rows[-LATEST:]]
    tell(desk.session, desk.person, lines, desk.now, protect=True, about=report.id)
    audit.note(desk.session, desk.person.id, "history", report.id, desk.now)


def _rows(session: Session, report: Report) -> Sequence[Audit]:
    """What was done to the report, or to its alert."""
    about = [report.id, *session.scalars(select(Alert.id).where(Alert.report_id == report.id)).all()]
    query = select(Audit).where(Audit.about.in_(about), Audit.action != "history")
    return session.scalars(query.order_by(Audit.at, Audit.id)).all()


def _line(session: Session, row: Audit, report: Report, rules: Rules) -> Line:
    """The person herself is called by no name."""
    who: Line = BY_ITSELF if row.person_id is None else name_of(session, row.person_id)
    name = Plain("—") if row.person_id == report.person_id else who
    return Text(DID, {"time": Plain(clock(row.at, rules)), "name": name, "what": done(row)})
