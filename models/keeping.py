"""Keeps raw messages and finds the next to handle. The only file that changes `inbox`; intake calls it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.base import new_id
from models.inbox import KEPT, Inbox
from models.secret import keys_of
from models.swift import Statement, table_of

INBOX = table_of(Inbox)
KEEP_COLUMNS = (
    "id", "channel", "account", "wire_id", "chat", "content", "raw", "kept_at", "state", "attempts", "due_at",
)  # fmt: skip
KEEP = {
    name: Statement(insert(INBOX).on_conflict_do_nothing().returning(INBOX.c.id), KEEP_COLUMNS)
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
SAME = Statement(
    select(INBOX.c.content).where(
        INBOX.c.channel == bindparam("channel"),
        INBOX.c.account == bindparam("account"),
        INBOX.c.wire_id == bindparam("wire_id"),
    )
)
CLAIM = Statement(
    select(INBOX.c.channel, INBOX.c.account, INBOX.c.raw, INBOX.c.attempts)
    .where(INBOX.c.id == bindparam("row"), INBOX.c.state == KEPT)
    .with_for_update(skip_locked=True)
)
FINISHED = ("state", "handled_at", "kind", "person_id", "report_id", "error")
FINISH = Statement(
    update(INBOX).where(INBOX.c.id == bindparam("row")).values({name: bindparam(name) for name in FINISHED})
)
_earlier = INBOX.alias("earlier")
_HEADS = (
    select(INBOX.c.id, INBOX.c.kept_at, INBOX.c.attempts, INBOX.c.error)
    .where(
        INBOX.c.state == KEPT,
        INBOX.c.due_at <= bindparam("now"),
        ~exists().where(_earlier.c.chat == INBOX.c.chat, _earlier.c.state == KEPT, _earlier.c.id < INBOX.c.id),
    )
    .order_by(INBOX.c.id)
    .limit(bindparam("limit"))
)
NEW_HEADS = Statement(_HEADS.where(INBOX.c.kept_at >= bindparam("since")))
OLD_HEADS = Statement(_HEADS.where(INBOX.c.kept_at < bindparam("since")))


@dataclass(frozen=True, slots=True)
class Raw:
    """A raw message with its label, as a channel hands it over."""

    wire_id: str
    address: str
    content: str
    raw: bytes


MET = "met alone after a crash"


@dataclass(frozen=True, slots=True)
class Next:
    """A kept message at the head of its chat's line; `met` when it was met alone, and nothing is known of it since."""

    id: int
    kept_at: datetime
    attempts: int
    met: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept message, opened."""

    id: int
    channel: str
    account: str
    raw: bytes
    attempts: int


def keep(session: Session, channel: str, account: str, messages: Sequence[Raw], now: datetime) -> int:
    """Keeps messages exactly once; gives how many were new.

    The same wire id with other content is another message (Telegram's numbers begin anew after a quiet week) and is
    kept under a suffixed id.
    """
    session.info.setdefault("woken", set()).add("inbox")
    return sum(_keep_one(session, channel, account, message, now) for message in messages)


def _keep_one(session: Session, channel: str, account: str, message: Raw, now: datetime) -> int:
    keys = keys_of(session)
    content = keys.lookup("content", message.content)
    wire_id = message.wire_id or f"none-{content.hex()[:32]}"
    for suffix in ("", f"~{content.hex()[:12]}"):
        row = new_id()
        values = {
            "id": row,
            "channel": channel,
            "account": account,
            "wire_id": wire_id[:100] + suffix,
            # What belongs to no chat waits for nobody and holds nobody up.
            "chat": keys.lookup("chat", channel, account, message.address or f"none {secrets.token_hex(8)}"),
            "content": content,
            "raw": keys.seal("inbox.raw", row, message.raw),
            "kept_at": now,
            "state": KEPT,
            "attempts": 0,
            "due_at": now,
        }
        if KEEP[session.get_bind().dialect.name].rows(session, **values):
            return 1
        if SAME.first(session, channel=channel, account=account, wire_id=values["wire_id"]) == (content,):
            return 0
    return 0


def heads(session: Session, now: datetime, limit: int, *, since: datetime) -> tuple[list[Next], list[Next]]:
    """The oldest unfinished message of every chat, if it is due: those kept `since` then, and those kept before."""
    found = (heads_.rows(session, now=now, since=since, limit=limit) for heads_ in (NEW_HEADS, OLD_HEADS))
    new, old = (
        [Next(row, kept_at, attempts, error == MET) for row, kept_at, attempts, error in rows] for rows in found
    )
    return new, old


def claim(session: Session, row: int) -> Kept | None:
    """Takes a kept message for this transaction; nothing when another worker has it or it is done."""
    found = CLAIM.first(session, row=row)
    if found is None:
        return None
    channel, account, raw, attempts = found
    return Kept(row, channel, account, keys_of(session).open("inbox.raw", row, raw), attempts)


def count_attempt(session: Session, row: int) -> None:
    """Counts before a suspect is met again, so that one that kills the process is met a third time by nobody."""
    values = {"attempts": Inbox.attempts + 1, "error": MET}
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
