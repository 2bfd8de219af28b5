"""The channels that exist, written out. A new channel is one file, one line here and one folder of wire samples."""

from collections.abc import Callable

from bot.channels.base import Channel
from bot.channels.telegram import Telegram
from bot.settings import Settings


def _telegram(settings: Settings) -> Channel | None:
    if not settings.telegram_token:
        return None
    return Telegram(
        settings.telegram_token,
        settings.telegram_api_url,
        webhook_url=settings.telegram_webhook_url,
        webhook_secret=settings.telegram_webhook_secret,
    )


CHANNELS: dict[str, Callable[[Settings], Channel | None]] = {"telegram": _telegram}
"""Name of a channel, and what makes it from the settings (nothing when it is not set up). The demo has its own."""
