"""Who is on duty follows the rota; whoever comes hears what is open: codes, kind, urgency, never words."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from handlers import duty, shift, staff_copies, team, waiting
from handlers.account import accounts_of
from handlers.card import KINDS, URGENCY
from handlers.flow import Urgency
from handlers.flows import FLOWS
from handlers.reply import tell
from handlers.ring import SHIFT
from handlers.rota_lines import name_of
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _s
from models.alert import Alert
from models.person import Person
from models.report import Report

OVER = _s("Your duty is over. Thank you.")
STILL_YOURS = _s("You still have: {codes}. Please finish, or give back with “I cannot”.")
FOLLOWS = _s("{name} goes off duty. Open alerts:")
ARE_OPEN = _s("Open alerts:")
NOTHING_OPEN = _s("{name} goes off duty. No alert is open.")
NOBODY_FOLLOWS = _s("{name} goes off duty. Nobody follows: alerts go to the coordinators.")
OPEN = _s("{code} · {urgency} · {kind} · {who}")
NOBODY_HAS = _s("nobody has it")
HAS = _s("{name} has it")


def stand(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    """Puts a person on duty, or takes her off it, as her shifts that have begun say."""
    hers = shift.running(session, person, now)
    before, rank = duty.rank_of(session, person), hers[0].rank if hers else None
    if before == rank:
        return
    duty.go_off(session, person, now)
    if rank is None:
        _hand_over(session, person, now, rules)
        return
    alone = not duty.on_duty(session)
    duty.come_on(session, person, now, rank)
    if before is not None:
        return
    waiting.ring_waiting(session, person, now, rules)
    if alone and (open_ := open_alerts(session, now)):
        # Nobody goes now who would hand over: she hears what was left by whoever went before.
        tell(session, person, [Text(ARE_OPEN, sign="🤝"), *open_], now)


def _hand_over(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    """She goes: she is thanked, what rang for her rings on, whoever is there now hears what is open."""
    for one in accounts_of(session, person):
        waiting.pass_on(session, one, now, rules)
        staff_copies.hand_over(session, one, now)
    lines: list[Line] = [Text(OVER, sign="⚪")]
    if codes := team.taken_lately(session, person, now):
        lines.append(Text(STILL_YOURS, {"codes": Plain(", ".join(codes))}, sign="✋"))
    if person.blocked_at is None:
        tell(session, person, lines, now)
    open_, there = open_alerts(session, now), duty.on_duty(session)
    first = NOBODY_FOLLOWS if not there else FOLLOWS if open_ else NOTHING_OPEN
    news: list[Line] = [Text(first, {"name": name_of(session, person)}, sign="⚠️" if not there else "🤝"), *open_]
    for one in there or duty.coordinators(session):
        if one.id != person.id:
            tell(session, one, news, now)


def open_alerts(session: Session, now: datetime) -> list[Line]:
    """What nobody has taken, and what was taken lately: a line each, the most urgent first."""
    fresh = or_(Alert.urgency < Urgency.REST, Alert.raised_at > now - waiting.OLD)
    open_or_new = or_(Alert.taken_by.is_(None) & fresh, Alert.taken_at > now - SHIFT)
    open_ = (Alert.settled_at.is_(None), open_or_new)
    found = session.scalars(select(Alert).where(*open_).order_by(Alert.urgency, Alert.id)).all()
    return [_line(session, alert) for alert in found]


def _line(session: Session, alert: Alert) -> Line:
    report, (sign, urgency) = session.get_one(Report, alert.report_id), URGENCY[Urgency(alert.urgency)]
    flow, who = FLOWS[report.flow], NOBODY_HAS if alert.taken_by is None else HAS
    name = name_of(session, session.get_one(Person, alert.taken_by)) if alert.taken_by is not None else Plain("")
    values: dict[str, Line] = {"code": Plain(report.code), "urgency": urgency, "kind": KINDS.get(flow.key, flow.label)}
    return Text(OPEN, {**values, "who": Text(who, {"name": name})}, sign=sign)
