"""Several processes on one PostgreSQL: which of them receives and sends, and how they wake one another.

Handling is shared by all. Receiving, sending and the jobs of the clock belong to one process at a time, which holds an
advisory lock: a messenger counts per account, so one sender keeps its limits without asking anybody. When that process
dies the database lets go of the lock and another one takes over. On the embedded database there is only one process.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import make_url

from bot.store import NOTICES

if TYPE_CHECKING:
    import psycopg

log = logging.getLogger(__name__)
LOCK = 0x48524F  # "HRO"
LOOK_S = 2.0


class Leader(Protocol):
    """Says when this process leads."""

    async def run(self, lead: Callable[[], Awaitable[None]]) -> None:
        """Runs `lead` whenever this process leads, for ever; cancels it when it does not lead any more."""


class OnlyOne:
    """The embedded database: this process always leads."""

    async def run(self, lead: Callable[[], Awaitable[None]]) -> None:
        """Leads."""
        await lead()


class Elected:
    """PostgreSQL: the process with the advisory lock leads. `wake` is called with what another process has woken."""

    def __init__(self, database_url: str, wake: Callable[[Iterable[str]], None]) -> None:
        url = make_url(database_url).set(drivername="postgresql")
        self._dsn, self._wake = url.render_as_string(hide_password=False), wake

    async def run(self, lead: Callable[[], Awaitable[None]]) -> None:
        """Stands for election until cancelled; a lost connection is a lost election."""
        import psycopg  # ten megabytes that the embedded database does not need

        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._dsn, autocommit=True) as connection:
                    await connection.execute(f"LISTEN {NOTICES}")
                    await self._stand(connection, lead)
            except psycopg.OperationalError as error:
                log.warning("leader: the database went away (%s)", type(error).__name__)
            await asyncio.sleep(LOOK_S)

    async def _stand(
        self, connection: psycopg.AsyncConnection[tuple[object, ...]], lead: Callable[[], Awaitable[None]]
    ) -> None:
        """Tries for the lock, leads while it has it, and listens in between."""
        leading: asyncio.Future[None] | None = None
        try:
            while True:
                if leading is None and await _won(connection):
                    log.info("leader: this process receives and sends now")
                    leading = asyncio.ensure_future(lead())
                async for notice in connection.notifies(timeout=LOOK_S):
                    self._wake(notice.payload.split())
                await connection.execute("SELECT 1")
                if leading is not None and leading.done():
                    return leading.result()
        finally:
            if leading is not None and not leading.done():
                leading.cancel()
                await asyncio.gather(leading, return_exceptions=True)


async def _won(connection: psycopg.AsyncConnection[tuple[object, ...]]) -> bool:
    found = await (await connection.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,))).fetchone()
    return bool(found and found[0])
