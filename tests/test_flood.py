"""Somebody sends more than anybody can read: all of it is kept, the answers become rare, nobody else notices."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.store import Store
from models import report as reports
from models.person import REPORTER, VOLUNTEER
from tests.world import World, world

PEOPLE = {"zaki": REPORTER, "amal": REPORTER, "lea": VOLUNTEER}
MANY = 40


async def begin(told: World) -> None:
    await told.begin()
    await told.on_duty("lea")
    for who in ("zaki", "amal"):
        await told.says(who, "hello")


async def kept(told: World) -> int:
    count = select(func.count()).select_from(reports.Testimony)
    return await told.app.store.read(lambda session: session.scalar(count) or 0)


@pytest.mark.asyncio
async def test_a_flood_is_kept_whole_and_answered_rarely(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await begin(told)
        before, answers = await kept(told), len(told.texts("zaki"))
        for number in range(MANY):
            await told.says("zaki", f"word {number}")
        answered = len(told.texts("zaki")) - answers

        assert await kept(told) == before + MANY
        # A server keeps no memory between two messages: there the pace of sending alone slows the answers.
        assert 0 < answered <= (20 if store.__class__.__name__ == "EmbeddedStore" else MANY)


@pytest.mark.asyncio
async def test_others_are_answered_as_ever_and_so_is_who_has_stopped(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, PEOPLE) as told:
        await begin(told)
        for number in range(MANY):
            await told.says("zaki", f"word {number}")
        for who in ("amal", "zaki"):
            if who == "zaki":
                await told.pushes(90)
            before = len(told.texts(who))
            await told.says(who, "there are ten tents")
            assert len(told.texts(who)) == before + 1


@pytest.mark.asyncio
async def test_a_danger_in_a_flood_rings_and_is_answered_at_once(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, PEOPLE) as told:
        await begin(told)
        for number in range(MANY):
            await told.says("zaki", f"word {number}")
        before, rung = len(told.texts("zaki")), len(told.texts("lea"))
        await told.says("zaki", "help, my friend is dying")

        assert any("112" in text for text in told.texts("zaki")[before:])
        assert len(told.texts("lea")) > rung
