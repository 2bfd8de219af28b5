"""What happens when two people do the same thing at the same moment, on both databases."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import alert as alerts
from handlers.person import meet
from handlers.rules import Rules
from models.alert import Alert
from models.person import COORDINATOR, REPORTER, VOLUNTEER, Person
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
async def test_when_the_last_two_say_i_cannot_at_once_the_coordinator_is_rung(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        row = await rung(told)
        await asyncio.gather(
            *(store.write(partial(does, row=row, name=name, what="cannot")) for name in ("lea", "tom"))
        )
        await told.app.settle()

        assert any("Nobody else can take it." in text for text in told.texts("karim"))
