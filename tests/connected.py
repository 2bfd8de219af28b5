"""A world in which the phone's own account is connected to the bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from bot.store import Store
from models.person import COORDINATOR, REPORTER, VOLUNTEER
from tests.traces import MARK
from tests.world import World, world

PEOPLE = {"amal": REPORTER, "hq": REPORTER, "lea": VOLUNTEER, "karim": COORDINATOR}


@asynccontextmanager
async def connected(store: Store, folder: Path, *, approved: bool = True) -> AsyncIterator[World]:
    """Amal writes to the account hq, which is connected; Lea is on duty, Karim coordinates."""
    async with world(store, folder, PEOPLE) as told:
        told.channel.callers, told.channel.owner = {"amal"}, "hq"
        await told.begin()
        await told.on_duty("lea")
        await told.channel.connect("c1")
        await told.app.settle()
        if approved:
            await told.presses("karim", "Approve")
        yield told


async def tells(told: World) -> None:
    """Amal opens a report and says something marked in it."""
    await told.says("amal", "hello")
    await told.presses("amal", "Talk to a person")
    await told.presses("amal", "I am safe")
    await told.says("amal", f"{MARK} burnt my tent")


async def by_hand(told: World, text: str) -> None:
    await told.does("amal", by="hq", text=text)


async def soon(told: World, true: Callable[[], object]) -> None:
    """What is asked of the messenger is asked beside the handling."""
    for _try in range(200):
        if true():
            return
        await asyncio.sleep(0.02)
        await told.app.settle()
    raise AssertionError("it did not come true")
