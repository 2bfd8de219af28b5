"""Whoever falls silent is rung for, filed or answered: a table of kinds, and a night of fifty people by chance."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, select

from bot.store import Store
from handlers.flow import Urgency
from handlers.person import chat_of
from handlers.rules import Rules
from models.alert import Alert
from models.person import Person
from models.report import Report
from tests.world import World, in_english

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
    ("a language that is none of ours, already shown to be read", {"text": "እባክዎ ስለ ድንኳኑ ይንገሩኝ"}, Urgency.NOW),
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
        assert [row.urgency for row in await reports(world, "amal")] in ([], [Urgency.REST])
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
        for card in [one for one in world.screen("vera") if "please listen" in in_english(one.text)]:
            await world.does("vera", press=card.rows[-1][-1]["option"], message=card.id)
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
