"""What happens when two people do the same thing at the same moment, on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import alert as alerts
from handlers import report as reports
from handlers import silence
from handlers.person import meet
from handlers.report import current_report
from handlers.rules import Rules
from models.alert import Alert
from models.person import COORDINATOR, REPORTER, VOLUNTEER, Person
from models.report import Report
from tests.world import MORNING, World, world

PEOPLE = {"amal": REPORTER, "lea": VOLUNTEER, "tom": VOLUNTEER, "karim": COORDINATOR}


async def rung(told: World) -> int:
    """An alert that rings for two; gives its id."""
    await told.begin()
    await told.on_duty("lea", "tom")
    await told.says("amal", "hello")
    await told.presses("amal", "Police now / danger")
    return await told.store.read(lambda session: session.scalars(select(Alert.id)).one())


def does(session: Session, row: int, name: str, what: str) -> bool:
    """One member of the team presses a button."""
    alert = alerts.find(session, row)
    assert alert is not None
    person: Person = meet(session, "demo", "demo", name, MORNING)
    if what == "take":
        return alerts.take(session, alert, person, MORNING, Rules())
    alerts.decline(session, alert, person, MORNING, Rules())
    return True


@pytest.mark.asyncio
async def test_of_two_who_take_it_at_once_one_has_it_and_she_is_told_once(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        row = await rung(told)
        taken = await asyncio.gather(
            *(store.write(partial(does, row=row, name=name, what="take")) for name in ("lea", "tom"))
        )
        await told.app.settle()

        assert sorted(taken) == [False, True]
        assert sum("A human has read" in text for text in told.texts("amal")) == 1


@pytest.mark.asyncio
async def test_of_two_who_take_two_cards_of_one_place_at_once_one_has_both(store: Store, tmp_path: Path) -> None:
    people = {**PEOPLE, "reza": REPORTER}
    async with world(store, tmp_path, people) as told:
        await told.begin()
        await told.on_duty("lea", "tom")
        await told.site("B2", "Old mill")
        for name in ("amal", "reza"):
            await told.says(name, "hello")
            for label in ("Eviction", "I am safe", "Now"):
                await told.presses(name, label)
            await told.says(name, "old mill")
        rows = await store.read(lambda session: session.scalars(select(Alert.id).order_by(Alert.id)).all())
        pressed = zip(rows, ("tom", "lea"), strict=True)
        taken = await asyncio.gather(
            *(store.write(partial(does, row=row, name=name, what="take")) for row, name in pressed)
        )
        await told.app.settle()

        assert sorted(taken) == [False, True]
        assert len(set(await store.read(lambda session: session.scalars(select(Alert.taken_by)).all()))) == 1
        for name in ("amal", "reza"):
            assert sum("A human has read" in text for text in told.texts(name)) == 1


@pytest.mark.asyncio
async def test_when_the_last_two_say_i_cannot_at_once_the_coordinator_is_rung(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        row = await rung(told)
        await asyncio.gather(
            *(store.write(partial(does, row=row, name=name, what="cannot")) for name in ("lea", "tom"))
        )
        await told.app.settle()

        assert any("Nobody else can take it." in text for text in told.texts("karim"))


async def told_a_report(told: World) -> None:
    """Somebody has opened a report and given one answer, twenty minutes ago."""
    await told.begin()
    await told.says("amal", "hello")
    await told.presses("amal", "Police violence")
    await told.pushes(20 * 60)


async def report_of(store: Store) -> Report:
    return await store.read(lambda session: session.scalars(select(Report)).one())


def speaks(session: Session, now: datetime, begun: Event, go_on: Event) -> None:
    """The part of a handler that reads her report, is held up, and goes on with it."""
    report = current_report(session, meet(session, "demo", "demo", "amal", now))
    begun.set()
    go_on.wait(2)
    assert report is not None
    reports.goes_on(report, now + Rules().unfinished)


def looks(session: Session, now: datetime, begun: Event, go_on: Event) -> None:
    """The job that files what is silent, held up before it ends."""
    silence.look(session, now, Rules())
    session.flush()
    begun.set()
    go_on.wait(2)


@pytest.mark.postgres
@pytest.mark.asyncio
@pytest.mark.parametrize("order", [(speaks, looks), (looks, speaks)], ids=["she is first", "the job is first"])
async def test_who_writes_while_her_report_is_being_filed_has_an_open_report(
    order: tuple[Callable[..., None], Callable[..., None]], postgresql_store: Store, tmp_path: Path
) -> None:
    async with world(postgresql_store, tmp_path, PEOPLE) as told:
        await told_a_report(told)
        now = told.clock.now() + timedelta(minutes=30)
        begun, late = Event(), Event()
        first, second = order
        one = asyncio.ensure_future(postgresql_store.write(partial(first, now=now, begun=begun, go_on=late)))
        await asyncio.to_thread(begun.wait, 5)
        other = asyncio.ensure_future(postgresql_store.write(partial(second, now=now, begun=Event(), go_on=begun)))
        await asyncio.wait([other], timeout=0.5)
        late.set()
        await asyncio.gather(one, other)
        report = await report_of(postgresql_store)

        assert (report.filed_at, report.unfinished_at) == (None, None)
        assert report.silent_at == now + Rules().unfinished
