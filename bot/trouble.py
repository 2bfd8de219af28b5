"""What this process knows to be wrong with itself: the store cannot write, or a messenger brings nothing.

When the database itself fails, the outbox fails with it: the coordinators are told directly, once in a while.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from bot.channels.base import Channel
from bot.clock import Clock
from bot.store import Store
from handlers import duty
from handlers.person import address_of
from handlers.reply import language_of
from handlers.words import _s, say
from models.messages import Outbound
from models.prepared import Prepared
from models.setting import TOUCHED, Setting

log = logging.getLogger(__name__)
_new = insert(Setting)
TOUCH = Prepared(
    _new.on_conflict_do_update(index_elements=["name"], set_={"value": _new.excluded.value}), ("name", "value")
)
NOT_KEPT = _s("The bot cannot keep messages now (disk or database). They wait at the messenger. It goes on by itself.")
KEPT_AGAIN = _s("The bot keeps messages again.")
EVERY_S = 1800.0
LOOK_S = 5.0
PATIENCE = timedelta(minutes=1)
"""Receiving that is broken longer than this is wrong; shorter, it is only worth a word."""
SILENT_FOR = timedelta(seconds=30)
"""A store that has not answered a write for so long is as good as broken."""


class Trouble:
    """Watches whether the store can write, tells the coordinators when it cannot, and when it can again."""

    def __init__(self, store: Store, channels: Mapping[str, Channel], clock: Clock) -> None:
        self._store, self._channels, self._clock = store, channels, clock
        self._coordinators: list[tuple[str, str, str]] = []
        self._told_at: float | None = None
        self._asked_at: datetime | None = None
        self._broken_since: dict[str, datetime] = {}
        self.failing = ""
        """What is wrong with the store, in words; empty when all is well."""

    async def run(self) -> None:
        """Watches for ever."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_S)

    def wrong(self) -> list[str]:
        """What is wrong now, in words: messages are not kept, or none are received."""
        now, found = self._clock.now(), []
        if self.failing:
            found.append(self.failing)
        elif self._asked_at is not None and now - self._asked_at > SILENT_FOR:
            found.append("messages cannot be kept (the database does not answer)")
        for name, since in self._broken_since.items():
            trouble = _receiving(self._channels[name])
            if trouble and now - since > PATIENCE:
                found.append(f"{name}: {trouble}")
        return found

    async def look(self) -> None:
        """Tries to write, and tells the coordinators when the answer has changed."""
        self._notice_receiving()
        self._asked_at = self._clock.now()
        try:
            await self._store.write(partial(_touch, now=self._asked_at))
        except asyncio.CancelledError:
            raise
        except Exception as error:
            if not self.failing:
                log.critical("trouble: messages cannot be kept (%s)", type(error).__name__)
            self.failing = f"messages cannot be kept ({type(error).__name__})"
            now = self._clock.now().timestamp()
            if (self._told_at is None or now - self._told_at > EVERY_S) and await self._tell(NOT_KEPT):
                self._told_at = now
            return
        finally:
            self._asked_at = None
        if self._told_at is not None:
            self._told_at = None
            await self._tell(KEPT_AGAIN)
        self.failing = ""
        await self._learn()

    def _notice_receiving(self) -> None:
        """Since when each channel has been broken; one good answer in between begins anew."""
        now = self._clock.now()
        for name, channel in self._channels.items():
            if _receiving(channel):
                self._broken_since.setdefault(name, now)
            else:
                self._broken_since.pop(name, None)

    async def _learn(self) -> None:
        """Who coordinates now; a database that cannot be read either leaves what was known."""
        with contextlib.suppress(Exception):
            self._coordinators = await self._store.read(_addresses)

    async def _tell(self, told: str) -> bool:
        """Tells every coordinator; false when nobody could be told, so that it is tried again."""
        await self._learn()
        reached = False
        for name, address, language in self._coordinators:
            channel = self._channels.get(name)
            try:
                if channel is not None:
                    await channel.send(address, Outbound(text=f"⚠️ {say(language, told)}", language=language))
                    reached = True
            except asyncio.CancelledError:
                raise
            except Exception as error:
                log.warning("trouble: a coordinator could not be told (%s)", type(error).__name__)
        return reached


def _receiving(channel: Channel) -> str:
    """What a channel says of its receiving; not every channel can tell."""
    return str(getattr(channel, "trouble", ""))


def _touch(session: Session, now: datetime) -> None:
    """Writes, so that a full disk is noticed. Something new each time: SQLite does not write what is the same."""
    TOUCH.run(session, name=TOUCHED, value=now.isoformat())


def _addresses(session: Session) -> list[tuple[str, str, str]]:
    """Where the coordinators are, and the language of each."""
    people = duty.coordinators(session)
    return [(person.channel, address_of(session, person), language_of(person)) for person in people]
