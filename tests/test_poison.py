"""A message that cannot be read, or that kills whoever reads it, harms nobody else and is not lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import select

from bot.app import App
from bot.channels.telegram import Telegram
from bot.clock import RealClock
from bot.database import open_store
from bot.limits import Limits
from bot.store import Store
from handlers.flow import Urgency
from handlers.flows import FLOWS
from handlers.rules import Rules
from handlers.unreadable import NOT_READ
from handlers.words import say
from models.alert import Alert
from models.inbox import DONE, FAILED, UNREADABLE, Inbox
from models.report import Report
from models.report import Testimony as Said
from models.secret import keys_of, unseal
from tests.bot_process import BotProcess
from tests.botapi.client import BotApi

pytestmark = pytest.mark.asyncio
COORDINATOR, AMAL, YONAS, ZARA = 900, 5, 6, 7
SORRY = "We kept your message, but we could not read it"
DEADLY = "deadly"
DANGER = say("en", FLOWS["police_now"].label)
OUR_BUTTONS = {"inline_keyboard": [[{"text": DANGER, "callback_data": "m:police_now"}]]}
NOBODYS = {"a number where a message should be", "a number where a chat should be"}
"""Where it cannot be told from whom it came."""
KILLER = """
import os
import sys

import bot.channels
from bot.channels.telegram import Telegram


class Deadly(Telegram):
    def read(self, raw):
        if b'"text":"deadly"' in raw:
            os._exit(9)
        return super().read(raw)


bot.channels.CHANNELS["telegram"] = lambda s: Deadly(s.telegram_token, s.telegram_api_url)
sys.argv = ["bot", "run"]
from bot.__main__ import main

