"""Wakes a human and does not let go. With way.py, which moves it along its plan, the only file that changes `alert`.

An alert is raised once per report. It goes its way (handlers/plan.py) until somebody takes it. Whoever took it may give
it back, and a rise in urgency gives it back by itself: it then goes its way anew. Reports of one place are one alert:
the others belong to the first, and do all with it. What must be noticed is a new message.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import Session

from handlers import told
from handlers.cluster import members
from handlers.earlier import last_said_at
from handlers.flow import Urgency
from handlers.muted import is_silenced
from handlers.plan import BACKUP, FIRST, LATE, TEAM, people_of
from handlers.reply import long
from handlers.report import is_taken_back
from handlers.ring import (
    GIVEN,
    HIGHER,
    HUMAN,
    NEWS,
    STEP,
    WAITING,
    able,
    at_work,
    last_rung_at,
    refresh,
    ring,
    waited_for,
)
from handlers.ring import decline as mark_declined
from handlers.rules import Rules
from handlers.waits import wait_of
from handlers.way import QUIET, hand_over, joins, leave, move_on, start, tell_taker
from handlers.words import Line, Text, _s
from models.alert import Alert
from models.base import new_id
from models.memory import memory_of
from models.person import Person
from models.prepared import Prepared
from models.report import Report
from models.ring import Ring

OF_REPORT = Prepared(select(Alert).where(Alert.report_id == bindparam("report")).with_for_update())
MORE_URGENT = _s("More urgent than before.")
NOBODY_ELSE = _s("Nobody else can take it.")
WAITING_ALERTS = _s("This alert is waiting for somebody.")
GIVEN_BACK = _s("It was given back and needs somebody.")
WROTE_AGAIN = Text(_s("The person wrote again. Press Show."), sign="💬")
OLD = timedelta(hours=24)
"""What was only to be read and is older than this does not ring for somebody who comes on duty."""


def raise_alert(session: Session, report: Report, urgency: Urgency, now: datetime, rules: Rules) -> Alert | None:
    """Raises the alert of a report, rings again when it became more urgent, or refreshes the cards.

    One of a place that has an alert already belongs to that one; as soon as it is more urgent it rings by itself.
    Nothing is raised for somebody who is muted and in no danger.
    """
    if urgency is not Urgency.LIFE and is_silenced(session, report):
        return None
    own = _own(session, report.id)
    if own is None:
        own = _new(session, report, urgency, now)
        if not joins(session, own, report, now, rules):
            start(session, own, now, rules, (), STEP)
        return own
    lead = _lead(session, own)
    more = urgency < lead.urgency
    own.urgency = min(own.urgency, urgency)
    if more:
        leave(session, own, lead, now, rules)
        start(session, own, now, rules, (Text(MORE_URGENT, sign="⬆️"),), HIGHER)
    elif lead is not own or not joins(session, own, report, now, rules):
        refresh(session, lead, now, rules)
    return own


def _new(session: Session, report: Report, urgency: Urgency, now: datetime) -> Alert:
    alert = Alert(id=new_id(), report_id=report.id, urgency=urgency, step=FIRST, round=1, joined=0, raised_at=now)
    session.add(alert)
    session.flush()
    memory_of(session, "alerts")[report.id] = alert
    return alert


def _own(session: Session, report_id: int) -> Alert | None:
    """The alert that was raised for this report; ours until the end of the transaction (PostgreSQL)."""
    known = memory_of(session, "alerts")
    if report_id not in known:
        known[report_id] = OF_REPORT.first(session, report=report_id)
    alert: Alert | None = known[report_id]
    return alert


def _lead(session: Session, alert: Alert) -> Alert:
    """The alert that this one belongs to, or itself."""
    if alert.with_id is None:
        return alert
    # It is read anew: what is not written yet would be lost.
    session.flush()
    return session.get_one(Alert, alert.with_id, with_for_update=True)


def alert_of(session: Session, report_id: int) -> Alert | None:
    """The alert that stands for a report, if there is one: its own, or the one it belongs to."""
    own = _own(session, report_id)
    return None if own is None else _lead(session, own)


def find(session: Session, row: int) -> Alert | None:
    """The alert that stands for the one with this id; ours until the end of the transaction (PostgreSQL)."""
    own = session.scalars(select(Alert).where(Alert.id == row).with_for_update()).first()
    return None if own is None else _lead(session, own)


def ask_for_human(session: Session, report: Report, reason: Line, now: datetime, rules: Rules) -> None:
    """She wants a human for a reason of her own: it rings, whatever rang before, and whoever had it must answer."""
    if is_silenced(session, report):
        return
    alert = alert_of(session, report.id)
    if alert is None:
        alert = _new(session, report, Urgency.REST, now)
    elif alert.taken_by is None:
        ring(session, alert, _could_take(session, alert, now), now, rules, (reason,), why=HUMAN)
        _move_on_soon(session, alert, now, rules)
        return
    start(session, alert, now, rules, (reason,), HUMAN)


def wrote_again(session: Session, report: Report, now: datetime, rules: Rules, urgency: Urgency = Urgency.REST) -> bool:
    """Something new of a report, at least so urgent: decides who hears of it now. False: nobody was rung now.

    If nobody has it, those who could take it; if somebody at work has it, she alone; else it goes its way anew, with
    whoever had it. Who was rung after it was said has heard; who was rung just before it was said hears later.
    """
    if urgency is not Urgency.LIFE and is_silenced(session, report):
        return False
    alert = alert_of(session, report.id)
    taker = at_work(session, alert, now) if alert is not None else None
    if alert is None or (taker is None and urgency < alert.urgency):
        raise_alert(session, report, urgency, now, rules)
        return True
    rung, said = last_rung_at(session, alert, taker) or alert.raised_at, last_said_at(session, report)
    if said is not None and said <= rung:
        return False
    if taker is None and alert.taken_by is not None:
        start(session, alert, now, rules, (WROTE_AGAIN,), NEWS)
        return True
    people = [taker] if taker else _could_take(session, alert, now)
    if now - rung >= QUIET:
        ring(session, alert, people, now, rules, (WROTE_AGAIN,), why=NEWS)
    elif taker is not None:
        alert.next_at = rung + QUIET
    if taker is None:
        _move_on_soon(session, alert, now, rules)
    return now - rung >= QUIET


def hears(session: Session, alert: Alert, now: datetime, rules: Rules) -> None:
    """Whoever has it hears now of what was put off: one more report of the place, or what was said since."""
    alert.next_at, report = None, session.get_one(Report, alert.report_id)
    taker = at_work(session, alert, now)
    if taker is not None and any(one.taken_by is None for one in members(session, alert)):
        tell_taker(session, alert, taker, now, rules)
    elif not is_taken_back(report):
        wrote_again(session, report, now, rules)


def _could_take(session: Session, alert: Alert, now: datetime) -> list[Person]:
    """Those who are rung where it is on its way; after hours the whole team."""
    return able(session, alert, people_of(session, TEAM if alert.step == LATE else alert.step, now))


def _move_on_soon(session: Session, alert: Alert, now: datetime, rules: Rules) -> None:
    """What is new waits for nobody longer than a new alert would."""
    soon = now + wait_of(session, Urgency(alert.urgency), rules)
    alert.next_at = min(alert.next_at or soon, soon)


def shown(alert: Alert) -> None:
    """Whoever has it, or a human on the phone, knows everything that was said: there is nothing left to hear of."""
    if alert.taken_by is not None:
        alert.next_at = None


def take(
    session: Session, alert: Alert, person: Person, now: datetime, rules: Rules, *, after: Person | None = None
) -> bool:
    """Somebody takes it, or takes it over `after` another; she hears that it was read. False: another was first."""
    if alert.taken_by is not None and (after is None or alert.taken_by != after.id):
        refresh(session, alert, now, rules)
        return alert.taken_by == person.id
    alert.next_at = alert.unheard_at = alert.settled_at = None
    new = hand_over(session, alert, person, now, rules, after=after)
    refresh(session, alert, now, rules)
    for one in new if after is None else ():
        told.read(session, session.get_one(Report, one.report_id), now)
    return True


def decline(session: Session, alert: Alert, person: Person, now: datetime, rules: Rules) -> None:
    """Somebody cannot, or gives back what she took: when nobody is left it moves on at once."""
    mark_declined(session, alert, person, now)
    if alert.taken_by == person.id:
        start(session, alert, now, rules, (Text(GIVEN_BACK, sign="↩️"),), GIVEN)
    elif alert.taken_by is None and not waited_for(session, alert, people_of(session, alert.step, now)):
        move_on(session, alert, now, rules, (Text(NOBODY_ELSE, sign="⏩"),), STEP)
    else:
        refresh(session, alert, now, rules)


def undelivered(session: Session, slot: str, person: Person, now: datetime, rules: Rules) -> None:
    """A ring could not be delivered (blocked, refused): it counts as "I cannot", so that it is never waited for."""
    alert = find(session, long(slot.removeprefix("a:"))) if slot.startswith("a:") else None
    if alert is not None:
        decline(session, alert, person, now, rules)


def pass_on(session: Session, person: Person, now: datetime, rules: Rules, *, gone: bool = False) -> None:
    """Somebody goes off duty: what rings for her no longer waits for her. `gone`: what she has taken neither."""
    rung = select(Ring.alert_id).where(Ring.person_id == person.id, Ring.declined_at.is_(None))
    waiting = Alert.taken_by.is_(None)
    has = and_(Alert.taken_by == person.id, Alert.settled_at.is_(None))
    hers = or_(and_(waiting, Alert.id.in_(rung)), has)
    if not gone:
        hers = and_(waiting, Alert.id.in_(rung), Alert.step.in_((FIRST, BACKUP)))
    for alert in session.scalars(select(Alert).where(Alert.with_id.is_(None), hers).with_for_update()).all():
        decline(session, alert, person, now, rules)


def ring_waiting(session: Session, person: Person, now: datetime, rules: Rules) -> int:
    """Somebody came on duty: what nobody has taken rings for her too. Gives how many."""
    fresh = or_(Alert.urgency < Urgency.REST, Alert.raised_at > now - OLD)
    waiting = (
        select(Alert).where(Alert.taken_by.is_(None), Alert.with_id.is_(None), fresh).order_by(Alert.urgency, Alert.id)
    )
    alerts = session.scalars(waiting).all()
    for alert in alerts:
        alert.unheard_at = None
        ring(session, alert, [person], now, rules, (Text(WAITING_ALERTS, sign="⏳"),), why=WAITING)
    return len(alerts)
