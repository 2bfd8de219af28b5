"""The channels that exist, written out. A new channel is one file, one line here and one folder of wire samples."""

from collections.abc import Callable

from bot.channels.base import Channel
from bot.channels.telegram import Telegram
from bot.settings import Settings, SettingsError


def _telegram(settings: Settings) -> Channel | None:
    if not settings.telegram_token:
        return None
    return Telegram(
        settings.telegram_token,
        settings.telegram_api_url,
        webhook_url=settings.telegram_webhook_url,
        webhook_secret=settings.telegram_webhook_secret,
    )


def _signal(settings: Settings) -> Channel | None:
    if not settings.signal_url:
        return None
    if not settings.signal_account:
        raise SettingsError("HRO_SIGNAL_ACCOUNT must be set too: python -m bot signal link says what to.")
    from bot.channels.signal import JOURNAL, Signal  # six megabytes that nobody without Signal needs

    journal = settings.data_dir / JOURNAL
    return Signal(settings.signal_url, settings.signal_account, journal=journal, key=settings.key_path)


CHANNELS: dict[str, Callable[[Settings], Channel | None]] = {"telegram": _telegram, "signal": _signal}
"""Name of a channel, and what makes it from the settings (nothing when it is not set up). The demo has its own."""
