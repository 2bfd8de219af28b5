"""Whoever falls silent is rung for, filed or answered: a table of kinds, and a night of fifty people by chance."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, select

from bot.store import Store
from handlers import report as told_reports
from handlers.danger import urgency_of
from handlers.danger_words import read_danger
from handlers.flow import Urgency
from handlers.person import chat_of
from handlers.rules import Rules
from models.alert import Alert
from models.inbox import DONE, UNREADABLE, Inbox
from models.messages import Outbound
from models.person import Person
from models.report import Report
from tests.world import World

RULES = Rules()
PEOPLE = 50
TEAM = {"vera": "volunteer", "cora": "coordinator"}


@asynccontextmanager
async def a_night(store: Store, folder: Path, *names: str) -> AsyncIterator[World]:
    world = World(store, folder, {**dict.fromkeys(names, "reporter"), **TEAM})
    listening = asyncio.create_task(world.channel.listen(world.app.keeper(world.channel)))
    try:
        await world.begin()
        await world.on_duty("vera")
        yield world
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)


async def reports(world: World, name: str) -> list[Row[Any]]:
    """The reports of somebody with the urgency of their alerts, oldest first."""

    def read(session: Any) -> list[Row[Any]]:
        chat = chat_of(session, "demo", "demo", name)
        query = (
            select(Report.code, Report.flow, Report.filed_at, Report.unfinished_at, Report.unheard, Alert.urgency)
            .join(Person, Person.id == Report.person_id)
            .outerjoin(Alert, Alert.report_id == Report.id)
            .where(Person.chat == chat)
            .order_by(Report.id)
        )
        return list(session.execute(query).all())

    return await world.store.read(read)


SILENT: list[tuple[str, dict[str, Any], Urgency | None]] = [
    ("a voice note", {"file": "voice"}, Urgency.NOW),
    ("a photo", {"file": "photo"}, Urgency.NOW),
    ("a video", {"file": "video"}, Urgency.NOW),
    ("a place", {"place": {"latitude": 50.95, "longitude": 1.8}}, Urgency.NOW),
    ("words that nobody understands", {"text": "my brother and the big car"}, Urgency.NOW),
    ("a cry for help", {"text": "ሓገዝ"}, Urgency.NOW),
    ("a thing we cannot name", {"_strange": 1}, Urgency.NOW),
    ("a language that is none of ours", {"text": "እባክዎ ስለ ድንኳኑ ይንገሩኝ"}, Urgency.NOW),
    ("a greeting", {"text": "مرحبا"}, None),
    ("the first tap of every chat", {"text": "/start"}, None),
]


async def do(world: World, name: str, document: dict[str, Any]) -> None:
    if "file" in document and isinstance(document["file"], str):
        await world.sends(name, document["file"], b"bytes")
    else:
        await world.does(name, **document)


@pytest.mark.asyncio
@pytest.mark.parametrize(("document", "urgency"), [case[1:] for case in SILENT], ids=[case[0] for case in SILENT])
async def test_what_is_rung_two_minutes_after_somebody_who_pressed_nothing(
    store: Store, tmp_path: Path, document: dict[str, Any], urgency: Urgency | None
) -> None:
    async with a_night(store, tmp_path, "amal") as world:
        await do(world, "amal", document)
        await world.pushes(119)
        assert await reports(world, "amal") == []
        await world.pushes(1)
        assert [row.urgency for row in await reports(world, "amal")] == ([] if urgency is None else [urgency])


@pytest.mark.asyncio
async def test_an_open_report_is_shown_unfinished_after_ten_minutes_filed_after_thirty_and_hers_again_after_days(
    store: Store, tmp_path: Path
) -> None:
    async with a_night(store, tmp_path, "amal") as world:
        await world.says("amal", "hello")
        await world.presses("amal", "Eviction")
        await world.presses("amal", "I am safe")
        await world.pushes(599)
        assert [row.urgency for row in await reports(world, "amal")] == [None]
        await world.pushes(1)
        (shown,) = await reports(world, "amal")
        assert (shown.urgency, shown.filed_at) == (Urgency.REST, None)
        await world.pushes(1199)
        assert (await reports(world, "amal"))[0].filed_at is None
        await world.pushes(1)
        (filed,) = await reports(world, "amal")
        assert filed.filed_at == world.clock.now() and filed.unfinished_at is not None
        await world.pushes(3 * 86400)
        await world.presses("amal", "It is over")
        (again,) = await reports(world, "amal")
        assert (again.code, again.filed_at, again.unfinished_at) == (shown.code, None, None)
        assert "Who do you see?" in world.texts("amal")[-1] or "Where is it?" in "".join(world.texts("amal")[-2:])


@pytest.mark.asyncio
async def test_one_who_goes_on_in_time_is_not_shown_as_unfinished(sqlite_store: Store, tmp_path: Path) -> None:
    async with a_night(sqlite_store, tmp_path, "amal") as world:
        await world.says("amal", "hello")
        await world.presses("amal", "Eviction")
        for answer in ("I am safe", "It is over"):
            await world.pushes(590)
            await world.presses("amal", answer)
        await world.pushes(590)
        assert [row.unfinished_at for row in await reports(world, "amal")] == [None]


@pytest.mark.asyncio
async def test_a_long_sleep_of_the_program_loses_nobody(sqlite_store: Store, tmp_path: Path) -> None:
    async with a_night(sqlite_store, tmp_path, "amal", "samir") as world:
        await world.sends("amal", "voice", b"bytes")
        await world.says("samir", "hello")
        await world.presses("samir", "Eviction")
        await world.pushes(5 * 3600)
        (amal,), (samir,) = await reports(world, "amal"), await reports(world, "samir")
        assert amal.urgency == Urgency.NOW and samir.urgency == Urgency.REST
        assert samir.filed_at is not None
        await world.presses("vera", "Show")
        assert any(shown.file for shown in world.screen("vera")), "what was sent hours ago is in the report"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ({"text": ["they", "took"], "caption": "our tents are gone"}, "our tents are gone"),
        ({"place": {"latitude": "north"}}, "(place)"),
        ({"file": 7}, "(file)"),
    ],
    ids=["its words", "a place", "a file"],
)
async def test_a_message_that_cannot_be_read_is_shown_to_duty_as_far_as_it_can_be(
    store: Store, tmp_path: Path, raw: dict[str, Any], shown: str
) -> None:
    async with a_night(store, tmp_path, "amal") as world:
        await keep(world, {"id": "1", "phone": "amal", **raw})
        assert "We kept your message, but we could not read it." in world.texts("amal")[0]
        (report,) = await reports(world, "amal")
        assert report.urgency == Urgency.REST
        await world.presses("vera", "Show")
        assert shown in world.texts("vera")[-1]
        await world.pushes(120)
        (report,) = await reports(world, "amal")
        assert (report.urgency, report.unheard) == (Urgency.NOW, True)


@pytest.mark.asyncio
async def test_danger_in_a_message_that_cannot_be_read_rings_at_once(sqlite_store: Store, tmp_path: Path) -> None:
    async with a_night(sqlite_store, tmp_path, "amal") as world:
        await keep(world, {"id": "1", "phone": "amal", "file": 7, "caption": "نحن نغرق"})
        assert [row.urgency for row in await reports(world, "amal")] == [Urgency.LIFE]
        assert any(text.startswith("🌊 196 or 112") for text in world.texts("amal"))


async def keep(world: World, document: dict[str, Any]) -> None:
    await world.app.intake.keep(world.channel, [json.dumps(document).encode()])
    await world.app.settle()


# --- a night by chance ---

WORDS = [
    "hello",
    "مرحبا",
    "ሰላም",
    "help",
    "they took my bag",
    "stop",
    "ንዑናይ ኣነ ኣብ ካለ",
    "back",
    "1",
    "2",
    "yes",
    "language",
]
WORDS += ["police are here now", "نحن نغرق", "I want to die", "ይመውት ኣሎ", "thank you", "person", "delete", "Eviction"]
MENU = ["m:eviction", "m:police_violence", "m:say_it", "m:talk", "m:police_now", "m:rights", "l:ar", "l:other"]
DID = ["text"] * 6 + ["file"] * 4 + ["place"] * 2 + ["menu"] * 3 + ["shown"] * 4 + ["broken", "strange", "edit"]


@dataclass
class Silent:
    """What the checker knows of one person: when she last did something, and what must have rung by then."""

    last: datetime
    unheard: datetime | None = None
    pressed: bool = False
    dangers: list[Urgency] = field(default_factory=list)


class Night:
    """Fifty people who do something by chance, then nothing for a while; and what they were promised."""

    def __init__(self, world: World, names: list[str], seed: int) -> None:
        self.world, self.names, self.chance = world, names, random.Random(seed)
        self.know = {name: Silent(world.clock.now()) for name in names}
        self.rung: list[tuple[str, bool]] = []
        self.sent = 0
        self.acted: set[str] = set()

    def hear(self, address: str, message: Outbound, edits: str) -> None:
        if address in TEAM:
            self.rung.append((message.text, message.urgent))

    def document(self, name: str) -> dict[str, Any]:
        """What one of them does now."""
        kind = self.chance.choice(DID)
        buttons = [b["option"] for shown in self.world.screen(name)[-2:] for row in shown.rows for b in row]
        if kind == "shown" and buttons:
            return {"press": self.chance.choice(buttons), "message": "1"}
        if kind in ("menu", "shown"):
            return {"press": self.chance.choice(MENU), "message": "1"}
        if kind == "file":
            sent = self.chance.choice(["voice", "photo", "video"])
            return {"file": self.world.channel.screens.add_file(b"x", sent, "x/y", "x")}
        others: dict[str, dict[str, Any]] = {
            "place": {"place": {"latitude": 50.9, "longitude": 1.8}},
            "broken": {"file": 7, "caption": self.chance.choice(WORDS)},
            "strange": {"_strange": 1},
            "edit": {"edit": "1", "text": self.chance.choice(WORDS)},
        }
        return others.get(kind, {"text": self.chance.choice(WORDS)})

    async def act(self, some: list[str]) -> None:
        """Some of them do something at the same time."""
        raws = []
        for name in some:
            document = self.document(name)
            self.sent += 1
            self.acted.add(name)
            raws.append(json.dumps({"id": f"m{self.sent}", "phone": name, **document}).encode())
            self.note(name, document)
        await self.world.app.intake.keep(self.world.channel, raws)
        await self.world.app.settle()

    def note(self, name: str, document: dict[str, Any]) -> None:
        know, now = self.know[name], self.world.clock.now()
        know.last = now
        shown = not know.pressed and bool({"file", "place", "_strange"} & document.keys())
        if "press" in document:
            know.pressed, know.unheard = True, None
        elif shown or know.unheard:
            know.unheard = now
        danger = read_danger(str(document.get("text", "")))
        if danger and document.get("text") != "Eviction":
            know.dangers.append(urgency_of(danger))

    async def check(self) -> None:
        """Everything that was promised up to now."""
        now = self.world.clock.now()
        everybody = await self.world.store.read(self._reports)
        for name, know in self.know.items():
            told = everybody[name]
            urgencies = [row.urgency for row in told if row.urgency is not None]
            for urgency in know.dangers:
                assert urgencies and min(urgencies) <= urgency, f"{name} told of danger and nobody was woken"
            silent = now - know.last
            if know.unheard and silent >= RULES.listen:
                assert urgencies and min(urgencies) <= Urgency.NOW, f"{name} was not understood and nobody listens"
            if silent >= RULES.unfinished:
                assert all(row.urgency is not None for row in told), f"{name} fell silent and the team does not see it"
            if silent >= RULES.filed:
                assert all(row.filed_at is not None for row in told), f"{name} fell silent and it was not filed"

    def _reports(self, session: Any) -> dict[str, list[Row[Any]]]:
        """Everybody's reports with the urgency of their alerts."""
        query = select(Person.chat, Report.filed_at, Alert.urgency)
        query = query.join(Report, Report.person_id == Person.id).outerjoin(Alert, Alert.report_id == Report.id)
        rows = list(session.execute(query).all())
        chats = {name: chat_of(session, "demo", "demo", name) for name in self.names}
        return {name: [row for row in rows if row.chat == chat] for name, chat in chats.items()}


