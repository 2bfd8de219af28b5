"""What was shown to somebody and can be answered, and by what it was: found again by a wire id. Only reads.

A message has revisions: each change of it is a row of its own, under the wire id that the messenger gave to the change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import String, bindparam, or_, select
from sqlalchemy.orm import Session

from models.inbox import Inbox
from models.leaving import joined
from models.messages import Inbound, Outbound
from models.outbox import SENT, Outbox, open_message
from models.prepared import ONE, Prepared, given
from models.report import Answer, Report

LOOK_BACK = 60
"""So many of the last messages to somebody are looked at for options to answer."""


class Sent(NamedTuple):
    """A row that has left. `edit`: it changed a message where it stands."""

    id: int
    slot: str
    edit: bool
    body: bytes
    wire_id: str
    sent_at: datetime


_sent = select(Outbox.id, Outbox.slot, Outbox.edit, Outbox.body, Outbox.wire_id, Outbox.sent_at).where(
    Outbox.person_id == bindparam("person_id"), Outbox.state == SENT, Outbox.wire_id != ""
)
LATEST = Prepared(_sent.order_by(Outbox.id.desc()).limit(given("most")))
# Several pieces of a long message have a wire id each, one after the other in one column.
_named = (" " + Outbox.wire_id + " ").contains(" " + bindparam("wire_id", type_=String) + " ")
OF_WIRE_ID = Prepared(_sent.where(_named).order_by(Outbox.id).limit(ONE))
OF_SLOT = Prepared(
    _sent.where(or_(_named, Outbox.slot == bindparam("slot"))).order_by(Outbox.sent_at.desc(), Outbox.id.desc())
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One message as it is in the chat: its revisions, the newest first, their wire ids, and when it first came."""

    revisions: tuple[Outbound, ...]
    wire_ids: tuple[str, ...]
    sent_at: datetime


def latest(session: Session, person_id: int) -> Iterator[Asked]:
    """The last messages with something to press, the newest first."""
    rows = [Sent(*row) for row in LATEST.all(session, person_id=person_id, most=LOOK_BACK)]
    # An alert overtakes what was put before it.
    rows.sort(key=lambda row: (row.sent_at, row.id), reverse=True)
    return (one for one in _messages(session, rows) if one.revisions[0].rows)


def quoted(session: Session, person_id: int, wire_id: str) -> Asked | None:
    """The message that this wire id names, whichever of its revisions that is."""
    found = OF_WIRE_ID.first(session, person_id=person_id, wire_id=wire_id)
    if found is None:
        return None
    # A row without a slot never changes: then the wire id alone finds it.
    slot = Sent(*found).slot or "-"
    rows = (Sent(*row) for row in OF_SLOT.all(session, person_id=person_id, wire_id=wire_id, slot=slot))
    return next((one for one in _messages(session, rows) if wire_id in " ".join(one.wire_ids).split()), None)


class Given(NamedTuple):
    """An answer, and the row of the inbox that gave it."""

    inbox_id: int
    report_id: int
    step: str


def given_by(session: Session, person_id: int, message: Inbound, names: Iterable[str]) -> list[Given]:
    """The answers that messages of hers gave, which are named by their wire ids (as Signal does: with the sender)."""
    wire_ids = [f"{message.sender}:{name}" for name in names]
    said = select(Inbox.id).where(
        Inbox.channel == message.channel, Inbox.account == message.account, Inbox.wire_id.in_(wire_ids)
    )
    hers = select(Report.id).where(Report.person_id == person_id)
    found = select(Answer.inbox_id, Answer.report_id, Answer.step).where(
        Answer.report_id.in_(hers), Answer.inbox_id.in_(said)
    )
    return [Given(row.inbox_id or 0, row.report_id, row.step) for row in session.execute(found.order_by(Answer.id))]


def _messages(session: Session, rows: Iterable[Sent]) -> Iterator[Asked]:
    """Rows, the newest first, as messages: changes belong to the message they changed, alerts leave together."""
    changes: dict[str, list[Sent]] = {}
    for _key, together in groupby(rows, lambda row: (row.edit, row.id if row.edit else row.wire_id)):
        group = list(together)
        first = group[0]
        if first.edit:
            changes.setdefault(first.slot, []).append(first)
            continue
        # Of one alert the newest card, in the order of the rows: as they left.
        cards = {row.slot or str(row.id): open_message(session, row.id, row.body) for row in reversed(group)}
        changed = changes.pop(first.slot, []) if first.slot else []
        yield _asked(session, changed, first, joined(list(cards.values())))
    for changed in changes.values():
        # What it was at first is erased, or too long ago.
        yield _asked(session, changed[:-1], changed[-1])


def _asked(session: Session, changed: list[Sent], first: Sent, original: Outbound | None = None) -> Asked:
    newer = [open_message(session, row.id, row.body) for row in changed]
    original = original or open_message(session, first.id, first.body)
    return Asked((*newer, original), tuple(row.wire_id for row in (*changed, first)), first.sent_at)
