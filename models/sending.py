"""Claims what is to leave and notes what became of it. Only the sender calls it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import and_, bindparam, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from models.base import new_id
from models.messages import Outbound
from models.outbox import DEAD, OUTBOX, SENDING, SENT, WAITING, Outbox, Shown, open_message
from models.person import Person
from models.secret import unseal
from models.swift import Statement, table_of

LEASE = timedelta(seconds=90)
JOINED_TEXT = 3500
"""Several alerts leave as one message up to this length."""
PERSON, SHOWN = table_of(Person), table_of(Shown)
_due = (
    select(OUTBOX.c.person_id)
    .where(OUTBOX.c.state == WAITING, OUTBOX.c.due_at <= bindparam("now"))
    .order_by(OUTBOX.c.urgent.desc(), OUTBOX.c.id)
    .limit(bindparam("limit"))
)
_COLUMNS = ("id", "person_id", "slot", "edit", "urgent", "body", "state", "attempts", "due_at")
LINES = Statement(
    select(*(OUTBOX.c[name] for name in _COLUMNS), PERSON.c.channel, PERSON.c.address, SHOWN.c.wire_id)
    .join_from(OUTBOX, PERSON, PERSON.c.id == OUTBOX.c.person_id)
    .outerjoin(SHOWN, and_(SHOWN.c.person_id == OUTBOX.c.person_id, SHOWN.c.slot == OUTBOX.c.slot, OUTBOX.c.slot != ""))
    .where(OUTBOX.c.person_id.in_(_due), or_(OUTBOX.c.state == WAITING, OUTBOX.c.state == SENDING))
    .order_by(OUTBOX.c.urgent.desc(), OUTBOX.c.id)
    .with_for_update(of=OUTBOX)
)
TAKE = Statement(update(OUTBOX).where(OUTBOX.c.id == bindparam("row")).values(state=SENDING, due_at=bindparam("until")))
LEFT = Statement(
    update(OUTBOX)
    .where(OUTBOX.c.id == bindparam("row"))
    .values(state=SENT, sent_at=bindparam("now"), wire_id=bindparam("wire_id"), error=None)
)
HIDE = Statement(delete(SHOWN).where(SHOWN.c.person_id == bindparam("person_id"), SHOWN.c.slot == bindparam("slot")))
SHOW = Statement(insert(SHOWN), ("id", "person_id", "slot", "wire_id", "shown_at"))


class Row(NamedTuple):
    """One row that waits or is being sent, with where it goes and what is shown under its slot."""

    id: int
    person_id: int
    slot: str
    edit: bool
    urgent: bool
    body: bytes
    state: str
    attempts: int
    due_at: datetime
    channel: str
    address: bytes
    shown: str | None


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
    lines: dict[int, list[Row]] = {}
    for row in map(Row._make, LINES.rows(session, now=now, limit=limit)):
        lines.setdefault(row.person_id, []).append(row)
    leaving = []
    for line in lines.values():
        first = line[0]
        if any(row.state == SENDING for row in line) or first.due_at > now:
            continue
        together = [row for row in line if row.urgent and row.due_at <= now] if first.urgent else line[:1]
        leaving.append(_leaving(session, together))
    TAKE.run_all(session, ({"row": row, "until": now + LEASE} for one in leaving for row in one.rows))
    return leaving


def _leaving(session: Session, together: list[Row]) -> Leaving:
    """Several alerts that wait for one chat leave as one message, as long as it fits."""
    first = together[0]
    message = open_message(session, first.id, first.body)
    taken = [first]
    for row in together[1:]:
        more = open_message(session, row.id, row.body)
        if len(message.text) + len(more.text) > JOINED_TEXT:
            break
        message = replace(message, text=f"{message.text}\n\n{more.text}", rows=message.rows + more.rows)
        taken.append(row)
    return Leaving(
        rows=tuple(row.id for row in taken),
        person_id=first.person_id,
        channel=first.channel,
        address=unseal(session, "person.address", first.person_id, first.address),
        message=message,
        slots=tuple(row.slot for row in taken if row.slot),
        edits=(first.shown or "") if first.edit and len(taken) == 1 else "",
        attempts=first.attempts,
        urgent=first.urgent,
    )


def sent(session: Session, one: Leaving, wire_id: str, now: datetime) -> None:
    """It left: remembers under which wire id it is shown."""
    LEFT.run_all(session, ({"row": row, "now": now, "wire_id": wire_id} for row in one.rows))
    for slot in one.slots if one.edits != wire_id else ():
        HIDE.run(session, person_id=one.person_id, slot=slot)
        SHOW.run(session, id=new_id(), person_id=one.person_id, slot=slot, wire_id=wire_id, shown_at=now)


def again(session: Session, one: Leaving, at: datetime, why: str) -> None:
    """It did not leave now: tried again at this time; its chat waits, the others do not."""
    values = {"state": WAITING, "due_at": at, "error": why[:200], "attempts": Outbox.attempts + 1}
    session.execute(update(Outbox).where(Outbox.id.in_(one.rows)).values(values))


def give_up(session: Session, one: Leaving, why: str) -> None:
    """It will never leave; it is set aside."""
    session.execute(update(Outbox).where(Outbox.id.in_(one.rows)).values(state=DEAD, error=why[:200]))
