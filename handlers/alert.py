"""Wakes a human and does not let go. With way.py, which moves it along its plan, the only file that changes `alert`.

An alert is raised once per report. It goes its way (handlers/plan.py) until somebody takes it. Whoever took it may give
it back, and a rise in urgency gives it back by itself: it then goes its way anew. Of one place one rings, and is taken
with the others (handlers/carrier.py). What must be noticed is a new message.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from handlers import casework, told
from handlers.carrier import carrier, nobody_left
from handlers.cluster import belongs, others, read_anew
from handlers.earlier import last_said_at
from handlers.flow import Urgency
from handlers.muted import is_silenced
from handlers.plan import FIRST, LATE, TEAM, people_of
from handlers.redraw import redraw_soon
from handlers.reply import long
from handlers.report import is_taken_back
from handlers.ring import (
    GIVEN,
    HIGHER,
    HUMAN,
    NEWS,
    STEP,
    able,
    at_work,
    last_rung_at,
    refresh,
    ring,
    ring_elsewhere,
)
from handlers.ring import decline as mark_declined
from handlers.rules import Rules
from handlers.together import QUIET, is_carried, joins
from handlers.waits import wait_of
from handlers.way import hand_over, move_on, start, take_along
from handlers.words import Line, Text, _s
from models.alert import Alert
from models.base import new_id
from models.memory import memory_of
from models.person import Person
from models.prepared import Prepared
from models.report import Report

OF_REPORT = Prepared(select(Alert).where(Alert.report_id == bindparam("report")).with_for_update())
MORE_URGENT = _s("More urgent than before.")
NOBODY_ELSE = _s("Nobody else can take it.")
GIVEN_BACK = _s("It was given back and needs somebody.")
WROTE_AGAIN = Text(_s("The person wrote again. Press Show."), sign="💬")


def raise_alert(session: Session, report: Report, urgency: Urgency, now: datetime, rules: Rules) -> Alert | None:
    """Raises the alert of a report, rings again when it became more urgent, or refreshes the cards.

    As soon as its place is told it belongs to those of that place. Nothing is raised for somebody who is muted and in
    no danger.
    """
    if urgency is not Urgency.LIFE and is_silenced(session, report):
        return None
    own = alert_of(session, report.id)
    if own is None:
        own = _new(session, report, urgency, now)
        joins(session, own, report, now, rules)
        start(session, own, now, rules, (), STEP)
        return own
    more = urgency < own.urgency
    own.urgency = min(own.urgency, urgency)
    joined = joins(session, own, report, now, rules)
    if more:
        casework.rises(session, report, rules)
        start(session, own, now, rules, (Text(MORE_URGENT, sign="⬆️"),), HIGHER)
        return own
    by = carrier(session, own, now) if joined and own.taken_by is None else None
    if by is not None and (rung := is_carried(session, own, by, now, rules)):
        refresh(session, own, now, rules, rung_now=rung)
    else:
        redraw_soon(session, own)
    return own


def _new(session: Session, report: Report, urgency: Urgency, now: datetime) -> Alert:
    alert = Alert(id=new_id(), report_id=report.id, urgency=urgency, step=FIRST, round=1, raised_at=now)
    session.add(alert)
    session.flush()
    memory_of(session, "alerts")[report.id] = alert
    return alert


def alert_of(session: Session, report_id: int) -> Alert | None:
    """The alert of this report, if there is one; ours until the end of the transaction (PostgreSQL)."""
    known = memory_of(session, "alerts")
    if report_id not in known:
        known[report_id] = OF_REPORT.first(session, report=report_id)
    alert: Alert | None = known[report_id]
    return alert


def find(session: Session, row: int) -> Alert | None:
    """The alert with this id, for a member of the team. All of its place are ours too (PostgreSQL), in one order."""
    place = select(Alert.with_id).where(Alert.id == row).scalar_subquery()
    all_of_it = select(Alert).where(or_(Alert.id == row, Alert.with_id == place)).order_by(Alert.id)
    # Read anew: one of them may have been read before it was ours.
    read_anew(session)
    found = session.scalars(all_of_it.with_for_update().execution_options(populate_existing=True)).all()
    return next((one for one in found if one.id == row), None)


def find_of(session: Session, report_id: int) -> Alert | None:
    """The alert of a report as `find` finds it."""
    row = session.scalar(select(Alert.id).where(Alert.report_id == report_id))
    return find(session, row) if row is not None else None


def ask_for_human(session: Session, report: Report, reason: Line, now: datetime, rules: Rules) -> None:
    """She wants a human for a reason of her own: it rings, whatever rang before, and whoever had it must answer."""
    if is_silenced(session, report):
        return
    alert = alert_of(session, report.id)
    is_open = alert is not None and alert.taken_by is None
    alert = alert or _new(session, report, Urgency.REST, now)
    # It is about her now: nothing of its place rings for it any more.
    belongs(session, alert, None)
    if is_open:
        alert.phone_at = None
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
    """Whoever has it hears now of what was said since and was put off."""
    alert.next_at, report = None, session.get_one(Report, alert.report_id)
    if not is_taken_back(report):
        wrote_again(session, report, now, rules)


def _could_take(session: Session, alert: Alert, now: datetime) -> list[Person]:
    """Whoever has others of its place; else those who are rung where it is on its way; after hours the whole team."""
    by = carrier(session, alert, now)
    if by is not None and by.taken_by is not None:
        return [session.get_one(Person, by.taken_by)]
    return able(session, alert, people_of(session, TEAM if alert.step == LATE else alert.step, now))


def _move_on_soon(session: Session, alert: Alert, now: datetime, rules: Rules) -> None:
    """What is new waits for nobody longer than a new alert would; where a human answers on the phone, for him."""
    if alert.phone_at is None:
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
    alert.next_at = alert.unheard_at = alert.settled_at = alert.phone_at = None
    hand_over(session, alert, person, now, rules)
    refresh(session, alert, now, rules)
    if after is None:
        told.read(session, session.get_one(Report, alert.report_id), now)
        take_along(session, alert, person, now, rules)
    return True


def cannot(session: Session, alert: Alert, person: Person, now: datetime, rules: Rules) -> None:
    """Somebody says "I cannot" to a place: to all of it that nobody has, or to all of it that she has."""
    if alert.taken_by not in (None, person.id):
        decline(session, alert, person, now, rules)
        return
    same = [one for one in others(session, alert) if one.taken_by == alert.taken_by and one.settled_at is None]
    # The newest first: so that at the end the oldest rings for all.
    for one in sorted((alert, *same), key=lambda one: one.id, reverse=True):
        if one is alert or Urgency.LIFE not in (one.urgency, alert.urgency):
            decline(session, one, person, now, rules)


def decline(session: Session, alert: Alert, person: Person, now: datetime, rules: Rules) -> None:
    """Somebody cannot, or gives back what she took: when nobody is left it moves on at once."""
    new = mark_declined(session, alert, person, now)
    if alert.taken_by == person.id:
        start(session, alert, now, rules, (Text(GIVEN_BACK, sign="↩️"),), GIVEN)
    elif alert.taken_by is not None or not new or not waits_for_nobody(session, alert, now, rules):
        refresh(session, alert, now, rules)


def waits_for_nobody(session: Session, alert: Alert, now: datetime, rules: Rules) -> bool:
    """Whether nobody is left who was rung and may still take it: then it moves on at once."""
    if alert.phone_at is not None or not nobody_left(session, alert, now):
        return False
    move_on(session, alert, now, rules, (Text(NOBODY_ELSE, sign="⏩"),), STEP)
    return True


def undelivered(session: Session, slot: str, person: Person, now: datetime, rules: Rules) -> None:
    """A ring could not be delivered (blocked, refused): it counts as "I cannot", so that it is never waited for."""
    alert = find(session, long(slot.removeprefix("a:"))) if slot.startswith("a:") else None
    if alert is not None:
        ring_elsewhere(session, alert, person, now, rules)
        decline(session, alert, person, now, rules)