async def one_night(world: World, seed: int, until: float) -> Night:
    """Rounds of somebody doing something and a silence, as many as there is time for, then an hour of silence."""
    names = [name for name in world.people if name not in TEAM]
    night = Night(world, names, seed)
    world.heard = night.hear
    for number in range(30):
        if number > 3 and asyncio.get_running_loop().time() > until:
            break
        await night.act(night.chance.sample(names, 12) if number else names)
        await world.pushes(night.chance.choice([1, 30, 61, 121, 299, 601, 1801]))
        await night.check()
    await world.pushes(3600)
    await night.check()
    return night


async def nothing_is_left(world: World, night: Night) -> None:
    def read(session: Any) -> tuple[list[str], list[int], int]:
        states = list(session.scalars(select(Inbox.state)))
        waiting = select(Person.id).where(Person.listen_at.is_not(None) | Person.quiet_at.is_not(None))
        silent = select(Report.id).where(Report.silent_at.is_not(None))
        said = sum(len(told_reports.testimony_of(session, row)) for row in session.scalars(select(Report.id)))
        return states, [*session.scalars(waiting), *session.scalars(silent)], said

    states, waiting, said = await world.store.read(read)
    assert len(states) == night.sent and set(states) <= {DONE, UNREADABLE}
    assert waiting == [], "nobody is still waited for"
    assert said > 0
    assert [name for name in night.acted if not world.screen(name)] == [], "everybody was answered"


@pytest.mark.asyncio
async def test_a_night_of_fifty_people_misses_nobody(sqlite_store: Store, tmp_path: Path) -> None:
    async with a_night(sqlite_store, tmp_path, *(f"p{number}" for number in range(PEOPLE))) as world:
        loop = asyncio.get_running_loop()
        began = loop.time()
        night = await one_night(world, seed=11, until=began + 8)
        await nothing_is_left(world, night)
        assert any("please listen" in text and urgent for text, urgent in night.rung)
        assert any("Unfinished" in text for text, _urgent in night.rung)
