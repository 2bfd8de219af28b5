"""The way out alone: a real database, a messenger that fails as it is told to, and a clock that is pushed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.app import App
from bot.channels.base import Keep, Label, SendFailed
from bot.clock import PushedClock
from bot.limits import Limits
from bot.store import Store
from handlers import alert, duty
from handlers.flow import Urgency
from handlers.flows import FLOWS
from handlers.person import meet
from handlers.report import open_report
from handlers.rules import Rules
from models.messages import Attachment, Button, Inbound, Outbound
from models.outbox import Outbox, put
from tests.world import MORNING


@dataclass
class Post:
    """A messenger that keeps what it was given, and fails for an address in the ways it was told, one after another.

    `shut` are the addresses where it fails each time. A text in `slow` is on its way until its event comes.
    """

    name: str = "post"
    buttons: bool = True
    account: str = "us"
    tried: list[tuple[str, str]] = field(default_factory=list)
    sent: list[tuple[str, str, str]] = field(default_factory=list)
    shown: list[Outbound] = field(default_factory=list)
    fails: dict[str, list[SendFailed]] = field(default_factory=dict)
    shut: dict[str, SendFailed] = field(default_factory=dict)
    slow: dict[str, asyncio.Event] = field(default_factory=dict)
    wire_id: str = ""

    def label(self, raw: bytes) -> Label:
        return Label("", "", "")

    def read(self, raw: bytes) -> Inbound:
        raise NotImplementedError

    async def listen(self, keep: Keep) -> None:
        await asyncio.Event().wait()

    async def acknowledge(self, press: str) -> None:
        return None

    async def send(self, address: str, message: Outbound, *, edits: str = "", content: bytes | None = None) -> str:
        self.tried.append((address, message.text))
        await (self.slow[message.text].wait() if message.text in self.slow else asyncio.sleep(0))
        if waiting := self.fails.get(address):
            raise waiting.pop(0)
        if address in self.shut:
            raise self.shut[address]
        self.sent.append((address, message.text, edits))
        self.shown.append(message)
        return edits or self.wire_id or f"w{len(self.sent)}"

    async def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        yield b""

    async def connection(self, name: str) -> bytes:
        raise AssertionError("nothing is connected here")

    async def delete(self, address: str, wire_id: str) -> None:
        raise AssertionError("nothing is to be removed here")

    async def close(self) -> None:
        return None


class Out:
    """A bot with one messenger, of which only the way out is used."""

    def __init__(self, store: Store, folder: Path, post: Post | None = None, clock: PushedClock | None = None) -> None:
        self.store, self.folder = store, folder
        self.post, self.clock, self.rules = post or Post(), clock or PushedClock(MORNING), Rules()
        limits = {"post": Limits(on=False)}
        self.app = App(store, {"post": self.post}, self.clock, self.rules, folder / "files", limits)
        # What is put waits until `leaves`, also where the sender would get it at once (tests/test_handed_over.py).
        store.taker = None

    def again(self) -> Out:
        """The same database, opened by a new process."""
        return Out(self.store, self.folder, self.post, self.clock)

    async def puts(self, address: str, *messages: Outbound | str) -> None:
        """Messages to one chat, decided in one transaction."""

        def decide(session: Session) -> None:
            person = meet(session, "post", "us", address, self.clock.now())
            for one in messages:
                put(session, person.id, Outbound(text=one) if isinstance(one, str) else one, self.clock.now())

        await self.store.write(decide)

    async def member(self, address: str, role: str, *, on_duty: bool = False) -> None:
        """Somebody of the team."""

        def invent(session: Session) -> None:
            person = meet(session, "post", "us", address, self.clock.now())
            person.role, person.staff_language = role, "en"
            if on_duty:
                duty.come_on(session, person, self.clock.now())

        await self.store.write(invent)

    async def raises_alert(self, address: str) -> None:
        """Somebody reports danger."""

        def report(session: Session) -> None:
            now = self.clock.now()
            person = meet(session, "post", "us", address, now)
            found = open_report(session, person, FLOWS["police_now"], now, self.rules.earlier_words)
            alert.raise_alert(session, found, Urgency.NOW, now, self.rules)

        await self.store.write(report)

    async def leaves(self, seconds: float = 0) -> None:
        """Time goes by, and what is due leaves."""
        await self.clock.push(seconds)
        await self.app.sender.drain()

    async def starts(self, holds: Callable[[], bool]) -> None:
        """Starts what is due and lets it run until this holds."""
        end = time.monotonic() + 5
        while not holds():
            await self.app.sender.send_due()
            await asyncio.sleep(0.01)
            assert time.monotonic() < end

    def texts(self, address: str) -> list[str]:
        """What has reached a chat."""
        return [text for to, text, _edits in self.post.sent if to == address]

    def tried(self, address: str) -> list[str]:
        """What was to reach a chat, whether it did or not."""
        return [text for to, text in self.post.tried if to == address]

    async def rows(self) -> list[Outbox]:
        """The outbox, oldest first."""
        return await self.store.read(lambda session: list(session.scalars(select(Outbox).order_by(Outbox.id))))


def ring(text: str, slot: str = "", *options: str) -> Outbound:
    """An alert."""
    return Outbound(text=text, slot=slot, urgent=True, rows=tuple((Button(one, one),) for one in options))


def card(text: str, slot: str = "a:1") -> Outbound:
    """A card that changes in place."""
    return Outbound(text=text, slot=slot, edit=True)
