"""Files come in pieces as they are, and what cannot be had now is tried again."""

from __future__ import annotations

import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from bot.channels.base import FetchFailed, Gone
from bot.channels.telegram import Telegram
from models.messages import Attachment
from tests.botapi.client import BotApi
from tests.loopback import served
from tests.telegram_receives.receiving import TOKEN, WORD


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


@asynccontextmanager
async def closing(telegram: Telegram) -> AsyncIterator[Telegram]:
    try:
        yield telegram
    finally:
        await telegram.close()
