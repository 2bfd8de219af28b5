"""python -m bot run: the bot itself."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import itertools
import logging
import signal
from collections.abc import Awaitable, Callable
from typing import TypeVar

import click
from sqlalchemy.orm import Session

from bot import catalogues
from bot.app import App
from bot.channels import CHANNELS
from bot.channels.base import Channel, SendFailed, Throttled
from bot.channels.telegram import Telegram
from bot.clock import RealClock
from bot.database import open_store
from bot.limits import SIGNAL_IN_ALL, Limits
from bot.settings import Settings, SettingsError, read_settings
from bot.store import Store
from bot.web import check_free
from handlers import commands, team
from handlers.rules import Gate, Rules
from models.person import COORDINATOR

log = logging.getLogger(__name__)
PAUSES_S = (1.0, 5.0, 25.0, 60.0)
"""Between tries to introduce the bot; the last one again and again, for without its name there are no links."""
Result = TypeVar("Result")


@click.command()
def run() -> None:
    """Run the bot on the messengers that are set up."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    for noisy in ("alembic", "httpx", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    settings = read_settings()
    channels = {name: channel for name, make in CHANNELS.items() if (channel := make(settings)) is not None}
    if not channels:
        raise SettingsError(
            "No messenger is set up: set HRO_TELEGRAM_TOKEN. Or HRO_SIGNAL_URL. To try the bot without any: make demo."
        )
    catalogues.load()
    settings = catalogues.offer_complete(settings)
    check_free(*settings.listen)
    store = open_store(settings)
    # Hundreds of thousands of objects of the libraries stay for good: looking for rubbish among them cost a tenth.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
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
    folder, beats = settings.data_dir / "files", settings.heartbeat_url
    app = App(store, channels, clock, rules, folder, _limits(settings), settings.database_url, beats)
    introducing = asyncio.create_task(_introduce(app, channels, links))
    if key_beside(settings) and not settings.database_url:
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
        room=settings.room,
        gate=Gate(key_beside(settings), catalogues.drafts()),
    )


def key_beside(settings: Settings) -> bool:
    """Whether the key lies in the folder that holds the database and the files."""
    return settings.key_path.parent.resolve() == settings.data_dir.resolve()


def _limits(settings: Settings) -> dict[str, Limits]:
    on = settings.telegram_limits != "none"
    return {"telegram": Limits(on=on), "signal": Limits(on=on, in_all=SIGNAL_IN_ALL)}


async def _introduce(app: App, channels: dict[str, Channel], links: dict[str, str]) -> None:
    """Learns the bot's name for links, sets its menus, and with nobody to coordinate prints a one-time link."""
    channel = channels.get("telegram")
    if not isinstance(channel, Telegram):
        if "signal" in channels:
            await _print_first_link(
                app, f"Write to {channels['signal'].account} on Signal, within 48 hours: /join {{token}}"
            )
        return
    name = await _sooner_or_later(channel.username)
    links["telegram"] = link = f"https://t.me/{name}?start={{token}}"
    await _print_first_link(app, f"Open this link once, within 48 hours: {link}")
    menus, short = commands.menus(app.rules.languages), commands.short_descriptions(app.rules.languages)
    try:
        await _sooner_or_later(lambda: channel.describe(menus, short))
    except SendFailed as error:
        log.warning("The command menus could not be set (%s)", error.why)


async def _sooner_or_later(ask: Callable[[], Awaitable[Result]]) -> Result:
    """Asks until Telegram answers. Raises what it refuses for ever."""
    pauses = itertools.chain(PAUSES_S, itertools.repeat(PAUSES_S[-1]))
    while True:
        try:
            return await ask()
        except SendFailed as error:
            if not error.again:
                raise
            log.warning("The bot cannot introduce itself yet (%s)", error.why or type(error).__name__)
            await asyncio.sleep(max(next(pauses), error.after if isinstance(error, Throttled) else 0.0))


async def _print_first_link(app: App, how: str) -> None:
    """Somebody has to begin: whoever opens this link first, or writes this first, coordinates."""
    now = app.clock.now()

    def first(session: Session) -> str:
        if app.rules.coordinators or team.has_coordinator(session):
            return ""
        return team.invite(session, None, COORDINATOR, now, app.rules)

    if token := await app.store.write(first):
        click.echo(f"Nobody coordinates yet. {how.format(token=token)}")
