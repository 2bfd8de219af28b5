"""Runs work in a database transaction: everything that changes anything goes through here.

    StoreBroken   the transaction was given up by the database itself (disk full, lock lost): nothing was stored

Work is a plain function of a session, and may be run a second time. On SQLite (bot/embedded_store.py) all that waits
goes into one transaction, with one fsync for all; when a piece of work fails all are run anew, each in a savepoint. On
PostgreSQL (bot/server_store.py) each has a transaction and a thread of its own. Reading happens elsewhere, on
connections that cannot write.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError

from models.leaving import Leaving
from models.secret import Keys
from models.session import Session

Result = TypeVar("Result")
Work = Callable[[Session], Result]
NOTICES = "hro"
"""PostgreSQL: where processes tell one another that there is something to do (LISTEN, NOTIFY)."""


class StoreBroken(Exception):
    """Nothing of this was stored: the database gave the transaction up."""


def is_passing(error: BaseException) -> bool:
    """Whether the same work may succeed later: a lock, a deadlock, a full disk, a lost connection."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    return isinstance(error, StoreBroken | OperationalError | InterfaceError | InternalError)


class Store(Protocol):
    """Where everything is kept. `woken` is called after a commit with what the work has woken (outbox, files, ...).

    `taker` gets what leaves at once, where only one process writes and sends.
    """

    keys: Keys
    woken: Callable[[Iterable[str]], None]
    taker: Taker | None

    def write(self, work: Work[Result]) -> Awaitable[Result]:
        """Runs work; what is awaited gives its result after the commit, or raises what it raised, or `StoreBroken`."""

    async def read(self, work: Work[Result]) -> Result:
        """Runs work that only reads."""

    def close(self) -> None:
        """Ends the threads and lets go of the database."""


class Taker(Protocol):
    """The sender beside a store: it gets what was claimed for it in the transaction that put it into the outbox."""

    def ready(self) -> bool:
        """Whether it can take more."""

    def take(self, leaving: Sequence[Leaving]) -> None:
        """Sends these; they are committed."""


def run_reading(engine: Engine, keys: Keys, work: Work[Result]) -> Result:
    """Runs work on a connection of its own."""
    with Session(engine, info={"keys": keys}) as session:
        return work(session)
