"""What doctor asks Telegram and its clock: each answer is put into words that say what to do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from aiohttp import web

from bot.commands import doctor_telegram
from bot.commands.doctor_telegram import Answers
from tests.conftest import make_settings
from tests.loopback import served


@asynccontextmanager
async def telegram(
    *, status: int = 200, webhook: str = "", ahead: timedelta = timedelta(0), business: bool = True
) -> AsyncIterator[str]:
    """A Bot API server that answers doctor's two questions."""

    async def answer(request: web.BaseRequest) -> web.Response:
        head = {"Date": format_datetime(datetime.now(UTC) + ahead, usegmt=True)}
        told = {"url": webhook, "username": "hro_test_bot", "can_connect_to_business": business}
        info = {"ok": status == 200, "result": told}
        return web.json_response(info, status=status, headers=head)

    async with served(answer) as url:
        yield url


ASKED = [
    ("all is well", {}, {}, ""),
    ("an unknown token", {"status": 401}, {}, "does not know the token"),
    ("a broken server", {"status": 502}, {}, "does not answer (HTTP 502)"),
    ("a webhook in the way", {"webhook": "https://x.example/y"}, {}, "A webhook is set, but the bot is to fetch."),
    (
        "a webhook that is not set",
        {},
        {"telegram_webhook_url": "https://hro.example/x"},
        "The webhook is not set to HRO_TELEGRAM_WEBHOOK_URL.",
    ),
    ("not to be connected to an account", {"business": False}, {}, "switch on Bot Settings, Secretary Mode."),
    ("a slow clock", {"ahead": timedelta(hours=1)}, {}, "seconds behind. Switch on its time service"),
    ("a fast clock", {"ahead": -timedelta(hours=1)}, {}, "seconds ahead. Switch on its time service"),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("server", "given", "says"), [row[1:] for row in ASKED], ids=[row[0] for row in ASKED])
async def test_what_telegram_says_is_put_into_words(
    tmp_path: Path, server: dict[str, object], given: dict[str, object], says: str
) -> None:
    async with telegram(**server) as url:  # type: ignore[arg-type]  # a table
        settings = make_settings(tmp_path, telegram_token="123:TEST", telegram_api_url=url, **given)
        answers = await doctor_telegram._ask(settings)
    found = [one.text for one in (*doctor_telegram._server(settings, answers), *doctor_telegram._clock(answers))]

    assert (found == []) if not says else any(says in one for one in found)


def test_a_server_that_says_no_time_leaves_the_clock_unchecked() -> None:
    assert list(doctor_telegram._clock(Answers())) == [doctor_telegram.NOT_CHECKED]
