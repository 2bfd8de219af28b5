"""While Telegram fails it is told in words, without haste, and then goes on."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import web

from bot.channels.telegram import Telegram
from tests.botapi.client import BotApi
from tests.loopback import served, until
from tests.telegram_receives.receiving import AMAL, WORD, Kept, fetching, listening, polled


@pytest.mark.asyncio
async def test_a_webhook_that_cannot_be_removed_is_told_in_words(api: BotApi) -> None:
    await api.call("setWebhook", url="http://127.0.0.1:9/somebody-else")
    await api.fault("server_error", "deleteWebhook")
    async with listening(fetching(api.url), Kept()) as telegram:
        await until(lambda: "a webhook is set and cannot be removed" in telegram.trouble)


@pytest.mark.asyncio
async def test_another_program_with_the_same_token_is_told_in_words(api: BotApi) -> None:
    kept = Kept()
    async with listening(fetching(api.url), kept) as telegram:
        await until(polled(api, 1))
        other = asyncio.create_task(api.call("getUpdates", timeout=20))
        await until(lambda: "another program fetches this bot's messages with the same token" in telegram.trouble)
        await api.user(AMAL).say(WORD)
        await other
        await until(lambda: kept.texts == [WORD])


@pytest.mark.asyncio
async def test_an_answer_that_cannot_be_understood_is_survived_without_haste(api: BotApi) -> None:
    kept = Kept()
    await api.push('{"message": {"text": "cut o')
    async with listening(fetching(api.url, pause_s=0.2), kept) as telegram:
        await until(lambda: telegram.trouble)
        assert telegram.trouble == "Telegram's answer cannot be understood (HTTP 200)"
        await asyncio.sleep(1)
        assert (await api.fates()).polls <= 4
        await api.reset()
        await api.user(AMAL).say(WORD)
        await until(lambda: kept.texts == [WORD])


FAILS: list[tuple[str, dict[str, Any], str]] = [
    ("bad_gateway", {}, "Telegram's answer cannot be understood (HTTP 502)"),
    ("server_error", {}, "Telegram says 500: Internal Server Error"),
    ("throttled", {"retry_after": 3}, "Telegram says 429: Too Many Requests: retry after 3"),
    ("drop", {}, "Telegram cannot be reached (closed)"),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("kind", "more", "trouble"), FAILS, ids=[kind for kind, *_rest in FAILS])
async def test_while_telegram_fails_it_is_told_in_words_and_then_goes_on(
    api: BotApi, kind: str, more: dict[str, Any], trouble: str
) -> None:
    kept = Kept()
    await api.user(AMAL).say(WORD)
    await api.fault(kind, "getUpdates", **more)
    async with listening(fetching(api.url), kept) as telegram:
        await until(lambda: telegram.trouble)
        assert telegram.trouble == trouble
        await api.no_faults()
        await until(lambda: kept.texts == [WORD])
        await until(lambda: telegram.trouble == "")


@pytest.mark.asyncio
async def test_a_wrong_token_is_told_in_words(api: BotApi) -> None:
    telegram = Telegram("123:WRONG", api.url, pause_s=0.05)
    async with listening(telegram, Kept()):
        await until(lambda: telegram.trouble == "Telegram says 401: Unauthorized")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "answer",
    [b'{"ok": true, "result": [{"message": {"text": "x"}}]}', b'{"ok": true, "result": [5]}', b'{"ok": true}', b"[]"],
    ids=["an update without a number", "a number", "no result", "a list"],
)
async def test_nonsense_never_makes_haste(answer: bytes) -> None:
    polls = []

    async def nonsense(request: web.BaseRequest) -> web.Response:
        polls.append(request.path)
        return web.Response(body=answer)

    async with served(nonsense) as url, listening(fetching(url, pause_s=0.2), Kept()) as telegram:
        await asyncio.sleep(0.7)
        assert telegram.trouble.startswith("Telegram")
    assert len(polls) <= 4
