"""An alert goes on from step to step until somebody has it, and one place rings as one."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import cluster
from handlers.auditor import look
from handlers.flows import FLOWS
from handlers.person import meet
from handlers.report import answers_of, open_report
from models.person import COORDINATOR, REPORTER, Person
from models.ring import Ring
from tests.alarm import PEOPLE, alarm, evicted, rung
from tests.shift import unexplained, wrong
from tests.world import world


@pytest.mark.asyncio
async def test_after_an_hour_of_downtime_it_goes_on_from_where_it_was_and_nothing_is_done_twice(
    store: Store, tmp_path: Path
) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await alarm(told)
        names = rung(told)
        told.clock.pushed = lambda: asyncio.sleep(0)
        await told.pushes(3600)
        assert names == []

        told.start()
        await told.app.settle()
        await told.app.settle()
        assert sorted(names) == ["lea", "tom"], "the next step, once"
        await told.pushes(180)
        assert sorted(names) == ["karim", "lea", "lea", "tom", "tom"]
        assert await store.read(lambda session: list(unexplained(session))) == []


@pytest.mark.asyncio
async def test_a_danger_to_life_that_was_down_for_an_hour_is_not_repeated_for_a_step_that_is_over(
    store: Store, tmp_path: Path
) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await alarm(told, "Eviction")
        await told.presses("amal", "Danger now")
        names = rung(told)
        await told.pushes(3600)
        assert sorted(names) == ["lea", "tom"]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"site": "B2"}, {"site": "B2"}, True),
        ({"site": "B2"}, {"site": "C3"}, False),
        ({"pin": [50.95, 1.85, None]}, {"pin": [50.951, 1.851, None]}, True),
        ({"pin": [50.95, 1.85, None]}, {"pin": [50.97, 1.85, None]}, False),
        ({"pin": [50.95, 1.85, None]}, {"words": "near the bridge"}, False),
    ],
)
async def test_what_is_one_place(
    sqlite_store: Store, tmp_path: Path, first: dict[str, object], second: dict[str, object], same: bool
) -> None:
    async with world(sqlite_store, tmp_path, PEOPLE) as told:
        await told.begin()

        def places(session: Session) -> list[set[bytes]]:
            found = []
            for where in (first, second):
                person = meet(session, "demo", "demo", "amal", told.clock.now())
                report = open_report(session, person, FLOWS["eviction"], told.clock.now(), timedelta(0))
                answers_of(session, report.id)
                session.info["memory"]["answers"][report.id] = {"where": where}
                found.append(list(cluster.places(session, report)))
            return [set(found[0][:1]), set(found[1])]

        mine, others = await sqlite_store.write(places)
        assert bool(mine & others) is same


@pytest.mark.asyncio
async def test_one_more_report_of_a_place_that_somebody_has_rings_her_alone_and_is_read_when_she_looks(
    store: Store, tmp_path: Path
) -> None:
    async with world(store, tmp_path, {**PEOPLE, "reza": REPORTER, "gul": REPORTER}) as told:
        await told.begin()
        await told.site("B2", "Old mill")
        await evicted(told, "amal")
        await told.presses("karim", "I take it")
        await told.on_duty("lea")
        await told.pushes(301)
        await evicted(told, "reza")
        ones = [text for text in told.texts("karim") if "One more report of this place." in text]
        assert len(ones) == 1 and "Same place as report" in ones[0]
        assert any("2 reports of this place" in text for text in told.texts("karim"))
        assert not any("A human has read your message." in text for text in told.texts("reza"))

        await told.presses("karim", "Show")
        assert any("A human has read your message." in text for text in told.texts("reza"))
        names = rung(told)
        await evicted(told, "gul")
        assert names == ["lea"], "before the place is known"
        names.clear()
        await told.pushes(300)
        assert names == ["karim"], "not more often than every five minutes"
        now = told.clock.now()
        assert await store.read(lambda session: list(wrong(session, now))) == []


@pytest.mark.asyncio
async def test_still_on_it_pressed_too_late_takes_it_again(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await alarm(told)
        await told.presses("lea", "I take it")
        await told.pushes(5400)
        await told.pushes(300)
        assert any("It is open again." in text for text in told.texts("lea"))
        await told.presses("lea", "Still on it")
        names = rung(told)
        await told.pushes(1800)
        assert names == []


@pytest.mark.asyncio
async def test_a_call_that_was_lost_while_somebody_had_the_alert_is_not_waited_for_when_it_is_open_again(
    store: Store, tmp_path: Path
) -> None:
    async with world(store, tmp_path, PEOPLE | {"nadia": COORDINATOR}) as told:
        await told.begin()
        await told.says("amal", "hello")
        told.channel.switch("karim", off=True)
        await told.presses("amal", "Police now / danger")
        await told.presses("nadia", "I take it")
        told.channel.screens.block("karim", blocked=True)
        told.channel.switch("karim", off=False)
        await told.pushes(30)
        await told.presses("nadia", "I cannot")

        def waits(session: Session) -> list[Ring]:
            karim = session.scalars(select(Person).where(Person.blocked_at.is_not(None))).one()
            return list(session.scalars(select(Ring).where(Ring.person_id == karim.id, Ring.lost_at.is_(None))))

        assert await told.store.read(waits) == []
        await told.pushes(300)
        assert await told.store.write(lambda session: look(session, told.clock.now(), told.rules)) == 0


@pytest.mark.asyncio
async def test_who_could_not_be_reached_is_called_for_what_waits_as_soon_as_she_can(
    store: Store, tmp_path: Path
) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await alarm(told)
        told.channel.screens.block("lea", blocked=True)
        told.channel.screens.block("karim", blocked=True)
        for _time in range(3):
            await told.pushes(181)
        names = rung(told)
        told.channel.screens.block("karim", blocked=False)
        await told.says("karim", "/team")
        assert names == ["karim"]
        await told.says("karim", "/team")
        await told.presses("karim", "I take it")
        told.channel.screens.block("lea", blocked=False)
        await told.says("lea", "/team")
        assert names == ["karim"], "somebody has it"
