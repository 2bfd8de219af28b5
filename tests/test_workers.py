"""Several processes on one PostgreSQL: one receives and sends, all of them handle, another takes over."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import func, select

from bot import database
from handlers.menu import MENU
from handlers.words import say
from models.inbox import DONE, Inbox
from tests.bot_process import BotProcess
from tests.botapi.client import BotApi, User
from tests.conftest import make_settings
from tests.postgres import fresh_database, needed_postgres_url

PEOPLE = 30
WORDS = 4


async def talks(user: User) -> None:
    """Says a few things and waits for an answer to each."""
    for number in range(WORDS):
        asked = await user.say("مرحبا" if number == 0 else f"{number}")
        await user.wait_for("", after=asked, timeout=60)


async def drained(bot: BotProcess) -> None:
    """Waits until nothing is left to handle: an early answer is no sign that the last word was handled."""
    async with aiohttp.ClientSession() as session:
        for _try in range(200):
            async with session.get(f"http://127.0.0.1:{bot.port}/metrics") as answer:
                if "hro_messages_waiting 0.0" in await answer.text():
                    return
            await asyncio.sleep(0.1)
    raise AssertionError("messages are still waiting")


async def led_by(bots: list[BotProcess]) -> BotProcess:
    """The one that receives and sends, by its own word in the log."""
    for _try in range(200):
        for bot in bots:
            if bot.process is not None and "receives and sends now" in bot.log.read_text():
                return bot
        await asyncio.sleep(0.1)
    raise AssertionError("nobody leads")


@pytest.mark.prove
@pytest.mark.postgres
@pytest.mark.timeout(300)
@pytest.mark.asyncio
async def test_two_processes_share_the_work_and_one_takes_over_when_the_other_is_killed(tmp_path: Path) -> None:
    with fresh_database(needed_postgres_url()) as url:
        key = {"HRO_KEY_FILE": str(tmp_path / "key")}
        settings = make_settings(tmp_path / "one" / "data", database_url=url, key_file=tmp_path / "key")
        database.migrate(settings)
        async with (
            BotApi() as api,
            BotProcess(api, tmp_path / "one", database_url=url, more=key) as one,
            BotProcess(api, tmp_path / "two", database_url=url, more=key) as two,
        ):
            leader = await led_by([one, two])
            people = [api.user(1000 + number, f"Person {number}", language_code="ar") for number in range(PEOPLE)]
            await asyncio.gather(*(talks(user) for user in people))
            leader.kill()
            other = two if leader is one else one
            assert await led_by([other]) is other
            await asyncio.gather(*(talks(user) for user in people))
            assert (await api.fates()).lost == []
            await drained(other)
            assert await other.stop() == 0
            sent = await api.sent(method="sendMessage")
        await _each_was_handled_once(settings, PEOPLE * WORDS * 2)
        menu = say("ar", MENU)
        assert len({one.params["chat_id"] for one in sent if menu in one.params["text"]}) == PEOPLE


async def _each_was_handled_once(settings: object, messages: int) -> None:
    store = database.open_store(settings)  # type: ignore[arg-type]  # Settings
    try:
        count = select(func.count()).select_from(Inbox)
        kept = await store.read(lambda session: session.scalar(count))
        done = await store.read(lambda session: session.scalar(count.where(Inbox.state == DONE)))
    finally:
        store.close()
    assert (messages, messages) == (kept, done)
