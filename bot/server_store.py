"""PostgreSQL as the store: each piece of work has a thread and a transaction of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine, func, select

from bot.store import NOTICES, Result, Taker, Work, run_reading
from models.secret import Keys
from models.session import Session


class ServerStore:
    """PostgreSQL: as many threads as connections, a transaction each.

    Three: one interpreter runs them all, and more of them only wait for one another (eight took a third more of it).
    """

    def __init__(self, engine: Engine, keys: Keys, threads: int = 3) -> None:
        self.keys = keys
        self.woken: Callable[[Iterable[str]], None] = lambda names: None
        # Never asked: another process may be the one that sends.
        self.taker: Taker | None = None
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
        return await asyncio.get_running_loop().run_in_executor(
            self._readers, run_reading, self._reader, self.keys, work
        )

    def close(self) -> None:
        """Finishes what runs, then ends."""
        self._threads.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        self._engine.dispose()


def _run_alone(engine: Engine, keys: Keys, work: Work[Result]) -> tuple[Result, set[str]]:
    with Session(engine, info={"keys": keys}) as session:
        result = work(session)
        woken: set[str] = session.info.get("woken", set())
        if woken:
            # Delivered with the commit, to every process that handles or sends.
            session.execute(select(func.pg_notify(NOTICES, " ".join(sorted(woken)))))
        session.commit()
        return result, woken
