"""Claims what is to leave and notes what became of it. Only the sender calls it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, case, delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from models.base import new_id
from models.lanes import FIRSTS, NEWER_RING, NEXT, RINGS, Lane, Waiting
from models.leaving import LEASE, Leaving, joined, pause
from models.memory import memory_of
from models.messages import Outbound
from models.outbox import (
    ALONE,
    DEAD,
    DROP,
    SENDING,
    SENT,
    WAITING,
    Outbox,
    Shown,
    is_waited_for,
    open_message,
    seal_message,
)
from models.prepared import Prepared
from models.secret import Unsealable, unseal

JOINED_TEXT = 3500
"""Several alerts leave as one message up to this length."""
CLAIM = Prepared(
    update(Outbox)
    .where(Outbox.id == bindparam("row"))
    .values(
        state=SENDING,
        due_at=bindparam("ends"),
        attempts=Outbox.attempts + case((Outbox.state == SENDING, 1), else_=0),
    )
)
LEFT = Prepared(
    update(Outbox)
    .where(Outbox.id == bindparam("row"))
    .values(state=SENT, sent_at=bindparam("now"), wire_id=bindparam("wire_id_"), edit=bindparam("edit_"), error=None)
)
_shown = insert(Shown)
SHOW = Prepared(
    _shown.on_conflict_do_update(
        index_elements=["person_id", "slot"],
        set_={"id": _shown.excluded.id, "wire_id": _shown.excluded.wire_id, "shown_at": _shown.excluded.shown_at},
    ),
    ("id", "person_id", "slot", "wire_id", "shown_at"),
)
UNSHOW = Prepared(delete(Shown).where(Shown.person_id == bindparam("person_id"), Shown.slot == bindparam("slot")))


def claim(session: Session, now: datetime, limit: int, flying: frozenset[Lane] = frozenset()) -> list[Leaving]:
    """The next message of every chat that has something due. `flying` are the lanes in which one is being sent.

    An alert leaves beside what is in flight for its chat; everything else waits until the alerts of its chat are out.
    """
    found = FIRSTS.all(session, now=now, limit=limit + len(flying))
    firsts = [first for row in found if ((first := Waiting(*row)).person_id, first.urgent) not in flying]
    return _claimed(session, firsts[:limit], now)


def claim_next(session: Session, lane: Lane, now: datetime) -> Leaving | None:
    """The next message of this lane, claimed with the note that the one before has left: one commit for both."""
    person_id, urgent = lane
    if not is_waited_for(session, person_id):
        return None
    # What is urgent comes first: while any of it is there, the other lane of this person waits.
    found = [Waiting(*row) for row in NEXT.all(session, person_id=person_id)]
    claimed = _claimed(session, [row for row in found if row.urgent == urgent and row.due_at <= now], now)
    return claimed[0] if claimed else None


def _claimed(session: Session, firsts: list[Waiting], now: datetime) -> list[Leaving]:
    """Claims the first rows of some lanes, and with an alert those that can leave together with it."""
    leaving: list[Leaving] = []
    for first in firsts:
        if first.urgent:
            rings = RINGS.all(session, person_id=first.person_id, now=now)
            leaving.append(_leaving(session, [Waiting(*row) for row in rings]))
        elif first.state == SENDING and _overtaken(session, first.person_id, first.slot, first.id):
            DROP.run(session, row=first.id)
        else:
            leaving.append(_leaving(session, [first]))
    # A claim that came to nothing counts: each time it lasts longer.
    ends = [(one.rows, now + LEASE + pause(one.attempts, urgent=one.urgent)) for one in leaving]
    if ends:
        CLAIM.run_each(session, [{"row": row, "ends": end} for rows, end in ends for row in rows])
    return leaving


def _leaving(session: Session, together: list[Waiting]) -> Leaving:
    """What leaves together, or alone: one that cannot be opened takes no other along."""
    try:
        return _opened(session, together)
    except (Unsealable, ValueError, TypeError, LookupError) as error:
        if len(together) > 1:
            return _leaving(session, together[:1])
        (row,) = together
        slots, why = (row.slot,) if row.slot else (), f"it cannot be opened: {type(error).__name__}"
        return Leaving(
            (row.id,), row.person_id, row.channel, "", Outbound(), slots, "", row.attempts, row.urgent, stuck=why
        )


def _opened(session: Session, together: list[Waiting]) -> Leaving:
    """Several alerts that wait for one chat leave as one message, as long as it fits; of one alert the newest card."""
    first = together[0]
    cards: dict[str, Outbound] = {}
    taken: list[Waiting] = []
    for row in together:
        more = {**cards, row.slot or str(row.id): open_message(session, row.id, row.body)}
        if taken and sum(len(card.text) for card in more.values()) > JOINED_TEXT:
            break
        cards = more
        taken.append(row)
    return Leaving(
        rows=tuple(row.id for row in taken),
        person_id=first.person_id,
        channel=first.channel,
        address=unseal(session, "person.address", first.person_id, first.address),
        message=joined(list(cards.values())),
        slots=tuple(dict.fromkeys(row.slot for row in taken if row.slot)),
        edits=(first.shown or "") if first.edit and len(taken) == 1 else "",
        attempts=first.attempts,
        urgent=first.urgent,
    )


def _overtaken(session: Session, person_id: int, slot: str, row: int) -> bool:
    """Whether a newer ring of the same slot went past this row while it was in flight."""
    return bool(slot) and NEWER_RING.first(session, person_id=person_id, slot=slot, row=row) is not None


def sent(session: Session, one: Leaving, wire_id: str, now: datetime) -> None:
    """It left: remembers under which wire id it is shown, and whether it changed a message where it stands.

    Cards that left together have one wire id: to change one of them there would wipe out the others. Each is sent
    anew when it changes.
    """
    left = {"now": now, "wire_id_": wire_id, "edit_": bool(one.edits)}
    for row in one.rows:
        LEFT.run(session, row=row, **left)
    alone = memory_of(session, ALONE)
    if alone.get(one.person_id) == one.rows[0]:
        alone[one.person_id] = 0
    if one.message.file is not None and one.message.file.content:
        # Nobody needs the picture any more: its bytes would fill the database. What it offers can still be chosen.
        _shed_file(session, one.rows[0], one.message)
    if not one.slots or wire_id == one.edits or _is_overtaken(session, one):
        return
    if len(one.slots) == 1:
        SHOW.run(session, id=new_id(), person_id=one.person_id, slot=one.slots[0], wire_id=wire_id, shown_at=now)
    else:
        UNSHOW.run_each(session, [{"person_id": one.person_id, "slot": slot} for slot in one.slots])


def _shed_file(session: Session, row: int, message: Outbound) -> None:
    """Leaves of a message that has left all but its file."""
    body = seal_message(session, row, replace(message, file=None))
    session.execute(update(Outbox).where(Outbox.id == row).values(body=body))


def blank(session: Session, rows: Iterable[int]) -> None:
    """Nobody needs what these messages said any more: it is made anew whenever it is shown again."""
    for row in rows:
        empty = seal_message(session, row, Outbound())
        session.execute(update(Outbox).where(Outbox.id == row).values(body=empty))


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
    """Only the edit of a card can be overtaken: everything else that rings or asks is a message of its own."""
    return (
        one.message.edit
        and not one.urgent
        and any(_overtaken(session, one.person_id, slot, one.rows[0]) for slot in one.slots)
    )
