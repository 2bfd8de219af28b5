"""Somebody floods or insults us: a coordinator mutes her, sees who is muted, and takes it back.

What a muted person sends is kept and filed and rings nobody, unless it is a danger (handlers/muted.py).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from handlers import audit
from handlers.action import Action
from handlers.alert import alert_of, raise_alert
from handlers.at_desk import Desk
from handlers.card import clock
from handlers.flow import Urgency
from handlers.flows import FLOWS
from handlers.person import mark_muted
from handlers.reply import long, short
from handlers.report import answers_of
from handlers.words import Line, Plain, Text, _s
from models.person import COORDINATOR, REPORTER, Person
from models.report import Report

MUTED = _s("The person of report {code} is muted. What is sent is kept and rings nobody, unless it is a danger.")
UNMUTED = _s("The person of report {code} is heard again.")
WHICH = _s("Write the code of a report: /mute CODE")
NOBODY = _s("Nobody is muted.")
LISTED = _s("Muted now:")
SINCE = _s("{code}, since {time}")
HEAR = _s("Hear {code} again")


def mute(desk: Desk) -> None:
    """/mute CODE: the person who told this report."""
    _set(desk, _of_code(desk), muted=True)


def unmute(desk: Desk) -> None:
    """/unmute CODE: what the person of this report sends rings again."""
    _set(desk, _of_code(desk), muted=False)


def listed(desk: Desk) -> None:
    """/muted: who is, by a report of hers, with the way back."""
    people = desk.session.scalars(select(Person).where(Person.muted_at.is_not(None)).order_by(Person.muted_at)).all()
    lines: list[Line] = [Text(LISTED, sign="🔇")] if people else [NOBODY]
    rows: list[list[tuple[str, Line, str]]] = []
    for one in people:
        code = Plain(_code(desk, one))
        time = Plain(clock(one.muted_at, desk.rules)) if one.muted_at else Plain("")
        lines.append(Text(SINCE, {"code": code, "time": time}))
        rows.append([("🔔", Text(HEAR, {"code": code}), f"u:m:{short(one.id)}")])
    desk.tell(*lines, rows=rows)


def press(desk: Desk) -> None:
    """The way back, from the list."""
    _set(desk, desk.session.get(Person, long(desk.rest.partition(":")[2])), muted=False)


def _of_code(desk: Desk) -> Person | None:
    report = desk.session.scalars(select(Report).where(Report.code == desk.rest.upper()).limit(1)).first()
    return desk.session.get(Person, report.person_id) if report is not None else None


def _set(desk: Desk, person: Person | None, *, muted: bool) -> None:
    if person is None or person.role != REPORTER:
        desk.tell(WHICH)
        return
    since = person.muted_at
    if muted != (since is not None):
        mark_muted(person, desk.now if muted else None)
        if since is not None:
            _hear(desk, person, since)
        audit.note(desk.session, desk.person.id, "mute" if muted else "unmute", person.id, desk.now)
    desk.tell(Text(MUTED if muted else UNMUTED, {"code": Plain(_code(desk, person))}, sign="🔇" if muted else "🔔"))


def _hear(desk: Desk, person: Person, since: datetime) -> None:
    """What rang for nobody while she was muted rings now."""
    there = (Report.person_id == person.id, Report.touched_at >= since, Report.hidden_at.is_(None))
    for report in desk.session.scalars(select(Report).where(*there, Report.erased_at.is_(None)).order_by(Report.id)):
        urgency = FLOWS[report.flow].urgency(answers_of(desk.session, report.id)) or Urgency.REST
        alert = alert_of(desk.session, report.id)
        if alert is None or urgency < alert.urgency:
            raise_alert(desk.session, report, urgency, desk.now, desk.rules)


def _code(desk: Desk, person: Person) -> str:
    newest = select(Report.code).where(Report.person_id == person.id).order_by(Report.id.desc()).limit(1)
    return desk.session.scalar(newest) or "-"


ACTIONS = (
    Action(COORDINATOR, mute, ("mute", "sourdine"), _s("somebody floods or insults us: /mute CODE")),
    Action(COORDINATOR, unmute, ("unmute", "entendre")),
    Action(COORDINATOR, listed, ("muted", "muets"), _s("who is muted, and the way back")),
)
"""Its commands, and who may use them."""
PRESSES = {"u:m": Action(COORDINATOR, press)}
"""Its button, and who may press it."""
