"""Wakes a human and does not let go. The only file that changes `alert` and `ring`.

An alert is raised once per report. It rings those on duty; when nobody takes it in time, when they all cannot, or when
nobody is on duty, every coordinator; and again until somebody takes it. What must be noticed is a new message; a
later answer only changes the card in place.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from handlers.card import YOU_CANNOT, card_lines, card_rows, slot_of
from handlers.duty import coordinators, on_duty
from handlers.flow import Urgency
from handlers.flows.safety import CALL_NOW
from handlers.reply import long, tell
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _, _s
from models.alert import Alert, Ring
from models.base import new_id
from models.person import Person
from models.report import Report
from models.swift import Statement, change, known, table_of

DUTY, COORDINATORS = "duty", "coordinators"
RAISE = Statement(insert(table_of(Alert)), ("id", "report_id", "urgency", "step", "raised_at"))
RING = Statement(insert(table_of(Ring)), ("id", "alert_id", "person_id", "step", "urgency", "rung_at"))
BY_REPORT = Statement(select(table_of(Alert)).where(Alert.report_id == bindparam("report_id")))
READ = _("A human has read your message. We stay with you here.")
NOBODY_YET = _("No human has answered yet. We are calling more people of our team.")
NOBODY = _("Right now we cannot reach a human of our team. We keep trying.")
UNANSWERED = _s("Nobody has answered for {minutes} minutes.")
HIGHER = _s("More urgent than before.")
NOBODY_ON_DUTY = _s("Nobody else can take it.")
WAITING_ALERTS = _s("This alert is waiting for somebody.")


def raise_alert(session: Session, report: Report, urgency: Urgency, now: datetime, rules: Rules) -> Alert:
    """Raises the alert of a report, rings again when it became more urgent, or refreshes the cards."""
    alert = alert_of(session, report.id)
    if alert is None:
        RAISE.run(session, id=new_id(), report_id=report.id, urgency=int(urgency), step=DUTY, raised_at=now)
        alert = known(session, Alert, BY_REPORT.rows(session, report_id=report.id)[0])
        _start(session, alert, now, rules, ())
    elif urgency < alert.urgency:
        alert.urgency = urgency
        _ring_higher(session, alert, now, rules)
    else:
        refresh(session, alert, now, rules)
    return alert


def alert_of(session: Session, report_id: int) -> Alert | None:
    """The alert of a report, if there is one."""
    found = BY_REPORT.first(session, report_id=report_id)
    return known(session, Alert, found) if found else None


def take(session: Session, alert: Alert, person: Person, now: datetime, rules: Rules) -> bool:
    """Somebody takes it: the others see by whom, she is told that a human has read it. False: another was first."""
    if alert.taken_by is not None:
        refresh(session, alert, now, rules)
        return alert.taken_by == person.id
    alert.taken_by, alert.taken_at, alert.next_at = person.id, now, None
    refresh(session, alert, now, rules)
    _tell_reporter(session, alert, (Text(READ, sign="👁️"),), now)
    return True


def decline(session: Session, alert: Alert, person: Person, now: datetime, rules: Rules) -> None:
    """Somebody cannot: her card says so, and when nobody is left it moves on at once."""
    for ring in _rings(session, alert):
        if ring.person_id == person.id and ring.declined_at is None:
            ring.declined_at = now
    session.flush()
    refresh(session, alert, now, rules)
    _move_on_if_nobody_is_left(session, alert, now, rules)


def undelivered(session: Session, slot: str, person: Person, now: datetime, rules: Rules) -> None:
    """A ring could not be delivered (blocked, refused): it counts as "I cannot", so that it is never waited for."""
    alert = session.get(Alert, long(slot.removeprefix("a:"))) if slot.startswith("a:") else None
    if alert is not None and alert.taken_by is None:
        decline(session, alert, person, now, rules)


def escalate(session: Session, now: datetime, rules: Rules) -> int:
    """Moves on every alert whose time has come; gives how many. Due times are rows: a restart changes nothing."""
    due = session.scalars(select(Alert).where(Alert.next_at <= now, Alert.taken_by.is_(None)).order_by(Alert.next_at))
    count = 0
    for alert in due.all():
        minutes = Plain(str(max(1, round((now - alert.raised_at) / timedelta(minutes=1)))))
        _ring_coordinators(session, alert, now, rules, (Text(UNANSWERED, {"minutes": minutes}, sign="⏰"),))
        count += 1
    return count


def ring_waiting(session: Session, person: Person, now: datetime, rules: Rules) -> int:
    """Somebody came on duty: alerts that nobody has taken ring for her too. Gives how many."""
    waiting = session.scalars(select(Alert).where(Alert.taken_by.is_(None)).order_by(Alert.urgency, Alert.id)).all()
    for alert in waiting:
        _ring(session, alert, [person], now, rules, (Text(WAITING_ALERTS, sign="⏳"),))
    return len(waiting)


def pass_on(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    """Somebody goes off duty or cannot be reached: what rang for her and nobody took no longer waits for her."""
    rung = select(Ring.alert_id).where(Ring.person_id == person.id, Ring.step == DUTY, Ring.declined_at.is_(None))
    waiting = session.scalars(select(Alert).where(Alert.id.in_(rung), Alert.taken_by.is_(None), Alert.step == DUTY))
    for alert in waiting.all():
        decline(session, alert, person, now, rules)


def refresh(session: Session, alert: Alert, now: datetime, rules: Rules, *, rung_now: int = 0) -> None:
    """Changes the cards in place for everybody who was rung before. An edit never counts as a ring."""
    declined = {ring.person_id for ring in _rings(session, alert) if ring.declined_at is not None}
    for person in (one for one in _rung(session, alert) if one.id != rung_now):
        gone = person.id in declined and alert.taken_by is None
        _show_card(session, alert, person, now, rules, (YOU_CANNOT,) if gone else (), ring=False, declined=gone)


def _start(session: Session, alert: Alert, now: datetime, rules: Rules, before: tuple[Line, ...]) -> None:
    duty = on_duty(session)
    if not duty:
        _ring_coordinators(session, alert, now, rules, before)
        return
    change(session, alert, step=DUTY, next_at=now + rules.waits[Urgency(alert.urgency)])
    _ring(session, alert, duty, now, rules, before)


def _ring_higher(session: Session, alert: Alert, now: datetime, rules: Rules) -> None:
    """More urgent now: rings again, whoever has it; and the shorter wait begins."""
    before: tuple[Line, ...] = (Text(HIGHER, sign="⬆️"),)
    if alert.taken_by is not None:
        taker = session.get_one(Person, alert.taken_by)
        _ring(session, alert, [taker], now, rules, before)
        refresh(session, alert, now, rules, rung_now=taker.id)
    elif alert.step == DUTY:
        _start(session, alert, now, rules, before)
    else:
        _ring_coordinators(session, alert, now, rules, before)


def _ring_coordinators(session: Session, alert: Alert, now: datetime, rules: Rules, before: tuple[Line, ...]) -> None:
    """Rings every coordinator, and those on duty who have not said "I cannot"; tells her honestly how it stands."""
    cannot = {ring.person_id for ring in _rings(session, alert) if ring.declined_at is not None}
    duty = [person for person in on_duty(session) if person.id not in cannot]
    everybody = list(dict.fromkeys([*coordinators(session), *duty]))
    first = alert.step != COORDINATORS
    alert.step = COORDINATORS
    if not everybody:
        alert.next_at = now + rules.nobody_again
        if alert.unheard_at is None:
            alert.unheard_at = now
            _tell_reporter(session, alert, (Text(NOBODY, sign="🙏"), Text(CALL_NOW, sign="📞")), now)
        return
    alert.unheard_at = None
    urgent = alert.urgency < Urgency.REST
    alert.next_at = now + rules.ring_again if urgent else None
    if first and urgent:
        _tell_reporter(session, alert, (Text(NOBODY_YET, sign="🙏"), Text(CALL_NOW, sign="📞")), now)
    _ring(session, alert, everybody, now, rules, before)


def _move_on_if_nobody_is_left(session: Session, alert: Alert, now: datetime, rules: Rules) -> None:
    if alert.taken_by is not None or alert.step != DUTY:
        return
    rings = [ring for ring in _rings(session, alert) if ring.step == DUTY]
    if all(ring.declined_at is not None for ring in rings):
        _ring_coordinators(session, alert, now, rules, (Text(NOBODY_ON_DUTY, sign="⏩"),))


def _ring(
    session: Session, alert: Alert, people: Iterable[Person], now: datetime, rules: Rules, before: tuple[Line, ...]
) -> None:
    for person in people:
        RING.run(
            session,
            id=new_id(),
            alert_id=alert.id,
            person_id=person.id,
            step=alert.step,
            urgency=int(alert.urgency),
            rung_at=now,
        )
        _show_card(session, alert, person, now, rules, before, ring=True)


def _show_card(
    session: Session,
    alert: Alert,
    person: Person,
    now: datetime,
    rules: Rules,
    before: tuple[Line, ...],
    *,
    ring: bool,
    declined: bool = False,
) -> None:
    report = session.get_one(Report, alert.report_id)
    tell(
        session,
        person,
        [*before, *card_lines(session, alert, report, rules)],
        now,
        rows=card_rows(alert, declined=declined),
        slot=slot_of(alert),
        edit=not ring,
        urgent=ring,
    )


def _rings(session: Session, alert: Alert) -> list[Ring]:
    return list(session.scalars(select(Ring).where(Ring.alert_id == alert.id).order_by(Ring.id)))


def _rung(session: Session, alert: Alert) -> list[Person]:
    ids = list(dict.fromkeys(ring.person_id for ring in _rings(session, alert)))
    people = [session.get_one(Person, row) for row in ids]
    return [person for person in people if person.left_at is None and person.blocked_at is None]


def _tell_reporter(session: Session, alert: Alert, lines: tuple[Line, ...], now: datetime) -> None:
    """Says something to the person who reported, in her language."""
    report = session.get_one(Report, alert.report_id)
    person = session.get_one(Person, report.person_id)
    if person.blocked_at is None:
        tell(session, person, lines, now, language=person.language or "en")
