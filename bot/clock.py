"""What time it is. A clock that can be pushed serves the demo and the tests; `run` uses the real one."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The time now, aware, UTC."""


class RealClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The time now, aware, UTC."""
        return datetime.now(UTC)


class SetBack:
    """Notices that a clock was set back: it fell behind the time that cannot be set, by more than `BY` at once."""

    BY = timedelta(seconds=5)

    def __init__(self, clock: Clock, steady: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._steady = clock, steady
        self._last = clock.now(), steady()

    def since_last_look(self) -> bool:
        """Whether the clock was set back since this was last asked."""
        (then, steady_then), self._last = self._last, (self._clock.now(), self._steady())
        gone = timedelta(seconds=self._last[1] - steady_then)
        return gone - (self._last[0] - then) > self.BY


class PushedClock:
    """A clock that runs with the machine's (or stands still, from a given time) and can be pushed ahead."""

    def __init__(self, stands_at: datetime | None = None) -> None:
        self._stands_at = stands_at
        self._ahead = timedelta(0)
        self.pushed: Callable[[], Awaitable[None]] | None = None

    def now(self) -> datetime:
        """The time now, aware, UTC."""
        return (self._stands_at or datetime.now(UTC)) + self._ahead

    def goes_on(self, seconds: float) -> None:
        """Moves the clock ahead, and nothing happens yet."""
        self._ahead += timedelta(seconds=seconds)

    async def push(self, seconds: float) -> None:
        """Moves the clock ahead and lets everything that is due happen."""
        self.goes_on(seconds)
        if self.pushed is not None:
            await self.pushed()
