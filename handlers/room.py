"""Which room there is, and which of its cards have changed. The only file that changes `room` and `room_card`.

What changes a card only marks it. It is posted by the clock (handlers/room_post.py), so that the many changes of many
cards become the few messages that a group takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from handlers.duty import coordinators
from handlers.person import become_room, meet
from handlers.rules import Rules
from models.alert import Alert
from models.base import UtcTime, new_id
from models.memory import memory_of
from models.person import ROOM
from models.prepared import Prepared
from models.room import Room, RoomCard
from models.secret import keys_of

_new = insert(RoomCard)
MARK = Prepared(
    _new.on_conflict_do_update(
        index_elements=["alert_id"],
        set_={
            "due_at": func.coalesce(RoomCard.due_at, _new.excluded.due_at),
            "anew": or_(RoomCard.anew, _new.excluded.anew),
        },
    ),
    ("alert_id", "due_at", "anew", "slot", "older"),
)
_in_slot = update(RoomCard).where(RoomCard.slot == bindparam("of_slot"))
_due_at = func.coalesce(RoomCard.due_at, bindparam("now", type_=UtcTime()))
AGAIN = Prepared(_in_slot.values(due_at=_due_at, said=None))
NEVER_CAME = Prepared(
    _in_slot.values(due_at=_due_at, slot=RoomCard.older, older="", anew=RoomCard.older != "", said=None)
)
POSTED = Prepared(
    update(RoomCard)
    .where(RoomCard.alert_id == bindparam("alert"))
    .values(slot=bindparam("in_slot"), older=bindparam("older_"), said=bindparam("said_"), due_at=None, anew=False)
)
OLDER = Prepared(select(RoomCard.older).where(RoomCard.slot == bindparam("of_slot"), RoomCard.older != "").distinct())
ARRIVED = Prepared(_in_slot.where(RoomCard.older != "").values(older=""))
NAMED = Prepared(select(Room).where(Room.named == bindparam("named")))
SLOT = "g:"
"""How the slots of messages of the room begin."""
DUE = "due in the room"
"""Under this name it is remembered which cards are marked already."""


def changed(session: Session, alert: Alert, now: datetime, rules: Rules, *, anew: bool = False) -> None:
    """The card of this alert in the room is not true any more; `anew`: what changed must be noticed."""
    if rules.room is None:
        return
    marked = memory_of(session, DUE)
    if alert.id not in marked or (anew and not marked[alert.id]):
        MARK.run(session, alert_id=alert.id, due_at=now, anew=anew, slot="", older="")
        marked[alert.id] = anew or marked.get(alert.id, False)


def room_of(session: Session, now: datetime, rules: Rules) -> Room | None:
    """The room that the settings name, met when it is first asked for; nothing when there is none."""
    if rules.room is None:
        return None
    named = named_of(session, rules)
    found: Room | None = NAMED.first(session, named=named)
    if found is not None:
        return found
    channel, account, address = rules.room
    person = meet(session, channel, account, address, now)
    if person.role != ROOM:
        first = next(iter(coordinators(session)), None)
        become_room(person, first.staff_language if first else "en")
    # The settings may name by its new address what was known by the one before.
    found = session.get(Room, person.id)
    if found is None:
        found = Room(person_id=person.id, named=named, next_at=now)
        session.add(found)
    found.named = named
    session.flush()
    return found


def named_of(session: Session, rules: Rules) -> bytes:
    """The fingerprint of what the settings call the room."""
    return keys_of(session).lookup("room", *(rules.room or ()))


def new_slot() -> str:
    """The name of a message of the room."""
    return f"{SLOT}{new_id()}"


def posted(session: Session, alerts: Mapping[int, tuple[str, bytes]], slot: str) -> None:
    """The cards of these alerts stand in this message now: with each the one it stood in before, and what it says."""
    marked = memory_of(session, DUE)
    for alert, (older, said) in alerts.items():
        POSTED.run(session, alert=alert, in_slot=slot, older_=older, said_=said)
        marked.pop(alert, None)


def put_off(session: Session, alerts: Iterable[int], until: datetime) -> None:
    """These cards cannot be made: they are tried again later."""
    session.execute(update(RoomCard).where(RoomCard.alert_id.in_(list(alerts))).values(due_at=until))


def left_behind(session: Session, slot: str) -> list[str]:
    """This message has arrived: gives those in which its cards stood until now."""
    found = [older for (older,) in OLDER.all(session, of_slot=slot)]
    if found:
        ARRIVED.run(session, of_slot=slot)
    return found


def due_again(session: Session, slots: Iterable[str], now: datetime, *, shown: bool) -> None:
    """What stands in these messages is to be told once more; not `shown`: the message never arrived."""
    for slot in slots:
        (AGAIN if shown else NEVER_CAME).run(session, of_slot=slot, now=now)


def wait_until(room: Room, at: datetime) -> None:
    """Nothing is posted before."""
    room.next_at = at


def lose(room: Room, now: datetime) -> bool:
    """The bot cannot write there. False when that was known."""
    known, room.lost_at = room.lost_at is not None, room.lost_at or now
    return not known


def regain(room: Room, now: datetime) -> bool:
    """The bot can write there again. False when it always could."""
    was, room.lost_at, room.next_at = room.lost_at is not None, None, min(room.next_at, now + timedelta(seconds=3))
    return was


def count(room: Room, members: int) -> None:
    """So many are in it, says the messenger."""
    room.members = members


def told_of(room: Room, members: int | None) -> None:
    """For so many the coordinators have been told that there are too many."""
    room.told = members
