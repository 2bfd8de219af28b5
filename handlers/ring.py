"""Rings members of the team, and keeps the cards on their phones true. The only file that changes `ring`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers import room
from handlers.available import said_yes
from handlers.card import YOU_CANNOT, card_lines, card_rows, slot_of
from handlers.duty import coordinators, is_on_duty, on_duty
from handlers.flow import Urgency
from handlers.other_chat import first_of, others
from handlers.person import is_active
from handlers.plan import LATE, TEAM
from handlers.reply import tell
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _s
from models.alert import Alert
from models.base import new_id
from models.memory import memory_of
from models.person import COORDINATOR, Person
from models.prepared import Prepared
from models.report import Report
from models.ring import Ring

STEP, NEWS, HUMAN, WAITING, BACK, REPEAT, GIVEN, SILENT, HIGHER, ONE_MORE, TAKEN = (
    "step", "news", "human", "waiting", "back", "repeat", "given", "silent", "higher", "one more", "taken",
)  # fmt: skip
"""Why it rings: a step of the plan; she wrote again; she wants a human; somebody came on duty, or can be reached again;
nobody touched a danger to life; it was given back; whoever had it was silent; it is more urgent; one more of this
place. Or it does not ring: a card for whoever has just taken it with another of its place."""
NOTICED = frozenset({HUMAN, GIVEN, SILENT, HIGHER})
"""What must be noticed in the triage room too, as a new message: this, and that nobody on duty has taken it."""
REPEATED = _s("Danger to life. This is call {number} of {all}.")
ELSEWHERE = _s("This could not reach you on {messenger}.")
TIMES, AGAIN = 3, timedelta(seconds=40)
"""A danger to life is rung so often, so far apart: three times in two minutes."""
SHIFT = timedelta(hours=12)
"""So long whoever took an alert is the one who hears what is new of it; then it is everybody's again."""
EVER = datetime(2000, 1, 1, tzinfo=UTC)
TO_REPEAT = Prepared(select(Ring).where(Ring.again_at > bindparam("ever")).order_by(Ring.again_at))
"""The few that ring once more soon, of everybody: all that ever rang for one person are many in a year."""
UNANSWERED = Prepared(
    select(Ring)
    .where(Ring.person_id == bindparam("person"), Ring.declined_at.is_(None), Ring.lost_at.is_(None))
    .order_by(Ring.id)
)
OF_ALERT = Prepared(select(Ring).where(Ring.alert_id == bindparam("alert")).order_by(Ring.id))


def ring(
    session: Session,
    alert: Alert,
    people: Iterable[Person],
    now: datetime,
    rules: Rules,
    before: tuple[Line, ...],
    *,
    why: str = NEWS,
    time: int = 1,
) -> None:
    """Rings these people with a new message; `before` says to them why it rings now, `why` in one word to us.

    A danger to life that nobody has is rung `TIMES` times until it is touched; `time` says which one it is.
    """
    lines = [*before, *_card(session, alert, rules)]
    insists = alert.urgency == Urgency.LIFE and alert.taken_by is None and time < TIMES
    known = _known(session, alert)
    for person in people:
        known[person.id] = Ring(
            id=new_id(),
            alert_id=alert.id,
            person_id=person.id,
            step=alert.step,
            urgency=alert.urgency,
            rung_at=now,
            why=why,
            time=time,
            again_at=now + AGAIN if insists else None,
        )
        session.add(known[person.id])
        rows = card_rows(alert, has_it=alert.taken_by == person.id)
        tell(session, person, lines, now, rows=rows, slot=slot_of(alert), urgent=why != TAKEN)
    session.flush()
    room.changed(session, alert, now, rules, anew=why in NOTICED or (why == STEP and alert.step in (TEAM, LATE)))


def refresh(session: Session, alert: Alert, now: datetime, rules: Rules, *, rung_now: Iterable[int] = ()) -> None:
    """Changes the cards in place for everybody who was rung before. An edit never counts as a ring."""
    card: list[Line] = []
    just_rung = set(rung_now)
    alert.stale = None
    room.changed(session, alert, now, rules)
    for person_id, last in last_rings(session, alert).items():
        person = session.get_one(Person, person_id)
        if person_id in just_rung or not is_active(person) or person.blocked_at is not None:
            continue
        card = card or _card(session, alert, rules)
        cannot = last.declined_at is not None and alert.taken_by is None
        lines = [YOU_CANNOT, *card] if cannot else card
        rows = card_rows(alert, declined=cannot, has_it=alert.taken_by == person_id)
        tell(session, person, lines, now, rows=rows, slot=slot_of(alert), edit=True)


