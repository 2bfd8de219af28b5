"""The way of an alert along its plan. Together with alert.py the only file that changes `alert`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers import casework, told
from handlers.card import SETTLE
from handlers.cluster import find_lead, members, places
from handlers.duty import on_duty
from handlers.flow import Urgency
from handlers.plan import FIRST, TEAM, people_of, step_of, wait_at, way_on
from handlers.reply import Rows, short, tell
from handlers.report import is_taken_back
from handlers.ring import ONE_MORE, SILENT, able, at_work, declined, last_rung_at, refresh, ring, touch
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _s
from models.alert import Alert
from models.person import Person
from models.prepared import Prepared
from models.report import Report

ONE_MORE_HERE = _s("One more report of this place.")
QUIET = timedelta(minutes=5)
"""Who has an alert hears at most so often that there is something new."""
ASKED = Prepared(
    select(Alert).where(Alert.taken_by == bindparam("person"), Alert.asked_at.is_not(None)).with_for_update()
)
NO_ANSWER = _s("Whoever took it has not answered. It is open again.")
STILL = _s("Report {code}: are you still on it?")
OPEN_AGAIN = _s("Without an answer it is open again in {minutes} minutes.")
STILL_YES, STILL_NO = _s("Still on it"), _s("I give it back")


def start(session: Session, alert: Alert, now: datetime, rules: Rules, before: tuple[Line, ...], why: str) -> None:
    """The alert goes its way from the beginning: those on duty, with whoever had it; else the whole team at once."""
    had = [session.get_one(Person, alert.taken_by)] if alert.taken_by is not None else []
    for one in (alert, *members(session, alert)):
        one.taken_by = one.taken_at = one.ask_at = one.asked_at = one.settled_at = None
    alert.step, alert.round = FIRST, 1
    cannot = declined(session, alert)
    asked = [one for one in had if one.id not in cannot and one.blocked_at is None and one.left_at is None]
    steps = [(TEAM, 1)]
    if able(session, alert, on_duty(session)):
        steps = [(FIRST, 1), *way_on(session, FIRST, 1, Urgency(alert.urgency), now, cannot)]
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


def hand_over(
    session: Session, alert: Alert, person: Person, now: datetime, rules: Rules, *, after: Person | None = None
) -> list[Alert]:
    """She has it, and all that belongs to it; gives what nobody had, or `after` had. She is asked about it later."""
    before = (None, after.id) if after is not None else (None,)
    new = [one for one in (alert, *members(session, alert)) if one.taken_by in before]
    for one in new:
        one.taken_by, one.taken_at = person.id, now
        casework.acknowledge(session, one.report_id, person, now, rules)
    alert.asked_at, still = None, rules.still.get(Urgency(alert.urgency))
    alert.ask_at = now + still if still is not None and alert.settled_at is None else None
    session.flush()
    return new


def touched(session: Session, alert: Alert, person: Person, now: datetime, rules: Rules) -> None:
    """This person pressed something on its card: it is not repeated for her; if she has it, she is on it."""
    touch(session, person, alert)
    if alert.taken_by == person.id:
        for one in hand_over(session, alert, person, now, rules):
            told.read(session, session.get_one(Report, one.report_id), now)


def heard_from(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    """A member of the team wrote something: she is awake, and still on what she was asked about."""
    touch(session, person)
    for alert in ASKED.all(session, person=person.id):
        hand_over(session, alert, person, now, rules)


def ask_taker(session: Session, alert: Alert, now: datetime, rules: Rules) -> None:
    """Whoever has it has been silent: she is asked; without an answer it is open again."""
    taker = session.get_one(Person, alert.taken_by)
    if alert.asked_at is not None:
        start(session, alert, now, rules, (Text(NO_ANSWER, sign="⏰"),), SILENT)
        return
    report = session.get_one(Report, alert.report_id)
    if is_taken_back(report) and not alert.joined:
        alert.ask_at = None
        return
    alert.asked_at, alert.ask_at = now, now + rules.still_answer
    name = short(alert.id)
    rows: Rows = [
        [("✅", STILL_YES, f"e:{name}:on"), ("↩️", STILL_NO, f"a:{name}:cannot")],
        [("🏁", SETTLE, f"e:{name}:settle")],
    ]
    minutes = Plain(str(rules.still_answer // timedelta(minutes=1)))
    lines = [Text(STILL, {"code": Plain(report.code)}, sign="❓"), Text(OPEN_AGAIN, {"minutes": minutes})]
    tell(session, taker, lines, now, rows=rows)


def settled(session: Session, alert: Alert, now: datetime, rules: Rules) -> None:
    """It is over: nobody is asked any more. What is new of it rings as ever."""
    alert.settled_at, alert.ask_at, alert.asked_at, alert.next_at = now, None, None, None
    refresh(session, alert, now, rules)


def _go(
    session: Session,
    alert: Alert,
    steps: Sequence[tuple[str, int]],
    now: datetime,
    rules: Rules,
    before: tuple[Line, ...],
    why: str,
    *,
    also: Iterable[Person],
) -> None:
    """Rings the first of these steps that has somebody who can; tells her honestly how it stands."""
    was, also = alert.step, list(also)
    ringing = ((key, times, able(session, alert, people_of(session, key, now))) for key, times in steps)
    key, times, people = next((one for one in ringing if one[2]), (TEAM, alert.round, []))
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


def joins(session: Session, own: Alert, report: Report, now: datetime, rules: Rules) -> bool:
    """Whether it belongs from now on to an alert of the same place. Who has that one at work hears of one more."""
    if not rules.one_place or own.taken_by is not None or own.joined:
        return False
    if not (found := places(session, report)) or own.place == found[0]:
        return False
    own.place = found[0]
    lead = find_lead(session, own, found, now)
    taker = at_work(session, lead, now) if lead is not None else None
    if lead is None or (lead.taken_by is not None and taker is None):
        return False
    # Locked, and read anew: two may join it at the same moment (PostgreSQL).
    session.flush()
    lead = session.get_one(Alert, lead.id, with_for_update=True)
    own.with_id, own.next_at, own.unheard_at = lead.id, None, None
    lead.joined += 1
    session.flush()
    refresh(session, lead, now, rules)
    if taker is not None:
        tell_taker(session, lead, taker, now, rules)
    return True


def tell_taker(session: Session, lead: Alert, taker: Person, now: datetime, rules: Rules) -> None:
    """Whoever has the alert of a place hears that there is one more report, but not more often than of other news."""
    rung = last_rung_at(session, lead, taker) or lead.raised_at
    if now - rung < QUIET:
        lead.next_at = rung + QUIET
    else:
        lead.next_at = None
        ring(session, lead, [taker], now, rules, (Text(ONE_MORE_HERE, sign="➕"),), why=ONE_MORE)


def leave(session: Session, own: Alert, lead: Alert, now: datetime, rules: Rules) -> None:
    """It goes its own way from now on."""
    if own is not lead:
        own.with_id, lead.joined = None, lead.joined - 1
        session.flush()
        refresh(session, lead, now, rules)


def depart(session: Session, own: Alert, now: datetime, rules: Rules, before: tuple[Line, ...], why: str) -> None:
    """It belongs to none that stands: it goes its way by itself."""
    own.with_id = None
    session.flush()
    start(session, own, now, rules, before, why)
