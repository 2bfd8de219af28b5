"""What was lost on the way of an alert is found, repaired and told once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.heartbeat import Heartbeat
from bot.store import Store
from handlers.auditor import WHAT, look
from models.alert import Alert
from models.audit import Audit
from models.inbox import Inbox
from models.memory import forget_all
from models.outbox import DEAD, WAITING, Outbox
from models.person import Person
from models.ring import Ring
from models.secret import Keys
from models.settle import Settlement
from tests.alarm import PEOPLE, alarm
from tests.shift import wrong
from tests.world import World, world

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


async def needs_no_rescue(told: World) -> None:
    """Amal is in danger; Lea, who takes it, writes why nobody had to be called."""
    await alarm(told, "Eviction")
    await told.presses("amal", "Danger now")
    for label in ("I take it", "It is settled", "Not needed, because"):
        await told.presses("lea", label)
    await told.says("lea", "they went home by themselves")


@pytest.mark.asyncio
async def test_why_no_rescue_was_needed_is_sealed_and_goes_with_the_report(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await needs_no_rescue(told)
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
        await needs_no_rescue(told)

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
