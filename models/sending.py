"""Claims what is to leave and notes what became of it. Only the sender calls it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Row, Select, and_, case, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from models.base import new_id
from models.messages import Outbound
from models.outbox import DEAD, SENDING, SENT, WAITING, Outbox, Shown, open_message
from models.person import Person
from models.secret import unseal

LEASE = timedelta(seconds=3)
"""How long a claimed row may take until somebody is sending it; what is in flight needs no lease."""
LONGEST = timedelta(minutes=5)
LONGEST_URGENT = timedelta(seconds=20)
JOINED_TEXT = 3500
"""Several alerts leave as one message up to this length."""
LIVE = Outbox.state.in_((WAITING, SENDING))
Lane = tuple[int, bool]
"""A person, and whether it is for what is urgent: of each lane one message is in flight at a time."""
Line = tuple[Outbox, str, bytes, str | None]
"""A row, the channel and address of its person, and the wire id shown under its slot."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """One message on its way: the rows it stands for, to whom, and which shown message it changes."""

    rows: tuple[int, ...]
    person_id: int
    channel: str
    address: str
    message: Outbound
    slots: tuple[str, ...]
    edits: str
    attempts: int
    urgent: bool


def pause(attempts: int, *, urgent: bool) -> timedelta:
    """How long to wait after so many attempts: longer and longer, but never longer than these."""
    # 2.0**1024 is too much for a float.
    seconds = timedelta(seconds=2.0 ** min(attempts, 10))
    return min(seconds, LONGEST_URGENT if urgent else LONGEST)


def claim(session: Session, now: datetime, limit: int, flying: frozenset[Lane] = frozenset()) -> list[Leaving]:
    """The next message of every chat that has something due. `flying` are the lanes in which one is being sent.

    An alert leaves beside what is in flight for its chat; everything else waits until the alerts of its chat are out.
    """
    lanes = [one for one in session.execute(_due(now, limit + len(flying))) if (one[1], one[2]) not in flying][:limit]
    if not lanes:
        return []
    lines: dict[Lane, list[Line]] = {}
    for row, channel, address, shown in session.execute(_lines(lanes, now)):
        if row.state == SENDING and not row.urgent and _overtaken(session, row.person_id, row.slot, row.id):
            session.execute(delete(Outbox).where(Outbox.id == row.id))
            continue
        lines.setdefault((row.person_id, row.urgent), []).append((row, channel, address, shown))
    leaving = [_leaving(session, line) for line in lines.values()]
    for one in leaving:
        ends = now + LEASE + pause(one.attempts, urgent=one.urgent)
        # A claim that came to nothing counts: each time it lasts longer.
        attempts = Outbox.attempts + case((Outbox.state == SENDING, 1), else_=0)
        values = {"state": SENDING, "due_at": ends, "attempts": attempts}
        change = update(Outbox).where(Outbox.id.in_(one.rows)).values(values)
        # What was loaded is not looked at again; to bring it up to date would compare every row with every other.
        session.execute(change, execution_options={"synchronize_session": False})
    return leaving


def _due(now: datetime, limit: int) -> Select[int, int, bool]:
    """The first row of every lane, as far as it is due: id, person, urgent. No bodies, however many rows wait."""
    first = select(func.min(Outbox.id).label("id")).where(LIVE).group_by(Outbox.person_id, Outbox.urgent).subquery()
    ring = aliased(Outbox)
    rings = exists().where(
        ring.person_id == Outbox.person_id, ring.urgent.is_(True), ring.state.in_((WAITING, SENDING))
    )
    return (
        select(Outbox.id, Outbox.person_id, Outbox.urgent)
        .join(first, first.c.id == Outbox.id)
        .where(Outbox.due_at <= now, or_(Outbox.urgent.is_(True), ~rings))
        .order_by(Outbox.urgent.desc(), Outbox.id)
        .limit(limit)
    )


def _lines(lanes: Sequence[Row[int, int, bool]], now: datetime) -> Select[Outbox, str, bytes, str | None]:
    """What may leave in these lanes: the first row, and with an alert those that can leave together with it."""
    firsts = [row for row, _person, urgent in lanes if not urgent]
    ringing = [person for _row, person, urgent in lanes if urgent]
    return (
        select(Outbox, Person.channel, Person.address, Shown.wire_id)
        .join(Person, Person.id == Outbox.person_id)
        .outerjoin(Shown, and_(Shown.person_id == Outbox.person_id, Shown.slot == Outbox.slot, Outbox.slot != ""))
        .where(LIVE, Outbox.due_at <= now)
        .where(or_(Outbox.id.in_(firsts), and_(Outbox.person_id.in_(ringing), Outbox.urgent.is_(True))))
        .order_by(Outbox.urgent.desc(), Outbox.id)
        .with_for_update(of=Outbox)
    )


def _leaving(session: Session, together: list[Line]) -> Leaving:
    """Several alerts that wait for one chat leave as one message, as long as it fits; of one alert the newest card."""
    first, channel, address, shown = together[0]
    cards: dict[str, Outbound] = {}
    taken: list[Outbox] = []
    for row, *_rest in together:
        more = {**cards, row.slot or str(row.id): open_message(session, row.id, row.body)}
        if taken and sum(len(card.text) for card in more.values()) > JOINED_TEXT:
            break
        cards = more
        taken.append(row)
    return Leaving(
        rows=tuple(row.id for row in taken),
        person_id=first.person_id,
        channel=channel,
        address=unseal(session, "person.address", first.person_id, address),
        message=_joined(list(cards.values())),
        slots=tuple(dict.fromkeys(row.slot for row in taken if row.slot)),
        edits=(shown or "") if first.edit and len(taken) == 1 else "",
        attempts=first.attempts,
        urgent=first.urgent,
    )


def _joined(cards: list[Outbound]) -> Outbound:
    """Several cards as one message: numbered, their buttons too, so that it is seen which one a button takes."""
    if len(cards) == 1:
        return cards[0]
    rows = tuple(
        tuple(replace(button, label=f"{number}. {button.label}") for button in row)
        for number, card in enumerate(cards, 1)
        for row in card.rows
    )
    text = "\n\n".join(f"{number}. {card.text}" for number, card in enumerate(cards, 1))
    return replace(cards[0], text=text, rows=rows)


def _overtaken(session: Session, person_id: int, slot: str, row: int) -> bool:
    """Whether a newer ring of the same slot went past this row while it was in flight."""
    newer = (Outbox.person_id == person_id, Outbox.slot == slot, Outbox.urgent.is_(True), Outbox.id > row)
    return bool(slot) and session.scalar(select(Outbox.id).where(*newer).limit(1)) is not None


def sent(session: Session, one: Leaving, wire_id: str, now: datetime) -> None:
    """It left: remembers under which wire id it is shown.

    Cards that left together have one wire id: to change one of them there would wipe out the others. Each is sent
    anew when it changes.
    """
    values = {"state": SENT, "sent_at": now, "wire_id": wire_id, "error": None}
    session.execute(update(Outbox).where(Outbox.id.in_(one.rows)).values(values))
    if _is_overtaken(session, one):
        return
    session.execute(delete(Shown).where(Shown.person_id == one.person_id, Shown.slot.in_(one.slots)))
    if len(one.slots) == 1:
        slot = one.slots[0]
        session.add(Shown(id=new_id(), person_id=one.person_id, slot=slot, wire_id=wire_id, shown_at=now))


def again(session: Session, one: Leaving, at: datetime, why: str) -> None:
    """It did not leave now: tried again at this time; its chat waits, the others do not."""
    if _is_overtaken(session, one):
        session.execute(delete(Outbox).where(Outbox.id.in_(one.rows)))
        return
    values = {"state": WAITING, "due_at": at, "error": why[:200], "attempts": Outbox.attempts + 1}
    session.execute(update(Outbox).where(Outbox.id.in_(one.rows)).values(values))


def give_up(session: Session, one: Leaving, why: str) -> None:
    """It will never leave; it is set aside."""
    session.execute(update(Outbox).where(Outbox.id.in_(one.rows)).values(state=DEAD, error=why[:200]))


def _is_overtaken(session: Session, one: Leaving) -> bool:
    return not one.urgent and any(_overtaken(session, one.person_id, slot, one.rows[0]) for slot in one.slots)
