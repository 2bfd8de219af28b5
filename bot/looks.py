"""Looks again and again, for ever: a look that fails is told to the log, and the next one comes all the same."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)


async def look_for_ever(what: str, look: Callable[[], Awaitable[None]], every_s: float) -> None:
    """Looks at once, and then every so many seconds. The log gets the kind of an error, never its words."""
    while True:
        try:
            await look()
        except Exception as error:
            log.error("%s: not looked after (%s)", what, type(error).__name__)
        await asyncio.sleep(every_s)
