"""What must be true of every alert at every moment, and why each call was made. Knows only what the database holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import accumulate, pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.flow import Urgency
from handlers.plan import KEYS, wait_at
from handlers.ring import (
    AGAIN,
    BACK,
    GIVEN,
    HIGHER,
    HUMAN,
    NEWS,
    ONE_MORE,
    REPEAT,
    SILENT,
    STEP,
    TAKEN,
    TIMES,
    WAITING,
)
from handlers.rules import Rules
from handlers.waits import wait_of
from models.alert import Alert
from models.duty import Duty
from models.person import Person
from models.report import Report
from models.ring import Ring

RULES = Rules()
WAYS = {GIVEN, SILENT, HIGHER}
"""It goes its way anew: in the same moment it may come to a step where it has just been."""
STARTS = {STEP, *WAYS}
"""From here it waits as long as the step does; she who wants a human or writes again rings, but nobody waits longer."""


def wrong(session: Session, now: datetime) -> Iterator[str]:
    """An open urgent alert has a next step in the future or somebody who took it, who can be reached and is asked."""
    session.flush()
    alerts = {alert.id: alert for alert in session.scalars(select(Alert))}
    for alert in alerts.values():
        if alert.taken_by is None:
            if alert.next_at is None or alert.next_at <= now:
                yield f"{alert.id} has no next step: {alert.step}, {alert.next_at}"
            elif not _is_called_for(session, alert, now, alerts.values()):
                yield f"{alert.id} is called for by nobody: {alert.step}, {alert.next_at}"
            continue
        taker = session.get_one(Person, alert.taken_by)
        if alert.urgency < Urgency.REST and alert.settled_at is None:
            # About what its person took back nobody is asked.
            stands = session.get_one(Report, alert.report_id).hidden_at is None
            if (alert.ask_at is None and stands) or (alert.ask_at is not None and alert.ask_at <= now):
                yield f"{alert.id} is taken and nobody is asked"
            if taker.blocked_at is not None:
                yield f"{alert.id} is with somebody who cannot be reached"


def _is_called_for(session: Session, alert: Alert, now: datetime, alerts: Iterable[Alert]) -> bool:
    """Whether it rings often or finds nobody, or another of its place does so or is with somebody who is asked."""
    if alert.next_at is not None and alert.next_at < now + RULES.nobody_again:
        # It looks by itself within the minute: what carried it may just have ended.
        return True
    place = [] if alert.with_id is None or alert.urgency == Urgency.LIFE else alerts
    same = [one for one in place if one.with_id == alert.with_id and one.urgency <= alert.urgency]
    return any(_rings_or_is_had(session, one, now) for one in dict.fromkeys((alert, *same)))


def _rings_or_is_had(session: Session, alert: Alert, now: datetime) -> bool:
    if alert.taken_by is not None:
        return alert.settled_at is None and (alert.ask_at is None or alert.ask_at > now)
    rings = session.scalars(select(Ring.rung_at).where(Ring.alert_id == alert.id)).all()
    wait = wait_at(session, alert.step, Urgency(alert.urgency), RULES)
    return alert.unheard_at is not None or max(rings, default=alert.raised_at) + wait >= now


def unexplained(session: Session) -> Iterator[str]:
    """Every call that no rule explains, and every call that was made twice."""
    session.flush()
    of_place = set(session.scalars(select(Alert.id).where(Alert.place.is_not(None))))
    began = {(duty.person_id, duty.since) for duty in session.scalars(select(Duty))}
    # A coordinator who goes off duty in the same moment is called as coordinator too.
    ended = {(duty.person_id, duty.until) for duty in session.scalars(select(Duty))}
    rings: dict[int, list[Ring]] = {}
    for one in session.scalars(select(Ring).order_by(Ring.id)):
        rings.setdefault(one.alert_id, []).append(one)
    for alert, of_alert in rings.items():
        # Who asks for a human twice at once is heard twice.
        ways = accumulate(one.why in WAYS for one in of_alert)
        once = ((way, one) for way, one in zip(ways, of_alert, strict=True) if one.why != HUMAN)
        rung = ((way, one) for way, one in once if (one.person_id, one.rung_at) not in ended)
        twice = Counter(
            (way * (one.why == STEP), one.person_id, one.rung_at, one.why, one.urgency) for way, one in rung
        )
        yield from (f"{alert} rang {count} times at once: {key}" for key, count in twice.items() if count > 1)
        for number, one in enumerate(of_alert):
            before = [old for old in of_alert[:number] if old.person_id == one.person_id]
            if why := _fault(session, one, before, began):
                yield f"{alert}: {why}"
        # What another of its place carried goes on as soon as that has ended.
        yield from _steps(session, of_alert) if alert not in of_place else ()


def _fault(session: Session, one: Ring, before: list[Ring], began: set[tuple[int, datetime]]) -> str:
    if one.step not in KEYS or one.why not in {*STARTS, NEWS, HUMAN, WAITING, BACK, REPEAT, ONE_MORE, TAKEN}:
        return f"an unknown step or reason: {one.step}, {one.why}"
    if one.why == REPEAT:
        last = before[-1] if before else None
        if last is None or last.time != one.time - 1 or one.time > TIMES or one.urgency != Urgency.LIFE:
            return "repeated without a call before it"
        if (
            one.rung_at - last.rung_at < AGAIN
            or last.declined_at is not None
            or (last.lost_at or one.rung_at) < one.rung_at
        ):
            return "repeated too soon, or after an answer"
    elif one.time != 1:
        return "a first call that is not the first"
    if one.why == WAITING and (one.person_id, one.rung_at) not in began:
        return "called as if she had come on duty"
    return ""


def _steps(session: Session, rings: list[Ring]) -> Iterator[str]:
    """From one step to the next it waited as long as it should, or somebody said that she cannot."""
    moments = sorted({one.rung_at for one in rings if one.why in STARTS})
    steps = {one.rung_at: one.urgency for one in rings if one.why == STEP}
    answers = [at for one in rings for at in (one.declined_at, one.lost_at) if at is not None]
    for earlier, later in pairwise(moments):
        soon = later in steps and later - earlier < wait_of(session, Urgency(steps[later]), RULES)
        if soon and not any(earlier <= answer <= later for answer in answers):
            yield f"a step after {(later - earlier) / timedelta(seconds=1):.0f} s without an answer"
