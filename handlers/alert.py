"""Wakes a human and does not let go. The only file that changes `alert`.

An alert is raised once per report. It rings those on duty, then every coordinator, again until somebody takes it.
Whoever took it may give it back; a rise in urgency does so by itself. What must be noticed is a new message.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import Session

from handlers import told
from handlers.duty import coordinators
from handlers.earlier import last_said_at
from handlers.flow import Urgency
from handlers.reply import long
from handlers.report import is_taken_back
from handlers.ring import able, at_work, declined, last_rung_at, refresh, ring, waited_for
from handlers.ring import decline as mark_declined
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _s
from models.alert import Alert
from models.base import new_id
from models.memory import memory_of
from models.person import Person
from models.prepared import Prepared
from models.report import Report
from models.ring import Ring

log = logging.getLogger(__name__)
OF_REPORT = Prepared(select(Alert).where(Alert.report_id == bindparam("report")).with_for_update())
DUTY, COORDINATORS = "duty", "coordinators"
UNANSWERED = _s("Nobody has answered for {minutes} minutes.")
HIGHER = _s("More urgent than before.")
NOBODY_ON_DUTY = _s("Nobody else can take it.")
WAITING_ALERTS = _s("This alert is waiting for somebody.")
GIVEN_BACK = _s("It was given back and needs somebody.")
WROTE_AGAIN = Text(_s("The person wrote again. Press Show."), sign="💬")
QUIET = timedelta(minutes=5)  # Who has an alert hears at most so often that the person wrote again.
OLD = timedelta(hours=24)
"""What was only to be read and is older than this does not ring for somebody who comes on duty."""


def raise_alert(session: Session, report: Report, urgency: Urgency, now: datetime, rules: Rules) -> Alert:
    """Raises the alert of a report, rings again when it became more urgent, or refreshes the cards."""
    alert = alert_of(session, report.id)
    if alert is None:
        alert = _new(session, report, urgency, now)
        _start(session, alert, now, rules, ())
    elif urgency < alert.urgency:
        alert.urgency = urgency
        _start(session, alert, now, rules, (Text(HIGHER, sign="⬆️"),))
    else:
        refresh(session, alert, now, rules)
    return alert


def _new(session: Session, report: Report, urgency: Urgency, now: datetime) -> Alert:
    alert = Alert(id=new_id(), report_id=report.id, urgency=urgency, step=DUTY, raised_at=now)
    session.add(alert)
    session.flush()
    memory_of(session, "alerts")[report.id] = alert
    return alert


def alert_of(session: Session, report_id: int) -> Alert | None:
    """The alert of a report, if there is one; ours until the end of the transaction (PostgreSQL)."""
    known = memory_of(session, "alerts")
    if report_id not in known:
        known[report_id] = OF_REPORT.first(session, report=report_id)
    alert: Alert | None = known[report_id]
    return alert


def find(session: Session, row: int) -> Alert | None:
    """An alert by its id; ours until the end of the transaction (PostgreSQL)."""
    return session.scalars(select(Alert).where(Alert.id == row).with_for_update()).first()


def ask_for_human(session: Session, report: Report, reason: Line, now: datetime, rules: Rules) -> None:
    """She wants a human for a reason of her own: it rings, whatever rang before, and whoever had it must answer."""
    alert = alert_of(session, report.id)
    if alert is None:
        alert = _new(session, report, Urgency.REST, now)
    elif alert.taken_by is None:
        ring(session, alert, able(session, alert, coordinating=alert.step == COORDINATORS), now, rules, (reason,))
        _move_on_soon(alert, now, rules)
        return
    _start(session, alert, now, rules, (reason,))


def wrote_again(session: Session, report: Report, now: datetime, rules: Rules, urgency: Urgency = Urgency.REST) -> bool:
    """Something new of a report, at least so urgent: decides who hears of it now. False: nobody was rung now.

    If nobody has it, those who could take it; if somebody at work has it, she alone; else it goes its way anew, with
    whoever had it. Who was rung after it was said has heard; who was rung just before it was said hears later.
    """
    alert = alert_of(session, report.id)
    taker = at_work(session, alert, now) if alert is not None else None
    if alert is None or (taker is None and urgency < alert.urgency):
        raise_alert(session, report, urgency, now, rules)
        return True
    rung, said = last_rung_at(session, alert, taker) or alert.raised_at, last_said_at(session, report)
    if said is not None and said <= rung:
        return False
    if taker is None and alert.taken_by is not None:
        _start(session, alert, now, rules, (WROTE_AGAIN,))
        return True
    people = [taker] if taker else able(session, alert, coordinating=alert.step == COORDINATORS)
    if now - rung >= QUIET:
        ring(session, alert, people, now, rules, (WROTE_AGAIN,))
    elif taker is not None:
        alert.next_at = rung + QUIET
    if taker is None:
        _move_on_soon(alert, now, rules)
    return now - rung >= QUIET


def _move_on_soon(alert: Alert, now: datetime, rules: Rules) -> None:
    """What is new waits for nobody longer than a new alert would."""
    soon = now + rules.waits[Urgency(alert.urgency)]
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
    alert.taken_by, alert.taken_at, alert.next_at, alert.unheard_at = person.id, now, None, None
    refresh(session, alert, now, rules)
    if after is None:
        told.read(session, alert, now)
    return True


def decline(session: Session, alert: Alert, person: Person, now: datetime, rules: Rules) -> None:
    """Somebody cannot, or gives back what she took: when nobody is left it moves on at once."""
    mark_declined(session, alert, person, now)
    if alert.taken_by == person.id:
        _start(session, alert, now, rules, (Text(GIVEN_BACK, sign="↩️"),))
        return
    if alert.taken_by is None and not waited_for(session, alert):
        _ring_coordinators(session, alert, now, rules, (Text(NOBODY_ON_DUTY, sign="⏩"),))
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
    hers = or_(waiting, Alert.taken_by == person.id) if gone else and_(waiting, Alert.step == DUTY)
    for alert in session.scalars(select(Alert).where(Alert.id.in_(rung), hers).with_for_update()).all():
        decline(session, alert, person, now, rules)


def escalate(session: Session, now: datetime, rules: Rules) -> int:
    """Moves on every alert whose time has come; gives how many. Due times are rows: a restart changes nothing."""
    due = select(Alert).where(Alert.next_at <= now).order_by(Alert.next_at)
    alerts = session.scalars(due.with_for_update(skip_locked=True)).all()
    for row in [alert.id for alert in alerts]:
        try:
            with session.begin_nested():
                _escalate_one(session, session.get_one(Alert, row), now, rules)
        except Exception as error:  # one that fails must not silence the others
            log.error("alert %d could not move on (%s)", row, type(error).__name__)
            session.get_one(Alert, row).next_at = now + rules.nobody_again
    return len(alerts)


def ring_waiting(session: Session, person: Person, now: datetime, rules: Rules) -> int:
    """Somebody came on duty: what nobody has taken rings for her too. Gives how many."""
    fresh = or_(Alert.urgency < Urgency.REST, Alert.raised_at > now - OLD)
    waiting = select(Alert).where(Alert.taken_by.is_(None), fresh).order_by(Alert.urgency, Alert.id)
    alerts = session.scalars(waiting).all()
    for alert in alerts:
        alert.unheard_at = None
        ring(session, alert, [person], now, rules, (Text(WAITING_ALERTS, sign="⏳"),))
    return len(alerts)


def _start(session: Session, alert: Alert, now: datetime, rules: Rules, before: tuple[Line, ...]) -> None:
    """The alert goes its way from the beginning: those on duty, with whoever had it; else the coordinators."""
    had = [session.get_one(Person, alert.taken_by)] if alert.taken_by is not None else []
    alert.taken_by, alert.taken_at, alert.step = None, None, DUTY
    cannot = declined(session, alert)
    asked = [one for one in had if one.id not in cannot and one.blocked_at is None and one.left_at is None]
    duty = able(session, alert, coordinating=False)
    if not duty:
        _ring_coordinators(session, alert, now, rules, before, also=asked)
        return
    people = list(dict.fromkeys([*asked, *duty]))
    alert.next_at, alert.unheard_at = now + rules.waits[Urgency(alert.urgency)], None
    ring(session, alert, people, now, rules, before)
    refresh(session, alert, now, rules, rung_now=[person.id for person in people])


def _escalate_one(session: Session, alert: Alert, now: datetime, rules: Rules) -> None:
    if alert.taken_by is not None:
        alert.next_at, report = None, session.get_one(Report, alert.report_id)
        if not is_taken_back(report):
            wrote_again(session, report, now, rules)
        return
    minutes = Plain(str(max(1, round((now - alert.raised_at) / timedelta(minutes=1)))))
    before: tuple[Line, ...] = (Text(UNANSWERED, {"minutes": minutes}, sign="⏰"),)
    last = last_rung_at(session, alert)
    again = alert.unheard_at is not None and last is not None and now - last >= rules.ring_again
    _ring_coordinators(session, alert, now, rules, before, also=coordinators(session) if again else ())


def _ring_coordinators(
    session: Session, alert: Alert, now: datetime, rules: Rules, why: tuple[Line, ...], *, also: Iterable[Person] = ()
) -> None:
    """Rings every coordinator and those on duty who can, and `also` these; tells her honestly how it stands."""
    first, alert.step = alert.step != COORDINATORS, COORDINATORS
    people = list(dict.fromkeys([*able(session, alert, coordinating=True), *also]))
    urgent = alert.urgency < Urgency.REST
    if not people:
        alert.next_at = now + rules.nobody_again
        if alert.unheard_at is None:
            alert.unheard_at = now
            told.nobody(session, alert, now)
            refresh(session, alert, now, rules)
        return
    alert.unheard_at = None
    alert.next_at = now + (rules.ring_again if urgent else rules.rest_again)
    if first and urgent:
        told.nobody_yet(session, alert, now)
    ring(session, alert, people, now, rules, why)
    refresh(session, alert, now, rules, rung_now=[person.id for person in people])
