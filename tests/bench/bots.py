"""The bots that are measured, each a process of its own."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.bench.people import VOLUNTEER, Person, Street
from tests.bot_process import ROOT, bare_environment, free_port
from tests.postgres import fresh_database

TOKEN = "123:BENCH"


@asynccontextmanager
async def plain(street: Street) -> AsyncIterator[int]:
    """The ConversationHandler bot; gives the number of its process."""
    command = [sys.executable, "-m", "tests.bench.plain", TOKEN, street.messenger.url]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL)
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


@asynccontextmanager
async def ours(street: Street, folder: Path, database_url: str = "", profile: str = "") -> AsyncIterator[int]:
    """Our bot, durable and encrypted, with one volunteer on duty; gives the number of its process.

    Its database is there already, as at every start but the first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    environment = bare_environment() | {
        "HRO_TELEGRAM_TOKEN": TOKEN,
        "HRO_TELEGRAM_API_URL": street.messenger.url,
        "HRO_TELEGRAM_LIMITS": "none",
        "HRO_DATA_DIR": str(folder / "data"),
        "HRO_WEB_LISTEN": f"127.0.0.1:{free_port()}",
        "HRO_COORDINATORS": f"telegram:{VOLUNTEER}",
        "HRO_DATABASE_URL": database_url,
    }
    if not database_url:
        await _migrate(folder, environment)
    program = ["-m", "tests.bench.profiled", profile] if profile else ["-m", "bot", "run"]
    street.launched = time.perf_counter()
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, *program], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
    try:
        await _gather_team(street)
        yield process.pid
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait, 60)


@asynccontextmanager
async def on_postgres(street: Street, folder: Path, server: str) -> AsyncIterator[int]:
    """Our bot on a database of its own on this server."""
    folder.mkdir(parents=True)
    with fresh_database(server) as url:
        environment = bare_environment() | {"HRO_DATABASE_URL": url, "HRO_DATA_DIR": str(folder / "data")}
        await _migrate(folder, environment)
        async with ours(street, folder, url) as pid:
            yield pid


async def _migrate(folder: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "bot", "migrate"]
    await asyncio.to_thread(subprocess.run, command, cwd=folder, env=environment, check=True, capture_output=True)


async def _gather_team(street: Street) -> None:
    """The coordinator of the settings gives a name and a language and comes on duty."""
    lea = Person(street, VOLUNTEER)
    lea.say("/start")
    await _told(street, "first name")
    lea.say("Lea")
    await _told(street, "language")
    lea.press("j:en")
    await _told(street, "ready")
    lea.say("/onduty")
    await _told(street, "on duty")


async def _told(street: Street, wanted: str) -> None:
    end = time.monotonic() + 30
    while not any(wanted in text for text, _buttons in street.team):
        assert time.monotonic() < end, f"the bot has not said “{wanted}”: {list(street.team)}"
        await asyncio.sleep(0.02)
    street.team.clear()
