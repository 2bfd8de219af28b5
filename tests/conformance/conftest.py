"""A phone for each channel, by the name of the channel: a new channel adds its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.botapi.client import BotApi
from tests.conformance.demo import DemoPhone, TypedPhone
from tests.conformance.phone import PHONES, Phone
from tests.conformance.signal import SignalPhone
from tests.conformance.telegram import CHAT, TelegramPhone
from tests.signald.server import Signald


@pytest.fixture
def demo_phone() -> DemoPhone:
    return DemoPhone()


@pytest.fixture
def typed_phone() -> TypedPhone:
    return TypedPhone()


@pytest_asyncio.fixture
async def telegram_phone(api: BotApi) -> AsyncIterator[TelegramPhone]:
    """A phone that has written to the bot before."""
    await api.meet(CHAT)
    phone = TelegramPhone(api)
    yield phone
    await phone.channel.close()


@pytest_asyncio.fixture
async def signal_phone(tmp_path: Path) -> AsyncIterator[SignalPhone]:
    """A phone that writes to the linked account."""
    async with Signald() as daemon:
        phone = SignalPhone(daemon, tmp_path)
        yield phone
        await phone.channel.close()


@pytest.fixture(params=PHONES)
def phone(request: pytest.FixtureRequest) -> Phone:
    """A phone on each messenger."""
    made: Phone = request.getfixturevalue(f"{request.param}_phone")
    return made
