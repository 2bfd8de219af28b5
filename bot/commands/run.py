"""python -m bot run: the bot itself."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal

import click
from sqlalchemy.orm import Session

from bot import catalogues
from bot.app import App
from bot.channels import CHANNELS
from bot.channels.base import Channel, SendFailed
from bot.channels.telegram import Telegram
from bot.clock import RealClock
from bot.database import open_store
from bot.limits import Limits
from bot.settings import Settings, SettingsError, read_settings
from bot.store import Store
from handlers import commands, team
from handlers.rules import Rules
from models.person import COORDINATOR

log = logging.getLogger(__name__)
NAME_TRIES_S = (0, 1, 5, 25, 60)


@click.command()
def run() -> None:
    """Run the bot on the messengers that are set up."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    settings = read_settings()
    channels = {name: channel for name, make in CHANNELS.items() if (channel := make(settings)) is not None}
    if not channels:
        raise SettingsError("No messenger is set up: set HRO_TELEGRAM_TOKEN. To try the bot without any: make demo.")
    catalogues.load()
    store = open_store(settings)
    try:
        with contextlib.suppress(asyncio.CancelledError):
            asyncio.run(_run(settings, store, channels))
    finally:
        store.close()


async def _run(settings: Settings, store: Store, channels: dict[str, Channel]) -> None:
    main = asyncio.current_task()
    assert main is not None
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, main.cancel)
    clock = RealClock()
    links: dict[str, str] = {}
    rules = rules_of(settings, links)
    app = App(store, channels, clock, rules, settings.data_dir / "files", _limits(settings), settings.database_url)
    introducing = asyncio.create_task(_introduce(app, channels, links))
    if settings.key_path.parent.resolve() == settings.data_dir.resolve() and not settings.database_url:
        log.warning("The key lies in the same folder as the database: keep a copy elsewhere, or set HRO_KEY_FILE.")
    try:
        await app.run(app.routes(), *settings.listen)
    finally:
        introducing.cancel()


def rules_of(settings: Settings, links: dict[str, str]) -> Rules:
    """The handlers' values out of the settings; `links` is filled when the messenger has said the bot's name."""
    return Rules(
        zone=settings.zone,
        languages=settings.offered,
        coordinators=settings.named_coordinators,
        links=links,
    )


def _limits(settings: Settings) -> dict[str, Limits]:
    return {"telegram": Limits(on=settings.telegram_limits != "none")}


async def _introduce(app: App, channels: dict[str, Channel], links: dict[str, str]) -> None:
    """Learns the bot's name for links, sets its menus, and with nobody to coordinate prints a one-time link."""
    channel = channels.get("telegram")
    if not isinstance(channel, Telegram):
        return
    for pause in NAME_TRIES_S:
        await asyncio.sleep(pause)
        try:
            link = f"https://t.me/{await channel.username()}?start={{token}}"
            break
        except SendFailed as error:
            log.warning("Telegram does not say the bot's name yet (%s)", error.why or type(error).__name__)
    else:
        return
    links["telegram"] = link
    await _print_first_link(app, link)
    try:
        await channel.describe(commands.menus(app.rules.languages), commands.short_descriptions(app.rules.languages))
    except SendFailed as error:
        log.warning("The command menus could not be set (%s)", error.why)


async def _print_first_link(app: App, link: str) -> None:
    """Somebody has to begin: whoever opens this link first coordinates."""
    now = app.clock.now()

    def first(session: Session) -> str:
        if app.rules.coordinators or team.has_coordinator(session):
            return ""
        return team.invite(session, None, COORDINATOR, now, app.rules)

    if token := await app.store.write(first):
        click.echo(f"Nobody coordinates yet. Open this link once, within 48 hours: {link.format(token=token)}")
