"""Writes down who did what. The only file that adds to `audit`; nothing changes or removes a row.

The rows are a chain: the hash of each is over the hash before and its own content, keyed with the installation's key,
so that whoever can write to the database but has no key cannot mend it. Rows hold ids and words of ours, never words
of a person: an erased report leaves no word here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.audit import Audit
from models.base import new_id
from models.prepared import ONE, Prepared
from models.secret import Keys, keys_of

LOCK = 0x48524F_A0D17
"""PostgreSQL: the advisory lock of the chain's end, held until the end of the transaction."""
AT_ONCE = 1_000
LAST = Prepared(
    select(Audit.number, Audit.hash).where(Audit.number.is_not(None)).order_by(Audit.number.desc()).limit(ONE)
)


def note(
    session: Session, person_id: int | None, action: str, about: int | None, now: datetime, words: str = ""
) -> None:
    """Adds one row to the end of the chain. `words` are ours, never a person's.

    SQLite has one writer. On PostgreSQL whoever adds a row waits for those who added the one before; each is short, and
    should two ever wait for one another, the database gives one up and it is done again.
    """
    session.flush()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(LOCK)))
    number, before = LAST.first(session) or (0, b"")
    row = Audit(id=new_id(), at=now, person_id=person_id, action=action, about=about, note=words[:200])
    row.number = number + 1
    row.hash = link(keys_of(session), bytes(before), row)
    session.add(row)
    session.flush()


def link(keys: Keys, before: bytes, row: Audit) -> bytes:
    """The hash of a row (32 bytes) over the one before and its own content."""
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    content = [row.number, row.id, at, row.person_id, row.action, row.about, row.note]
    return keys.lookup("audit", before.hex(), orjson.dumps(content).decode())


@dataclass(frozen=True, slots=True)
class Proof:
    """How many rows hold, the hash of the last of them, how many are older than the chain, and what is wrong first."""

    rows: int
    last: bytes
    older: int
    broken: str = ""


def verify(session: Session) -> Proof:
    """Goes through the whole chain. Only reads."""
    count, before, first = 0, b"", 0
    older = session.scalar(select(func.count()).select_from(Audit).where(Audit.number.is_(None))) or 0
    for row in _chain(session):
        first = first or row.id
        if row.number != count + 1:
            return Proof(count, before, older, f"row {count + 1} is missing, the next is {row.number} (id {row.id})")
        if row.hash != link(keys_of(session), before, row):
            return Proof(count, before, older, f"row {row.number} (id {row.id}, {row.at:%Y-%m-%d %H:%M}) was changed")
        count, before = count + 1, bytes(row.hash)
    strange = select(func.min(Audit.id)).where(Audit.number.is_(None), Audit.id > first)
    if first and (row_id := session.scalar(strange)) is not None:
        return Proof(count, before, older, f"a row was added outside of the chain (id {row_id})")
    return Proof(count, before, older)


def _chain(session: Session) -> Iterator[Audit]:
    """Every row of the chain in its order, a thousand at a time."""
    after = 0
    while rows := session.scalars(
        select(Audit).where(Audit.number > after).order_by(Audit.number).limit(AT_ONCE)
    ).all():
        yield from rows
        after = rows[-1].number or after
        session.expunge_all()
