"""Everything that is to leave, and what was shown where."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    LargeBinary,
    String,
    UniqueConstraint,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, new_id, partial_index, written
from models.leaving import FIRST_LEASE, HANDED, Leaving
from models.memory import memory_of
from models.messages import Outbound
from models.packing import pack, unpack
from models.person import REPORTER, Person
from models.prepared import ONE, Prepared
from models.secret import Unsealable, keys_of, unseal

WAITING, SENDING, SENT, DEAD = "waiting", "sending", "sent", "dead"
CARD = "a:"  # how the slot of an alert's card begins
AFTER_PAUSE = "after the pause"
"""The slot of what may not be dropped because a human of ours writes to this person just now."""
OF_SEVERAL = 1
"""The `report_id` of a list that tells of several reports; no report has this id."""
HELD = "it waits until the human has gone"
"""The `error` of such a message that is set aside until then: it holds up nothing else."""


class Outbox(Base):
    """One message to one person. `body` is a sealed `Outbound`; `urgent` overtakes what is not. `report_id` is set
    for what shows a report (or OF_SEVERAL) to somebody of the team.

    `edit`: it may change the message shown under its slot; once it has left, whether it did. `wire_id` is what the
    messenger called it: a change has one of its own where the messenger gives it one.

    A row is claimed (`sending`, with `due_at` as the end of the claim) before it is sent. When the claim is over and
    nobody is sending it (the process died, or we failed in noting it), it is due like any other: it is sent again.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        partial_index("ix_outbox_live", "person_id", "urgent", which="state IN ('waiting', 'sending')"),
        partial_index("ix_outbox_dead", "person_id", which="state = 'dead'"),
        partial_index("ix_outbox_copies", "sent_at", which="report_id IS NOT NULL AND wire_id IS NOT NULL"),
        partial_index("ix_outbox_report_id", "report_id", which="report_id IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
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
    report_id: Mapped[int | None]


def is_live(row: type[Outbox]) -> ColumnElement[bool]:
    """What is to leave, or just leaving."""
    return row.state.in_([written(WAITING), written(SENDING)])


class Shown(Base):
    """The wire id of the last message shown to a person under a slot, so that it can be changed in place."""

    __tablename__ = "shown"
    __table_args__ = (UniqueConstraint("person_id", "slot"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    slot: Mapped[str] = mapped_column(String(64))
    wire_id: Mapped[str] = mapped_column(String(64))
    shown_at: Mapped[datetime]


PUT = Prepared(
    insert(Outbox),
    ("id", "person_id", "slot", "edit", "urgent", "body", "state", "attempts", "created_at", "due_at", "report_id"),
)
WAITS = Prepared(
    select(Outbox.id, Outbox.urgent, Outbox.edit)
    .where(Outbox.person_id == bindparam("person_id"), is_live(Outbox))
    .where(Outbox.slot == bindparam("slot"), Outbox.state != written(SENDING))
    # In the order of the index of what waits: else SQLite may take the one of all that was ever sent to this person.
    .order_by(Outbox.urgent.desc())
    # The sender may be taking such a row (PostgreSQL): then it is that row's turn, and ours comes after it.
    .with_for_update(skip_locked=True)
)
"""What waits under a slot."""
REPLACE = Prepared(
    update(Outbox).where(Outbox.id == bindparam("row")).values(body=bindparam("body"), edit=bindparam("edit_"))
)
LIVE = Prepared(
    select(Outbox.id)
    .where(Outbox.person_id == bindparam("person_id"), is_live(Outbox))
    .order_by(Outbox.urgent.desc())
    .limit(ONE)
)
"""Whether anything is to leave, or just leaving, for this person."""
ALONE = "alone"
"""Remembered of a person: the only row that is to leave for her, 0 when there is none. Of others nothing is known."""
SHOWN = Prepared(
    select(Shown.wire_id).where(Shown.person_id == bindparam("person_id"), Shown.slot == bindparam("slot"))
)
_held = (Outbox.state == written(DEAD), Outbox.error == HELD, Outbox.slot == AFTER_PAUSE)
IN_PAUSE = Prepared(select(Outbox.person_id).where(*_held).distinct())
DROP = Prepared(delete(Outbox).where(Outbox.id == bindparam("row")))


def put(session: Session, person_id: int, message: Outbound, now: datetime) -> int:
    """Puts a message into the outbox, in the transaction that decides it; gives the row's id.

    What is still waiting under the same slot has not been seen by anybody: the new text takes its place, and comes as a
    new message when one of the two was to. A ring is never replaced. It overtakes, so what waits under its slot is
    older than the ring and is dropped: it would change the new card back. With nothing else to leave for a reporter it
    is claimed at once for a sender in the same process: nothing has to be found, opened and claimed again.
    """
    row, handed, alone = new_id(), session.info.get(HANDED), memory_of(session, ALONE)
    if handed is not None and (leaving := _leaving(session, row, person_id, message)) is not None:
        handed.append(leaving)
        _insert(session, row, person_id, message, now, claimed=True)
        alone[person_id] = row
        return row
    session.info.setdefault("woken", set()).add("outbox")
    if message.slot and alone.get(person_id) != 0:
        waiting = sorted(WAITS.all(session, person_id=person_id, slot=message.slot), reverse=True)
        if message.urgent:
            for older, urgent, _edit in waiting:
                if not urgent:
                    DROP.run(session, row=older)
        elif waiting and not waiting[0][1]:
            older, _urgent, edit = waiting[0]
            REPLACE.run(session, row=older, body=seal_message(session, older, message), edit_=edit and message.edit)
            return int(older)
    alone.pop(person_id, None)
    _insert(session, row, person_id, message, now, claimed=False)
    return row


def _insert(session: Session, row: int, person_id: int, message: Outbound, now: datetime, *, claimed: bool) -> None:
    PUT.run(
        session,
        id=row,
        person_id=person_id,
        slot=message.slot,
        edit=message.edit,
        urgent=message.urgent,
        body=seal_message(session, row, message),
        state=SENDING if claimed else WAITING,
        attempts=0,
        created_at=now,
        due_at=now + FIRST_LEASE if claimed else now,
        report_id=message.about or None,
    )


def _leaving(session: Session, row: int, person_id: int, message: Outbound) -> Leaving | None:
    """What the sender would find and open; nothing when it is not this one's turn, or it could not be opened.

    Only for those who report: what the team gets may be overtaken, joined or replaced as long as it waits.
    """
    person = session.get_one(Person, person_id)
    if person.role != REPORTER or is_waited_for(session, person_id):
        return None
    try:
        address = unseal(session, "person.address", person_id, person.address)
    except Unsealable:
        return None
    shown = SHOWN.first(session, person_id=person_id, slot=message.slot) if message.edit and message.slot else None
    return Leaving(
        rows=(row,),
        person_id=person_id,
        channel=person.channel,
        address=address,
        message=message,
        slots=(message.slot,) if message.slot else (),
        edits=shown[0] if shown else "",
        attempts=0,
        urgent=message.urgent,
    )


def is_waited_for(session: Session, person_id: int) -> bool:
    """Whether anything is to leave, or just leaving, for this person."""
    alone = memory_of(session, ALONE)
    if person_id not in alone and not LIVE.all(session, person_id=person_id):
        alone[person_id] = 0
    return alone.get(person_id) != 0


def held(session: Session) -> list[int]:
    """The people for whom something waits until the human has gone."""
    return [row[0] for row in IN_PAUSE.all(session)]


def let_go(session: Session, person_id: int, now: datetime) -> None:
    """The human has gone: the newest of what waited for that leaves now, the older ones never."""
    mine = (Outbox.person_id == person_id, Outbox.state == written(DEAD), Outbox.error == HELD)
    found = session.scalars(select(Outbox.id).where(*mine, Outbox.slot == AFTER_PAUSE).order_by(Outbox.id.desc()))
    newest, *older = found.all()
    session.execute(update(Outbox).where(Outbox.id == newest).values(state=WAITING, due_at=now, error=None))
    session.execute(update(Outbox).where(Outbox.id.in_(older)).values(error="overtaken"))
    memory_of(session, ALONE).pop(person_id, None)
    session.info.setdefault("woken", set()).add("outbox")


def overwrite(session: Session, *which: ColumnElement[bool]) -> int:
    """Leaves nothing of these messages but their wire ids and times; one that still waits never leaves. Gives how many.

    What is just being sent is left alone: it has to be asked for again. A card stays known as one of its alert.
    """
    rows = session.execute(select(Outbox.id, Outbox.state, Outbox.slot).where(*which, Outbox.state != SENDING)).all()
    for row, state, slot in rows:
        gone = {} if slot.startswith(CARD) else {"slot": "", "edit": False}
        values: dict[str, object] = {"body": seal_message(session, row, Outbound()), **gone}
        if state == WAITING:
            values |= {"state": DEAD, "error": "erased"}
        session.execute(update(Outbox).where(Outbox.id == row).values(**values))
    return len(rows)


def seal_message(session: Session, row: int, message: Outbound) -> bytes:
    """An `Outbound` as it is stored."""
    return keys_of(session).seal("outbox.body", row, pack(message))


def open_message(session: Session, row: int, body: bytes) -> Outbound:
    """The stored `Outbound`."""
    return unpack(keys_of(session).open("outbox.body", row, body))
