"""Keep, confirm, handle: the only way in.

A raw message is kept in one transaction and confirmed to the messenger only after the commit. A second transaction
takes each chat's oldest kept message and lets the handlers decide. One bad message never blocks another.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Coroutine, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from bot.channels.base import Channel, SendFailed, Unreadable
from bot.clock import Clock
from bot.embedded_store import EmbeddedStore
from bot.salvage import salvage
from bot.store import Store, is_passing
from bot.way_to import way_to
from handlers import inbox, phone_desk, unreadable
from handlers.danger_words import read_danger
from handlers.phone import NotYetKnown
from handlers.rules import Rules
from models import keeping
from models.inbox import DELAYS, DONE, FAILED, PATIENCE, UNREADABLE
from models.keeping import Kept, Next, Raw
from models.messages import Inbound, Kind

log = logging.getLogger(__name__)
AT_ONCE = 200
SUSPECT_AFTER = timedelta(seconds=30)
DEADLY = "it was there each time the program died"
ALONE_AT_ONCE = 20
"""So many suspects are handled, one by one, before it is looked again whether somebody new has written."""
STILL_AT_IT = timedelta(seconds=10)
"""For so long another worker may be handling what it has met; after that it died of it."""


class Intake:
    """Keeps what channels hand over, and handles what is kept."""

    def __init__(self, store: Store, channels: Mapping[str, Channel], clock: Clock, rules: Rules) -> None:
        self._store, self._channels, self._clock, self._rules = store, channels, clock, rules
        self._started = clock.now()
        self._worker = secrets.token_hex(8)
        # The embedded database has one process at a time: who met something before is certainly dead.
        self._alone = isinstance(store, EmbeddedStore)
        self._others_live = timedelta(0) if self._alone else STILL_AT_IT
        self._fresh: dict[int, Kept] = {}
        """What was just kept, where nobody else can handle it: it need not be found and opened again."""
        self._wake = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._asking: set[tuple[str, str]] = set()

    async def keep(self, channel: Channel, raws: Sequence[bytes]) -> int:
        """Keeps raw messages; gives after the commit how many were new. Raises when nothing may be confirmed."""
        now = self._clock.now()
        labels = [channel.label(raw) for raw in raws]
        kept = [Raw(label.wire_id, label.address, label.content, raw) for label, raw in zip(labels, raws, strict=True)]
        rows = keeping.ready(self._store.keys, channel.name, channel.account, kept, now)
        new = await self._store.write(lambda session: keeping.keep(session, kept, rows))
        if self._alone and len(self._fresh) < AT_ONCE:
            self._fresh |= new
        for label in labels:
            if label.press:
                self._beside(channel.acknowledge(label.press))
        self._wake.set()
        return len(new)

    def wake(self) -> None:
        """There is something to handle."""
        self._wake.set()

    async def run(self) -> None:
        """Handles for ever."""
        # The lists of danger words take a second to prepare: not while the first message holds the writer.
        await asyncio.to_thread(read_danger, "")
        while True:
            try:
                if await self.handle_all() == 0:
                    await self._wait()
            except asyncio.CancelledError:
                raise
            except Exception as error:
                log.error("intake: handling paused, the database failed (%s)", type(error).__name__)
                await asyncio.sleep(1)

    async def handle_all(self) -> int:
        """Handles every message that is at the head of its line and due; gives how many."""
        self._wake.clear()
        now = self._clock.now()
        # A clock that was set back would make everything that is new look as if it had been there before.
        self._started = min(self._started, now)
        since = max(self._started, now - SUSPECT_AFTER)
        # With what is written, not beside it: a reader of its own would open changed pages anew, in another thread.
        fresh, suspects = await self._store.write(lambda session: keeping.heads(session, now, AT_ONCE, since=since))
        begun = [(one, self._begin(one, now)) for one in fresh]
        for one, handling in begun:
            await self._end(one, handling)
        ours = [one for one in suspects if not self._is_others(one, now)]
        await self._handle_suspects(ours[:ALONE_AT_ONCE])
        return len(fresh) + len(ours)

    def _is_others(self, one: Next, now: datetime) -> bool:
        """Whether another worker has met it a moment ago and may still be at it: then it is left alone."""
        if one.met is None or one.met.by == self._worker:
            return False
        return abs(now - one.met.at) < self._others_live

    async def _wait(self) -> None:
        # Not `asyncio.wait_for`: woken at the wrong moment it swallows a cancellation (cpython 86296, until 3.12).
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.5):
                await self._wake.wait()

    def _begin(self, one: Next, now: datetime, following: Next | None = None) -> asyncio.Future[None]:
        """Begins to handle one message, and counts the following suspect in the same transaction."""
        fresh = self._fresh.pop(one.id, None)

        def take(session: Session, early: Inbound | Unreadable | None) -> None:
            self._take(session, one.id, now, early)
            if following is not None:
                keeping.count_attempt(session, following.id, self._worker, now)

        early = None
        # Read before it is its turn to be written: the disk is waited for meanwhile. What fails is read again then.
        with contextlib.suppress(Exception):
            early = self._read(fresh) if fresh is not None else None
        return asyncio.ensure_future(self._store.write(partial(take, early=early)))

    async def _end(self, one: Next, handling: asyncio.Future[None]) -> bool:
        """Waits until it is handled; false when it failed."""
        try:
            await handling
        except Exception as error:
            await self._failed(one, error)
            return False
        return True

    async def _handle_suspects(self, suspects: Sequence[Next]) -> None:
        """Each alone, and counted before it is met, once: one of them may be what killed the process."""
        guilty = [one for one in suspects if one.met and one.met.by != self._worker]
        for one in guilty:
            await self._set_aside(one.id, DEADLY)
        innocent = [one for one in suspects if one not in guilty]
        counted = False
        for one, following in zip(innocent, [*innocent[1:], None], strict=False):
            if not counted:
                now = self._clock.now()
                await self._store.write(partial(keeping.count_attempt, row=one.id, worker=self._worker, now=now))
            counted = await self._end(one, self._begin(one, self._clock.now(), following))

    async def _failed(self, one: Next, error: Exception) -> None:
        """A passing error makes this chat wait; any other sets the message aside, to be seen by a human."""
        if isinstance(error, NotYetKnown):
            await self._ask_and_wait(one, error)
            return
        why = type(error).__name__
        now = self._clock.now()
        if is_passing(error) and one.attempts < len(DELAYS):
            log.warning("intake: message %d waits (%s)", one.id, why)
            await self._store.write(lambda s: keeping.postpone(s, one.id, now, DELAYS[one.attempts], why))
            return
        log.error("intake: message %d could not be handled (%s at %s)", one.id, why, way_to(error))
        await self._set_aside(one.id, why)

    async def _ask_and_wait(self, one: Next, error: NotYetKnown) -> None:
        """It waits, for as long as it takes, until it is known whose connection it came by; nobody waits for it."""
        delay = PATIENCE[min(one.attempts, len(PATIENCE) - 1)]
        now = self._clock.now()
        await self._store.write(lambda session: keeping.postpone(session, one.id, now, delay, str(error)))
        if (error.channel, error.connection) not in self._asking:
            self._asking.add((error.channel, error.connection))
            self._beside(self._ask(error.channel, error.connection))

    async def _ask(self, name: str, connection: str) -> None:
        """Asks the messenger whose connection it is; the answer is kept and handled like what it tells by itself."""
        channel, now = self._channels[name], self._clock.now()
        try:
            await self.keep(channel, [await channel.connection(connection)])
        except Exception as error:
            log.warning("intake: a connection is not known (%s), it is asked for again", type(error).__name__)
            if isinstance(error, SendFailed) and not error.again:
                await self._store.write(partial(phone_desk.unknown, now=now))
        finally:
            self._asking.discard((name, connection))

    def _beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Done beside the handling, which must not wait for the network."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _set_aside(self, row: int, why: str) -> None:
        now = self._clock.now()
        try:
            await self._store.write(lambda session: self._give_up(session, row, now, FAILED, why))
        except Exception as error:
            if is_passing(error):
                raise
            log.error("intake: message %d is set aside without a word (%s)", row, type(error).__name__)
            await self._store.write(
                lambda s: keeping.finish(s, row, FAILED, now, kind="", person_id=None, report_id=None, why=why)
            )

    def _read(self, kept: Kept) -> Inbound | Unreadable:
        """What a kept message means, or why it cannot be read."""
        channel = self._channels.get(kept.channel)
        try:
            return channel.read(kept.raw) if channel is not None else Unreadable(f"no channel {kept.channel}")
        except Unreadable as error:
            return error

    def _take(self, session: Session, row: int, now: datetime, early: Inbound | Unreadable | None) -> None:
        """One message in one transaction: read (unless that was done `early`), decide, mark as done."""
        message = early
        if message is None:
            if (kept := keeping.claim(session, row)) is None:
                return
            message = self._read(kept)
        if isinstance(message, Unreadable):
            self._give_up(session, row, now, UNREADABLE, str(message))
            return
        person = inbox.receive(session, message, row, now, self._rules)
        report = person.report_id
        keeping.finish(session, row, DONE, now, kind=message.kind.value, person_id=person.id, report_id=report)

    def _give_up(self, session: Session, row: int, now: datetime, state: str, why: str) -> None:
        """Keeps it as it is, tells her kindly, and shows a human that it is there."""
        kept = keeping.claim(session, row)
        if kept is None:
            return
        channel = self._channels.get(kept.channel)
        label = channel.label(kept.raw) if channel else None
        address = label.address if label and label.answerable else ""
        # What may have killed the program is not read by the channel again.
        left = salvage(None if why == DEADLY else channel, kept.channel, kept.account, address, kept.raw)
        person = unreadable.receive(session, left, row, now, self._rules)
        who, report = (person.id, person.report_id) if person else (None, None)
        keeping.finish(session, row, state, now, kind=Kind.UNKNOWN.value, person_id=who, report_id=report, why=why)
