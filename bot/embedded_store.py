"""SQLite as the store: one writer, and all that waits in one transaction."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any, cast

from sqlalchemy import Connection, Engine

from bot.store import Result, StoreBroken, Taker, Work, run_reading
from models.leaving import HANDED, Leaving
from models.memory import grow_no_more
from models.prepared import LINE, Line, line_of
from models.secret import Keys
from models.session import Session

BATCH = 50
"""Pieces of work in one transaction at most: so long may the network wait for its turn."""
BY_HAND = "begun_by_hand"
"""An option of a connection whose transactions the store begins and ends itself."""
LOCKED_S = 10.0
"""How long another program may hold the file before a write fails."""


class _Job:
    """One piece of work on its way through the store."""

    __slots__ = ("error", "future", "handed", "result", "woken", "work")

    def __init__(self, work: Work[Any], future: asyncio.Future[Any]) -> None:
        self.work, self.future = work, future
        self.result: Any = None
        self.error: BaseException | None = None
        self.woken: set[str] = set()
        self.handed: list[Leaving] = []


class EmbeddedStore:
    """SQLite with one writer and group commit.

    The work runs in the event loop's own thread, the commit (which waits for the disk) in another: see
    docs/decisions/0006. Meanwhile the loop serves the network, and what is to be written next gathers.
    The folder is ours as long as its `lock` is open: until the store is closed.
    """

    def __init__(self, writer: Engine, reader: Engine, keys: Keys, lock: IO[str]) -> None:
        self.keys, self._lock = keys, lock
        self.woken: Callable[[Iterable[str]], None] = lambda names: None
        self.taker: Taker | None = None
        self._writer, self._reader = writer, reader
        self._session: Session | None = None
        self._waiting: deque[_Job] = deque()
        self._writing: asyncio.Task[None] | None = None
        self._committer = ThreadPoolExecutor(1, thread_name_prefix="commit")
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="read")

    def write(self, work: Work[Result]) -> asyncio.Future[Result]:
        """Runs work in the next transaction, whether it is waited for or not; see `Store.write`."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Job(work, future))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())
        return future

    async def read(self, work: Work[Result]) -> Result:
        """Runs work on a connection that cannot write; see `Store.read`."""
        return await asyncio.get_running_loop().run_in_executor(
            self._readers, run_reading, self._reader, self.keys, work
        )

    def close(self) -> None:
        """Finishes what is being committed, then lets go of the database."""
        self._committer.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        self._let_go()
        self._writer.dispose()
        self._reader.dispose()
        self._lock.close()

    async def _write_all(self) -> None:
        """Writes as long as anything waits."""
        while self._waiting:
            batch = [self._waiting.popleft() for _one in range(min(BATCH, len(self._waiting)))]
            try:
                await self._write(batch)
            except BaseException as error:
                for job in batch:
                    job.error, job.woken, job.handed = StoreBroken(type(error).__name__), set(), []
                    job.error.__cause__ = error
                if not isinstance(error, Exception):
                    raise
            finally:
                self._settle(batch)

    async def _write(self, batch: list[_Job]) -> None:
        try:
            session = self._session = self._session or self._open()
            driver = line_of(session).driver
            await _begin(driver)
            grow_no_more(session)
            ready = self.taker is not None and self.taker.ready()
            if not all(_run_job(session, job, handing=ready) for job in batch):
                driver.execute("ROLLBACK")
                await _begin(driver)
                self._run_apart(batch, handing=ready)
            committing = self._committer.submit(driver.commit)
            try:
                await asyncio.wrap_future(committing)
            except asyncio.CancelledError:
                # The connection must not be let go under the commit; and what is stored is not told as lost.
                committing.result()
                self._settle(batch)
                raise
        except BaseException:
            self._let_go()
            raise

    def _run_apart(self, batch: list[_Job], *, handing: bool) -> None:
        """One of them fails: all anew, each in a savepoint, so that nothing but that one is given up."""
        assert self._session is not None
        for job in batch:
            # What a failed work left half-done in the session must not reach the next.
            self._session = _session_on(_connection_of(self._session), self.keys)
            driver = line_of(self._session).driver
            driver.execute("SAVEPOINT work")
            if not _run_job(self._session, job, handing=handing):
                driver.execute("ROLLBACK TO work")
            driver.execute("RELEASE work")

    def _open(self) -> Session:
        """A session on the writing connection. SQLAlchemy sees one endless transaction; ours are within, by hand."""
        connection = self._writer.connect().execution_options(**{BY_HAND: True})
        connection.begin()
        session = _session_on(connection, self.keys)
        line_of(session).driver.execute("PRAGMA busy_timeout = 0")
        return session

    def _let_go(self) -> None:
        """Gives up the connection and whatever it had begun."""
        session, self._session = self._session, None
        if session is not None:
            session.close()
            _connection_of(session).close()

    def _settle(self, batch: list[_Job]) -> None:
        woken: set[str] = set()
        for job in batch:
            woken |= job.woken
            if job.handed and self.taker is not None:
                self.taker.take(job.handed)
                job.handed = []
            if job.future.done():
                continue
            if job.error is not None:
                job.future.set_exception(job.error)
            else:
                job.future.set_result(job.result)
        if woken:
            self.woken(woken)


def _session_on(connection: Connection, keys: Keys) -> Session:
    line = Line(connection.connection.driver_connection, connection.dialect)
    return Session(connection, join_transaction_mode="rollback_only", info={"keys": keys, LINE: line})


def _connection_of(session: Session) -> Connection:
    """Also of a session that the library no longer lets do anything, after an error of its own."""
    return cast(Connection, session.get_bind())


async def _begin(driver: Any) -> None:
    """Begins to write; while another program holds the file it waits, and the loop goes on meanwhile."""
    end = time.monotonic() + LOCKED_S
    while True:
        try:
            driver.execute("BEGIN IMMEDIATE")
            return
        except Exception as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
        await asyncio.sleep(0.05)


def _run_job(session: Session, job: _Job, *, handing: bool) -> bool:
    """Runs one piece of work; false when it failed. `handing`: a sender is there to take over.

    Raises `StoreBroken` when the whole transaction is gone.
    """
    job.error, job.woken, job.handed = None, set(), []
    session.info["woken"], session.info[HANDED] = job.woken, job.handed if handing else None
    try:
        job.result = job.work(session)
        session.flush()
    except Exception as error:
        job.error, job.woken, job.handed = error, set(), []
        # After a full disk or the like SQLite ends the transaction by itself; the rest would be stored one by one.
        if not line_of(session).driver.in_transaction:
            raise StoreBroken("the database gave the transaction up") from error
        return False
    return True
