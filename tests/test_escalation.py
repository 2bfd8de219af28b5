"""An alert on its way through downtime, clusters, an auditor and a heartbeat: what stories cannot show."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.app import App
from bot.heartbeat import Heartbeat
from bot.store import Store
from handlers import cluster
from handlers.auditor import WHAT, look
from handlers.flows import FLOWS
from handlers.person import meet
from handlers.report import answers_of, open_report
from models.alert import Alert
from models.audit import Audit
from models.duty import BACKUP
from models.inbox import Inbox
from models.memory import forget_all
from models.outbox import DEAD, WAITING, Outbox
from models.person import COORDINATOR, REPORTER, VOLUNTEER, Person
from models.ring import Ring
from models.secret import Keys
from models.settle import Settlement
from tests.shift import unexplained, wrong
from tests.world import World, world

PEOPLE = {"amal": REPORTER, "lea": VOLUNTEER, "tom": VOLUNTEER, "karim": COORDINATOR}


def rung(told: World) -> list[str]:
    """Who is rung from now on."""
    names: list[str] = []
    told.heard = lambda address, message, edits: names.append(address) if message.urgent else None
    return names


async def alarm(told: World, words: str = "Police now / danger") -> None:
    """Amal reports; Lea is on duty, Tom behind her."""
    await told.begin()
    await told.on_duty("lea")
    await told.on_duty("tom", rank=BACKUP)
    await told.says("amal", "hello")
    await told.presses("amal", words)


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

        told.app = App(store, {"demo": told.channel}, told.clock, told.rules, told.app.folder, {})
        told.clock.pushed = told.app.settle
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


BREAK: dict[str, Callable[[Session, Alert], object]] = {
    "no next": lambda session, alert: setattr(alert, "next_at", None),
    "no ask": lambda session, alert: setattr(alert, "ask_at", None),
    "gone": lambda session, alert: setattr(session.get_one(Person, alert.taken_by), "left_at", alert.raised_at),
    "not put": lambda session, alert: session.execute(delete(Outbox).where(Outbox.urgent)),
    "dead": lambda session, alert: session.execute(update(Outbox).where(Outbox.urgent).values(state=DEAD)),
    "stuck": lambda session, alert: session.execute(update(Outbox).where(Outbox.urgent).values(state=WAITING)),
    "silent": lambda session, alert: setattr(alert, "next_at", alert.raised_at + timedelta(days=9)),
    "too low": lambda session, alert: setattr(alert, "urgency", 2),
}
TAKEN = {"no ask", "gone"}
LATER = {"silent": 1200}


@pytest.mark.asyncio
@pytest.mark.parametrize("fault", BREAK)
async def test_the_auditor_finds_and_repairs_it_and_tells_the_coordinators_once(
    store: Store, tmp_path: Path, fault: str
) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await alarm(told)
        if fault in TAKEN:
            await told.presses("lea", "I take it")

        def damage(session: Session) -> None:
            alert = session.scalars(select(Alert)).one()
            BREAK[fault](session, alert)
            session.flush()
            forget_all(session)

        await store.write(damage)
        told.clock.pushed = lambda: asyncio.sleep(0)
        await told.pushes(LATER.get(fault, 150))
        now = told.clock.now()
        found = await store.write(lambda session: look(session, now, told.rules))
        again = await store.write(lambda session: look(session, now, told.rules))
        await told.app.sender.drain()
        noted = await store.read(
            lambda session: [row.note for row in session.scalars(select(Audit)) if row.action == "fault"]
        )

        assert found > 0
        assert fault in noted
        assert len(noted) == len(set(noted)), "each once"
        heard = [text for text in told.texts("karim") if WHAT[fault] in text]
        assert len(heard) == 1
        if fault != "stuck":
            assert again == 0, "it is repaired"
            assert await store.read(lambda session: list(wrong(session, now))) == []


@pytest.mark.asyncio
async def test_a_report_that_woke_nobody_is_found(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await alarm(told)

        def lose(session: Session) -> None:
            session.execute(delete(Ring))
            session.execute(delete(Alert))
            forget_all(session)

        await store.write(lose)
        now = told.clock.now() + timedelta(minutes=3)
        assert await store.write(lambda session: look(session, now, told.rules)) == 1
        assert await store.write(lambda session: look(session, now, told.rules)) == 0
        urgency = await store.read(lambda session: session.scalars(select(Alert.urgency)).one())
        assert urgency == 1


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
                found.append(cluster.places(session, report))
            return [set(found[0][:1]), set(found[1])]

        mine, others = await sqlite_store.write(places)
        assert bool(mine & others) is same


@pytest.mark.asyncio
async def test_why_no_rescue_was_needed_is_sealed_and_goes_with_the_report(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await alarm(told, "Eviction")
        await told.presses("amal", "Danger now")
        await told.presses("lea", "I take it")
        await told.presses("lea", "It is settled")
        await told.presses("lea", "Not needed, because")
        await told.says("lea", "they went home by themselves")
        (why,) = await store.read(lambda session: session.scalars(select(Settlement.why)).all())
        assert why is not None and b"home" not in why
        await told.presses("lea", "Show")
        assert "they went home by themselves" in told.texts("lea")[-1]
        assert not any("home" in text for text in told.texts("karim"))
        await told.says("amal", "delete")
        await told.presses("amal", "Yes, delete")
        await told.pushes(90_000)

        def read(session: Session) -> bytes:
            keys: Keys = session.info["keys"]
            one = session.scalars(select(Settlement)).one()
            return keys.open("settlement.why", one.id, one.why or b"")

        assert await store.read(read) == b""


@pytest.mark.asyncio
async def test_the_message_in_which_a_volunteer_wrote_the_reason_goes_with_the_report_whoever_was_shown_it(
    store: Store, tmp_path: Path
) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await alarm(told, "Eviction")
        await told.presses("amal", "Danger now")
        await told.presses("lea", "I take it")
        await told.presses("lea", "It is settled")
        await told.presses("lea", "Not needed, because")
        await told.says("lea", "they went home by themselves")

        def raw(session: Session) -> int:
            keys: Keys = session.info["keys"]
            return sum(b"home" in keys.open("inbox.raw", one.id, one.raw) for one in session.scalars(select(Inbox)))

        assert await store.read(raw) == 1
        await told.says("amal", "delete")
        await told.presses("amal", "Yes, delete")
        await told.pushes(90_000)
        assert await store.read(raw) == 0


@pytest.mark.asyncio
async def test_the_heart_beats_only_while_all_is_well(
    sqlite_store: Store, tmp_path: Path, unused_tcp_port: int
) -> None:
    beats: list[str] = []

    async def hear(request: web.Request) -> web.Response:
        beats.append(request.path)
        return web.Response(text="ok")

    made = web.Application()
    made.router.add_get("/ping/1", hear)
    runner = web.AppRunner(made)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    try:
        async with world(sqlite_store, tmp_path, PEOPLE) as told:
            await told.begin()
            url = f"http://127.0.0.1:{unused_tcp_port}/ping/1"
            well: list[str] = []
            heart = Heartbeat(sqlite_store, told.clock, url, lambda: well)
            assert await heart.beat()
            well.append("messages cannot be kept")
            assert not await heart.beat()
            well.clear()
            assert await heart.beat()
            assert not await Heartbeat(sqlite_store, told.clock, url + "/no", list).beat()
            await Heartbeat(sqlite_store, told.clock, "", list).run()
    finally:
        await runner.cleanup()
    assert beats == ["/ping/1", "/ping/1"]


async def evicted(told: World, name: str) -> None:
    """Somebody tells an eviction at the old mill."""
    await told.says(name, "hello")
    for label in ("Eviction", "I am safe", "Now"):
        await told.presses(name, label)
    await told.says(name, "old mill")


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
