"""A server, and a log in which nothing secret may be."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.botapi.client import BotApi
from tests.quiet_log import keeps_quiet
from tests.telegram_receives.receiving import AMAL, SECRET, TOKEN, WORD


@pytest_asyncio.fixture
async def api(secret_server: BotApi) -> AsyncIterator[BotApi]:
    """The server as new, spoken to from the loop of the test."""
    async with secret_server.as_new() as mine:
        yield mine
        await mine.reset()


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing secret in the log, whatever its level."""
    yield from keeps_quiet(caplog, (TOKEN.partition(":")[2], SECRET, str(AMAL), WORD))
