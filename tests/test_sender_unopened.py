"""A row that cannot be opened or noted is set aside, and what is around it leaves once."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store import Store
from models.outbox import DEAD, SENT, WAITING, Outbox, open_message
from models.person import COORDINATOR, VOLUNTEER, Person
from tests.post import Out, ring


async def spoil(out: Out, text: str) -> None:
    """The row with this text can no longer be opened."""

    def spoiled(session: Session) -> None:
        for row in session.scalars(select(Outbox)).all():
            if open_message(session, row.id, row.body).text == text:
                session.execute(update(Outbox).where(Outbox.id == row.id).values(body=row.body[::-1]))

    await out.store.write(spoiled)


@pytest.mark.asyncio
async def test_a_message_that_cannot_be_opened_is_set_aside_and_told_and_what_is_around_it_leaves_once(
    store: Store, tmp_path: Path
) -> None:
    out = Out(store, tmp_path)
    await out.member("karim", COORDINATOR)
    await out.puts("amal", "a", "b", "c")
    await out.puts("yonas", "1", "2")
    await spoil(out, "b")
    await out.leaves()

    assert (out.texts("amal"), out.texts("yonas")) == (["a", "c"], ["1", "2"])
    assert out.texts("karim") == ["✉️ A message could not be delivered and is set aside. The messenger refused it."]
    rows = await out.rows()
    assert [row.state for row in rows] == [SENT, DEAD, SENT, SENT, SENT, SENT]
    assert rows[1].error == "it cannot be opened: Unsealable"


@pytest.mark.asyncio
async def test_of_alerts_that_leave_together_one_that_cannot_be_opened_holds_no_other_back(
    store: Store, tmp_path: Path
) -> None:
    out = Out(store, tmp_path)
    await out.puts("lea", ring("1"), ring("2"), ring("3"), ring("4"))
    await spoil(out, "2")
    await out.leaves()

    assert "".join(out.texts("lea")).translate({ord(sign): None for sign in "\n ."}).endswith("A3B4")
    assert [row.state for row in await out.rows()] == [SENT, DEAD, SENT, SENT]


@pytest.mark.asyncio
async def test_a_ring_that_cannot_be_opened_moves_its_alert_on_at_once(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.member("lea", VOLUNTEER, on_duty=True)
    await out.member("karim", COORDINATOR)
    await out.raises_alert("amal")
    await store.write(lambda session: session.execute(update(Outbox).where(Outbox.urgent).values(body=b"spoiled")))
    await out.leaves()

    assert out.texts("karim")[0].startswith("⏩ Nobody else can take it.")


@pytest.mark.asyncio
async def test_somebody_whose_address_cannot_be_opened_stops_nobody_else(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.puts("amal", "a")
    await store.write(lambda session: session.execute(update(Person).values(address=b"spoiled")))
    await out.puts("yonas", "1")
    await out.leaves()

    assert out.texts("yonas") == ["1"]
    assert [row.state for row in await out.rows()] == [DEAD, SENT]


@pytest.mark.asyncio
async def test_what_has_left_is_noted_even_when_the_next_of_its_chat_cannot_be_claimed(
    sqlite_store: Store, tmp_path: Path
) -> None:
    out = Out(sqlite_store, tmp_path)
    await out.puts("amal", "a", "b")
    fails = text(
        "CREATE TRIGGER fails BEFORE UPDATE OF state ON outbox"
        " WHEN NEW.state = 'sending' AND OLD.id = (SELECT max(id) FROM outbox)"
        " BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    await sqlite_store.write(lambda session: session.execute(fails))
    with pytest.raises(IntegrityError):
        await out.leaves()
    rows = await out.rows()

    assert out.texts("amal") == ["a"]
    assert [(row.state, row.wire_id) for row in rows] == [(SENT, "w1"), (WAITING, None)]


@pytest.mark.asyncio
async def test_what_cannot_be_noted_is_set_aside_and_its_chat_goes_on(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.puts("amal", "hello")
    out.post.wire_id = "\ud800"  # no database takes half of a surrogate pair
    async with asyncio.timeout(20):
        await out.leaves()
        out.post.wire_id = ""
        await out.puts("amal", "and again")
        await out.leaves()

    assert out.texts("amal") == ["hello", "and again"]
    assert [row.state for row in await out.rows()] == [DEAD, SENT]
