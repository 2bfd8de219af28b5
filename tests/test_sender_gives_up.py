"""What can never leave is set aside and told, and holds nothing else back."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels.base import Blocked, Refused
from bot.store import Store
from handlers.person import meet
from models.audit import Audit
from models.messages import Outbound
from models.outbox import DEAD, SENT, put
from models.person import COORDINATOR, VOLUNTEER, Person
from tests.post import Out, Post


@pytest.mark.asyncio
async def test_refused_is_set_aside_shown_to_coordinators_and_blocks_nothing(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.member("karim", COORDINATOR)
    out.post.fails["amal"] = [Refused("too strange")]
    await out.puts("amal", "a", "b")
    await out.leaves()

    assert out.texts("amal") == ["b"]
    assert out.texts("karim") == ["✉️ A message could not be delivered and is set aside. The messenger refused it."]
    first = (await out.rows())[0]
    assert (first.state, first.error) == (DEAD, "too strange")


@pytest.mark.asyncio
async def test_our_own_mistake_while_sending_is_set_aside_like_a_refusal(sqlite_store: Store, tmp_path: Path) -> None:
    class Broken(Post):
        async def send(self, address: str, message: Outbound, *, edits: str = "", content: bytes | None = None) -> str:
            if message.text == "a":
                raise ZeroDivisionError
            return await super().send(address, message, edits=edits, content=content)

    out = Out(sqlite_store, tmp_path, Broken())
    await out.puts("amal", "a", "b")
    await out.leaves()

    assert out.texts("amal") == ["b"]
    assert [row.error for row in await out.rows()] == ["our own error: ZeroDivisionError", None]


@pytest.mark.asyncio
async def test_blocked_is_given_up_and_told(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.member("karim", COORDINATOR)
    out.post.fails["amal"] = [Blocked()]
    await out.puts("amal", "a")
    await out.leaves()
    person = await store.read(lambda session: session.scalars(select(Person).where(Person.role == "reporter")).one())

    assert [row.state for row in await out.rows()] == [DEAD, SENT]
    assert out.texts("karim") == ["📵 The person of report - cannot be reached: the bot is blocked there."]
    assert person.blocked_at == out.clock.now()


@pytest.mark.asyncio
async def test_an_alert_to_somebody_who_blocked_us_moves_on_at_once(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.member("lea", VOLUNTEER, on_duty=True)
    await out.member("karim", COORDINATOR)
    out.post.fails["lea"] = [Blocked()]
    await out.raises_alert("amal")
    await out.leaves()

    assert out.texts("lea") == []
    assert out.texts("karim")[0].startswith("⏩ Nobody else can take it.\n🟠 NOW · Police now, danger")


@pytest.mark.asyncio
async def test_an_unknown_channel_is_a_refusal_and_not_a_crash(sqlite_store: Store, tmp_path: Path) -> None:
    out = Out(sqlite_store, tmp_path)
    now: datetime = out.clock.now() - timedelta(seconds=1)

    def decide(session: Session) -> None:
        put(session, meet(session, "pigeon", "us", "amal", now).id, Outbound(text="a"), now)

    await sqlite_store.write(decide)
    await out.leaves()

    assert [(row.state, row.error) for row in await out.rows()] == [(DEAD, "the channel pigeon is not set up")]


async def audited(out: Out) -> int:
    query = select(Audit.id).where(Audit.action == "not delivered")
    return await out.store.read(lambda session: len(session.scalars(query).all()))


@pytest.mark.asyncio
async def test_coordinators_whose_chats_refuse_do_not_tell_each_other_for_ever(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    everybody = ("amal", "lea", "karim")
    out.post.shut = {name: Refused("no") for name in everybody}
    for name in ("lea", "karim"):
        await out.member(name, COORDINATOR)
    await out.puts("amal", "hello")
    async with asyncio.timeout(20):
        await out.leaves()

    assert {name: len(out.tried(name)) for name in everybody} == {"amal": 1, "lea": 1, "karim": 1}
    assert await audited(out) == 3


@pytest.mark.asyncio
async def test_the_same_failure_is_told_at_most_once_an_hour(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    out.post.shut["amal"] = Refused("no")
    await out.member("lea", COORDINATOR)
    for minutes in (0, 20, 20, 30):
        await out.clock.push(minutes * 60)
        await out.puts("amal", "hello")
        await out.leaves()

    assert len(out.texts("lea")) == 2
    assert await audited(out) == 4


@pytest.mark.asyncio
async def test_that_a_coordinator_blocked_the_bot_is_told_though_it_was_a_notice(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    out.post.shut = {"amal": Refused("no"), "lea": Blocked("gone")}
    for name in ("lea", "karim"):
        await out.member(name, COORDINATOR)
    await out.puts("amal", "hello")
    await out.leaves()

    assert [text.split()[0] for text in out.texts("karim")] == ["✉️", "📵"]
