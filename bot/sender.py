"""Sends what is in the outbox: the only way out.

At least once: what was being sent when the process died is sent again. In order per chat, but an alert overtakes
everything except an earlier alert. A failing chat waits by itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from sqlalchemy.orm import Session

from bot.channels.base import Blocked, Channel, Moved, NoSuchMessage, Refused, SendFailed, Throttled
from bot.clock import Clock
from bot.files import Files
from bot.limits import Limits
from bot.store import Store
from handlers import failures
from handlers.rules import Rules
from models import sending
from models.sending import Leaving

log = logging.getLogger(__name__)
AT_ONCE = 300
LONGEST = timedelta(minutes=5)
LONGEST_URGENT = timedelta(seconds=20)
LANDING_S = 5.0
"""An orderly end waits so long for what is in flight: it would be sent a second time otherwise."""


class Sender:
    """Takes rows from the outbox to the channels and notes what became of them."""

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        clock: Clock,
        rules: Rules,
        files: Files,
        limits: Mapping[str, Limits],
    ) -> None:
        self._store, self._channels, self._clock, self._rules = store, channels, clock, rules
        self._files, self._limits = files, limits
        self._wake = asyncio.Event()
        self._flying: set[asyncio.Task[None]] = set()
        self._paused_until: dict[str, float] = {}
        self._left: list[tuple[Leaving, str]] = []
        self._noting: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """There is something to send."""
        self._wake.set()

    async def run(self) -> None:
        """Sends for ever; first what was in flight when the process died. At the end waits for what is in flight."""
        try:
            await self._run()
        finally:
            if self._flying:
                await asyncio.wait(self._flying, timeout=LANDING_S)

    async def _run(self) -> None:
        released = False
        while True:
            try:
                if not released:
                    await self._store.write(partial(sending.release_claims, now=self._clock.now()))
                    released = True
                if await self.send_due() == 0:
                    await self._wait()
            except asyncio.CancelledError:
                raise
            except Exception as error:
                log.error("sender: paused, the database failed (%s)", type(error).__name__)
                await asyncio.sleep(1)

    async def send_due(self) -> int:
        """Starts sending everything that is due now; gives how many messages."""
        self._wake.clear()
        now = self._clock.now()
        leaving = await self._store.write(lambda session: sending.claim(session, now, AT_ONCE))
        for one in leaving:
            task = asyncio.create_task(self._send(one))
            self._flying.add(task)
            task.add_done_callback(self._flying.discard)
        return len(leaving)

    async def drain(self) -> None:
        """Sends until nothing is due and nothing is in flight (for tests and for an orderly end)."""
        while await self.send_due() or self._flying:
            await asyncio.gather(*self._flying)

    async def _wait(self) -> None:
        # Not `asyncio.wait_for`: woken at the wrong moment it swallows a cancellation (cpython 86296, until 3.12).
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.5):
                await self._wake.wait()

    async def _send(self, one: Leaving) -> None:
        try:
            await self._make_room(one)
            wire_id = await self._hand_over(one)
        except SendFailed as error:
            await self._not_sent(one, error)
        except Exception as error:
            log.error("sender: message %d failed (%s)", one.rows[0], type(error).__name__)
            await self._not_sent(one, Refused(f"our own error: {type(error).__name__}"))
        else:
            await self._note_left(one, wire_id)
        self._wake.set()

    async def _make_room(self, one: Leaving) -> None:
        """Waits until the messenger's limits allow it."""
        limits = self._limits.get(one.channel)
        if limits is None:
            return
        while True:
            now = time.monotonic()
            wait = max(limits.wait(one.address, now, urgent=one.urgent), self._paused_until.get(one.channel, 0) - now)
            if wait <= 0:
                limits.take(one.address, now)
                return
            await asyncio.sleep(wait)

    async def _hand_over(self, one: Leaving) -> str:
        channel = self._channels.get(one.channel)
        if channel is None:
            raise Refused(f"the channel {one.channel} is not set up")
        content = await self._files.read(one.message.file.evidence) if one.message.file else None
        try:
            return await channel.send(one.address, one.message, edits=one.edits, content=content)
        except NoSuchMessage:
            return await channel.send(one.address, one.message, content=content)

    async def _not_sent(self, one: Leaving, error: SendFailed) -> None:
        """Later, or never: then the team is told, and an alert moves on."""
        now = self._clock.now()
        if error.again:
            delay = timedelta(seconds=min(2.0**one.attempts, LONGEST.total_seconds()))
            delay = min(delay, LONGEST_URGENT) if one.urgent else delay
            if isinstance(error, Throttled):
                delay = timedelta(seconds=error.after)
                if error.whole_account:
                    self._paused_until[one.channel] = time.monotonic() + error.after
            log.info(
                "sender: message %d again in %.0f s (%s)", one.rows[0], delay.total_seconds(), type(error).__name__
            )
            await self._note(lambda session: sending.again(session, one, now + delay, type(error).__name__))
            return
        log.warning("sender: message %d is set aside (%s)", one.rows[0], type(error).__name__)
        if isinstance(error, Moved):
            await self._note(lambda session: failures.moved(session, one.person_id, error.to))
            await self._note(lambda session: sending.again(session, one, now, "moved"))
            return
        blocked = isinstance(error, Blocked)

        def set_aside(session: Session) -> None:
            sending.give_up(session, one, error.why or type(error).__name__)
            failures.not_delivered(
                session, one.person_id, one.slots, now, self._rules, urgent=one.urgent, blocked=blocked
            )

        await self._note(set_aside)

    async def _note_left(self, one: Leaving, wire_id: str) -> None:
        """Notes that a message left, together with all others that have just left."""
        self._left.append((one, wire_id))
        if self._noting is None:
            self._noting = asyncio.create_task(self._note_all_left())
        await self._noting

    async def _note_all_left(self) -> None:
        await asyncio.sleep(0)
        left, self._left, self._noting = self._left, [], None
        now = self._clock.now()

        def note(session: Session) -> None:
            for one, wire_id in left:
                sending.sent(session, one, wire_id, now)

        await self._note(note)

    async def _note(self, work: failures.Note) -> None:
        """Notes what became of a message; while the database fails it is tried again, for the message has left."""
        while True:
            try:
                await self._store.write(work)
            except asyncio.CancelledError:
                raise
            except Exception as error:
                log.error("sender: could not note what was sent (%s)", type(error).__name__)
                await asyncio.sleep(1)
            else:
                return
