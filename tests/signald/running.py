"""The whole bot in the test's own process, on a daemon of the tests and a fresh database."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from bot.app import App
from bot.channels.base import Channel
from bot.channels.signal import JOURNAL, Signal
from bot.clock import RealClock
from bot.store import Store
from handlers import duty
from handlers.person import meet
from handlers.rules import Rules
from models.person import COORDINATOR
from models.secret import seal
from tests.signald.people import Person
from tests.signald.server import ACCOUNT, Signald

RULES = Rules(languages=("en",))


@asynccontextmanager
async def running(
    store: Store,
    daemon: Signald,
    folder: Path,
    *,
    team: dict[Person, str] | None = None,
    others: dict[str, Channel] | None = None,
    read_s: float = 2.0,
) -> AsyncIterator[App]:
    """The bot with these people in its team (all of them on duty), until the test is over."""
    channel = Signal(daemon.url, ACCOUNT, journal=folder / JOURNAL, key=folder / "key", read_s=read_s, pause_s=0.05)
    channels: dict[str, Channel] = {"signal": channel, **(others or {})}
    app = App(store, channels, RealClock(), RULES, folder / "files", {})
    for person, role in (team or {}).items():
        await joins(store, "signal", ACCOUNT, person.uuid, person.name, role)
    # All but the web server.
    tasks = [asyncio.create_task(work) for work in (app.intake.run(), app._lead())]
    try:
        yield app
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await channel.close()


async def joins(store: Store, channel: str, account: str, address: str, name: str, role: str) -> None:
    """Somebody is in the team; who is no coordinator is on duty."""

    def invent(session: Session) -> None:
        now = RealClock().now()
        person = meet(session, channel, account, address, now)
        person.role, person.staff_language, person.language, person.greeted = role, "en", "en", True
        person.first_name = seal(session, "person.first_name", person.id, name)
        if role != COORDINATOR:
            duty.come_on(session, person, now)

    await store.write(invent)


async def until(what: Callable[[], bool], timeout: float = 20) -> None:
    """Waits until it is so."""
    end = time.monotonic() + timeout
    while not what():
        assert time.monotonic() < end, "it did not come to be"
        await asyncio.sleep(0.02)
