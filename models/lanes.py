"""Which rows of the outbox may leave next: of every lane the first, rings before everything else. Only reads."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from models.outbox import Outbox, Shown, is_live
from models.person import Person
from models.prepared import ONE, Prepared, given

LIVE = is_live(Outbox)
Lane = tuple[int, bool]
"""A person, and whether it is for what is urgent: of each lane one message is in flight at a time."""


class Waiting(NamedTuple):
    """A row that may leave, with the channel and address of its person and the wire id shown under its slot."""

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


def _waiting(*which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Rows of `Waiting`, rings first."""
    own = (Outbox.id, Outbox.person_id, Outbox.slot, Outbox.edit, Outbox.urgent, Outbox.body, Outbox.state)
    return (
        select(*own, Outbox.attempts, Outbox.due_at, Person.channel, Person.address, Shown.wire_id)
        .join(Person, Person.id == Outbox.person_id)
        .outerjoin(Shown, and_(Shown.person_id == Outbox.person_id, Shown.slot == Outbox.slot, Outbox.slot != ""))
        .where(*which)
        .order_by(Outbox.urgent.desc(), Outbox.id)
        .with_for_update(of=Outbox)
    )


def _firsts() -> ColumnElement[bool]:
    """The first row of every lane, as far as it is due. No bodies here, however many rows wait."""
    lanes = select(func.min(Outbox.id).label("id")).where(LIVE).group_by(Outbox.person_id, Outbox.urgent)
    first, row, ring = lanes.subquery(), aliased(Outbox), aliased(Outbox)
    rings = exists().where(ring.person_id == row.person_id, ring.urgent.is_(True), is_live(ring))
    due = (
        select(row.id)
        .join(first, first.c.id == row.id)
        .where(row.due_at <= bindparam("now"), or_(row.urgent.is_(True), ~rings))
        .order_by(row.urgent.desc(), row.id)
        .limit(given("limit"))
    )
    return Outbox.id.in_(due)


FIRSTS = Prepared(_waiting(_firsts()))
NEXT = Prepared(_waiting(Outbox.person_id == bindparam("person_id"), LIVE).limit(ONE))
RINGS = Prepared(
    _waiting(
        Outbox.person_id == bindparam("person_id"), Outbox.urgent.is_(True), LIVE, Outbox.due_at <= bindparam("now")
    )
)
NEWER_RING = Prepared(
    select(Outbox.id)
    .where(
        # By its id, of which few are newer, and not by the person: a volunteer has thousands of cards.
        Outbox.id > bindparam("row"),
        Outbox.person_id + 0 == bindparam("person_id"),
        Outbox.slot == bindparam("slot"),
        Outbox.urgent.is_(True),
    )
    .limit(ONE)
)
