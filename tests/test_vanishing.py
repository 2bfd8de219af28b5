"""Messages that disappear in her chat: she is told how long we keep what she says, and we keep it no longer."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import notices, vanishing
from handlers.forget import ask_for_the_rest
from handlers.rules import Rules
from models.report import Report
from models.vanishing import Vanishing
from tests.world import World, world

pytestmark = pytest.mark.asyncio
HOUR, DAY = 3600, 86_400
PEOPLE = {"amal": "reporter", "lea": "volunteer"}


async def sets(it: World, seconds: int) -> None:
    """She sets on her messenger after how long messages disappear."""
    now = it.clock.now()

    def give(session: Session) -> None:
        notices.give(session, it.meet(session, "amal"), f"{notices.DISAPPEARING}:{seconds}", now, it.rules)

    await it.store.write(give)
    await it.app.settle()


async def tells(it: World) -> None:
    """Half a report, without an answer to whether we may keep it."""
    await it.says("amal", "مرحبا")
    await it.presses("amal", "Talk to a person")
    await it.says("amal", "they took our tents")


async def erased(it: World) -> bool:
    return await it.store.read(lambda session: session.scalars(select(Report.erased_at)).one()) is not None


@pytest.mark.parametrize(("seconds", "days"), [(30, 7), (7 * DAY, 7), (28 * DAY, 30), (0, 30)])
async def test_without_her_yes_it_is_kept_as_long_as_she_was_told(
    store: Store, tmp_path: Path, seconds: int, days: int
) -> None:
    async with world(store, tmp_path, PEOPLE, typing=frozenset({"amal"})) as it:
        await it.begin()
        await tells(it)
        await sets(it, seconds)
        told = [text for text in it.texts("amal") if f"Without your yes we erase it after {days} days." in text]
        assert len(told) == (1 if seconds else 0)
        await it.pushes(days * DAY - HOUR)
        assert not await erased(it)
        await it.pushes(2 * HOUR)
        assert await erased(it)


async def test_it_is_said_once_for_each_time_that_she_sets(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, PEOPLE, typing=frozenset({"amal"})) as it:
        await it.begin()
        await tells(it)
        for seconds in (HOUR, HOUR, 0, 0):
            await sets(it, seconds)
        assert sum(notices.VANISHES in text for text in it.texts("amal")) == 1
        now = it.clock.now()
        kept = await it.store.read(lambda s: vanishing.without_yes(s, it.meet(s, "amal"), it.rules))
        assert kept == vanishing.WITHOUT_YES

        await sets(it, HOUR)
        assert await it.store.read(lambda s: vanishing.without_yes(s, it.meet(s, "amal"), it.rules)) == vanishing.SOONER
        await it.store.write(lambda s: ask_for_the_rest(s, it.meet(s, "amal"), now, it.rules))
        await it.pushes(2 * DAY)
        assert await it.store.read(lambda s: s.scalars(select(Vanishing.person_id)).all()) == []


async def test_where_messages_stay_nothing_is_looked_up() -> None:
    class NoSession:
        """Nothing may be asked of it."""

    class OnTelegram:
        channel = "telegram"

    assert vanishing.without_yes(NoSession(), OnTelegram(), Rules()) == vanishing.WITHOUT_YES  # type: ignore[arg-type]
