"""What doctor asks Telegram: is it there, does it know the token, is a webhook in the way, what time is it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from bot.channels import CHANNELS
from bot.commands.doctor_phone import SECRETARY
from bot.commands.finding import Finding
from bot.settings import Settings

ANSWER_S = 10.0
OFF_BY = timedelta(seconds=30)
"""A clock further off shows wrong times on reports; the header counts whole seconds, and the way takes some."""
NOT_CHECKED = Finding("The clock was not checked: the messenger was not asked or did not answer.", to_do=False)
NO_MESSENGER = Finding(
    "No messenger is set up. Set HRO_TELEGRAM_TOKEN to the token that BotFather gave you, or HRO_SIGNAL_URL."
)


@dataclass
class Answers:
    """What the server said: the time of its clock and of ours, its status, and the answers. Never the token."""

    at: datetime | None = None
    here: datetime | None = None
    status: int = 0
    webhook: dict[str, Any] = field(default_factory=dict)
    me: dict[str, Any] = field(default_factory=dict)
    why: str = ""


def look_at_telegram(settings: Settings) -> list[Finding]:
    """What is wrong with Telegram and with the clock."""
    if not any(make(settings) for make in CHANNELS.values()):
        return [NO_MESSENGER, NOT_CHECKED]
    if not settings.telegram_token:
        return [NOT_CHECKED]
    answers = asyncio.run(_ask(settings))
    return [*_server(settings, answers), *_clock(answers)]


async def _ask(settings: Settings) -> Answers:
    """Two questions that change nothing."""
    answers = Answers()
    base = f"{settings.telegram_api_url}/bot{settings.telegram_token}"
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_S)) as session:
            async with session.get(f"{base}/getMe", allow_redirects=False) as answer:
                answers.status, answers.here = answer.status, datetime.now(UTC)
                answers.at = _time(answer.headers.get("Date", ""))
                if answers.status == 200:
                    answers.me = dict((await answer.json(content_type=None))["result"])
            if answers.status == 200:
                async with session.get(f"{base}/getWebhookInfo", allow_redirects=False) as answer:
                    answers.webhook = dict((await answer.json(content_type=None))["result"])
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError, LookupError, TypeError) as error:
        # Its words would hold the address, and that holds the token.
        answers.why = type(error).__name__
    return answers


def _time(header: str) -> datetime | None:
    try:
        return parsedate_to_datetime(header).astimezone(UTC)
    except (ValueError, TypeError):
        return None


def _server(settings: Settings, answers: Answers) -> Iterator[Finding]:
    where = settings.telegram_api_url
    if answers.status in (401, 404):
        yield Finding(f"{where} does not know the token. Copy it again from BotFather into HRO_TELEGRAM_TOKEN.")
    elif answers.status != 200:
        why = answers.why or f"HTTP {answers.status}"
        yield Finding(f"{where} does not answer ({why}). Check the network, and HRO_TELEGRAM_API_URL.")
    elif answers.why:
        yield Finding(f"{where} could not be asked about its webhook ({answers.why}). Try again in a minute.")
    else:
        yield from _webhook(settings, answers.webhook)
        if not answers.me.get("can_connect_to_business"):
            yield SECRETARY


def _webhook(settings: Settings, info: dict[str, Any]) -> Iterator[Finding]:
    url = str(info.get("url", ""))
    if url and not settings.telegram_webhook_url:
        yield Finding("A webhook is set, but the bot is to fetch. python -m bot run takes it away; start it.")
    elif settings.telegram_webhook_url and url != settings.telegram_webhook_url:
        yield Finding("The webhook is not set to HRO_TELEGRAM_WEBHOOK_URL. python -m bot run sets it; start it.")
    elif url and info.get("last_error_message") and info.get("pending_update_count"):
        yield Finding("Telegram cannot reach the webhook, and messages wait there. Check its address and certificate.")


def _clock(answers: Answers) -> Iterator[Finding]:
    if answers.at is None or answers.here is None:
        yield NOT_CHECKED
        return
    off = answers.here - answers.at
    if abs(off) > OFF_BY:
        way = "ahead" if off > timedelta(0) else "behind"
        seconds = abs(off.total_seconds())
        yield Finding(f"This computer's clock is {seconds:.0f} seconds {way}. Switch on its time service (NTP).")
