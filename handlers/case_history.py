"""Who did what and when with a report, from the rows of the audit."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import audit
from handlers.at_desk import Desk
from handlers.card import clock
from handlers.case_card import name_of
from handlers.case_states import STATES
from handlers.reply import tell
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _s
from models.alert import Alert
from models.audit import Audit
from models.report import Report

HISTORY = _s("History of {code}:")
OPENED = _s("{time} It was told")
DID = _s("{time} {name}: {what}")
MORE = "{what}, {more}"
BY_ITSELF = _s("the bot")
EARLIER = _s("Older: {count}")
LATEST = 30
"""So many of the latest are shown."""
ACTIONS = {
    "take": _s("took it"),
    "take over": _s("took it over"),
    "show": _s("looked at it"),
    "settle": _s("settled it"),
    "answer": _s("answered the person"),
    "state": _s("state"),
    "priority": _s("priority"),
    "assign": _s("assigned it"),
    "note": _s("added a note"),
    "tag": _s("added a tag"),
    "tag removed": _s("took a tag away"),
    "legal flag": _s("legal flag"),
    "task": _s("added a task"),
    "task done": _s("did a task"),
    "correction": _s("corrected an answer"),
    "clear text": _s("wrote a clear text"),
    "question": _s("returned it with a question"),
    "translation queued": _s("asked for a translation"),
    "translated": _s("translated a text"),
    "translation read": _s("read a translation"),
    "show texts": _s("looked at the texts"),
    "refused press": _s("was refused"),
    "helper asked for": _s("asked for a helper"),
    "helper allowed": _s("allowed a helper"),
    "helper refused": _s("refused a helper"),
    "helper reads": _s("reads it as a helper"),
    "erased": _s("was erased"),
    "export": _s("exported it"),
}
"""What the audit calls it, in the team's words; anything else is shown as it stands there."""


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


def done(row: Audit) -> Line:
    """What was done, in the team's words."""
    what: Line = ACTIONS.get(row.action, Plain(row.action))
    more: Line = STATES[row.note][1] if row.note in STATES else Plain(row.note)
    return Text(MORE, {"what": what, "more": more}) if row.note else what
