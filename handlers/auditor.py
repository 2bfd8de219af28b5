"""Compares what should have happened to each alert with what did, repairs it, and tells the coordinators once.

It trusts no other part of the bot: it knows only what must be true (`CHECKS`). What it finds is a fault of ours.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from handlers import audit
from handlers.alert import alert_of, decline, raise_alert
from handlers.card import slot_of
from handlers.carrier import carrier
from handlers.duty import coordinators
from handlers.earlier import holds_anything
from handlers.flow import Urgency
from handlers.flows import FLOWS
from handlers.person import is_active
from handlers.plan import wait_at
from handlers.reply import tell
from handlers.report import answers_of
from handlers.ring import STEP, last_rings, last_rung_at, ring
from handlers.rules import Rules
from handlers.way import hand_over, move_on
from handlers.words import Line, Plain, Text, _s
from models.alert import Alert
from models.audit import Audit
from models.base import fixed, written
from models.outbox import DEAD, SENT, Outbox
from models.person import REPORTER, Person
from models.prepared import Prepared
from models.report import Report

log = logging.getLogger(__name__)
GRACE = timedelta(minutes=2)
"""What should have happened so long ago should have been seen by now."""
LATELY, ONCE = timedelta(hours=1), timedelta(days=1)
"""How far it looks back for what left no trace; the same fault of the same alert is told once in this time."""
MOST = 500
"""So many are looked at in one go, the newest first."""
FORGOTTEN = _s("This alert was forgotten by the bot. It is open.")
FOUND = _s("The bot found a fault of its own and repaired it:")
BROKEN = _s("The bot found a fault of its own and could not repair it. Please look at it:")
STUCK = _s("An alert cannot be sent at the moment:")
ABOUT = _s("{what} (report {code})")
WHAT = {
    "no next": _s("an alert had no next step"),
    "silent": _s("an alert had stopped calling"),
    "no ask": _s("whoever has an alert was not to be asked about it"),
    "gone": _s("an alert belonged to somebody who cannot be reached"),
    "not put": _s("a call was noted but not sent"),
    "dead": _s("a call could not be sent and was waited for"),
    "stuck": _s("a call has waited too long to be sent"),
    "no alert": _s("a report had woken nobody"),
    "too low": _s("a report was more urgent than its alert"),
}
CALLED = Prepared(
    select(Outbox.state).where(
        # It was put there right after the ring was made. By the id: of all that she was ever sent few are newer.
        Outbox.id > bindparam("ring"),
        Outbox.person_id + 0 == bindparam("person"),
        Outbox.slot == bindparam("slot"),
        Outbox.urgent.is_(True),
    )
)
Repair = Callable[[], object]
Found = tuple[str, int, int, Repair]
"""Which fault, of which row, of which report, and what mends it."""


def look(session: Session, now: datetime, rules: Rules) -> int:
    """Looks at everything, repairs what is wrong, tells it; gives how many faults it found."""
    told: dict[str, list[Line]] = {FOUND: [], STUCK: [], BROKEN: []}
    count = 0
    for check in CHECKS:
        for key, about, report, repair in list(check(session, now, rules)):
            count += 1
            head = STUCK if key == "stuck" else FOUND
            try:
                with session.begin_nested():
                    repair()
            except Exception as error:  # one that cannot be repaired must not hide the others
                head = BROKEN
                log.error("auditor: %s of %d could not be repaired (%s)", key, about, type(error).__name__)
            if not _was_told(session, key, about, now):
                audit.note(session, None, "fault", about, now, key)
                code = Plain(session.get_one(Report, report).code)
                told[head].append(Text(ABOUT, {"what": WHAT[key], "code": code}))
    session.flush()
    for coordinator in coordinators(session):
        for head, lines in told.items():
            if lines:
                tell(session, coordinator, [Text(head, sign="🔧"), *lines], now)
    return count


def _was_told(session: Session, key: str, about: int, now: datetime) -> bool:
    noted = (Audit.action == "fault", Audit.about == about, Audit.note == key, Audit.at > now - ONCE)
    return session.scalar(select(Audit.id).where(*noted).limit(1)) is not None


_open = (Alert.taken_by.is_(None),)
_urgent = Alert.urgency < fixed(Urgency.REST)
_newest = Alert.id.desc()
_calling = (Alert.unheard_at.is_(None), Alert.phone_at.is_(None), Alert.next_at.is_not(None))
_standing = (Report.hidden_at.is_(None), Report.erased_at.is_(None))
_away = or_(Person.blocked_at.is_not(None), Person.left_at.is_not(None), Person.role == REPORTER)
_lately = (Report.touched_at > bindparam("since"), Report.touched_at < bindparam("until"))
_heard = Report.person_id.in_(select(Person.id).where(Person.muted_at.is_(None)))
NO_NEXT = Prepared(select(Alert).where(*_open, Alert.next_at.is_(None)))
CALLING = Prepared(select(Alert).where(*_open, _urgent, *_calling).order_by(_newest).limit(fixed(MOST)))
RINGING = Prepared(select(Alert).where(*_open, _urgent).order_by(_newest).limit(fixed(MOST)))
TAKEN = Prepared(
    select(Alert.id, Person.id)
    .join(Person, Person.id == Alert.taken_by)
    .join(Report, Report.id == Alert.report_id)
    .where(Alert.settled_at.is_(None), _urgent, *_standing, or_(Alert.ask_at.is_(None), _away))
)
REPORTS = Prepared(
    select(Report)
    .where(*_standing, func.coalesce(Report.consent, written("")) != written("no"), *_lately, _heard)
    .order_by(Report.touched_at.desc())
    .limit(fixed(MOST))
)


def _without_next_step(session: Session, now: datetime, rules: Rules) -> Iterable[Found]:
    """Every alert that nobody has goes on at some time."""
    for alert in NO_NEXT.all(session):
        yield "no next", alert.id, alert.report_id, _on(session, alert, now, rules)


def _silent(session: Session, now: datetime, rules: Rules) -> Iterable[Found]:
    """Every urgent alert that nobody has called somebody not long ago, by itself or by another of its place, or says
    that it finds nobody."""
    for alert in CALLING.all(session):
        wait = wait_at(session, alert.step, Urgency(alert.urgency), rules)
        silent = (last_rung_at(session, alert) or alert.raised_at) + wait + GRACE < now
        if silent and carrier(session, alert, now) is None:
            yield "silent", alert.id, alert.report_id, _on(session, alert, now, rules)


def _on(session: Session, alert: Alert, now: datetime, rules: Rules) -> Repair:
    return lambda: move_on(session, alert, now, rules, (Text(FORGOTTEN, sign="🔧"),), STEP)


def _taken(session: Session, now: datetime, rules: Rules) -> Iterable[Found]:
    """Whoever has an urgent alert that is not settled can be reached, and is asked about it."""
    for row, taker in TAKEN.all(session):
        alert, person = session.get_one(Alert, row), session.get_one(Person, taker)
        if person.blocked_at is not None or not is_active(person):
            yield "gone", alert.id, alert.report_id, _giving_up(session, alert, person, now, rules)
        else:
            yield "no ask", alert.id, alert.report_id, _asking(session, alert, person, now, rules)


def _giving_up(session: Session, alert: Alert, person: Person, now: datetime, rules: Rules) -> Repair:
    return lambda: decline(session, alert, person, now, rules)


def _asking(session: Session, alert: Alert, person: Person, now: datetime, rules: Rules) -> Repair:
    return lambda: hand_over(session, alert, person, now, rules)


def _rings(session: Session, now: datetime, rules: Rules) -> Iterable[Found]:
    """Every call of an open urgent alert was put into the outbox, and has left or failed by now."""
    for alert in RINGING.all(session):
        for row, last in last_rings(session, alert).items():
            answered = last.declined_at or last.lost_at
            if answered is not None or not now - LATELY < last.rung_at < now - GRACE:
                continue
            called = CALLED.all(session, ring=last.id, person=row, slot=slot_of(alert))
            states, person = {state for (state,) in called}, session.get_one(Person, row)
            if not states and session.get_one(Report, alert.report_id).erased_at is not None:
                # What was shown of it is overwritten, and with it where it stood.
                continue
            if not states:
                yield "not put", last.id, alert.report_id, _ringing(session, alert, person, now, rules)
            elif states == {DEAD}:
                yield "dead", last.id, alert.report_id, _giving_up(session, alert, person, now, rules)
            elif SENT not in states:
                yield "stuck", last.id, alert.report_id, lambda: None


def _ringing(session: Session, alert: Alert, person: Person, now: datetime, rules: Rules) -> Repair:
    return lambda: ring(session, alert, [person], now, rules, (Text(FORGOTTEN, sign="🔧"),), why=STEP)


def _reports(session: Session, now: datetime, rules: Rules) -> Iterable[Found]:
    """Every report that is filed or unfinished has an alert, and every urgent one an alert as urgent."""
    for report in REPORTS.all(session, since=now - LATELY, until=now - GRACE):
        shown = report.filed_at or report.unfinished_at
        is_shown = shown is not None and shown < now - GRACE
        urgency, alert = FLOWS[report.flow].urgency(answers_of(session, report.id)), alert_of(session, report.id)
        if alert is None and (urgency is not None or (is_shown and holds_anything(session, report.id))):
            yield "no alert", report.id, report.id, _raising(session, report, urgency or Urgency.REST, now, rules)
        elif alert is not None and urgency is not None and urgency < alert.urgency:
            yield "too low", report.id, report.id, _raising(session, report, urgency, now, rules)


def _raising(session: Session, report: Report, urgency: Urgency, now: datetime, rules: Rules) -> Repair:
    return lambda: raise_alert(session, report, urgency, now, rules)


CHECKS = (_without_next_step, _silent, _taken, _rings, _reports)
"""What must be true, one check after the other."""
