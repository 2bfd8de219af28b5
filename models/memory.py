"""What a session remembers, so that it is not read again.

The embedded database has one writer: what it has read or written stays true until it changes it itself, so its memory
lives on from one piece of work to the next, until one fails. On a server every piece of work begins with none. Whoever
changes rows by a statement of its own keeps the memory true, or has all of it forgotten.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from models.leaving import HANDED

MEMORY = "memory"
"""Under this name a session carries it."""
MOST = 12_000
"""So many objects are remembered at most, some twenty megabytes: what five hundred people need who report at once."""


def memory_of(session: Session, name: str) -> dict[Any, Any]:
    """One part of the memory, under a name of its own."""
    info: dict[Any, Any] = session.info
    try:
        part: dict[Any, Any] = info[MEMORY][name]
    except KeyError:
        part = info.setdefault(MEMORY, {}).setdefault(name, {})
    return part


def forget_all(session: Session) -> None:
    """Everything is read anew from now on. What is changed and not yet written is written first."""
    session.flush()
    session.info.get(MEMORY, {}).clear()
    session.expire_all()


def grow_no_more(session: Session) -> None:
    """Between two pieces of work: a memory that has become too large begins anew."""
    memory = session.info.get(MEMORY, {})
    if sum(len(part) for part in memory.values()) > MOST:
        memory.clear()
        session.expunge_all()


@event.listens_for(Session, "after_soft_rollback", propagate=True)
def _given_up(session: Session, _transaction: object) -> None:
    """What was remembered in a savepoint that was given up was never true, and what was to leave is not to leave."""
    session.info.get(MEMORY, {}).clear()
    # What was handed over before the savepoint is due again when its claim is over.
    (session.info.get(HANDED) or []).clear()
