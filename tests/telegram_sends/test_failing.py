"""How sending fails, as a table, and what is never taken for an answer of Telegram's."""

from __future__ import annotations

import socket
import time
import traceback
from typing import Any

import pytest

from bot.channels.base import (
    Blocked,
    Moved,
    Refused,
    SendFailed,
    Throttled,
    Unreachable,
)
from bot.channels.telegram import Telegram
from models.messages import Outbound
from tests.botapi.client import BotApi
from tests.telegram_sends.chat import ADDRESS, ARABIC, CHAT, SECRET, TOKEN, WORD, answering

FAILS: list[tuple[str, dict[str, Any], type[SendFailed]]] = [
    ("throttled", {"retry_after": 7}, Throttled),
    ("forbidden", {}, Blocked),
    ("forbidden", {"description": "Forbidden: user is deactivated"}, Blocked),
    ("forbidden", {"description": "Forbidden: bot can't initiate conversation with a user"}, Blocked),
    ("bad_request", {"description": "Bad Request: chat not found"}, Blocked),
    ("bad_request", {"description": "Bad Request: PEER_ID_INVALID"}, Blocked),
    ("bad_request", {"description": "Bad Request: BUTTON_DATA_INVALID"}, Refused),
    ("server_error", {}, Unreachable),
    ("bad_gateway", {}, Unreachable),
    ("drop", {}, Unreachable),
    ("lose_answer", {}, Unreachable),
    ("delay", {"seconds": 3}, Unreachable),
    ("migrate", {"to_chat": -1001987654321}, Moved),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("kind", "more", "as_"), FAILS, ids=[f"{kind} {more.get('description', '')}".strip() for kind, more, _as in FAILS]
)
@pytest.mark.parametrize("edits", ["", "1"], ids=["sending", "editing"])
async def test_fails(
    api: BotApi, telegram: Telegram, kind: str, more: dict[str, Any], as_: type[SendFailed], edits: str
) -> None:
    await telegram.send(ADDRESS, Outbound("open"))
    await api.fault(kind, **more)
    started = time.monotonic()
    error = await failure(telegram, edits=edits)
    assert type(error) is as_
    assert time.monotonic() - started < 2
    if isinstance(error, Throttled):
        assert error.after == 7
    if isinstance(error, Moved):
        assert (error.to, error.again) == ("-1001987654321", False)


@pytest.mark.asyncio
async def test_a_silent_test_shows_nothing_and_finds_who_has_blocked_us(api: BotApi, telegram: Telegram) -> None:
    assert await telegram.send(ADDRESS, Outbound(silent=True)) == ""
    assert [one.method for one in await api.sent(CHAT)] == ["sendChatAction"]
    assert (await api.screen(CHAT)).messages == []
    await api.fault("forbidden")
    with pytest.raises(Blocked):
        await telegram.send(ADDRESS, Outbound(silent=True))


ANSWERS = [
    ("a portal on the way", 200, b"<html>Please log in</html>"),
    ("a portal's redirection", 302, b""),
    ("a firewall on the way", 403, b"<html>Forbidden</html>"),
    ("a firewall that speaks JSON", 403, b'{"error": "forbidden"}'),
    ("a proxy without a way", 400, b"<html>Bad Request</html>"),
    ("an answer without a result", 200, b'{"ok": true}'),
    ("an answer without a message", 200, b'{"ok": true, "result": true}'),
    ("a list", 200, b"[1, 2]"),
    ("a list as an error", 500, b"[1, 2]"),
    ("half an answer", 200, b'{"ok": true, "result": {"message_id": 4, "text": "mulber'),
    ("a refusal in disguise", 200, b'{"ok": false, "description": "Bad Request"}'),
    ("throttled in words", 429, b'{"ok": false, "description": "", "parameters": {"retry_after": "?"}}'),
    ("parameters that are none", 400, b'{"ok": false, "error_code": 400, "description": "x", "parameters": [1]}'),
]  # fmt: skip


@pytest.mark.asyncio
@pytest.mark.parametrize(("status", "body"), [case[1:] for case in ANSWERS], ids=[case[0] for case in ANSWERS])
async def test_what_telegram_never_said_blocks_and_refuses_nothing(status: int, body: bytes) -> None:
    async with answering(status, body) as url:
        telegram = Telegram(TOKEN, url)
        error = await failure(telegram)
        await telegram.close()
    assert type(error) is Unreachable


@pytest.mark.asyncio
async def test_nobody_there_is_unreachable() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        telegram = Telegram(TOKEN, f"http://127.0.0.1:{taken.getsockname()[1]}")
        assert type(await failure(telegram)) is Unreachable
        await telegram.close()


@pytest.mark.asyncio
async def test_a_wrong_token_keeps_messages_waiting_and_is_told_in_words(api: BotApi) -> None:
    telegram = Telegram("123:WRONG", api.url)
    error = await failure(telegram)
    await telegram.close()
    assert (type(error), error.why) == (Unreachable, "Telegram does not know this token")


async def failure(telegram: Telegram, *, edits: str = "") -> SendFailed:
    """How sending fails; neither the error nor what is behind it tells a secret."""
    with pytest.raises(SendFailed) as caught:
        await telegram.send(ADDRESS, Outbound(f"{WORD} {ARABIC}"), edits=edits)
    error: SendFailed = caught.value
    told = "".join(traceback.format_exception(error)) + error.why
    assert [secret for secret in SECRET if secret in told] == []
    return error
