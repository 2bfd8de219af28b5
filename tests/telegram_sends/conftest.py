"""A server, a channel, and a log in which neither the token, nor an address, nor anybody's words may be."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from bot.channels.telegram import Telegram
from tests.botapi.client import BotApi
from tests.quiet_log import keeps_quiet
from tests.telegram_sends.chat import CHAT, SECRET, TOKEN


@pytest_asyncio.fixture
async def api(secret_server: BotApi) -> AsyncIterator[BotApi]:
    """The server as new, where one chat with the bot exists."""
    async with secret_server.as_new() as mine:
        await mine.meet(CHAT)
        yield mine


@pytest_asyncio.fixture
async def telegram(api: BotApi) -> AsyncIterator[Telegram]:
    """The channel, which is not patient."""
    channel = Telegram(TOKEN, api.url, read_s=0.4)
    yield channel
    await channel.close()


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing secret in the log, whatever its level."""
    yield from keeps_quiet(caplog, SECRET)
