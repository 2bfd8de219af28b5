"""Runs work in a database transaction: everything that changes anything goes through here.

    StoreBroken   the transaction was given up by the database itself (disk full, lock lost): nothing was stored

Work is a plain function of a session. On SQLite one thread writes: it takes all that waits into one transaction, a
savepoint for each piece of work, one fsync for all. On PostgreSQL each piece of work has a transaction and a thread of
its own. Reading happens elsewhere, on connections that cannot write.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError
from sqlalchemy.orm import Session

from models.secret import Keys
from models.swift import DRIVER

Result = TypeVar("Result")
Work = Callable[[Session], Result]
NOTICES = "hro"
"""PostgreSQL: where processes tell one another that there is something to do (LISTEN, NOTIFY)."""
BATCH = 100
"""Pieces of work in one transaction at most."""


class StoreBroken(Exception):
    """Nothing of this was stored: the database gave the transaction up."""


def is_passing(error: BaseException) -> bool:
    """Whether the same work may succeed later: a lock, a deadlock, a full disk, a lost connection."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    return isinstance(error, StoreBroken | OperationalError | InterfaceError | InternalError)


class Store(Protocol):
    """Where everything is kept. `woken` is called after a commit with what the work has woken (outbox, files, ...)."""

    keys: Keys
    woken: Callable[[Iterable[str]], None]

    async def write(self, work: Work[Result]) -> Result:
        """Runs work and gives its result after the commit. Raises what the work raised, or `StoreBroken`."""

    async def read(self, work: Work[Result]) -> Result:
        """Runs work that only reads."""

    def close(self) -> None:
        """Ends the threads and lets go of the database."""


class _Job:
    """One piece of work on its way through the writer."""

    __slots__ = ("error", "future", "loop", "result", "woken", "work")

    def __init__(self, work: Work[Any], loop: asyncio.AbstractEventLoop, future: asyncio.Future[Any]) -> None:
        self.work, self.loop, self.future = work, loop, future
        self.result: Any = None
        self.error: BaseException | None = None
        self.woken: set[str] = set()


class EmbeddedStore:
    """SQLite with one writer thread and group commit."""

    def __init__(self, writer: Engine, reader: Engine, keys: Keys) -> None:
        self.keys = keys
        self.woken: Callable[[Iterable[str]], None] = lambda names: None
        self._writer, self._reader = writer, reader
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="read")
        self._thread = threading.Thread(target=self._write_for_ever, name="write", daemon=True)
        self._thread.start()

    async def write(self, work: Work[Result]) -> Result:
        """Runs work in the writer thread; see `Store.write`."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._jobs.put(_Job(work, loop, future))
        return await future

    async def read(self, work: Work[Result]) -> Result:
        """Runs work on a connection that cannot write; see `Store.read`."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, _run, self._reader, self.keys, work)

    def close(self) -> None:
        """Finishes what waits, then ends."""
        self._jobs.put(None)
        self._thread.join(timeout=30)
        self._readers.shutdown(wait=True)
        self._writer.dispose()
        self._reader.dispose()

    def _write_for_ever(self) -> None:
        while (first := self._jobs.get()) is not None:
            batch, ending = [first], False
            while len(batch) < BATCH and not self._jobs.empty():
                job = self._jobs.get()
                if job is None:
                    ending = True
                    break
                batch.append(job)
            self._write(batch)
            if ending:
                return

    def _write(self, batch: list[_Job]) -> None:
        try:
            with self._writer.connect() as connection, connection.begin():
                for job in batch:
                    _run_job(connection, self.keys, job)
        except BaseException as error:
            for job in batch:
                job.error = error if isinstance(error, StoreBroken) else StoreBroken(type(error).__name__)
                job.error.__cause__ = error
                job.woken = set()
        # The loop may have ended while this was written: then nobody waits for it any more.
        with contextlib.suppress(RuntimeError):
            batch[0].loop.call_soon_threadsafe(self._settle, batch)

    def _settle(self, batch: list[_Job]) -> None:
        woken: set[str] = set()
        for job in batch:
            woken |= job.woken
            if job.future.done():
                continue
            if job.error is not None:
                job.future.set_exception(job.error)
            else:
                job.future.set_result(job.result)
        if woken:
            self.woken(woken)


def _run_job(connection: Connection, keys: Keys, job: _Job) -> None:
    """One piece of work in a savepoint of its own. Raises `StoreBroken` when the whole transaction is gone."""
    driver: Any = connection.connection.driver_connection
    info = {"keys": keys, DRIVER: driver}
    try:
        driver.execute("SAVEPOINT work")
        with Session(connection, join_transaction_mode="create_savepoint", info=info) as session:
            job.result = job.work(session)
            if session.in_transaction():
                session.commit()
        driver.execute("RELEASE work")
        job.woken = info.get("woken", job.woken)
    except Exception as error:
        job.error = error
        if driver.in_transaction:
            driver.execute("ROLLBACK TO work")
            driver.execute("RELEASE work")
    # After a full disk or the like SQLite ends the transaction by itself; going on would store the rest one by one.
    if not driver.in_transaction:
        raise StoreBroken("the database gave the transaction up") from job.error


class ServerStore:
    """PostgreSQL: as many threads as connections, a transaction each."""

    def __init__(self, engine: Engine, keys: Keys, threads: int = 8) -> None:
        self.keys = keys
        self.woken: Callable[[Iterable[str]], None] = lambda names: None
        self._engine = engine
        self._reader = engine.execution_options(postgresql_readonly=True)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="write")
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="read")

    async def write(self, work: Work[Result]) -> Result:
        """Runs work in a thread and a transaction of its own; see `Store.write`."""
        loop = asyncio.get_running_loop()
        result, woken = await loop.run_in_executor(self._threads, _run_alone, self._engine, self.keys, work)
        if woken:
            self.woken(woken)
        return result

    async def read(self, work: Work[Result]) -> Result:
        """Runs work in a read-only transaction; see `Store.read`."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, _run, self._reader, self.keys, work)

    def close(self) -> None:
        """Finishes what runs, then ends."""
        self._threads.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        self._engine.dispose()


def _run(engine: Engine, keys: Keys, work: Work[Result]) -> Result:
    with Session(engine, info={"keys": keys}) as session:
        return work(session)


def _run_alone(engine: Engine, keys: Keys, work: Work[Result]) -> tuple[Result, set[str]]:
    with Session(engine, info={"keys": keys}) as session:
        result = work(session)
        woken: set[str] = session.info.get("woken", set())
        if woken:
            # Delivered with the commit, to every process that handles or sends.
            session.execute(select(func.pg_notify(NOTICES, " ".join(sorted(woken)))))
        session.commit()
        return result, woken
