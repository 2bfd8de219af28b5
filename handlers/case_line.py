"""One report in one line of a list: never words of hers."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.card import KINDS, clock
from handlers.casework import priority_of
from handlers.flows import FLOWS
from handlers.not_deleted import answers_shown
from handlers.open_cases import SIGNS, UNRUNG
from handlers.person import first_name_of
from handlers.report import is_taken_back
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _s
from models.alert import Alert
from models.casework import Casework
from models.person import Person
from models.report import Report

ROW = _s("{code} · {kind} · {place} · {time}")
ROW_TAKEN = _s("{code} · {kind} · {place} · {time} · {name}")
PIN, IN_WORDS, NO_PLACE = _s("a pin"), _s("place in her words"), _s("no place")
BACK = _s("taken back")


def case_line(session: Session, report: Report, rules: Rules) -> Line:
    """Its priority as a sign, code, kind, place, time, and who works on it, or has its alert."""
    work = session.get(Casework, report.id)
    alert = session.execute(select(Alert.taken_by).where(Alert.report_id == report.id)).first()
    has_it = (work.assigned_to if work is not None else None) or (alert.taken_by if alert is not None else None)
    values: dict[str, Line] = {
        "code": Plain(report.code),
        "kind": kind_of(report),
        "place": place_of(session, report),
        "time": Plain(clock(report.opened_at, rules)),
    }
    is_muted = alert is None and session.get_one(Person, report.person_id).muted_at is not None
    sign = SIGNS[UNRUNG if is_muted else priority_of(session, report, rules)]
    taker = session.get(Person, has_it) if has_it else None
    if taker is None:
        return Text(ROW, values, sign=sign)
    return Text(ROW_TAKEN, {**values, "name": Plain(first_name_of(session, taker) or "?")}, sign=sign)


def kind_of(report: Report) -> Line:
    """What kind of report it is."""
    return KINDS.get(report.flow, FLOWS[report.flow].label if report.flow in FLOWS else Plain(report.flow))


def place_of(session: Session, report: Report) -> Line:
    """Its site; else whether there is a pin, or a place in words or by voice."""
    if is_taken_back(report):
        return Plain(report.site) if report.site else BACK
    where = answers_shown(session, report).get("where", {})
    if where.get("site"):
        return Plain(str(where["site"]))
    if where.get("pin"):
        return PIN
    return IN_WORDS if where.get("words") or where.get("files") else NO_PLACE
