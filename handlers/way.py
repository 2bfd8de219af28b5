"""The way of an alert along its plan. Together with alert.py the only file that changes `alert`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import chain

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers import casework, told
from handlers.card import SETTLE
from handlers.carrier import carrier
from handlers.cluster import along, others
from handlers.duty import on_duty
from handlers.flow import Urgency
from handlers.person import is_active
from handlers.plan import FIRST, TEAM, people_of, step_of, wait_at, way_on
from handlers.reply import Rows, short, tell
from handlers.report import is_taken_back
from handlers.ring import GIVEN, SILENT, STEP, TAKEN, at_work, declined, last_rings, refresh, ring, touch
from handlers.rules import Rules
from handlers.together import is_carried
from handlers.words import Line, Plain, Text, _s
from models.alert import Alert
from models.person import Person
from models.prepared import Prepared
from models.report import Report

CARRIED = frozenset({STEP, GIVEN, SILENT})
"""Why an alert need not ring beside another of its place; what its person does, and what is more urgent, rings."""
ASKED = Prepared(
    select(Alert).where(Alert.taken_by == bindparam("person"), Alert.asked_at.is_not(None)).with_for_update()
)
NO_ANSWER = _s("Whoever took it has not answered. It is open again.")
STILL = _s("Report {code}: are you still on it?")
OPEN_AGAIN = _s("Without an answer it is open again in {minutes} minutes.")
OPEN_AGAIN_HOURS = _s("Without an answer it is open again in {hours} hours.")
STILL_YES, STILL_NO = _s("Still on it"), _s("I give it back")


def start(session: Session, alert: Alert, now: datetime, rules: Rules, before: tuple[Line, ...], why: str) -> None:
    """The alert goes its way from the beginning: those on duty, with whoever had it; else the whole team at once."""
    had = [session.get_one(Person, alert.taken_by)] if alert.taken_by is not None else []
    alert.taken_by = alert.taken_at = alert.ask_at = alert.asked_at = alert.settled_at = alert.phone_at = None
    alert.step, alert.round = FIRST, 1
    if why in CARRIED and (by := carrier(session, alert, now)) is not None:
        rung = is_carried(session, alert, by, now, rules, before)
        refresh(session, alert, now, rules, rung_now=rung)
        return
    cannot = declined(session, alert)
    asked = [one for one in had if one.id not in cannot and one.blocked_at is None and is_active(one)]
    steps: Iterable[tuple[str, int]] = [(TEAM, 1)]
    if any(one.id not in cannot for one in on_duty(session)):
        steps = chain([(FIRST, 1)], way_on(session, FIRST, 1, Urgency(alert.urgency), now, cannot))
    _go(session, alert, steps, now, rules, before, why, also=asked)


def move_on(
    session: Session,
    alert: Alert,
    now: datetime,
    rules: Rules,
    before: tuple[Line, ...],
    why: str,
    *,
    also: Iterable[Person] = (),
) -> None:
    """The alert goes on to the next step that has somebody; `also` are rung too, whatever they said."""
    steps = way_on(session, alert.step, alert.round, Urgency(alert.urgency), now, declined(session, alert))
    _go(session, alert, steps, now, rules, before, why, also=also)


def hand_over(session: Session, alert: Alert, person: Person, now: datetime, rules: Rules) -> None:
    """She has it, and is asked about it later."""
    if alert.taken_by != person.id:
        alert.taken_by, alert.taken_at = person.id, now
        casework.acknowledge(session, alert.report_id, person, now, rules)
    alert.asked_at = None
    alert.ask_at = now + rules.still[Urgency(alert.urgency)] if alert.settled_at is None else None
    session.flush()


def take_along(session: Session, alert: Alert, person: Person, now: datetime, rules: Rules) -> None:
    """Whoever has it takes what nobody has of its place, and gets the cards that she has not: each has its person."""
    for one in along(session, alert):
        if person.id in declined(session, one):
            continue
        one.next_at = one.unheard_at = one.settled_at = None
        hand_over(session, one, person, now, rules)
        new = [] if person.id in last_rings(session, one) else [person]
        ring(session, one, new, now, rules, (), why=TAKEN)
        refresh(session, one, now, rules, rung_now=[other.id for other in new])
        report = session.get_one(Report, one.report_id)
        if not is_taken_back(report):
            told.read(session, report, now)


def talks_on(alert: Alert, now: datetime, rules: Rules) -> None:
    """The person answers whoever has it: she is asked later whether she is still on it, unless she was just asked."""
    if alert.ask_at is not None and alert.asked_at is None:
        alert.ask_at = now + rules.still[Urgency(alert.urgency)]


def touched(session: Session, alert: Alert, person: Person, now: datetime, rules: Rules) -> None:
    """This person pressed something on its card: it is not repeated for her; if she has it, she is on all of its place.

    If it is one more of what she has, she takes it by that.
    """
    touch(session, person, alert)
    has = alert if alert.taken_by is not None else carrier(session, alert, now)
    if has is not None and has.taken_by == person.id:
        asked = (one for one in others(session, has) if one.taken_by == person.id and one.asked_at is not None)
        for one in (has, *asked):
            hand_over(session, one, person, now, rules)
        # Not with what is over, or long handed on: then nobody is at it, and it has to ring.
        if has.settled_at is None and at_work(session, has, now) is not None:
            take_along(session, has, person, now, rules)


def heard_from(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    """A member of the team wrote something: she is awake, and still on what she was asked about."""
    touch(session, person)
    for alert in ASKED.all(session, person=person.id):
        hand_over(session, alert, person, now, rules)


def ask_taker(session: Session, alert: Alert, now: datetime, rules: Rules) -> None:
    """Whoever has it has been silent: she is asked, once for all of a place; without an answer it is open again."""
    taker = session.get_one(Person, alert.taken_by)
    if alert.asked_at is not None:
        start(session, alert, now, rules, (Text(NO_ANSWER, sign="⏰"),), SILENT)
        return
    codes: list[str] = []
    for one in (alert, *_due_too(session, alert, now)):
        report = session.get_one(Report, one.report_id)
        if is_taken_back(report):
            one.ask_at = None
            continue
        one.asked_at, one.ask_at = now, now + rules.still_answer[Urgency(one.urgency)]
        codes.append(report.code)
    if not codes:
        return
    name = short(alert.id)
    rows: Rows = [
        [("✅", STILL_YES, f"e:{name}:on"), ("↩️", STILL_NO, f"a:{name}:cannot")],
        # Of several each is settled by its own card.
        *([[("🏁", SETTLE, f"e:{name}:settle")]] if len(codes) == 1 else []),
    ]
    wait = rules.still_answer[Urgency(alert.urgency)]
    again = Text(OPEN_AGAIN, {"minutes": Plain(str(wait // timedelta(minutes=1)))})
    if wait >= timedelta(hours=2):
        again = Text(OPEN_AGAIN_HOURS, {"hours": Plain(str(wait // timedelta(hours=1)))})
    tell(session, taker, [Text(STILL, {"code": Plain(", ".join(codes))}, sign="❓"), again], now, rows=rows)


def by_hand(session: Session, alert: Alert, until: datetime, now: datetime, rules: Rules) -> None:
    """A human of ours writes to her on the phone, and is there `until` then: what nobody has taken rings no further.

    Not a danger to life, which somebody has to take.
    """
    if alert.taken_by is not None or alert.urgency == Urgency.LIFE or alert.unheard_at is not None:
        return
    new, alert.next_at = alert.phone_at is None, until
    alert.phone_at = alert.phone_at or now
    if new:
        refresh(session, alert, now, rules)


def hung_up(session: Session, alert: Alert, now: datetime, rules: Rules) -> None:
    """The human on the phone has gone before the time: it goes on where it was, as if it had just rung."""
    if alert.phone_at is not None:
        alert.phone_at, alert.next_at = None, now + wait_at(session, alert.step, Urgency(alert.urgency), rules)
        refresh(session, alert, now, rules)


def _due_too(session: Session, alert: Alert, now: datetime) -> list[Alert]:
    """Others of its place about which the same person is to be asked now. What somebody else works on is left out."""
    hers = (Alert.taken_by == alert.taken_by, Alert.ask_at <= now, Alert.asked_at.is_(None))
    of_place = select(Alert).where(Alert.with_id == alert.with_id, Alert.id != alert.id, *hers).order_by(Alert.id)
    if alert.with_id is None:
        return []
    return list(session.scalars(of_place.with_for_update(skip_locked=True)))


def settled(session: Session, alert: Alert, now: datetime, rules: Rules) -> None:
    """It is over: nobody is asked any more. What is new of it rings as ever."""
    alert.settled_at, alert.ask_at, alert.asked_at, alert.next_at = now, None, None, None
    refresh(session, alert, now, rules)


def _go(
    session: Session,
    alert: Alert,
    steps: Iterable[tuple[str, int]],
    now: datetime,
    rules: Rules,
    before: tuple[Line, ...],
    why: str,
    *,
    also: Iterable[Person],
) -> None:
    """Rings the first of these steps that has somebody who can; tells her honestly how it stands."""
    was, also, alert.phone_at = alert.step, list(also), None
    cannot = declined(session, alert)
    able = ((key, times, [one for one in people_of(session, key, now) if one.id not in cannot]) for key, times in steps)
    key, times, people = next((one for one in able if one[2]), (TEAM, alert.round, []))
    people = list(dict.fromkeys([*also, *people]))
    alert.step, alert.round = key, times
    if not people:
        _nobody(session, alert, now, rules)
        return
    alert.unheard_at = None
    alert.next_at = now + wait_at(session, key, Urgency(alert.urgency), rules)
    if key != was == FIRST and alert.urgency < Urgency.REST:
        told.nobody_yet(session, alert, now)
    if says := step_of(key).says:
        before = (*before, Text(says, sign="📣"))
    ring(session, alert, people, now, rules, before, why=why)
    refresh(session, alert, now, rules, rung_now=[person.id for person in people])


def _nobody(session: Session, alert: Alert, now: datetime, rules: Rules) -> None:
    """Nobody at all can be rung: she is told so, once, and it is tried again soon."""
    alert.next_at = now + rules.nobody_again
    if alert.unheard_at is None:
        alert.unheard_at = now
        told.nobody(session, alert, now)
        refresh(session, alert, now, rules)
