"""Who is told of what could not leave, and how often."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.channels.base import Blocked, Refused
from bot.store import Store
from models.audit import Audit
from models.person import COORDINATOR
from tests.wire_out import AMAL, KARIM, LEA, Out

pytestmark = pytest.mark.asyncio


@pytest.fixture
def out(store: Store, tmp_path: Path) -> Out:
    return Out(store, tmp_path)


async def audited(out: Out) -> int:
    query = select(Audit.id).where(Audit.action == "not delivered")
    return await out.store.read(lambda session: len(session.scalars(query).all()))


async def test_coordinators_whose_chats_refuse_do_not_tell_each_other_for_ever(out: Out) -> None:
    out.wire.fails = {name: Refused("no") for name in (AMAL, LEA, KARIM)}
    for name in (LEA, KARIM):
        await out.person(name, COORDINATOR)
    amal = await out.person(AMAL)
    await out.put(amal, "hello")
    async with asyncio.timeout(20):
        await out.sender.drain()

    assert {name: len(out.wire.texts(name)) for name in (AMAL, LEA, KARIM)} == {AMAL: 1, LEA: 1, KARIM: 1}
    assert await audited(out) == 3


async def test_the_same_failure_is_told_at_most_once_an_hour(out: Out) -> None:
    out.wire.fails[AMAL] = Refused("no")
    await out.person(LEA, COORDINATOR)
    amal = await out.person(AMAL)
    for minutes in (0, 20, 20, 30):
        await out.clock.push(minutes * 60)
        await out.put(amal, "hello")
        await out.sender.drain()

    assert len(out.wire.texts(LEA)) == 2
    assert await audited(out) == 4


async def test_that_a_coordinator_blocked_the_bot_is_told_though_it_was_a_notice(out: Out) -> None:
    out.wire.fails = {AMAL: Refused("no"), LEA: Blocked("gone")}
    for name in (LEA, KARIM):
        await out.person(name, COORDINATOR)
    await out.put(await out.person(AMAL), "hello")
    await out.sender.drain()

    assert [text.split()[0] for text in out.wire.texts(KARIM)] == ["✉️", "📵"]
