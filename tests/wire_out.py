"""The way out to a wire that writes down what reaches it, and fails as it is told to."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.app import App
from bot.channels.base import Keep, Label
from bot.clock import PushedClock
from bot.store import Store
from handlers.person import meet
from handlers.rules import Rules
from models.messages import Attachment, Button, Inbound, Outbound
from models.outbox import Outbox, Shown, put
from tests.world import MORNING

AMAL, LEA, KARIM = "amal", "lea", "karim"


class Wire:
    """A messenger that writes down what reaches it. `fails` says how sending to an address fails."""

    name = account = "wire"
    buttons = True

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, str]] = []
        self.rows: list[tuple[tuple[Button, ...], ...]] = []
        self.fails: dict[str, Exception] = {}
        self.slow: dict[str, asyncio.Event] = {}
        self.wire_id = ""

    async def send(self, address: str, message: Outbound, *, edits: str = "", content: bytes | None = None) -> str:
        self.sent.append((address, message.text, edits))
        self.rows.append(message.rows)
        if message.text in self.slow:
            await self.slow[message.text].wait()
        if address in self.fails:
            raise self.fails[address]
        return edits or self.wire_id or f"w{len(self.sent)}"

    def texts(self, address: str) -> list[str]:
        return [text for to, text, _edits in self.sent if to == address]

    def label(self, raw: bytes) -> Label:
        return Label("", "", "")

    def read(self, raw: bytes) -> Inbound:
        raise NotImplementedError

    async def listen(self, keep: Keep) -> None:
        raise NotImplementedError

    async def acknowledge(self, press: str) -> None:
        raise NotImplementedError

    async def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        yield b""

    async def connection(self, name: str) -> bytes:
        raise AssertionError("nothing is connected here")

    async def delete(self, address: str, wire_id: str) -> None:
        raise AssertionError("nothing is to be removed here")

    async def close(self) -> None:
        pass


class Out:
    """The way out of a store to a wire, with a clock that is pushed."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.clock, self.wire = store, PushedClock(MORNING), Wire()
        self.app = App(store, {"wire": self.wire}, self.clock, Rules(), folder / "files", {})
        store.taker = None
        self.sender = self.app.sender

    async def person(self, name: str, role: str = "reporter") -> int:
        def known(session: Session) -> int:
            person = meet(session, "wire", "wire", name, self.clock.now())
            person.role, person.staff_language = role, "en"
            return person.id

        return await self.store.write(known)

    async def put(self, person: int, text: str, *more: Outbound, **how: object) -> int:
        message = replace(Outbound(text), **how)  # type: ignore[arg-type]  # its own fields
        return await self.store.write(lambda session: put(session, person, message, self.clock.now()))

    async def write(self, **values: object) -> None:
        await self.store.write(lambda session: session.execute(update(Outbox).values(values)) and None)

    async def rows(self) -> list[tuple[str, int]]:
        query = select(Outbox.state, Outbox.attempts).order_by(Outbox.id)
        return await self.store.read(lambda session: [(row.state, row.attempts) for row in session.execute(query)])

    async def shown(self) -> dict[str, str]:
        query = select(Shown.slot, Shown.wire_id)
        return await self.store.read(lambda session: {row.slot: row.wire_id for row in session.execute(query)})

    async def pushed(self, seconds: float) -> None:
        await self.clock.push(seconds)
        await self.sender.drain()

    async def starts(self, holds: Callable[[], bool]) -> None:
        """Starts what is due and lets it run until this holds."""
        end = time.monotonic() + 5
        while not holds():
            await self.sender.send_due()
            await asyncio.sleep(0.01)
            assert time.monotonic() < end
