"""Everything that is to leave, and what was shown where."""

from __future__ import annotations

from datetime import datetime

import orjson
from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, bindparam, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, new_id
from models.messages import Button, FileRef, Outbound, Pin
from models.secret import keys_of
from models.swift import Statement, table_of

WAITING, SENDING, SENT, DEAD = "waiting", "sending", "sent", "dead"


class Outbox(Base):
    """One message to one person. `body` is a sealed `Outbound`; `urgent` overtakes what is not.

    A row is claimed (`sending`, with `due_at` as the end of the claim) before it is sent, so that what was being sent
    when the process died is sent again, once.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_state_due_at", "state", "due_at"),
        Index("ix_outbox_person_id_state", "person_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    slot: Mapped[str] = mapped_column(String(64), default="")
    edit: Mapped[bool] = mapped_column(default=False)
    urgent: Mapped[bool] = mapped_column(default=False)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(String(8), default=WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    wire_id: Mapped[str | None] = mapped_column(String(64))
    error: Mapped[str | None] = mapped_column(String(200))


class Shown(Base):
    """The wire id of the last message shown to a person under a slot, so that it can be changed in place."""

    __tablename__ = "shown"
    __table_args__ = (UniqueConstraint("person_id", "slot"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    slot: Mapped[str] = mapped_column(String(64))
    wire_id: Mapped[str] = mapped_column(String(64))
    shown_at: Mapped[datetime]


OUTBOX = table_of(Outbox)
PUT = Statement(
    insert(OUTBOX),
    ("id", "person_id", "slot", "edit", "urgent", "body", "state", "attempts", "created_at", "due_at"),
)
REPLACE = Statement(update(OUTBOX).where(OUTBOX.c.id == bindparam("row")).values(body=bindparam("body")))
UNSEEN = Statement(
    select(OUTBOX.c.id, OUTBOX.c.urgent)
    .where(OUTBOX.c.person_id == bindparam("person_id"), OUTBOX.c.slot == bindparam("slot"), OUTBOX.c.state == WAITING)
    .order_by(OUTBOX.c.id.desc())
    .limit(1)
    # The sender may be taking this very row (PostgreSQL): then it is its turn, and ours comes after it.
    .with_for_update(skip_locked=True)
)


def put(session: Session, person_id: int, message: Outbound, now: datetime) -> int:
    """Puts a message into the outbox, in the transaction that decides it; gives the row's id.

    What is still waiting under the same slot has not been seen by anybody: the new text takes its place. A ring is
    never replaced and replaces nothing.
    """
    session.info.setdefault("woken", set()).add("outbox")
    if message.slot and not message.urgent:
        waiting = UNSEEN.first(session, person_id=person_id, slot=message.slot)
        if waiting is not None and not waiting[1]:
            REPLACE.run(session, row=waiting[0], body=seal_message(session, waiting[0], message))
            return int(waiting[0])
    row = new_id()
    PUT.run(
        session,
        id=row,
        person_id=person_id,
        slot=message.slot,
        edit=message.edit,
        urgent=message.urgent,
        body=seal_message(session, row, message),
        state=WAITING,
        attempts=0,
        created_at=now,
        due_at=now,
    )
    return row


def seal_message(session: Session, row: int, message: Outbound) -> bytes:
    """An `Outbound` as it is stored."""
    return keys_of(session).seal("outbox.body", row, orjson.dumps(message))


def open_message(session: Session, row: int, body: bytes) -> Outbound:
    """The stored `Outbound`."""
    plain = orjson.loads(keys_of(session).open("outbox.body", row, body))
    plain["rows"] = tuple(tuple(Button(**button) for button in buttons) for buttons in plain["rows"])
    plain["pin"] = Pin(**plain["pin"]) if plain["pin"] else None
    plain["file"] = FileRef(**plain["file"]) if plain["file"] else None
    return Outbound(**plain)
