"""How Telegram's updates and files reach us, against the tests' own Bot API server. Kept first, confirmed then."""

from __future__ import annotations

import asyncio
import io
import logging
import time
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import orjson
import pytest
import pytest_asyncio
from aiohttp import web
from sqlalchemy import func, select

from bot.channels.base import Channel, FetchFailed, Gone
from bot.channels.telegram import Telegram
from bot.channels.telegram_updates import ALLOWED, parse
from bot.clock import RealClock
from bot.intake import Intake
from bot.store import Store
from bot.web import LARGEST_UPDATE, Server, app_routes
from handlers.rules import Rules
from models.inbox import Inbox
from models.messages import Attachment
from tests.bot_process import free_port
from tests.botapi.client import BotApi

TOKEN = "123:KEEPthisTOKENforUs"
SECRET = "a-secret_of-the-webhook"
AMAL = 5123456789
WORD = "mulberry"
MESSAGE = {"message_id": 1, "date": 1795330000, "chat": {"id": AMAL}, "text": WORD}
UPDATE = {"update_id": 7, "message": MESSAGE}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server() -> AsyncIterator[BotApi]:
    """One server process for all tests here; each starts from a reset."""
    async with BotApi(TOKEN) as running:
        yield running


@pytest_asyncio.fixture
async def api(server: BotApi) -> AsyncIterator[BotApi]:
    """The server as new, spoken to from the loop of the test."""
    async with server.as_new() as mine:
        yield mine
        await mine.reset()


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing secret in the log, whatever its level."""
    caplog.set_level(logging.DEBUG)
    yield
    logged = "\n".join(logging.Formatter().format(record) for record in caplog.get_records("call"))
    secret = (TOKEN.partition(":")[2], SECRET, str(AMAL), WORD)
    assert [one for one in secret if one in logged] == []


class Kept:
    """A keep that remembers batches, breaks so many times, and waits while its gate is closed."""

    def __init__(self, *, breaks: int = 0) -> None:
        self.batches: list[list[bytes]] = []
        self.breaks, self.tries = breaks, 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self, raws: Sequence[bytes]) -> None:
        self.tries += 1
        await self.gate.wait()
        if self.breaks > 0:
            self.breaks -= 1
            raise OSError("the disk is full")
        self.batches.append(list(raws))

    @property
    def updates(self) -> list[dict[str, Any]]:
        return [parse(raw) for batch in self.batches for raw in batch]

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.updates]


async def until(true: Callable[[], object] | Callable[[], Awaitable[object]], timeout: float = 10) -> None:
    """Waits until it is so."""
    end = time.monotonic() + timeout
    while True:
        found = true()
        if await found if isinstance(found, Awaitable) else found:
            return
        assert time.monotonic() < end, "it did not come true"
        await asyncio.sleep(0.01)


@asynccontextmanager
async def listening(telegram: Telegram, keep: Kept) -> AsyncIterator[Telegram]:
    """Receives for as long as the block lasts."""
    task = asyncio.create_task(telegram.listen(keep))
    try:
        yield telegram
        assert not task.done(), "it never ends by itself"
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await telegram.close()


def fetching(url: str, pause_s: float = 0.05) -> Telegram:
    return Telegram(TOKEN, url, pause_s=pause_s)


# --- fetching ---


@pytest.mark.asyncio
async def test_nothing_is_confirmed_before_it_is_kept(api: BotApi) -> None:
    kept = Kept()
    kept.gate.clear()
    async with listening(fetching(api.url), kept):
        await api.user(AMAL).say(WORD)
        await until(lambda: kept.tries == 1)
        assert (await api.confirmed(), await api.pending()) == ([], [1001])
        kept.gate.set()
        await until(confirmed(api, [1001]))
    assert kept.texts == [WORD]


@pytest.mark.asyncio
async def test_what_could_not_be_kept_stays_at_telegram_and_is_fetched_again(api: BotApi) -> None:
    kept = Kept(breaks=2)
    for text in ("one", "two"):
        await api.user(AMAL).say(text)
    async with listening(fetching(api.url, pause_s=0.2), kept) as telegram:
        await until(lambda: kept.tries == 1)
        await until(lambda: telegram.trouble)
        assert telegram.trouble == "messages cannot be kept (OSError)"
        assert (await api.confirmed(), await api.pending()) == ([], [1001, 1002])
        await until(confirmed(api, [1001, 1002]))
        assert telegram.trouble == ""
    assert kept.texts == ["one", "two"]


@pytest.mark.asyncio
async def test_more_than_a_hundred_waiting_messages_all_come_in_order(api: BotApi) -> None:
    kept = Kept()
    await api.push(*({"message": {**MESSAGE, "text": str(number)}} for number in range(250)))
    async with listening(fetching(api.url), kept):
        await until(confirmed(api, list(range(1001, 1251))))
    assert [len(batch) for batch in kept.batches] == [100, 100, 50]
    assert kept.texts == [str(number) for number in range(250)]


@pytest.mark.asyncio
async def test_every_kind_of_update_that_we_read_is_asked_for(api: BotApi) -> None:
    kept = Kept()
    async with listening(fetching(api.url), kept):
        await until(polled(api, 1))
        info = (await api.call("getWebhookInfo"))["result"]
        assert info["allowed_updates"] == list(ALLOWED)
        await api.user(AMAL).react(await api.user(AMAL).say("help"), "👍")
        await until(lambda: len(kept.updates) == 2)
    assert "message_reaction" in kept.updates[1]


@pytest.mark.asyncio
async def test_a_webhook_in_the_way_is_removed_and_nothing_is_dropped(api: BotApi) -> None:
    kept = Kept()
    await api.call("setWebhook", url="http://127.0.0.1:9/somebody-else")
    await api.user(AMAL).say(WORD)
    async with listening(fetching(api.url), kept) as telegram:
        await until(lambda: kept.texts == [WORD])
        await until(confirmed(api, [1001]))
        assert telegram.trouble == ""
    assert ((await api.fates()).forgotten, (await api.call("getWebhookInfo"))["result"]["url"]) == ([], "")


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
async def test_numbers_that_begin_anew_after_a_quiet_week_are_received(api: BotApi) -> None:
    kept = Kept()
    async with listening(fetching(api.url), kept):
        for number, text in ((900_000, "before"), (17, "after"), (18, "again"), (5_000_000, "higher")):
            await api.push({"update_id": number, "message": {**MESSAGE, "text": text}})
            await until(lambda text=text: text in kept.texts)
        await until(confirmed(api, [900_000, 17, 18, 5_000_000]))


@pytest.mark.asyncio
async def test_one_message_with_half_a_surrogate_pair_stops_nobody(api: BotApi) -> None:
    kept = Kept()
    half = '{"message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "help \\ud83d"}}'
    await api.push(half, {"message": {"text": "next"}})
    async with listening(fetching(api.url), kept):
        await until(confirmed(api, [1001, 1002]))
    assert kept.texts == ["help ?", "next"]


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
    ("drop", {}, "Telegram cannot be reached (ServerDisconnectedError)"),
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


# --- a webhook ---


class Door(Intake):
    """The intake, that can be made to fail."""

    broken = False

    async def keep(self, channel: Channel, raws: Sequence[bytes]) -> None:
        if self.broken:
            raise OSError("the disk is full")
        await super().keep(channel, raws)


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


# --- files ---


@pytest.mark.asyncio
async def test_a_file_is_streamed_in_pieces_as_it_is(api: BotApi) -> None:
    content = bytes(range(256)) * 4096
    file_id = await api.file(content)
    async with closing(Telegram(TOKEN, api.url)) as telegram:
        pieces = [piece async for piece in telegram.fetch(Attachment("video", file_id))]
    assert b"".join(pieces) == content
    assert len(pieces) > 1


FETCH_FAILS: list[tuple[str, str, dict[str, Any]]] = [
    ("it breaks off", "file", {"kind": "cut"}),
    ("it is not where it should be", "file", {"kind": "not_found"}),
    ("the server of files fails", "file", {"kind": "server_error"}),
    ("nobody knows where it is", "getFile", {"kind": "server_error"}),
    ("a proxy fails", "getFile", {"kind": "bad_gateway"}),
    ("the line is cut", "getFile", {"kind": "drop"}),
    ("throttled", "getFile", {"kind": "throttled"}),
    ("it is not there for now", "getFile", {"kind": "bad_request", "description": "Bad Request: wrong file_id"}),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("method", "fault"), [row[1:] for row in FETCH_FAILS], ids=[row[0] for row in FETCH_FAILS])
async def test_a_file_that_cannot_be_had_now_is_tried_again_later(
    api: BotApi, method: str, fault: dict[str, Any]
) -> None:
    file_id = await api.file(WORD.encode() * 10_000)
    await api.fault(fault.pop("kind"), method, **fault)
    async with closing(Telegram(TOKEN, api.url)) as telegram:
        assert type(await fetch_failure(telegram, file_id)) is FetchFailed


@pytest.mark.asyncio
async def test_a_file_that_is_too_big_for_a_bot_is_gone_and_known_to_be_too_big(api: BotApi) -> None:
    file_id = await api.file(size=20 * 1024 * 1024 + 1)
    async with closing(Telegram(TOKEN, api.url)) as telegram:
        error = await fetch_failure(telegram, file_id)
    assert isinstance(error, Gone)
    assert error.too_big


@pytest.mark.asyncio
async def test_an_answer_without_a_path_is_tried_again_later() -> None:
    async def answer(request: web.BaseRequest) -> web.Response:
        return web.Response(body=b'{"ok": true, "result": {"file_id": "x"}}')

    async with served(answer) as url, closing(Telegram(TOKEN, url)) as telegram:
        assert type(await fetch_failure(telegram, "x")) is FetchFailed


async def fetch_failure(telegram: Telegram, file_id: str) -> FetchFailed:
    """How fetching fails; neither the error nor what is behind it tells the token."""
    with pytest.raises(FetchFailed) as caught:
        async for _piece in telegram.fetch(Attachment("video", file_id)):
            pass
    error: FetchFailed = caught.value
    assert TOKEN not in "".join(traceback.format_exception(error))
    return error


# --- what is waited for ---


def confirmed(api: BotApi, ids: list[int]) -> Callable[[], Awaitable[object]]:
    async def true() -> bool:
        return await api.confirmed() == ids

    return true


def polled(api: BotApi, times: int) -> Callable[[], Awaitable[object]]:
    async def true() -> bool:
        return (await api.fates()).polls >= times

    return true


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


@asynccontextmanager
async def closing(telegram: Telegram) -> AsyncIterator[Telegram]:
    try:
        yield telegram
    finally:
        await telegram.close()


@asynccontextmanager
async def served(answer: Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]) -> AsyncIterator[str]:
    """Somebody on loopback who is not Telegram."""
    runner = web.ServerRunner(web.Server(answer, access_log=None))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