main()
"""


def poison() -> dict[str, dict[str, Any]]:
    """Updates that are JSON but not what the documentation says."""
    amal = {"message_id": 1, "date": 1_800_000_000, "from": {"id": AMAL, "first_name": "Amal"}}
    chat = {"chat": {"id": AMAL, "type": "private"}}
    deep: dict[str, Any] = {"text": "x" * 5000}
    for _ in range(200):
        deep = {"reply_to_message": deep, "padding": "p" * 5000}
    return {
        "a place without longitude": {"message": {**amal, **chat, "location": {"latitude": 50.9}}},
        "a message without a chat": {"message": {**amal, "text": "hello"}},
        "a number where a photo should be": {"message": {**amal, **chat, "photo": 7}},
        "a number where a message should be": {"message": 7},
        "a number where a chat should be": {"message": {**amal, "chat": 5, "text": "hello"}},
        "a date that is none": {"message": {**amal, **chat, "text": "hello", "date": 10**18}},
        "a press by nobody, under our own words of danger": {
            "callback_query": {
                "id": "77",
                "from": {"first_name": "Amal"},
                "message": {**amal, **chat, "text": f"🆘 {DANGER}", "reply_markup": OUR_BUTTONS},
                "data": "m:police_now",
            }
        },
        "an answer to our own words of danger": {
            "message": {
                **amal,
                **chat,
                "reply_to_message": {**amal, **chat, "text": DANGER, "reply_markup": OUR_BUTTONS},
                "quote": {"text": DANGER, "position": 0},
                "location": {"latitude": 50.9},
            }
        },
        "a megabyte of nesting": {"message": {**amal, **chat, **deep, "text": 7, "date": None}},
    }


@asynccontextmanager
async def running(api: BotApi, store: Store, folder: Path) -> AsyncIterator[App]:
    """The app in this process, with a coordinator."""
    channel = Telegram(api.token, api.url)
    rules = Rules(coordinators=frozenset({("telegram", str(COORDINATOR))}))
    app = App(store, {"telegram": channel}, RealClock(), rules, folder / "files", {"telegram": Limits(on=False)})
    parts = (app.intake.run(), app.sender.run(), channel.listen(app.keeper(channel)))
    tasks = [asyncio.create_task(part) for part in parts]
    try:
        lea = api.user(COORDINATOR, "Léa", "en")
        await lea.say("/start")
        await lea.wait_for("What is your first name")
        yield app
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await channel.close()


async def states(store: Store) -> list[tuple[dict[str, Any], str]]:
    """Every kept update with what became of it, in the order they came."""
    return await store.read(
        lambda session: [
            (orjson.loads(keys_of(session).open("inbox.raw", row.id, row.raw)), row.state)
            for row in session.scalars(select(Inbox).order_by(Inbox.id))
        ]
    )


@pytest.mark.parametrize("kind", poison())
async def test_poison_is_kept_and_told_and_those_around_it_are_served(
    kind: str, sqlite_store: Store, tmp_path: Path
) -> None:
    update = poison()[kind]
    async with BotApi() as api, running(api, sqlite_store, tmp_path):
        yonas, zara = api.user(YONAS, "Yonas", "en"), api.user(ZARA, "Zara", "en")
        await api.meet(AMAL)
        await yonas.say("hello")
        await api.push(update)
        await zara.say("hello")
        for user in (yonas, zara):
            await user.wait_for("We are HRO", timeout=3)
        if known := kind not in NOBODYS:
            await api.user(AMAL).wait_for(SORRY)
        await api.user(COORDINATOR).wait_for("To read" if known else "could not be read by the bot")
        while await api.pending():
            await asyncio.sleep(0.02)
        kept = await states(sqlite_store)

        assert [state for raw, state in kept if update.items() <= raw.items()] == [UNREADABLE]
        assert {state for raw, state in kept if not update.items() <= raw.items()} == {DONE}
        assert len(kept) == len(await api.confirmed())


KEPT_AS = {
    "a press by nobody, under our own words of danger": "(press)",
    "an answer to our own words of danger": "(location)",
    "a place without longitude": "(location)",
    "a number where a photo should be": "(photo)",
    "a date that is none": "hello",
}


@pytest.mark.parametrize("kind", KEPT_AS)
async def test_our_own_words_are_never_kept_as_hers_and_ring_for_nobody(
    kind: str, sqlite_store: Store, tmp_path: Path
) -> None:
    async with BotApi() as api, running(api, sqlite_store, tmp_path):
        await api.meet(AMAL)
        await api.push(poison()[kind])
        await api.user(AMAL).wait_for(SORRY)
        said, dangers, urgencies = await sqlite_store.read(
            lambda session: (
                [unseal(session, "testimony.words", one.id, one.words) for one in session.scalars(select(Said))],
                session.scalars(select(Report.dangers)).all(),
                session.scalars(select(Alert.urgency)).all(),
            )
        )

        assert said[-2:] == [say("en", NOT_READ), KEPT_AS[kind]]
        assert (dangers, urgencies) == ([""], [Urgency.REST])


@pytest.mark.prove
@pytest.mark.timeout(90)
async def test_a_message_that_kills_the_process_is_met_twice_and_then_set_aside(tmp_path: Path) -> None:
    async with BotApi() as api:
        bot = BotProcess(api, tmp_path, coordinators=f"telegram:{COORDINATOR}", program=("-c", KILLER))
        amal, yonas = api.user(AMAL, "Amal", "en"), api.user(YONAS, "Yonas", "en")
        await amal.say(DEADLY)
        await amal.say("and my second message")
        await yonas.say("hello")
        codes = []
        for _meeting in range(2):
            bot.launch()
            codes.append(await bot.ended())
        async with bot:
            await yonas.wait_for("We are HRO")
            await amal.wait_for(SORRY)
            await amal.wait_for("We are HRO")
            await amal.say("and my third")
            await amal.wait_for("A human can read it")
            assert await bot.stop() == 0
        store = open_store(bot.settings)
        kept = [(raw["message"]["text"], state) for raw, state in await states(store)]
        store.close()

    assert codes == [9, 9]
    assert kept == [
        (DEADLY, FAILED),
        ("and my second message", DONE),
        ("hello", DONE),
        ("and my third", DONE),
    ]
