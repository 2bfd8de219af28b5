"""The Bot API server for tests keeps Telegram's rules of a webhook."""

import asyncio
import time

import orjson
import pytest
from aiohttp import web

from tests.botapi.client import BotApi

pytestmark = pytest.mark.asyncio


class Hook:
    """A bot's webhook: answers as told, then 200, and remembers what it got."""

    def __init__(self, *answers: web.Response) -> None:
        self.answers = list(answers)
        self.got: list[tuple[float, dict[str, object], str]] = []
        self.at_once = self.most_at_once = 0
        self.slow = 0.0

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        self.got.append((time.monotonic(), orjson.loads(await request.read()), secret))
        await asyncio.sleep(self.slow)
        self.at_once -= 1
        return self.answers.pop(0) if self.answers else web.Response()

    async def __aenter__(self) -> str:
        self.runner = web.ServerRunner(web.Server(self))
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self.runner.addresses[0][1]}/hook"

    async def __aexit__(self, *_: object) -> None:
        await self.runner.cleanup()


async def settled(api: BotApi) -> None:
    """Wait until nothing is pending."""
    for _ in range(300):
        if not await api.pending():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("updates still pending")


async def test_only_a_good_answer_of_the_webhook_confirms_and_the_chat_waits_in_order(api: BotApi) -> None:
    hook = Hook(web.Response(status=500), web.Response(status=503, headers={"Retry-After": "1"}))
    async with hook as url:
        await api.call("setWebhook", url=url, secret_token="s3cret")
        await api.push({"message": {"chat": {"id": 5}}}, {"message": {"chat": {"id": 5}}})
        await settled(api)

    assert [update["update_id"] for _, update, _ in hook.got] == [1001, 1001, 1001, 1002]
    assert {"s3cret"} == {secret for _, _, secret in hook.got}
    # Only lower bounds: a busy machine makes every wait longer.
    assert hook.got[1][0] - hook.got[0][0] > 0.15
    assert hook.got[2][0] - hook.got[1][0] > 0.95
    assert await api.confirmed() == [1001, 1002]


async def test_a_webhook_gets_different_chats_at_once_up_to_max_connections(api: BotApi) -> None:
    hook = Hook()
    hook.slow = 0.1
    async with hook as url:
        await api.call("setWebhook", url=url, max_connections=3)
        await api.push(*[{"message": {"chat": {"id": chat}}} for chat in (1, 2, 3, 4, 5, 1)])
        await settled(api)

    assert hook.most_at_once == 3
    assert len(hook.got) == 6


async def test_webhook_info_tells_what_went_wrong(api: BotApi) -> None:
    async with Hook(*[web.Response(status=500) for _ in range(9)]) as url:
        await api.call("setWebhook", url=url)
        await api.user(5).say("help")
        info: dict[str, object] = {}
        while "last_error_message" not in info:
            await asyncio.sleep(0.02)
            info = (await api.call("getWebhookInfo"))["result"]
        await api.call("deleteWebhook", drop_pending_updates=True)

    assert (info["pending_update_count"], info["max_connections"]) == (1, 40)
    assert str(info["last_error_message"]).startswith("Wrong response from the webhook: 500")
    assert (await api.fates()).forgotten == [1001]
