"""Whoever falls silent is rung for, filed or answered: a table of kinds, exactly once, and nobody is reminded."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.store import Store
from handlers import silence
from handlers.flow import Urgency
from models.report import Report
from tests.silent import RULES, a_night, begins, reports, rings, says_nothing
from tests.world import World, in_english

PEOPLE = 50


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
async def test_what_is_due_happens_once_however_often_and_by_how_many_it_is_looked_at(
    store: Store, tmp_path: Path
) -> None:
    async with a_night(store, tmp_path, "amal") as world:
        await world.sends("amal", "voice", b"bytes")
        await world.pushes(120)
        now, rung = world.clock.now(), await rings(world)
        looks = [world.store.write(lambda session: silence.look(session, now, RULES)) for _time in range(4)]
        assert await asyncio.gather(*looks) == [0, 0, 0, 0]
        assert await rings(world) == rung and len(rung) == 1


@pytest.mark.asyncio
async def test_two_that_look_at_the_same_moment_do_it_once(store: Store, tmp_path: Path) -> None:
    async with a_night(store, tmp_path, "amal", "samir") as world:
        await world.sends("amal", "voice", b"bytes")
        await world.sends("samir", "photo", b"bytes")
        later = world.clock.now() + timedelta(minutes=3)
        looks = [world.store.write(lambda session: silence.look(session, later, RULES)) for _time in range(4)]
        assert sum(await asyncio.gather(*looks)) == 2
        assert len(await rings(world)) == 2


@pytest.mark.asyncio
async def test_a_restart_changes_nothing_for_who_is_silent(store: Store, tmp_path: Path) -> None:
    async with a_night(store, tmp_path, "amal") as world:
        await world.sends("amal", "voice", b"bytes")
        await world.pushes(100)
        world.start()
        await world.pushes(20)
        assert [row.urgency for row in await reports(world, "amal")] == [Urgency.NOW]


@pytest.mark.asyncio
async def test_who_blocks_us_after_a_voice_note_is_rung_for_and_never_written_to(store: Store, tmp_path: Path) -> None:
    async with a_night(store, tmp_path, "amal") as world:
        await world.sends("amal", "voice", b"bytes")
        await world.channel.block("amal", blocked=True)
        await world.app.settle()
        said = len(world.screen("amal"))
        await says_nothing(world)
        (report,) = await reports(world, "amal")
        assert (report.urgency, report.filed_at) == (Urgency.NOW, world.clock.now())
        assert len(world.screen("amal")) == said


@pytest.mark.asyncio
async def test_no_reminder_is_written_to_who_falls_silent(store: Store, tmp_path: Path) -> None:
    async with a_night(store, tmp_path, "amal") as world:
        await begins(world, "Talk to a person")
        await world.presses("vera", "I take it")
        said = len(world.screen("amal"))
        await says_nothing(world, 86_400)
        assert len(world.screen("amal")) == said


@pytest.mark.asyncio
async def test_a_deleted_report_is_never_shown_as_unfinished_nor_filed_again(store: Store, tmp_path: Path) -> None:
    async with a_night(store, tmp_path, "amal") as world:
        await begins(world, "Eviction")
        await world.says("amal", "delete")
        await world.presses("amal", "Yes, delete")
        deleted = await reports(world, "amal")
        await says_nothing(world, 86_400)
        assert await reports(world, "amal") == deleted and await rings(world) == []


@pytest.mark.asyncio
async def test_one_that_cannot_be_looked_after_silences_nobody_else_and_is_tried_again(
    sqlite_store: Store, tmp_path: Path
) -> None:
    async with a_night(sqlite_store, tmp_path, "amal", "samir") as world:
        for name in ("amal", "samir"):
            await world.says(name, "hello")
            await world.presses(name, "Eviction")

        def retire(session: Any) -> None:
            first = session.scalars(select(Report).order_by(Report.id)).first()
            first.flow = "retired"

        await sqlite_store.write(retire)
        await world.pushes(600)
        assert [row.urgency for row in await reports(world, "samir")] == [Urgency.REST]
        due = await sqlite_store.read(lambda s: s.scalars(select(Report.silent_at).order_by(Report.id)).first())
        assert due == world.clock.now() + silence.AGAIN


@pytest.mark.asyncio
async def test_the_same_danger_told_again_within_a_conversation_does_not_ring_again(
    sqlite_store: Store, tmp_path: Path
) -> None:
    async with a_night(sqlite_store, tmp_path, "amal") as world:
        await world.says("amal", "police are here now")
        await world.presses("vera", "I take it")
        rung = len(await rings(world))
        await world.pushes(60)
        await world.says("amal", "police are here now")
        await world.pushes(239)
        assert len(await rings(world)) == rung
        await world.pushes(1)
        assert len(await rings(world)) == rung + 1, "whoever has it hears of it when she has had five minutes"
        await world.pushes(460)
        assert len(await rings(world)) == rung + 1
        await world.says("amal", "police are here now")
        assert len(await rings(world)) == rung + 2
