"""The bot with a triage room in this process, on the tests' own Bot API server: the clocks of both are pushed."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.app import App
from bot.channels.telegram import Telegram
from bot.clock import PushedClock
from bot.store import Store
from handlers import duty
from handlers.person import meet
from handlers.rules import Rules
from models.alert import Alert
from models.person import COORDINATOR, VOLUNTEER
from models.secret import seal
from tests.botapi.client import BotApi
from tests.world import plain

GROUP, LEA, TOM, ROSA = -1001234, 9001, 9002, 9003
CODE = re.compile(r"Report ([A-Z0-9]{6}) ")
FIRST_PERSON = 20_000


@dataclass
class Burst:
    """The bot, its messenger and both their clocks."""

    api: BotApi
    app: App
    clock: PushedClock
    telegram: Telegram
    updates: int = 0
    pressed: dict[int, float] = field(default_factory=dict)

    async def tell(self, **update: object) -> None:
        """Something happens on the messenger."""
        self.updates += 1
        raw = orjson.dumps({"update_id": self.updates, **update})
        await self.app.intake.keep(self.telegram, [raw])

    async def goes_on(self, times: int = 1, by: int = 1) -> None:
        """Time goes by at both ends, a second (or `by`) at a time."""
        for _time in range(times):
            await self.api.push_clock(by)
            await self.clock.push(by)

    async def reports(self, number: int, *, urgent: bool) -> None:
        """Somebody begins a report."""
        person = FIRST_PERSON + number
        await self.api.meet(person)
        await self.tell(message=message(person, number, "hello, we need help please"))
        await self.tell(callback_query=press(person, "m:police_now" if urgent else "m:talk"))
        if urgent:
            self.pressed[person] = await self.api.push_clock(0)

    async def shown(self) -> dict[str, list[str]]:
        """What the group shows now: for every report the cards there are of it."""
        found: dict[str, list[str]] = {}
        for one in (await self.api.screen(GROUP)).messages:
            for card in one.text.split("\n\n"):
                for code in CODE.findall(card):
                    found.setdefault(code, []).append(card)
        return found


def message(chat: int, number: int, text: str) -> dict[str, object]:
    person = {"id": chat, "is_bot": False, "first_name": "A", "language_code": "en"}
    where = {"id": chat, "type": "private"}
    return {"message_id": number + 1, "date": 1_790_000_000, "chat": where, "from": person, "text": text}


def press(chat: int, data: str, *, room: bool = False) -> dict[str, object]:
    person = {"id": chat, "is_bot": False, "first_name": "A", "language_code": "en"}
    where = {"id": GROUP, "type": "supergroup"} if room else {"id": chat, "type": "private"}
    shown = {"message_id": 1, "date": 1_790_000_000, "chat": where}
    return {"id": f"{chat}{data}", "from": person, "message": shown, "data": data}


@asynccontextmanager
async def burst(api: BotApi, store: Store, folder: Path) -> AsyncIterator[Burst]:
    """A team with a room; Lea is on duty."""
    clock = PushedClock()
    telegram = Telegram(api.token, api.url)
    rules = Rules(room=("telegram", telegram.account, str(GROUP)))
    app = App(store, {"telegram": telegram}, clock, rules, folder / "files", {})
    clock.pushed = app.settle

    def team(session: Session) -> None:
        for number, role in ((LEA, VOLUNTEER), (TOM, VOLUNTEER), (ROSA, COORDINATOR)):
            person = meet(session, "telegram", telegram.account, str(number), clock.now())
            person.role, person.staff_language, person.language, person.greeted = role, "en", "en", True
            person.first_name = seal(session, "person.first_name", person.id, f"M{number}")
            if role == VOLUNTEER:
                duty.come_on(session, person, clock.now())

    await store.write(team)
    for number in (LEA, TOM, ROSA):
        await api.meet(number)
    await api.meet(GROUP, type="supergroup", title="Triage")
    await api.limits()
    try:
        yield Burst(api, app, clock, telegram)
    finally:
        await telegram.close()


async def told(api: BotApi, number: int, text: str) -> int:
    """How often somebody was told this in her own chat."""
    begin = text.partition("{")[0]
    return sum(begin in plain(one.text) for one in (await api.screen(number)).messages)


async def an_alert(store: Store) -> int:
    return int(await store.read(lambda session: session.scalars(select(Alert.id)).one()))
