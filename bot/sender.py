"""Sends what is in the outbox: the only way out.

At least once: what was being sent when the process died is sent again. In order per chat, but an alert overtakes
everything except an earlier alert, even what is in flight. A failing chat waits by itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from sqlalchemy.orm import Session

from bot.channels.base import Blocked, Channel, Moved, NoSuchMessage, Refused, SendFailed, Throttled, Unreachable
from bot.clock import Clock
from bot.files import Files
from bot.limits import Limits
from bot.store import Store, is_passing
from handlers import failures
from handlers.phone import is_of_phone
from handlers.rules import Rules
from handlers.way_out import Closed, way_out
from models import sending
from models.leaving import Leaving, pause

log = logging.getLogger(__name__)
AT_ONCE = 300
LONGEST_THROTTLED_S = 86_400.0
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
        self._flying: dict[asyncio.Task[None], Leaving] = {}
        self._paused_until: dict[str, float] = {}
        self._ending = False

    def wake(self) -> None:
        """There is something to send."""
        self._wake.set()

    async def run(self) -> None:
        """Sends for ever. At the end waits for what is in flight."""
        self._ending = False
        try:
            await self._run()
        finally:
            # What is in flight lands; nothing that comes after it is begun, or the end would cut it off.
            self._ending = True
            if self._flying:
                await asyncio.wait(self._flying, timeout=LANDING_S)

    async def _run(self) -> None:
        while True:
            try:
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
        flying = frozenset((one.person_id, one.urgent) for one in self._flying.values())
        leaving = await self._store.write(lambda session: sending.claim(session, now, AT_ONCE, flying))
        for one in leaving:
            self._start(one)
        return len(leaving)

    def ready(self) -> bool:
        """Whether it can take more at once."""
        return not self._ending and len(self._flying) < AT_ONCE

    def take(self, leaving: Sequence[Leaving]) -> None:
        """Sends what was claimed for it when it was put into the outbox."""
        for one in leaving:
            self._start(one)

    def _start(self, one: Leaving) -> None:
        task = asyncio.create_task(self._send(one))
        self._flying[task] = one
        task.add_done_callback(self._landed)

    def _landed(self, task: asyncio.Task[None]) -> None:
        """Its lane is free: woken only now, or the next message of its chat would be passed over."""
        one = self._flying.pop(task)
        if not task.cancelled() and (error := task.exception()):
            # The row stays claimed, and is due again when the claim is over.
            log.error("sender: message %d fell out (%s)", one.rows[0], type(error).__name__)
        self._wake.set()

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
        """Sends a message, and what comes after it in its lane."""
        following: Leaving | None = one
        while following is not None:
            following = await self._send_one(following)

    async def _send_one(self, one: Leaving) -> Leaving | None:
        """Sends one message; gives the next of its lane, claimed already."""
        following: list[Leaving | None] = [None]
        try:
            if one.stuck:
                raise Refused(one.stuck)
            if not one.message.remove:
                await self._make_room(one)
            wire_id, anew = await self._hand_over(one)
        except SendFailed as error:
            await self._not_sent(one, error)
        except Closed as error:
            why, now = error.why, self._clock.now()
            await self._note(one, lambda session: failures.closed(session, one, why, now))
        except Exception as error:
            log.error("sender: message %d failed (%s)", one.rows[0], type(error).__name__)
            # The file to be sent is read by way of the database, which may be back in a moment.
            why = f"our own error: {type(error).__name__}"
            await self._not_sent(one, Unreachable(why) if is_passing(error) else Refused(why))
        else:
            now = self._clock.now()
            gone = replace(one, edits="") if anew else one

            def left(session: Session) -> None:
                failures.has_left(session, gone, wire_id, now)
                if not self._ending:
                    following[0] = sending.claim_next(session, (one.person_id, one.urgent), now)

            if await self._kept(left):
                # It was the next that failed, not this one: this one has left.
                following[0] = None
                await self._note(one, lambda session: failures.has_left(session, gone, wire_id, now))
        return following[0]

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

    async def _hand_over(self, one: Leaving) -> tuple[str, bool]:
        """Gives the wire id, and whether it is a new message although it was to change one."""
        channel = self._channels.get(one.channel)
        if channel is None:
            raise Refused(f"the channel {one.channel} is not set up")
        if is_of_phone(one.address) or getattr(channel, "shared", False):
            now, removing = self._clock.now(), bool(one.message.remove)
            way = partial(way_out, person_id=one.person_id, address=one.address, now=now, removing=removing)
            one = replace(one, address=await self._store.read(way))
        if one.message.remove:
            await channel.delete(one.address, one.message.remove)
            return "", False
        content = await self._files.content(one.message.file)
        try:
            return await channel.send(one.address, one.message, edits=one.edits, content=content), False
        except NoSuchMessage:
            return await channel.send(one.address, one.message, content=content), True

    async def _not_sent(self, one: Leaving, error: SendFailed) -> None:
        """Later, or never: then the team is told, and an alert moves on."""
        now = self._clock.now()
        if error.again:
            delay = pause(one.attempts, urgent=one.urgent)
            if isinstance(error, Throttled):
                delay = timedelta(seconds=min(error.after, LONGEST_THROTTLED_S))
                if error.whole_account:
                    self._paused_until[one.channel] = time.monotonic() + error.after
            log.info(
                "sender: message %d again in %.0f s (%s)", one.rows[0], delay.total_seconds(), type(error).__name__
            )
            await self._note(one, lambda session: sending.again(session, one, now + delay, type(error).__name__))
            return
        log.warning("sender: message %d is set aside (%s)", one.rows[0], type(error).__name__)
        if isinstance(error, Moved):
            await self._note(one, lambda session: failures.moved(session, one.person_id, error.to))
            await self._note(one, lambda session: sending.again(session, one, now, "moved"))
            return
        blocked = isinstance(error, Blocked)

        def set_aside(session: Session) -> None:
            sending.give_up(session, one, error.why or type(error).__name__)
            if one.message.remove and not blocked:
                failures.not_removed(session, one, error.why, now)
                return
            failures.not_delivered(
                session, one.person_id, one.slots, now, self._rules, urgent=one.urgent, blocked=blocked
            )

        await self._note(one, set_aside)

    async def _note(self, one: Leaving, work: failures.Note) -> None:
        """Notes what became of a message. What cannot be noted is set aside, so that its chat does not stand still."""
        if why := await self._kept(work):
            log.error("sender: message %d is set aside, it could not be noted (%s)", one.rows[0], why)
            await self._kept(lambda session: sending.give_up(session, one, f"could not be noted: {why}"))

    async def _kept(self, work: failures.Note) -> str:
        """Stores it, again and again while the database fails; gives the kind of an error that will not pass."""
        while True:
            try:
                await self._store.write(work)
            except Exception as error:
                if not is_passing(error):
                    return type(error).__name__
                log.error("sender: could not note what was sent (%s)", type(error).__name__)
                await asyncio.sleep(1)
            else:
                return ""
