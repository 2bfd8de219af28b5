"""Claims what is to leave and notes what became of it. Only the sender calls it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, select, update
from sqlalchemy.orm import Session

from models.base import new_id
from models.messages import Outbound
from models.outbox import DEAD, SENDING, SENT, WAITING, Outbox, Shown, open_message
from models.person import Person
from models.secret import unseal

LEASE = timedelta(seconds=90)
JOINED_TEXT = 3500
"""Several alerts leave as one message up to this length."""


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


def release_claims(session: Session, now: datetime) -> int:
    """At start: what was being sent when the process died is sent again, at once. Gives how many."""
    values = {"state": WAITING, "due_at": now, "attempts": Outbox.attempts + 1}
    done = session.execute(update(Outbox).where(Outbox.state == SENDING).values(values))
    return int(done.rowcount)  # type: ignore[attr-defined]  # an UPDATE always has it


def claim(session: Session, now: datetime, limit: int) -> list[Leaving]:
    """The next message of every chat that has something due and nothing in flight."""
    due = select(Outbox.person_id).where(Outbox.state == WAITING, Outbox.due_at <= now)
    people = list(dict.fromkeys(session.scalars(due.order_by(Outbox.urgent.desc(), Outbox.id).limit(limit))))
    if not people:
        return []
    query = (
        select(Outbox, Person.channel, Person.address, Shown.wire_id)
        .join(Person, Person.id == Outbox.person_id)
        .outerjoin(Shown, and_(Shown.person_id == Outbox.person_id, Shown.slot == Outbox.slot, Outbox.slot != ""))
        .where(Outbox.person_id.in_(people), Outbox.state.in_((WAITING, SENDING)))
        .order_by(Outbox.urgent.desc(), Outbox.id)
        .with_for_update(of=Outbox)
    )
    lines: dict[int, list[tuple[Outbox, str, bytes, str | None]]] = {}
    for row, channel, address, shown in session.execute(query):
        lines.setdefault(row.person_id, []).append((row, channel, address, shown))
    leaving = []
    for line in lines.values():
        first = line[0][0]
        if any(row.state == SENDING for row, *_rest in line) or first.due_at > now:
            continue
        together = [one for one in line if one[0].urgent and one[0].due_at <= now] if first.urgent else line[:1]
        leaving.append(_leaving(session, together))
    for one in leaving:
        session.execute(update(Outbox).where(Outbox.id.in_(one.rows)).values(state=SENDING, due_at=now + LEASE))
    return leaving


def _leaving(session: Session, together: list[tuple[Outbox, str, bytes, str | None]]) -> Leaving:
    """Several alerts that wait for one chat leave as one message, as long as it fits."""
    first, channel, address, shown = together[0]
    message = open_message(session, first.id, first.body)
    taken = [first]
    for row, *_rest in together[1:]:
        more = open_message(session, row.id, row.body)
        if len(message.text) + len(more.text) > JOINED_TEXT:
            break
        message = replace(message, text=f"{message.text}\n\n{more.text}", rows=message.rows + more.rows)
        taken.append(row)
    return Leaving(
        rows=tuple(row.id for row in taken),
        person_id=first.person_id,
        channel=channel,
        address=unseal(session, "person.address", first.person_id, address),
        message=message,
        slots=tuple(row.slot for row in taken if row.slot),
        edits=(shown or "") if first.edit and len(taken) == 1 else "",
        attempts=first.attempts,
        urgent=first.urgent,
    )


def sent(session: Session, one: Leaving, wire_id: str, now: datetime) -> None:
    """It left: remembers under which wire id it is shown."""
    values = {"state": SENT, "sent_at": now, "wire_id": wire_id, "error": None}
    session.execute(update(Outbox).where(Outbox.id.in_(one.rows)).values(values))
    for slot in one.slots:
        session.execute(delete(Shown).where(Shown.person_id == one.person_id, Shown.slot == slot))
        session.add(Shown(id=new_id(), person_id=one.person_id, slot=slot, wire_id=wire_id, shown_at=now))


def again(session: Session, one: Leaving, at: datetime, why: str) -> None:
    """It did not leave now: tried again at this time; its chat waits, the others do not."""
    values = {"state": WAITING, "due_at": at, "error": why[:200], "attempts": Outbox.attempts + 1}
    session.execute(update(Outbox).where(Outbox.id.in_(one.rows)).values(values))


def give_up(session: Session, one: Leaving, why: str) -> None:
    """It will never leave; it is set aside."""
    session.execute(update(Outbox).where(Outbox.id.in_(one.rows)).values(state=DEAD, error=why[:200]))
