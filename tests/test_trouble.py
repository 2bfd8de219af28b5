"""What a process knows to be wrong with itself, with stores and channels that fail as they are told to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.channels.base import Unreachable
from bot.clock import PushedClock
from bot.store import Store, StoreBroken
from bot.trouble import KEPT_AGAIN, NOT_KEPT, Trouble
from handlers.person import meet
from models.messages import Outbound
from models.person import COORDINATOR
from tests.world import MORNING


class Full:
    """A store that can be full, or silent; reading goes on."""

    def __init__(self, inner: Store) -> None:
        self.inner, self.broken, self.silent = inner, False, False

    async def write(self, work: Callable[[Session], object]) -> object:
        if self.silent:
            await asyncio.Event().wait()
        if self.broken:
            raise StoreBroken("full")
        return await self.inner.write(work)

    async def read(self, work: Callable[[Session], object]) -> object:
        return await self.inner.read(work)


class Line:
    """A messenger that says how receiving goes, and may be cut off."""

    name, account = "line", "us"

    def __init__(self) -> None:
        self.trouble, self.cut = "", False
        self.heard: list[tuple[str, str]] = []

    async def send(self, address: str, message: Outbound, *, edits: str = "", content: bytes | None = None) -> str:
        if self.cut:
            raise Unreachable
        self.heard.append((address, message.text))
        return "1"


class Watched:
    """A store and a messenger, and what looks at them."""

    def __init__(self, store: Store) -> None:
        self.store, self.line, self.clock = Full(store), Line(), PushedClock(MORNING)
        channels: dict[str, Any] = {"line": self.line}
        self.trouble = Trouble(self.store, channels, self.clock)  # type: ignore[arg-type]  # a fake

    async def looks(self, seconds: float = 0) -> list[str]:
        """Time goes by; what is wrong then."""
        await self.clock.push(seconds)
        await self.trouble.look()
        return self.trouble.wrong()

    def told(self, address: str) -> list[str]:
        """What reached a coordinator."""
        return [text.removeprefix("⚠️ ") for to, text in self.line.heard if to == address]


@asynccontextmanager
async def watched(store: Store) -> AsyncIterator[Watched]:
    """With two coordinators."""

    def invent(session: Session) -> None:
        for name in ("karim", "nadia"):
            person = meet(session, "line", "us", name, MORNING)
            person.role, person.staff_language = COORDINATOR, "en"

    await store.write(invent)
    made = Watched(store)
    await made.looks()
    yield made


@pytest.mark.asyncio
async def test_a_full_database_is_told_once_in_half_an_hour_and_when_it_is_over(sqlite_store: Store) -> None:
    async with watched(sqlite_store) as it:
        it.store.broken = True
        wrong = await it.looks(5)
        for _time in range(10):
            await it.looks(60)
        once = it.told("karim")
        await it.looks(1300)
        twice = it.told("karim")
        it.store.broken = False
        well = await it.looks(5)

        assert wrong == ["messages cannot be kept (StoreBroken)"]
        assert (once, twice) == ([NOT_KEPT], [NOT_KEPT, NOT_KEPT])
        assert it.told("nadia") == [NOT_KEPT, NOT_KEPT, KEPT_AGAIN]
        assert well == []


@pytest.mark.asyncio
async def test_while_nobody_can_be_told_it_is_tried_again(sqlite_store: Store) -> None:
    async with watched(sqlite_store) as it:
        it.store.broken = it.line.cut = True
        await it.looks(5)
        it.line.cut = False
        await it.looks(5)

        assert it.told("karim") == [NOT_KEPT]


@pytest.mark.asyncio
async def test_a_database_that_does_not_answer_is_wrong_after_half_a_minute(sqlite_store: Store) -> None:
    async with watched(sqlite_store) as it:
        it.store.silent = True
        looking = asyncio.create_task(it.trouble.look())
        await asyncio.sleep(0)
        at_once = it.trouble.wrong()
        await it.clock.push(31)
        later = it.trouble.wrong()
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)

        assert at_once == []
        assert later == ["messages cannot be kept (the database does not answer)"]
        assert it.trouble.wrong() == []


@pytest.mark.asyncio
async def test_receiving_is_wrong_after_a_minute_and_well_at_the_first_answer(sqlite_store: Store) -> None:
    async with watched(sqlite_store) as it:
        it.line.trouble = "cannot be reached"
        first, minute = await it.looks(5), await it.looks(60)
        over = await it.looks(1)
        it.line.trouble = ""

        assert (first, minute) == ([], [])
        assert over == ["line: cannot be reached"]
        assert it.trouble.wrong() == []


@pytest.mark.asyncio
async def test_one_good_answer_in_between_begins_the_minute_anew(sqlite_store: Store) -> None:
    async with watched(sqlite_store) as it:
        it.line.trouble = "cannot be reached"
        await it.looks(50)
        it.line.trouble = ""
        await it.looks(5)
        it.line.trouble = "cannot be reached"
        await it.looks(5)

        assert await it.looks(50) == []
        assert await it.looks(timedelta(minutes=1).total_seconds()) == ["line: cannot be reached"]
