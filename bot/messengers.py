"""Looks after the messengers themselves: one that is gone, wants a proof, or grows old is told of, and looked at again.

What a channel can say of itself it has as attributes: `trouble`, `version`, `challenge` with `solve`. Not every channel
has them.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from bot.channels.base import Channel, SendFailed
from bot.clock import Clock
from bot.looks import look_for_ever
from bot.store import Store
from handlers import messengers, notices, room_watch
from handlers.rules import Rules

log = logging.getLogger(__name__)
LOOK_S = 2.0
PATIENCE = timedelta(seconds=10)
"""A messenger that is gone for less comes back by itself: a program was started anew. With the silence of a daemon that
hangs (35 s) and two looks it is told of within a minute."""
COUNT_EVERY = timedelta(hours=1)
"""So often the members of the triage room are counted; who comes is told by the messenger itself."""


class Messengers:
    """Looks again and again. What was told already is known as long as this process runs."""

    def __init__(self, store: Store, channels: Mapping[str, Channel], clock: Clock, rules: Rules | None = None) -> None:
        self._store, self._channels, self._clock = store, channels, clock
        self._rules = rules or Rules()
        self._counted_at: datetime | None = None
        self._since: dict[str, datetime] = {}
        self._told_gone: set[str] = set()
        self._told_token: dict[str, str] = {}
        self._seen: dict[str, tuple[str, datetime]] = {}

    async def run(self) -> None:
        """Looks for ever."""
        await look_for_ever("messengers", self.look, LOOK_S)

    async def look(self) -> None:
        """Looks once."""
        for name, channel in self._channels.items():
            await self._notice_trouble(name, str(getattr(channel, "trouble", "")))
            await self._notice_version(name, str(getattr(channel, "version", "")))
            await self._notice_challenge(name, channel)
            for address in getattr(channel, "new_phones", list)():
                told = partial(notices.changed, channel=name, account=channel.account, address=address)
                await self._store.write(partial(told, now=self._clock.now()))
        await self._count_room()

    async def _notice_trouble(self, name: str, trouble: str) -> None:
        now = self._clock.now()
        if trouble:
            since = self._since.setdefault(name, now)
            if now - since > PATIENCE and name not in self._told_gone:
                await self._store.write(partial(messengers.gone, messenger=name, now=now))
                self._told_gone.add(name)
            return
        self._since.pop(name, None)
        if name in self._told_gone:
            await self._store.write(partial(messengers.back, messenger=name, now=now))
            self._told_gone.discard(name)

    async def _notice_version(self, name: str, version: str) -> None:
        now = self._clock.now()
        known, at = self._seen.get(name, ("", now))
        if version and (version != known or now - at > timedelta(hours=1)):
            await self._store.write(partial(messengers.seen, messenger=name, version=version, now=now))
            self._seen[name] = (version, now)

    async def _count_room(self) -> None:
        """How many are in the triage room, once an hour: a bot cannot ask who."""
        now, rules = self._clock.now(), self._rules
        if rules.room is None or (self._counted_at is not None and now - self._counted_at < COUNT_EVERY):
            return
        self._counted_at = now
        where = await self._store.write(partial(room_watch.to_count, now=now, rules=rules))
        ask = getattr(self._channels.get(where[0]), "members", None) if where else None
        if where is None or ask is None:
            return
        try:
            members = await ask(where[1])
        except SendFailed as error:
            log.info("messengers: the room could not be counted (%s)", type(error).__name__)
            return
        await self._store.write(partial(room_watch.counted, members=members, now=now, rules=rules))

    async def _notice_challenge(self, name: str, channel: Channel) -> None:
        """Tells of it once; brings what a coordinator has solved."""
        token, now = str(getattr(channel, "challenge", "")), self._clock.now()
        if not token:
            if self._told_token.pop(name, None):
                await self._store.write(partial(messengers.no_proof, messenger=name))
            return
        if self._told_token.get(name) != token:
            await self._store.write(partial(messengers.wants_proof, messenger=name, token=token, now=now))
            self._told_token[name] = token
        if captcha := await self._store.read(messengers.laid_down):
            await self._bring(name, channel, captcha)

    async def _bring(self, name: str, channel: Channel, captcha: str) -> None:
        now = self._clock.now()
        try:
            await channel.solve(captcha)  # type: ignore[attr-defined]  # what has a challenge can be answered
        except SendFailed as error:
            if error.again:
                return
            accepted = False
        else:
            accepted = True
        await self._store.write(messengers.taken)
        await self._store.write(partial(messengers.proof_was, messenger=name, now=now, accepted=accepted))
