"""Tells an outside monitor once a minute that the bot is alive and well: when it hears nothing, it calls somebody.

Nothing is said while something is wrong, as `/healthz` has it: messages are not kept, or alerts are not sent.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from bot.clock import Clock
from bot.store import Store
from bot.web import health_of

log = logging.getLogger(__name__)
EVERY_S = 60.0
PATIENCE_S = 10.0


class Heartbeat:
    """Asks for `url` as long as all is well. `troubles` are those this process knows of itself."""

    def __init__(self, store: Store, clock: Clock, url: str, troubles: Callable[[], list[str]]) -> None:
        self._store, self._clock, self._url, self._troubles = store, clock, url, troubles

    async def run(self, every: float = EVERY_S) -> None:
        """Beats for ever (`every` so many seconds); without an address, never."""
        while self._url:
            await self.beat()
            await asyncio.sleep(every)

    async def beat(self) -> bool:
        """Tells it once; false when something is wrong, or nobody could be told. The address is a secret."""
        if self._troubles() or (await health_of(self._store, self._clock.now())).wrong:
            log.warning("heartbeat: not sent, something is wrong")
            return False
        import aiohttp  # a tenth of the start and of the memory, for who has a monitor

        try:
            timeout = aiohttp.ClientTimeout(total=PATIENCE_S)
            async with aiohttp.ClientSession(timeout=timeout) as session, session.get(self._url) as answer:
                well = answer.status < 400
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            log.warning("heartbeat: nobody could be told (%s)", type(error).__name__)
            return False
        if not well:
            log.warning("heartbeat: the monitor answered %d", answer.status)
        return well
