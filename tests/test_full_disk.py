"""The disk fills up, or the database is locked: nothing is confirmed, people wait, and it goes on by itself."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import subprocess
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.database import open_store, sqlite_engine
from bot.keyfile import read_key
from models.inbox import DONE, Inbox
from tests.bot_process import BotProcess
from tests.botapi.client import BotApi

pytestmark = [pytest.mark.prove, pytest.mark.asyncio, pytest.mark.timeout(240)]
COORDINATOR, FIRST, PEOPLE = 900, 1000, 40
SPACE = "32m"
CANNOT_KEEP = "The bot cannot keep messages now"
KEEPS_AGAIN = "The bot keeps messages again"


async def until(holds: Callable[[], Awaitable[bool]], what: str, timeout: float = 60) -> None:
    """Waits until something holds."""
    end = asyncio.get_running_loop().time() + timeout
    while not await holds():
        assert asyncio.get_running_loop().time() < end, f"not within {timeout:.0f} s: {what}"
        await asyncio.sleep(0.1)


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A disk of 3 MB at this folder; skips where disks cannot be mounted."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SPACE}", "tmpfs", str(folder)]
    if os.getuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("Only root can mount a small disk.")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk: Path) -> Path:
    """Takes all the room there is."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65536, 4096, 512, 1):
            # Until there is no room for so much; then with less.
            with contextlib.suppress(OSError):
                while file.write(b"x" * size):
                    pass
    return filler


async def write_all(api: BotApi, round_: int) -> None:
    """Everybody writes; long words, so that nothing finds a little room that was left."""
    words = f"round {round_} " + "long words " * 300
    await asyncio.gather(*(api.user(FIRST + n, language_code="en").say(words) for n in range(PEOPLE)))


async def begin(api: BotApi) -> None:
    """The coordinator is there, and everybody has been greeted."""
    lea = api.user(COORDINATOR, "Léa", "en")
    await lea.say("/start")
    await lea.wait_for("What is your first name")
    await write_all(api, 0)
    await until(lambda: nothing_pending(api), "the first messages are confirmed")


async def nothing_pending(api: BotApi) -> bool:
    """Whether the messenger was told that we have everything."""
    return not await api.pending()


async def is_well(bot: BotProcess) -> bool:
    """Whether /healthz says so."""
    return (await bot.health() or (0, ""))[0] == 200


async def stands_still(api: BotApi, bot: BotProcess) -> None:
    """Nothing is confirmed, /healthz says why, and the coordinator is told directly."""
    confirmed = len(await api.confirmed())
    await write_all(api, 1)
    await until(lambda: is_ill(bot), "/healthz says that something is wrong")
    status, words = await bot.health() or (0, "")
    assert status == 503
    assert "messages cannot be kept" in words or "telegram:" in words
    await api.user(COORDINATOR).wait_for(CANNOT_KEEP, timeout=60)
    assert len(await api.confirmed()) == confirmed
    assert len(await api.pending()) == PEOPLE


async def is_ill(bot: BotProcess) -> bool:
    """Whether /healthz says 503."""
    return (await bot.health() or (0, ""))[0] == 503


async def goes_on(api: BotApi, bot: BotProcess) -> None:
    """By itself: everything is confirmed, answered, and in the database exactly once."""
    await until(lambda: nothing_pending(api), "what waited is confirmed")
    await api.user(COORDINATOR).wait_for(KEEPS_AGAIN, timeout=60)
    await until(lambda: is_well(bot), "/healthz is well again")
    await write_all(api, 2)
    await until(lambda: nothing_pending(api), "new messages are confirmed")
    for n in range(PEOPLE):
        shown = await api.user(FIRST + n).screen()
        last = max(one.message_id for one in shown.messages if not one.from_bot)
        await api.user(FIRST + n).wait_for("", after=last, timeout=60)
    confirmed = await api.confirmed()
    assert await bot.stop() == 0
    store = open_store(bot.settings)
    kept = await store.read(lambda session: session.execute(select(Inbox.wire_id, Inbox.state)).all())
    store.close()
    assert Counter(row.state for row in kept) == {DONE: 3 * PEOPLE + 1}
    assert sorted(row.wire_id for row in kept) == sorted(str(one) for one in confirmed)


async def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk"):
        async with BotApi() as api:
            # The log lies on another disk: `HRO_DATA_DIR` alone is full.
            data = {"HRO_DATA_DIR": str(tmp_path / "disk" / "data")}
            bot = BotProcess(api, tmp_path / "bot", coordinators=f"telegram:{COORDINATOR}", more=data)
            bot.data = tmp_path / "disk" / "data"
            async with bot:
                await begin(api)
                filler = fill(tmp_path / "disk")
                await stands_still(api, bot)
                filler.unlink()
                await goes_on(api, bot)


async def test_files_that_may_not_grow_lose_nothing(tmp_path: Path) -> None:
    """The same for everybody who is not root: a limit on the size of files, set from outside while it runs."""
    async with BotApi() as api, BotProcess(api, tmp_path, coordinators=f"telegram:{COORDINATOR}") as bot:
        await begin(api)
        before = resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        await stands_still(api, bot)
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, before)
        await goes_on(api, bot)


async def test_a_lock_held_by_another_process_loses_nothing(tmp_path: Path) -> None:
    async with BotApi() as api, BotProcess(api, tmp_path, coordinators=f"telegram:{COORDINATOR}") as bot:
        await begin(api)
        engine = sqlite_engine(bot.data / "hro.db", read_key(bot.data / "key"))
        with engine.connect() as connection, connection.begin():
            holding = asyncio.create_task(asyncio.sleep(15))
            await stands_still(api, bot)
            await holding
        engine.dispose()
        await goes_on(api, bot)