def repeat(session: Session, one: Ring, now: datetime, rules: Rules) -> None:
    """Rings once more for a danger to life, if whoever was rung has not touched it and nobody has it."""
    one.again_at = None
    alert, person = session.get_one(Alert, one.alert_id), session.get_one(Person, one.person_id)
    rings = last_rings(session, alert)
    over = alert.taken_by is not None or (one.declined_at or one.lost_at) is not None
    # Others have been rung since, without her: it is on its next step.
    newer = (new for new in rings.values() if new.rung_at > one.rung_at and new.why not in (REPEAT, WAITING, BACK))
    if over or rings.get(person.id) is not one or any(newer):
        return
    if person.blocked_at is None and is_active(person):
        number = {"number": Plain(str(one.time + 1)), "all": Plain(str(TIMES))}
        ring(session, alert, [person], now, rules, (Text(REPEATED, number, sign="🔁"),), why=REPEAT, time=one.time + 1)


def touch(session: Session, person: Person, alert: Alert | None = None) -> None:
    """This person has seen it (all of them, without an alert): it is not repeated for her."""
    for one in TO_REPEAT.all(session, ever=EVER):
        if one.person_id == person.id and (alert is None or one.alert_id == alert.id):
            one.again_at = None


def decline(session: Session, alert: Alert, person: Person, now: datetime) -> bool:
    """This person said "I cannot", or cannot be reached: her last ring counts as answered so. False: that was known."""
    last = last_rings(session, alert).get(person.id)
    if last is not None and last.declined_at is not None:
        return False
    if last is not None:
        last.declined_at = now
        session.flush()
    return True


def lost(session: Session, person: Person, now: datetime) -> list[int]:
    """This person cannot be reached: what rang for her may never have arrived. Gives the alerts that rang for her."""
    rings = UNANSWERED.all(session, person=person.id)
    for one in rings:
        one.lost_at, one.again_at = now, None
    return list(dict.fromkeys(one.alert_id for one in rings))


def last_rings(session: Session, alert: Alert) -> dict[int, Ring]:
    """The last ring of everybody who was rung: an older "I cannot" says nothing of a newer ring."""
    return dict(_known(session, alert))


def _known(session: Session, alert: Alert) -> dict[int, Ring]:
    rings = memory_of(session, "rings")
    if alert.id not in rings:
        rings[alert.id] = {one.person_id: one for one in OF_ALERT.all(session, alert=alert.id)}
    known: dict[int, Ring] = rings[alert.id]
    return known


def last_rung_at(session: Session, alert: Alert, person: Person | None = None) -> datetime | None:
    """When this alert rang last, for this person or for anybody."""
    rings = last_rings(session, alert).items()
    return max((last.rung_at for row, last in rings if person is None or row == person.id), default=None)


def waited_for(session: Session, alert: Alert, people: Iterable[Person]) -> bool:
    """Whether one of these people was rung, in whichever chat, and may still take it."""
    rings, chats = last_rings(session, alert), list(people)
    mine = (rings.get(person.id) for person in (*chats, *others(session, chats)))
    return any(one is not None and one.declined_at is None and one.lost_at is None for one in mine)


def at_work(session: Session, alert: Alert, now: datetime) -> Person | None:
    """Whoever took it and still looks after it: on duty or coordinating, reachable, and not since more than a shift."""
    if alert.taken_by is None or alert.taken_at is None or now - alert.taken_at >= SHIFT:
        return None
    people = (*on_duty(session), *coordinators(session), *said_yes(session, now))
    found = next((person for person in people if person.id == alert.taken_by), None)
    if found is not None or (first := first_of(session, alert.taken_by)) is None:
        return found
    # In her second chat she is at work while she is in the first, which may be out of reach.
    there = session.get_one(Person, alert.taken_by)
    at = there.blocked_at is None and (first.role == COORDINATOR or is_on_duty(session, first))
    return there if at and first.left_at is None else None


def ring_elsewhere(session: Session, alert: Alert, person: Person, now: datetime, rules: Rules) -> None:
    """This person cannot be rung in this chat: she is in her other one, where she has one and was not rung yet."""
    rings = last_rings(session, alert)
    for chat in others(session, [person]):
        if chat.id not in rings or rings[chat.id].rung_at < rings[person.id].rung_at:
            before = Text(ELSEWHERE, {"messenger": Plain(person.channel.title())}, sign="📱")
            ring(session, alert, [chat], now, rules, (before,))


def able(session: Session, alert: Alert, people: Iterable[Person]) -> list[Person]:
    """Those of them who can be rung now: not who just said "I cannot"."""
    cannot = declined(session, alert)
    return [person for person in people if person.id not in cannot]


def declined(session: Session, alert: Alert) -> set[int]:
    """Who said "I cannot" to the last ring; what became more urgent since is another matter, and is asked anew."""
    rings = last_rings(session, alert).items()
    return {row for row, last in rings if last.declined_at is not None and last.urgency <= alert.urgency}


def _card(session: Session, alert: Alert, rules: Rules) -> list[Line]:
    return card_lines(session, alert, session.get_one(Report, alert.report_id), rules)
