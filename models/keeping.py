"""Keeps raw messages and finds the next to handle. The only file that changes `inbox`; intake calls it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, exists, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from models.base import new_id, written
from models.inbox import IS_KEPT, KEPT, Inbox
from models.prepared import Prepared, Values, given
from models.secret import Keys, keys_of


class Raw(NamedTuple):
    """A raw message with its label, as a channel hands it over."""

    wire_id: str
    address: str
    content: str
    raw: bytes


MET = "met alone after a crash by"


class Met(NamedTuple):
    """Which worker met a message alone, and when; nothing is known of the message since."""

    by: str
    at: datetime


class Next(NamedTuple):
    """A kept message at the head of its chat's line; `met` when somebody met it alone and said nothing since."""

    id: int
    kept_at: datetime
    attempts: int
    met: Met | None


class Kept(NamedTuple):
    """A kept message, opened."""

    id: int
    channel: str
    account: str
    raw: bytes
    attempts: int


KEEP = Prepared(
    insert(Inbox).on_conflict_do_nothing(),
    ("id", "channel", "account", "wire_id", "chat", "content", "raw", "kept_at", "state", "attempts", "due_at"),
)
SAME = Prepared(
    select(Inbox.content).where(
        Inbox.channel == bindparam("channel"),
        Inbox.account == bindparam("account"),
        Inbox.wire_id == bindparam("wire_id"),
    )
)
CLAIM = Prepared(
    select(Inbox.channel, Inbox.account, Inbox.raw, Inbox.attempts)
    .where(Inbox.id == bindparam("row"), Inbox.state == KEPT)
    .with_for_update(skip_locked=True)
)
FINISH = Prepared(
    update(Inbox)
    .where(Inbox.id == bindparam("row"))
    .values({name: bindparam(name) for name in ("state", "handled_at", "kind", "person_id", "report_id", "error")})
)


def _heads(when: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    earlier = aliased(Inbox)
    waits = exists().where(earlier.chat == Inbox.chat, earlier.state == written(KEPT), earlier.id < Inbox.id)
    return (
        select(Inbox.id, Inbox.kept_at, Inbox.attempts, Inbox.error)
        .where(IS_KEPT, Inbox.due_at <= bindparam("now"), ~waits, when)
        # Not by the bare id: SQLite would go through all that was ever kept, in its order.
        .order_by(Inbox.id + 0)
        .limit(given("limit"))
    )


NEW_HEADS = Prepared(_heads(Inbox.kept_at >= bindparam("since")))
OLD_HEADS = Prepared(_heads(Inbox.kept_at < bindparam("since")))


def ready(keys: Keys, channel: str, account: str, messages: Sequence[Raw], now: datetime) -> list[Values]:
    """Messages as they are to be kept, sealed: made before it is their turn to be written."""
    return [_row(keys, channel, account, message, now) for message in messages]


def _row(keys: Keys, channel: str, account: str, message: Raw, now: datetime, *, anew: bool = False) -> Values:
    """`anew`: another message has the same wire id."""
    row, content = new_id(), keys.lookup("content", message.content)
    wire_id = message.wire_id or f"none-{content.hex()[:32]}"
    return {
        "id": row,
        "channel": channel,
        "account": account,
        "wire_id": wire_id[:100] + (f"~{content.hex()[:12]}" if anew else ""),
        # What belongs to no chat waits for nobody and holds nobody up.
        "chat": keys.lookup("chat", channel, account, message.address or f"none {secrets.token_hex(8)}"),
        "content": content,
        "raw": keys.seal("inbox.raw", row, message.raw),
        "kept_at": now,
        "state": KEPT,
        "attempts": 0,
        "due_at": now,
    }


def keep(session: Session, messages: Sequence[Raw], rows: Sequence[Values]) -> dict[int, Kept]:
    """Keeps messages exactly once, with their rows as `ready` made them; gives those that were new, by their row.

    The same wire id with other content is another message (Telegram's numbers begin anew after a quiet week) and is
    kept under a suffixed id.
    """
    session.info.setdefault("woken", set()).add("inbox")
    kept: dict[int, Kept] = {}
    for message, values in zip(messages, rows, strict=True):
        channel, account = values["channel"], values["account"]
        if row := _keep_one(session, values) or _keep_anew(session, message, values):
            kept[row] = Kept(row, channel, account, message.raw, 0)
    return kept


def _keep_one(session: Session, values: Values) -> int:
    """The row's id; 0 when there is one with this wire id."""
    return int(values["id"]) if KEEP.run(session, **values) else 0


def _keep_anew(session: Session, message: Raw, values: Values) -> int:
    """0 when it is the same message, or is kept anew already."""
    channel, account = values["channel"], values["account"]
    if SAME.first(session, channel=channel, account=account, wire_id=values["wire_id"]) == (values["content"],):
        return 0
    return _keep_one(session, _row(keys_of(session), channel, account, message, values["kept_at"], anew=True))


def heads(session: Session, now: datetime, limit: int, *, since: datetime) -> tuple[list[Next], list[Next]]:
    """The oldest unfinished message of every chat, if it is due: those kept `since` then, and those kept before."""
    found = (heads.all(session, now=now, since=since, limit=limit) for heads in (NEW_HEADS, OLD_HEADS))
    new, old = ([Next(row, kept_at, attempts, _met(error)) for row, kept_at, attempts, error in rows] for rows in found)
    return new, old


def _met(error: str | None) -> Met | None:
    if not error or not error.startswith(MET):
        return None
    by, _space, at = error.removeprefix(MET).strip().rpartition(" ")
    return Met(by, datetime.fromisoformat(at))


def claim(session: Session, row: int) -> Kept | None:
    """Takes a kept message for this transaction; nothing when another worker has it or it is done."""
    found = CLAIM.first(session, row=row)
    if found is None:
        return None
    channel, account, raw, attempts = found
    return Kept(row, channel, account, keys_of(session).open("inbox.raw", row, raw), attempts)


def count_attempt(session: Session, row: int, worker: str, now: datetime) -> None:
    """Counts before a suspect is met again, so that one that kills the process is met a third time by nobody.

    Who meets it and when is written down: another worker must not take what is just being handled for a killer.
    """
    values = {"attempts": Inbox.attempts + 1, "error": f"{MET} {worker} {now.isoformat()}"}
    session.execute(update(Inbox).where(Inbox.id == row, Inbox.state == KEPT).values(values))


def postpone(session: Session, row: int, now: datetime, delay: timedelta, why: str) -> None:
    """A passing error: the message and its chat wait."""
    values = {"due_at": now + delay, "error": why[:200], "attempts": Inbox.attempts + 1}
    session.execute(update(Inbox).where(Inbox.id == row, Inbox.state == KEPT).values(values))


def finish(
    session: Session,
    row: int,
    state: str,
    now: datetime,
    *,
    kind: str,
    person_id: int | None,
    report_id: int | None,
    why: str = "",
) -> None:
    """The message is handled, or will never be (`state`); what it meant and to whom it belongs."""
    error = why[:200] or None
    FINISH.run(
        session, row=row, state=state, handled_at=now, kind=kind, person_id=person_id, report_id=report_id, error=error
    )


def overwrite(session: Session, *which: ColumnElement[bool]) -> int:
    """Leaves nothing of these raw messages but their wire ids, times and fingerprints; gives how many."""
    rows = session.scalars(select(Inbox.id).where(*which)).all()
    for row in rows:
        empty = keys_of(session).seal("inbox.raw", row, b"")
        session.execute(update(Inbox).where(Inbox.id == row).values(raw=empty))
    return len(rows)
