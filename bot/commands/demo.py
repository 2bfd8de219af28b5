"""python -m bot demo: a page with three phones, an invented team and invented places. No account, no network."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from pathlib import Path

import click
from sqlalchemy.orm import Session

from bot import catalogues
from bot.app import App
from bot.channels.demo import Demo
from bot.clock import PushedClock
from bot.database import DEMO, open_store
from bot.demo_page import demo_routes
from bot.demo_screens import Json
from bot.settings import Settings, read_settings
from bot.store import Store
from bot.web import check_free
from handlers import duty, sites
from handlers.person import meet
from handlers.rules import Rules
from models.person import COORDINATOR, REPORTER, VOLUNTEER, Person
from models.secret import seal

PHONES: list[Json] = [
    {"id": "amal", "role": REPORTER, "name": "Amal", "hint": "Write anything, in any language"},
    {"id": "yonas", "role": REPORTER, "name": "Yonas", "hint": "A second person"},
    {
        "id": "lea",
        "role": VOLUNTEER,
        "name": "Léa",
        "hint": "Volunteer",
        "commands": ["/onduty", "/offduty", "/team", "/menu", "/help"],
    },
    {
        "id": "karim",
        "role": COORDINATOR,
        "name": "Karim",
        "hint": "Coordinator",
        "commands": ["/team", "/invite", "/site", "/help"],
    },
]
TEAM = (("lea", VOLUNTEER, "Léa", "fr", True), ("karim", COORDINATOR, "Karim", "en", False))
SITES = (
    ("B2", ["Old mill", "المطحنة القديمة", "آسیاب"]),
    ("M1", ["Green field", "الحقل الأخضر"]),
    ("PT", ["Small pond"]),
)
FOLDER = Path("./demo-data")


@click.command()
def demo() -> None:
    """Try the bot in a browser: reporter, volunteer and coordinator side by side."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    settings = read_settings()
    if "data_dir" not in settings.model_fields_set:
        settings = settings.model_copy(update={"data_dir": FOLDER, "key_file": None, "database_url": ""})
    catalogues.load()
    settings = catalogues.offer_complete(settings)
    check_free(*settings.listen)
    store = open_store(settings, purpose=DEMO)
    try:
        with contextlib.suppress(asyncio.CancelledError):
            asyncio.run(_serve(settings, store))
    finally:
        store.close()


async def _serve(settings: Settings, store: Store) -> None:
    main = asyncio.current_task()
    assert main is not None
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, main.cancel)
    clock = PushedClock()
    channel = Demo([str(phone["id"]) for phone in PHONES], now=clock.now)
    rules = Rules(zone=settings.zone, languages=settings.offered)
    app = App(store, {"demo": channel}, clock, rules, settings.data_dir / "files", {})
    clock.pushed = app.settle
    await store.write(lambda session: invent(session, clock, rules))
    host, port = settings.listen
    click.echo(f"The demo is ready: http://{host}:{port}/  (Ctrl+C ends it)")
    world: Json = {"title": "The HRO phone bot: a demo", "bot": "HRO", "phones": PHONES, "time_zone": settings.timezone}
    await app.run([*demo_routes(channel, clock, lambda: world), *app.routes()], host, port)


def invent(session: Session, clock: PushedClock, rules: Rules) -> None:
    """The invented team and places, once."""
    now = clock.now()
    for address, role, name, language, on in TEAM:
        person: Person = meet(session, "demo", "demo", address, now)
        if person.role != REPORTER:
            continue
        person.role, person.staff_language, person.language, person.greeted = role, language, language, True
        person.first_name = seal(session, "person.first_name", person.id, name)
        session.flush()
        if on:
            duty.come_on(session, person, now)
    if not sites.open_sites(session):
        for code, names in SITES:
            sites.set_site(session, code, names, now)
