"""A real bot of python-telegram-bot, for the tests of the tests' own Bot API server."""

from collections.abc import AsyncIterator

import pytest_asyncio
from telegram import Bot

from tests.botapi.client import BotApi


@pytest_asyncio.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    """python-telegram-bot's own Bot, talking to the server."""
    async with Bot(api.token, base_url=api.base_url, base_file_url=api.base_file_url) as bot:
        yield bot
