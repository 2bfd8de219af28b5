"""Whether another alert of the same place rings for this one, or is with somebody who hears of this one. Only reads.

It is asked anew whenever an alert is due, and nothing of the answer is kept: however the other ends (settled, given
back, handed over, taken back by its person), this one goes on by its own row.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.cluster import others
from handlers.flow import Urgency
from handlers.plan import people_of
from handlers.report import is_taken_back
from handlers.ring import at_work, declined, waited_for
from models.alert import Alert
from models.report import Report


def carrier(session: Session, alert: Alert, now: datetime) -> Alert | None:
    """The alert that this one, which nobody has, need not ring beside: as urgent or more, and its report stands.

    One that somebody at work has, unless she said "I cannot" to this one; else an older one that rings, as long as it
    rings often. A danger to life is carried by none.
    """
    if alert.urgency == Urgency.LIFE:
        return None
    found = [one for one in others(session, alert) if one.urgency <= alert.urgency and _stands(session, one, now)]
    for one in found:
        if one.taken_by is not None and at_work(session, one, now) and one.taken_by not in declined(session, alert):
            return one
    ringing = (one for one in found if one.taken_by is None and one.id < alert.id and one.urgency < Urgency.REST)
    return next(ringing, None)


def nobody_left(session: Session, alert: Alert, now: datetime) -> bool:
    """Whether nobody who was rung in this step may still take it, and no other of its place rings for it."""
    people = people_of(session, alert.step, now)
    return not waited_for(session, alert, people) and carrier(session, alert, now) is None


def _stands(session: Session, alert: Alert, now: datetime) -> bool:
    """Not settled, taken back or answered on the phone; and whoever has it does not lose it by her silence just now."""
    silent = alert.asked_at is not None and alert.ask_at is not None and alert.ask_at <= now
    over = silent or alert.settled_at is not None or alert.phone_at is not None
    return not over and not is_taken_back(session.get_one(Report, alert.report_id))
