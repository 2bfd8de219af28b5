"""What Telegram brings to the webhook is kept; without the secret nothing is."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

import aiohttp
import orjson
import pytest
import pytest_asyncio
from sqlalchemy import func, select

from bot.channels.base import Channel
from bot.channels.telegram import Telegram
from bot.channels.telegram_updates import ALLOWED
from bot.clock import RealClock
from bot.intake import Intake
from bot.store import Store
from bot.web import LARGEST_UPDATE, Server, app_routes
from handlers.rules import Rules
from models.inbox import Inbox
from tests.bot_process import free_port
from tests.botapi.client import BotApi
from tests.loopback import until
from tests.telegram_receives.receiving import AMAL, SECRET, TOKEN, UPDATE, WORD, Kept, confirmed, listening


class Door(Intake):
    """The intake, that can be made to fail."""

    broken = False

    async def keep(self, channel: Channel, raws: Sequence[bytes]) -> int:
        if self.broken:
            raise OSError("the disk is full")
        return await super().keep(channel, raws)


class Site:
    """A bot behind a webhook: its door, and where it is."""

    def __init__(self, store: Store, api_url: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/telegram/updates"
        self.store = store
        self.telegram = Telegram(TOKEN, api_url, webhook_url=self.url, webhook_secret=SECRET, pause_s=0.05)
        self.door = Door(store, {"telegram": self.telegram}, RealClock(), Rules())

    async def count(self) -> int:
        """How many messages are kept."""
        return await self.store.read(lambda session: session.scalar(select(func.count()).select_from(Inbox)) or 0)

    async def bring(self, body: Any, secret: str | None = SECRET, path: str = "") -> int:
        """Brings something as Telegram would; gives the status."""
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with (
            aiohttp.ClientSession() as session,
            session.post(path or self.url, data=body, headers=headers) as answer,
        ):
            return answer.status


@pytest_asyncio.fixture
async def site(sqlite_store: Store, api: BotApi) -> AsyncIterator[Site]:
    """The web server of the bot with its routes, over real HTTP."""
    made = Site(sqlite_store, api.url)
    routes = app_routes(sqlite_store, made.door, {"telegram": made.telegram}, list)
    server = Server(routes, "127.0.0.1", made.port)
    serving = asyncio.create_task(server.serve())
    await until(lambda: server.started)
    yield made
    server.should_exit = True
    await serving
    await made.telegram.close()


@pytest.mark.asyncio
async def test_telegram_brings_updates_to_the_webhook_and_they_are_kept(api: BotApi, site: Site) -> None:
    async with listening(site.telegram, Kept()) as telegram:
        await until(webhook_is(api, site.url))
        info = (await api.call("getWebhookInfo"))["result"]
        assert (info["allowed_updates"], telegram.trouble) == (list(ALLOWED), "")
        await api.user(AMAL).say(WORD)
        await api.user(AMAL + 1).say(WORD)
        await until(counted(site, 2))
        await until(confirmed(api, [1001, 1002]))


@pytest.mark.asyncio
async def test_what_waited_while_the_bot_was_away_is_brought(api: BotApi, site: Site) -> None:
    await api.user(AMAL).say(WORD)
    async with listening(site.telegram, Kept()):
        await until(counted(site, 1))
    assert (await api.fates()).forgotten == []


@pytest.mark.asyncio
async def test_a_webhook_that_cannot_be_set_yet_is_told_and_tried_again(api: BotApi, site: Site) -> None:
    await api.fault("bad_request", "setWebhook", times=2, description="Bad Request: bad webhook")
    async with listening(site.telegram, Kept()) as telegram:
        await until(lambda: telegram.trouble == "the webhook could not be set: bad webhook")
        await until(webhook_is(api, site.url))
        await until(lambda: telegram.trouble == "")


@pytest.mark.asyncio
async def test_what_could_not_be_kept_is_brought_again(api: BotApi, site: Site) -> None:
    site.door.broken = True
    async with listening(site.telegram, Kept()):
        await until(webhook_is(api, site.url))
        await api.user(AMAL).say(WORD)
        await until(brought_in_vain(api))
        assert (await site.count(), await api.pending()) == (0, [1001])
        site.door.broken = False
        await until(counted(site, 1))
        await until(confirmed(api, [1001]))


@pytest.mark.asyncio
async def test_the_right_secret_opens_whatever_the_path_and_the_same_is_kept_once(site: Site) -> None:
    body = orjson.dumps(UPDATE)
    assert await site.bring(body) == 200
    assert await site.bring(body, path=f"http://127.0.0.1:{site.port}/") == 200
    assert await site.count() == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET.upper(), SECRET + "x", "s\u00e9cret"])
async def test_without_the_secret_nothing_is_kept(site: Site, secret: str | None) -> None:
    assert await site.bring(orjson.dumps(UPDATE), secret) == 403
    assert await site.count() == 0


@pytest.mark.asyncio
async def test_without_a_secret_of_our_own_nobody_comes_in(sqlite_store: Store, api: BotApi) -> None:
    telegram = Telegram(TOKEN, api.url)
    assert not telegram.is_webhook_secret("")
    assert not telegram.is_webhook_secret("anything")


@pytest.mark.asyncio
async def test_a_failing_door_answers_503_and_nothing_is_kept(site: Site) -> None:
    site.door.broken = True
    assert await site.bring(orjson.dumps(UPDATE)) == 503
    assert await site.count() == 0


@pytest.mark.asyncio
@pytest.mark.parametrize("says_its_length", [True, False], ids=["with its length", "without its length"])
async def test_what_is_too_large_is_not_kept(site: Site, says_its_length: bool) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _piece in range(LARGEST_UPDATE // 65_536 + 1):
            yield b"x" * 65_536

    assert await site.bring(io.BytesIO(b"x" * (LARGEST_UPDATE + 1)) if says_its_length else pieces()) == 413
    assert await site.count() == 0


@pytest.mark.asyncio
async def test_what_is_just_not_too_large_is_kept_even_when_nobody_can_read_it(site: Site) -> None:
    assert await site.bring(b"x" * LARGEST_UPDATE) == 200
    assert await site.count() == 1


def webhook_is(api: BotApi, url: str) -> Callable[[], Awaitable[object]]:
    async def true() -> bool:
        return bool((await api.call("getWebhookInfo"))["result"]["url"] == url)

    return true


def brought_in_vain(api: BotApi) -> Callable[[], Awaitable[object]]:
    async def true() -> bool:
        return "503" in (await api.call("getWebhookInfo"))["result"].get("last_error_message", "")

    return true


def counted(site: Site, count: int) -> Callable[[], Awaitable[object]]:
    async def true() -> bool:
        return await site.count() == count

    return true
