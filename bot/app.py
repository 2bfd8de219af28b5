"""Puts everything together: the one place where things are wired."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from starlette.routing import BaseRoute

from bot.channels.base import Channel
from bot.clock import Clock, SetBack
from bot.erasing import Erasing
from bot.files import Files
from bot.heartbeat import Heartbeat
from bot.intake import Intake
from bot.jobs import Jobs
from bot.leader import Elected, Leader, OnlyOne
from bot.limits import Limits
from bot.menus import Menus
from bot.messengers import Messengers
from bot.sender import Sender
from bot.store import Store
from bot.trouble import Trouble
from bot.web import Server, app_routes
from handlers.clockwork import bring_back
from handlers.rules import Rules

log = logging.getLogger(__name__)
LOOK_AT_CLOCK_S = 2.0


class App:
    """A store, some channels, and everything that runs between them."""

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        clock: Clock,
        rules: Rules,
        folder: Path,
        limits: Mapping[str, Limits],
        database_url: str = "",
        heartbeat_url: str = "",
    ) -> None:
        self.store, self.channels, self.clock, self.rules = store, channels, clock, rules
        self.folder = folder
        self.intake = Intake(store, channels, clock, rules)
        self.files = Files(store, channels, clock, folder)
        self.erasing = Erasing(store, clock, folder)
        self.sender = Sender(store, channels, clock, rules, self.files, limits)
        self.jobs = Jobs(store, clock, rules)
        self.trouble = Trouble(store, channels, clock)
        self.heartbeat = Heartbeat(store, clock, heartbeat_url, self.trouble.wrong)
        self.messengers = Messengers(store, channels, clock, rules)
        self.menus = Menus(store, channels)
        self._wakes: dict[str, Callable[[], None]] = {
            "inbox": self.intake.wake,
            "outbox": self.sender.wake,
            "files": self._wake_files,
        }
        store.woken, store.taker = self._wake, self.sender
        self.leader: Leader = Elected(database_url, self._wake) if database_url else OnlyOne()

    def routes(self) -> list[BaseRoute]:
        """The web addresses of this app."""
        return app_routes(
            self.store, self.intake, self.channels, self.trouble.wrong, now=self.clock.now, folder=self.folder
        )

    async def run(self, routes: Sequence[BaseRoute], host: str, port: int) -> None:
        """Runs until cancelled: receives, handles, sends, fetches, and serves the web addresses."""
        await self.erasing.erase_again()
        server = Server(routes, host, port)
        try:
            parts = (self.intake.run(), self.trouble.run(), server.serve(), self.leader.run(self._lead))
            await _together(*parts, self._watch_clock())
        finally:
            for channel in self.channels.values():
                await channel.close()

    async def _lead(self) -> None:
        """What only one process does at a time."""
        self.jobs.start()
        try:
            listening = [channel.listen(self.keeper(channel)) for channel in self.channels.values()]
            ours = (self.sender, self.files, self.erasing, self.heartbeat, self.messengers, self.menus)
            await _together(*(one.run() for one in ours), *listening)
        finally:
            self.jobs.stop()

    async def _watch_clock(self) -> None:
        """At start, and when the clock was set back: what was put off to a time that is now far away is due."""
        watch = SetBack(self.clock)
        waits = not await self._bring_back()
        while True:
            await asyncio.sleep(LOOK_AT_CLOCK_S)
            if watch.since_last_look() or waits:
                waits = not await self._bring_back()
                self.jobs.restart()

    async def _bring_back(self) -> bool:
        """False when the database failed, so that it is tried again."""
        now = self.clock.now()
        try:
            await self.store.write(lambda session: bring_back(session, now, self.rules))
        except Exception as error:
            log.error("clock: times could not be brought back (%s)", type(error).__name__)
            return False
        return True

    async def settle(self) -> None:
        """Handles, escalates, fetches and sends until nothing is left to do now (a clock was pushed, or a test)."""
        await self.jobs.run_all()
        while await self.intake.handle_all() or await self.files.fetch_due() or await self.erasing.finish():
            pass
        await self.jobs.redraw()
        await self.sender.drain()

    def keeper(self, channel: Channel) -> Callable[[Sequence[bytes]], Coroutine[Any, Any, int]]:
        """What a channel is given to keep its raw messages with."""

        async def keep(raws: Sequence[bytes]) -> int:
            return await self.intake.keep(channel, raws)

        return keep

    def _wake_files(self) -> None:
        self.files.wake()
        self.erasing.wake()

    def _wake(self, names: Iterable[str]) -> None:
        for name in names:
            if name in self._wakes:
                self._wakes[name]()


async def _together(*parts: Coroutine[Any, Any, None]) -> None:
    """Runs parts side by side; when one fails or ends by an error, so do the others."""
    async with asyncio.TaskGroup() as group:
        for part in parts:
            group.create_task(part)
