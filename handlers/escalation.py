"""What is due for alerts by the clock. Due times are rows: after an hour of downtime each goes on from where it was."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from handlers.alert import hears
from handlers.carrier import carrier
from handlers.duty import coordinators
from handlers.each import alone
from handlers.ring import STEP, last_rung_at, repeat
from handlers.rules import Rules
from handlers.together import is_carried
from handlers.way import ask_taker, move_on
from handlers.words import Line, Plain, Text, _s
from models.alert import Alert
from models.prepared import Prepared
from models.ring import Ring

UNANSWERED = _s("Nobody has answered for {minutes} minutes.")
UNANSWERED_HOURS = _s("Nobody has answered for {hours} hours.")
DUE = Prepared(
    select(Alert.id)
    .where(or_(Alert.next_at <= bindparam("now"), Alert.ask_at <= bindparam("now")))
    .order_by(Alert.next_at, Alert.id)
    .with_for_update(skip_locked=True)
)
AGAIN = Prepared(
    select(Ring.id).where(Ring.again_at <= bindparam("now")).order_by(Ring.id).with_for_update(skip_locked=True)
)


def escalate(session: Session, now: datetime, rules: Rules) -> int:
    """Does what is due for every alert, then repeats the rings that nobody has touched; gives how many."""
    alerts = [found[0] for found in DUE.all(session, now=now)]
    for row in alerts:
        if not alone(session, "alert", row, lambda row: _one(session, session.get_one(Alert, row), now, rules), now):
            alert = session.get_one(Alert, row)
            later = now + rules.nobody_again
            alert.next_at, alert.ask_at = later, later if alert.ask_at is not None else None
    rings = [found[0] for found in AGAIN.all(session, now=now)]
    for row in rings:
        if not alone(session, "ring", row, lambda row: repeat(session, session.get_one(Ring, row), now, rules), now):
            session.get_one(Ring, row).again_at = None
    return len(alerts) + len(rings)


def _one(session: Session, alert: Alert, now: datetime, rules: Rules) -> None:
    if alert.taken_by is not None:
        if alert.next_at is not None and alert.next_at <= now:
            hears(session, alert, now, rules)
        if alert.ask_at is not None and alert.ask_at <= now:
            ask_taker(session, alert, now, rules)
        return
    if (by := carrier(session, alert, now)) is not None:
        is_carried(session, alert, by, now, rules)
        return
    before: tuple[Line, ...] = (_unanswered(now - alert.raised_at),)
    last = last_rung_at(session, alert)
    again = alert.unheard_at is not None and last is not None and now - last >= rules.ring_again
    move_on(session, alert, now, rules, before, STEP, also=coordinators(session) if again else ())


def _unanswered(waited: timedelta) -> Line:
    """Since when nobody has answered: nobody reads 735 minutes."""
    if waited >= timedelta(hours=2):
        return Text(UNANSWERED_HOURS, {"hours": Plain(str(waited // timedelta(hours=1)))}, sign="⏰")
    return Text(UNANSWERED, {"minutes": Plain(str(max(1, round(waited / timedelta(minutes=1)))))}, sign="⏰")
