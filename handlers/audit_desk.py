"""Who did what with a report, for coordinators: /audit CODE; without a code what was done last."""

from __future__ import annotations

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from handlers.action import Action
from handlers.at_desk import Desk
from handlers.card import clock
from handlers.codes import read_code
from handlers.person import first_name_of
from handlers.rules import Rules
from handlers.what_was_done import done
from handlers.words import Line, Plain, Text, _s
from models.alert import Alert
from models.audit import Audit
from models.person import COORDINATOR, REPORTER, Person
from models.report import Report

MOST = 30
OF_REPORT = _s("Who did what with report {code}:")
LATEST = _s("What was done last:")
NOTHING = _s("Nothing is written down.")
NO_REPORT = _s("There is no report with this code.")
ROW = _s("{time} · {who} · {what}")
BOT, PERSON = _s("the bot"), _s("the person")


def show(desk: Desk) -> None:
    """/audit CODE, or /audit."""
    code = read_code(desk.rest) or desk.rest
    query, head = select(Audit), Text(LATEST, sign="📋")
    if code:
        report = desk.session.scalars(select(Report).where(Report.code == code).limit(1)).first()
        if report is None:
            desk.tell(NO_REPORT)
            return
        its = select(Alert.id).where(Alert.report_id == report.id)
        muted = and_(Audit.about == report.person_id, Audit.action.in_(("mute", "unmute")))
        query = query.where(or_(Audit.about == report.id, Audit.about.in_(its), muted))
        head = Text(OF_REPORT, {"code": Plain(code)}, sign="📋")
    rows = desk.session.scalars(query.order_by(Audit.id.desc()).limit(MOST)).all()
    lines = [_line(desk.session, row, desk.rules) for row in reversed(rows)]
    desk.tell(head, *(lines or [NOTHING]), protect=True)


def _line(session: Session, row: Audit, rules: Rules) -> Line:
    person = session.get(Person, row.person_id) if row.person_id is not None else None
    who: Line = BOT
    if person is not None:
        # Also of somebody who has left: she has a name here, a person who reports has none.
        name = first_name_of(session, person)
        who = Plain(name) if name else PERSON if person.role == REPORTER else Plain("?")
    return Text(ROW, {"time": Plain(clock(row.at, rules)), "who": who, "what": done(row)})


ACTIONS = (Action(COORDINATOR, show, ("audit",), _s("who did what with a report: /audit CODE")),)
"""Its command, and who may use it."""
