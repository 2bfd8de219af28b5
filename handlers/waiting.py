"""Somebody comes: what nobody has taken yet calls her too. With alert.py and way.py alone this changes `alert`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from handlers.carrier import carrier
from handlers.flow import Urgency
from handlers.plan import people_of
from handlers.ring import BACK, WAITING, able, ring
from handlers.rules import Rules
from handlers.words import Text, _s
from models.alert import Alert
from models.person import Person

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
