"""A night in which somebody falls silent."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select

from bot.store import Store
from handlers.person import chat_of
from handlers.rules import Rules
from models.alert import Alert
from models.person import Person
from models.report import Report
from models.ring import Ring
from tests.world import World
from tests.world import world as open_world

RULES = Rules()
TEAM = {"vera": "volunteer", "cora": "coordinator"}


@asynccontextmanager
async def a_night(store: Store, folder: Path, *names: str) -> AsyncIterator[World]:
    async with open_world(store, folder, {**dict.fromkeys(names, "reporter"), **TEAM}) as world:
        await world.begin()
        await world.on_duty("vera")
        yield world


async def begins(world: World, flow: str) -> None:
    """Amal begins a report and says that she is safe."""
    await world.says("amal", "hello")
    await world.presses("amal", flow)
    await world.presses("amal", "I am safe")


async def says_nothing(world: World, *more: float) -> None:
    """Time goes by, past each term of a silence, and so many seconds more."""
    for seconds in (120, 480, 1200, *more):
        await world.pushes(seconds)


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


async def keep(world: World, document: dict[str, Any]) -> None:
    await world.app.intake.keep(world.channel, [json.dumps(document).encode()])
    await world.app.settle()


async def rings(world: World) -> list[tuple[int, datetime]]:
    """Every ring there was: to whom, when."""

    def read(session: Any) -> list[tuple[int, datetime]]:
        return [(row.person_id, row.rung_at) for row in session.scalars(select(Ring).order_by(Ring.id))]

    return await world.store.read(read)
