"""What is received, by whom it is kept, and what is waited for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from bot.channels.telegram import Telegram
from bot.channels.telegram_updates import parse
from tests.botapi.client import SECRET_TOKEN, BotApi

TOKEN = SECRET_TOKEN
SECRET = "a-secret_of-the-webhook"
AMAL = 5123456789
WORD = "mulberry"
MESSAGE = {"message_id": 1, "date": 1795330000, "chat": {"id": AMAL}, "text": WORD}
UPDATE = {"update_id": 7, "message": MESSAGE}


class Kept:
    """A keep that remembers batches, breaks so many times, and waits while its gate is closed."""

    def __init__(self, *, breaks: int = 0) -> None:
        self.batches: list[list[bytes]] = []
        self.breaks, self.tries = breaks, 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self, raws: Sequence[bytes]) -> int:
        self.tries += 1
        await self.gate.wait()
        if self.breaks > 0:
            self.breaks -= 1
            raise OSError("the disk is full")
        self.batches.append(list(raws))
        return len(raws)

    @property
    def updates(self) -> list[dict[str, Any]]:
        return [parse(raw) for batch in self.batches for raw in batch]

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.updates]


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


def confirmed(api: BotApi, ids: list[int]) -> Callable[[], Awaitable[object]]:
    async def true() -> bool:
        return await api.confirmed() == ids

    return true


def polled(api: BotApi, times: int) -> Callable[[], Awaitable[object]]:
    async def true() -> bool:
        return (await api.fates()).polls >= times

    return true
