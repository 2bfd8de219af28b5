"""Alerts of one place: how they come together, what one does that another rings for, and how they part again.

Together with alert.py and way.py the only file that changes `alert`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import told
from handlers.cluster import belongs, find_near, others, places
from handlers.flow import Urgency
from handlers.plan import FIRST
from handlers.redraw import redraw_soon
from handlers.ring import ONE_MORE, last_rings, last_rung_at, refresh, ring
from handlers.rules import Rules
from handlers.words import Line, Text, _s
from models.alert import Alert
from models.person import Person
from models.report import Report

ONE_MORE_HERE = _s("One more report of this place.")
QUIET = timedelta(minutes=5)
"""Who has an alert hears at most so often that there is something new."""


def joins(session: Session, own: Alert, report: Report, now: datetime, rules: Rules) -> bool:
    """Its place is told, or another one than before: whether it belongs from now on to other alerts of that place."""
    if not rules.one_place:
        return False
    found = places(session, report)
    place = next(found, None)
    if own.place == place:
        return False
    own.place = place
    belongs(session, own, None)
    near = find_near(session, own, chain([place], found), now) if place else None
    if near is None:
        return False
    name = near.with_id or near.id
    belongs(session, near, name)
    belongs(session, own, name)
    session.flush()
    redraw_soon(session, others(session, own)[0])
    return True


def is_carried(
    session: Session, alert: Alert, by: Alert, now: datetime, rules: Rules, before: tuple[Line, ...] = ()
) -> list[int]:
    """Another of its place rings for it, or is with somebody who hears that there is one more; it looks again soon.

    Its person is told how it stands as if it had gone that way itself, and from there it goes on when it has to. With
    `before` it is open again: that is said at once. Gives who was rung now.
    """
    alert.next_at = now + rules.nobody_again
    if by.taken_by is not None:
        alert.unheard_at = None
        return _hears_of(session, alert, session.get_one(Person, by.taken_by), now, rules, before)
    if by.unheard_at is not None and alert.unheard_at is None:
        told.nobody(session, alert, now)
    elif alert.step == FIRST != by.step and alert.urgency < Urgency.REST:
        told.nobody_yet(session, alert, now)
    alert.step, alert.round, alert.unheard_at = by.step, by.round, by.unheard_at
    return []


def _hears_of(
    session: Session, alert: Alert, taker: Person, now: datetime, rules: Rules, before: tuple[Line, ...]
) -> list[int]:
    """Whoever has others of its place is rung for it once, but not more often than for other news of the place."""
    rung = (last_rung_at(session, one, taker) for one in others(session, alert))
    heard = taker.id in last_rings(session, alert) or any(at is not None and now - at < QUIET for at in rung)
    if heard and not before:
        return []
    ring(session, alert, [taker], now, rules, before or (Text(ONE_MORE_HERE, sign="➕"),), why=ONE_MORE)
    return [taker.id]


def alone(session: Session, alert: Alert, now: datetime, rules: Rules) -> None:
    """Its person took it back, or gave it back again: what it carried goes its own way at once.

    What somebody else is just working on looks by itself within the minute.
    """
    refresh(session, alert, now, rules)
    if alert.with_id is None:
        return
    of_place = select(Alert).where(Alert.with_id == alert.with_id, Alert.id != alert.id).order_by(Alert.id)
    for one in session.scalars(of_place.with_for_update(skip_locked=True)).all():
        if one.taken_by is None and one.next_at is not None and one.next_at <= now + rules.nobody_again:
            one.next_at = now
        refresh(session, one, now, rules)
