"""The chat that is written to, and what was called for it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from bot.channels.telegram_sending import TEXT_LIMIT
from models.messages import Button
from tests.botapi.client import SECRET_TOKEN, BotApi, Sent
from tests.loopback import served

TOKEN = SECRET_TOKEN
CHAT = 5123456789
ADDRESS = str(CHAT)
WORD, ARABIC = "mulberry", "\u2067نحن هنا، توت\u2069\nهل أنت بأمان؟"
SECRET = (TOKEN.partition(":")[2], ADDRESS, WORD, "توت")
ROWS = ((Button("🟢 أنا بأمان", "q:1k9x:safe_now:safe"),), (Button("Yes", "y"), Button("No", "x" * 64)))
KEYS = {
    "inline_keyboard": [
        [{"text": "🟢 أنا بأمان", "callback_data": "q:1k9x:safe_now:safe"}],
        [{"text": "Yes", "callback_data": "y"}, {"text": "No", "callback_data": "x" * 64}],
    ]
}


async def calls(api: BotApi) -> list[tuple[str, dict[str, Any]]]:
    """What was called for the chat, and with what beside the chat."""
    return [(one.method, without_chat(one)) for one in await api.sent(CHAT)]


def without_chat(one: Sent) -> dict[str, Any]:
    return {name: value for name, value in one.params.items() if name != "chat_id"}


PARAGRAPH = " ".join([WORD] * 60)
LONG = {
    "words": " ".join([WORD] * 1000),
    "paragraphs": "\n\n".join([PARAGRAPH] * 18),
    "one endless word": "ا" * 10_000,
    "only pictures": "🆘" * 5000,
    "pictures between words": "🏕️ توت 👮🏽 " * 900,
    "one letter too many, a space": "a" * TEXT_LIMIT + " ",
    "one letter too many": "a" * TEXT_LIMIT + "b",
}


@asynccontextmanager
async def answering(status: int, body: bytes) -> AsyncIterator[str]:
    """Somebody on the way who answers everything with the same."""

    async def answer(request: web.BaseRequest) -> web.Response:
        return web.Response(status=status, body=body, headers={"Location": "/login"} if status == 302 else {})

    async with served(answer) as url:
        yield url
