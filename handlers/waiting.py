"""Somebody comes: what nobody has taken yet calls her too. Or goes: nothing waits for her any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from handlers.alert import GIVEN_BACK, decline, waits_for_nobody
from handlers.carrier import carrier
from handlers.flow import Urgency
from handlers.plan import BACKUP, FIRST, people_of
from handlers.ring import BACK, GIVEN, WAITING, able, lost, ring, ring_elsewhere, touch
from handlers.rules import Rules
from handlers.way import start
from handlers.words import Text, _s
from models.alert import Alert
from models.person import COORDINATOR, Person
from models.ring import Ring

OLD = timedelta(hours=24)
"""What was only to be read and is older than this does not ring for somebody who comes."""
WAITING_ALERTS = _s("This alert is waiting for somebody.")


def ring_waiting(session: Session, person: Person, now: datetime, rules: Rules) -> int:
    """Somebody came on duty: what nobody has taken rings for her too. Gives how many."""
    alerts = _waiting(session, now)
    for alert in alerts:
        _rings_too(session, alert, person, now, rules, WAITING)
    return len(alerts)


def is_back(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    """Her messenger can be reached again: what rings for people of whom she is one rings for her too."""
    for alert in _waiting(session, now):
        if able(session, alert, [one for one in people_of(session, alert.step, now) if one.id == person.id]):
            _rings_too(session, alert, person, now, rules, BACK)


def _waiting(session: Session, now: datetime) -> Sequence[Alert]:
    fresh = or_(Alert.urgency < Urgency.REST, Alert.raised_at > now - OLD)
    waiting = select(Alert).where(Alert.taken_by.is_(None), fresh).order_by(Alert.urgency, Alert.id)
    return [one for one in session.scalars(waiting).all() if carrier(session, one, now) is None]


def _rings_too(session: Session, alert: Alert, person: Person, now: datetime, rules: Rules, why: str) -> None:
    alert.unheard_at = None
    ring(session, alert, [person], now, rules, (Text(WAITING_ALERTS, sign="⏳"),), why=why)


def pass_on(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    """Somebody goes off duty: what rings no longer waits for her. A coordinator may be called again as such."""
    rung = select(Ring.alert_id).where(Ring.person_id == person.id, Ring.declined_at.is_(None))
    for alert in _of_nobody(session, Alert.id.in_(rung), Alert.step.in_((FIRST, BACKUP))):
        if person.role != COORDINATOR:
            decline(session, alert, person, now, rules)
        else:
            touch(session, person, alert)
            waits_for_nobody(session, alert, now, rules)


def gone(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    """Somebody cannot be reached any more: nothing waits for her, and what she has taken is open again."""
    rung = lost(session, person, now)
    rang = and_(Alert.taken_by.is_(None), Alert.id.in_(rung))
    has = and_(Alert.taken_by == person.id, Alert.settled_at.is_(None))
    found = session.scalars(select(Alert).where(or_(rang, has)).order_by(Alert.id).with_for_update()).all()
    # What she has comes first: it rings again for the others of its place.
    for alert in sorted(found, key=lambda one: one.taken_by is None):
        ring_elsewhere(session, alert, person, now, rules)
        if alert.taken_by is None:
            waits_for_nobody(session, alert, now, rules)
        else:
            start(session, alert, now, rules, (Text(GIVEN_BACK, sign="↩️"),), GIVEN)


def _of_nobody(session: Session, *which: ColumnElement[bool]) -> Sequence[Alert]:
    found = select(Alert).where(Alert.taken_by.is_(None), *which).order_by(Alert.id)
    return session.scalars(found.with_for_update()).all()
