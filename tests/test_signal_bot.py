"""The whole bot as a process, on the tests' own Signal daemon."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from handlers.menu import MENU
from tests.bot_process import BotProcess
from tests.botapi.client import BotApi
from tests.signald.people import Person
from tests.signald.server import ACCOUNT, Signald


@asynccontextmanager
async def bot(daemon: Signald, folder: Path, *coordinators: Person) -> AsyncIterator[BotProcess]:
    """The bot on Signal alone."""
    more = {"HRO_SIGNAL_URL": daemon.url, "HRO_SIGNAL_ACCOUNT": ACCOUNT, "HRO_TELEGRAM_TOKEN": ""}
    named = ",".join(f"signal:{one.uuid}" for one in coordinators)
    async with BotProcess(BotApi(), folder, coordinators=named, more=more) as process:
        yield process


async def until(what: Callable[[], bool], timeout: float = 20) -> None:
    end = time.monotonic() + timeout
    while not what():
        assert time.monotonic() < end, "it did not come"
        await asyncio.sleep(0.03)


@pytest.mark.asyncio
async def test_she_is_greeted_and_told_as_read_only_after_it_is_kept(tmp_path: Path) -> None:
    async with Signald() as daemon:
        amal = Person(daemon, "Amal")
        async with bot(daemon, tmp_path):
            stamp = amal.says("Good morning, we need help please")
            await amal.hears(MENU)
            await until(lambda: bool(daemon.calls("sendReceipt")))

        assert daemon.calls("sendReceipt")[0].params["targetTimestamp"] == [stamp]
