"""Rings members of the team, and keeps the cards on their phones true. The only file that changes `ring`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.card import YOU_CANNOT, card_lines, card_rows, slot_of
from handlers.duty import coordinators, on_duty
from handlers.reply import tell
from handlers.rules import Rules
from handlers.words import Line
from models.alert import Alert
from models.base import new_id
from models.person import Person
from models.prepared import Prepared
from models.report import Report
from models.ring import Ring

SHIFT = timedelta(hours=12)
"""So long whoever took an alert is the one who hears what is new of it; then it is everybody's again."""
OF_ALERT = Prepared(select(Ring).where(Ring.alert_id == bindparam("alert")).order_by(Ring.id))


def ring(
    session: Session, alert: Alert, people: Iterable[Person], now: datetime, rules: Rules, before: tuple[Line, ...]
) -> None:
    """Rings these people with a new message; `before` says why it rings now."""
    lines = [*before, *_card(session, alert, rules)]
    for person in people:
        session.add(
            Ring(
                id=new_id(),
                alert_id=alert.id,
                person_id=person.id,
                step=alert.step,
                urgency=alert.urgency,
                rung_at=now,
            )
        )
        rows = card_rows(alert, has_it=alert.taken_by == person.id)
        tell(session, person, lines, now, rows=rows, slot=slot_of(alert), urgent=True)
    session.flush()


def refresh(session: Session, alert: Alert, now: datetime, rules: Rules, *, rung_now: Iterable[int] = ()) -> None:
    """Changes the cards in place for everybody who was rung before. An edit never counts as a ring."""
    card, just_rung = _card(session, alert, rules), set(rung_now)
    for person_id, last in last_rings(session, alert).items():
        person = session.get_one(Person, person_id)
        if person_id in just_rung or person.left_at is not None or person.blocked_at is not None:
            continue
        cannot = last.declined_at is not None and alert.taken_by is None
        lines = [YOU_CANNOT, *card] if cannot else card
        rows = card_rows(alert, declined=cannot, has_it=alert.taken_by == person_id)
        tell(session, person, lines, now, rows=rows, slot=slot_of(alert), edit=True)


def decline(session: Session, alert: Alert, person: Person, now: datetime) -> None:
    """This person said "I cannot", or cannot be reached: her last ring counts as answered so."""
    last = last_rings(session, alert).get(person.id)
    if last is not None and last.declined_at is None:
        last.declined_at = now
        session.flush()


def last_rings(session: Session, alert: Alert) -> dict[int, Ring]:
    """The last ring of everybody who was rung: an older "I cannot" says nothing of a newer ring."""
    return {one.person_id: one for one in OF_ALERT.all(session, alert=alert.id)}


def last_rung_at(session: Session, alert: Alert, person: Person | None = None) -> datetime | None:
    """When this alert rang last, for this person or for anybody."""
    rings = last_rings(session, alert).items()
    return max((last.rung_at for row, last in rings if person is None or row == person.id), default=None)


def waited_for(session: Session, alert: Alert) -> bool:
    """Whether somebody who was rung may still take it."""
    people = {person.id for person in (*coordinators(session), *on_duty(session))}
    return any(last.declined_at is None and row in people for row, last in last_rings(session, alert).items())


def at_work(session: Session, alert: Alert, now: datetime) -> Person | None:
    """Whoever took it and still looks after it: on duty or coordinating, reachable, and not since more than a shift."""
    if alert.taken_by is None or alert.taken_at is None or now - alert.taken_at >= SHIFT:
        return None
    people = (*on_duty(session), *coordinators(session))
    return next((person for person in people if person.id == alert.taken_by), None)


def able(session: Session, alert: Alert, *, coordinating: bool) -> list[Person]:
    """Those who can be rung now: on duty, and with `coordinating` the coordinators; not who just said "I cannot"."""
    people = [*coordinators(session), *on_duty(session)] if coordinating else on_duty(session)
    cannot = declined(session, alert)
    return [person for person in dict.fromkeys(people) if person.id not in cannot]


def declined(session: Session, alert: Alert) -> set[int]:
    """Who said "I cannot" to the last ring; what became more urgent since is another matter, and is asked anew."""
    rings = last_rings(session, alert).items()
    return {row for row, last in rings if last.declined_at is not None and last.urgency <= alert.urgency}


def _card(session: Session, alert: Alert, rules: Rules) -> list[Line]:
    return card_lines(session, alert, session.get_one(Report, alert.report_id), rules)
