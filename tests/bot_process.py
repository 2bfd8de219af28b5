"""`BotProcess` runs the bot as what it is, a process that can be killed; `Watch` sees whom it has answered."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import aiohttp

from bot.settings import Settings
from tests.botapi.client import BotApi, Sent
from tests.conftest import make_settings
from tests.migrated import put_database

ROOT = Path(__file__).resolve().parents[1]
COMPILES = "PYTHONDONTWRITEBYTECODE"
"""Where this is set, each of dozens of processes would compile the whole bot anew."""
RUN = ("-m", "bot", "run")
SHOWN = ("sendMessage", "editMessageText", "sendLocation", "sendPhoto")
"""Calls after which a person sees something else on the screen."""
PATIENCE_S = 60.0
"""How long a person waits for an answer before the test says that there is none."""


class DidNotStart(AssertionError):
    """The process ended, or did not answer in time; the message holds the end of its log."""


class BotProcess:
    """One data folder with the bot that runs on it. Leaving the `async with` kills what is still running.

    `program` is what Python is given; `more` holds further variables. Nothing of this machine's own HRO_ variables or
    `.env` reaches the process: it runs in its own folder.
    """

    def __init__(
        self,
        api: BotApi,
        folder: Path,
        *,
        coordinators: str = "",
        database_url: str = "",
        program: Sequence[str] = RUN,
        more: Mapping[str, str] | None = None,
    ) -> None:
        self.folder, self.data, self.log = folder, folder / "data", folder / "bot.log"
        self.port = free_port()
        self.database_url = database_url
        self.process: subprocess.Popen[bytes] | None = None
        self._program = program
        given = {
            "HRO_TELEGRAM_TOKEN": api.token,
            "HRO_TELEGRAM_API_URL": api.url,
            "HRO_TELEGRAM_LIMITS": "none",
            "HRO_DATA_DIR": str(self.data),
            "HRO_WEB_LISTEN": f"127.0.0.1:{self.port}",
            "HRO_COORDINATORS": coordinators,
            "HRO_DATABASE_URL": database_url,
        }
        self.environment = {**bare_environment(), **given, **(more or {})}
        folder.mkdir(parents=True, exist_ok=True)

    async def __aenter__(self) -> Self:
        """Starts it."""
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Kills it if it still runs."""
        self.kill()

    @property
    def settings(self) -> Settings:
        """The settings to open its store with, once it is stopped."""
        return make_settings(self.data, database_url=self.database_url)

    @property
    def pid(self) -> int:
        """The number of the running process."""
        assert self.process is not None, "it does not run"
        return self.process.pid

    async def start(self, timeout: float = 30) -> None:
        """Starts a process and waits until it answers at /healthz, well or not. Raises `DidNotStart`."""
        self.launch()
        end = time.monotonic() + timeout
        while await self.health() is None:
            if self.process is None or self.process.poll() is not None or time.monotonic() > end:
                raise DidNotStart(f"the bot did not start:\n{self.log.read_text()[-2000:]}")
            await asyncio.sleep(0.05)

    def launch(self) -> None:
        """Starts a process without waiting for anything."""
        assert self.process is None, "it runs already"
        if not self.database_url and not self.data.exists():
            put_database(self.data)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self._program],
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def health(self) -> tuple[int, str] | None:
        """Status and words of /healthz; nothing while nobody answers there."""
        timeout = aiohttp.ClientTimeout(total=5)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.get(f"http://127.0.0.1:{self.port}/healthz") as answer,
            ):
                return answer.status, await answer.text()
        except (aiohttp.ClientError, TimeoutError):
            return None

    def kill(self) -> None:
        """Ends it as a power cut would (SIGKILL)."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()

    async def stop(self, timeout: float = 30) -> int:
        """Ends it politely (SIGTERM); gives its exit code."""
        assert self.process is not None, "it does not run"
        self.process.send_signal(signal.SIGTERM)
        return await self.ended(timeout)

    async def ended(self, timeout: float = 30) -> int:
        """Waits until it has ended by itself; gives its exit code."""
        process = self.process
        assert process is not None, "it does not run"
        code = await asyncio.to_thread(process.wait, timeout)
        self.process = None
        return code


@dataclass
class Watch:
    """Reads the calls of the bot once for everybody."""

    api: BotApi
    calls: list[Sent] = field(default_factory=list)
    last: dict[int, int] = field(default_factory=dict)

    async def run(self) -> None:
        """Looks twenty times a second, until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(0.05)

    async def look(self) -> None:
        """Reads what is new."""
        for call in await self.api.sent(since=len(self.calls)):
            if call.n <= len(self.calls):
                continue  # somebody else has read it meanwhile
            self.calls.append(call)
            if call.method in SHOWN and call.outcome == "ok":
                self.last[int(call.params["chat_id"])] = call.n

    async def answer(self, chat: int, after: int) -> None:
        """Waits until something appears in a chat, and then until it is quiet there."""
        end = asyncio.get_running_loop().time() + PATIENCE_S
        while self.last.get(chat, 0) <= after:
            assert asyncio.get_running_loop().time() < end, f"{chat} has no answer after {PATIENCE_S:.0f} s"
            await asyncio.sleep(0.05)
        before = -1
        while before != (before := self.last[chat]):
            await asyncio.sleep(0.1)


def bare_environment() -> dict[str, str]:
    """What any process needs to import the bot, without a single HRO_ variable."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HRO_", COMPILES))}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
