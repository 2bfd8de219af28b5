"""A report's card in the triage room: kind, urgency, place, code, who took it. Never anything she said."""

from __future__ import annotations

from sqlalchemy.orm import Session

from handlers.card import (
    CODE,
    ERASED,
    ERASED_SILENT,
    KIND,
    KINDS,
    SETTLED,
    SHOW,
    TAKE,
    TAKEN,
    URGENCY,
    clock,
)
from handlers.case_card import STATE
from handlers.case_states import CLOSED, NO_ACTION, STATES, VERIFIED
from handlers.casework import casework_of
from handlers.flow import Urgency
from handlers.flows import FLOWS
from handlers.not_deleted import answers_shown
from handlers.person import first_name_of
from handlers.place import PLACE_SITE, place_lines
from handlers.reply import Rows, short
from handlers.report import is_taken_back
from handlers.rules import Rules
from handlers.settled import HOW, settlement_of
from handlers.words import Line, Plain, Text, _s
from models.alert import Alert
from models.person import Person
from models.report import Report

FREE = _s("Nobody has it yet")
DONE = frozenset({VERIFIED, CLOSED, NO_ACTION})


def room_lines(session: Session, alert: Alert, report: Report, rules: Rules) -> list[Line]:
    """The card, line by line."""
    sign, urgency = URGENCY[Urgency(alert.urgency)]
    flow = FLOWS[report.flow]
    kind = Text(KIND, {"urgency": urgency, "kind": KINDS.get(flow.key, flow.label)}, sign=sign)
    code = Text(CODE, {"code": Plain(report.code), "time": Plain(clock(alert.raised_at, rules))}, sign="📄")
    if is_taken_back(report):
        place: Line = Text(PLACE_SITE, {"site": Plain(report.site)}, sign="📍") if report.site else ""
        erased = Text(ERASED if report.hidden_at is not None else ERASED_SILENT, sign="🗑️")
        return [kind, *([place] if place else []), code, erased]
    place_and_law = place_lines(session, answers_shown(session, report), words=False)
    return [kind, *place_and_law, code, _state(session, alert, rules)]


def _state(session: Session, alert: Alert, rules: Rules) -> Line:
    """Where it stands: on the desk, where its work is done; else whether it is settled, or who has it."""
    work = casework_of(session, alert.report_id)
    if work is not None and work.state in DONE:
        state_sign, state = STATES[work.state]
        return Text(STATE, {"state": state, "time": Plain(clock(work.state_at, rules))}, sign=state_sign)
    if (one := settlement_of(session, alert)) is not None and one.settled_at is not None:
        values: dict[str, Line] = {"how": HOW[one.how][1], "time": Plain(clock(one.settled_at, rules))}
        return Text(SETTLED, values, sign="🏁")
    if alert.taken_by is None or alert.taken_at is None:
        return Text(FREE, sign="⏳")
    name = Plain(first_name_of(session, session.get_one(Person, alert.taken_by)) or "?")
    return Text(TAKEN, {"name": name, "time": Plain(clock(alert.taken_at, rules))}, sign="✅")


def room_rows(alert: Alert, report: Report) -> Rows:
    """What can be pressed in the room; what is shown goes to the private chat of who pressed."""
    if is_taken_back(report):
        return []
    show: tuple[str, Line, str] = ("👁️", SHOW, f"g:{short(alert.id)}:show")
    take: tuple[str, Line, str] = ("✋", TAKE, f"g:{short(alert.id)}:take")
    return [[take, show] if alert.taken_by is None else [show]]
