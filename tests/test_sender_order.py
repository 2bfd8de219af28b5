"""In which order messages leave, and what leaves together."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.channels.base import Moved, Throttled, Unreachable
from bot.store import Store
from handlers.person import address_of
from models.messages import Outbound
from models.outbox import SENT, WAITING, Outbox
from models.person import Person
from tests.post import Out, Post, ring


@pytest.mark.asyncio
async def test_messages_of_one_chat_leave_in_the_order_they_were_decided(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.puts("amal", *"abcde")
    await out.puts("yonas", "1", "2")
    await out.leaves()

    assert out.texts("amal") == list("abcde")
    assert out.texts("yonas") == ["1", "2"]


@pytest.mark.asyncio
async def test_an_order_holds_although_the_first_fails_and_waits(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    out.post.fails["amal"] = [Unreachable()]
    await out.puts("amal", "a", "b")
    await out.leaves()
    before = out.texts("amal")
    await out.leaves(2)

    assert before == []
    assert out.texts("amal") == ["a", "b"]


@pytest.mark.asyncio
async def test_an_alert_overtakes_everything_but_an_earlier_alert(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    first, second = "first " + "x" * 3000, "second " + "x" * 3000
    await out.puts("lea", "a", "b", ring(first), "c", ring(second))
    await out.leaves()

    assert [text.split()[0] for text in out.texts("lea")] == ["first", "second", "a", "b", "c"]


@pytest.mark.asyncio
async def test_an_alert_overtakes_a_message_that_waits_for_the_messenger(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    out.post.fails["lea"] = [Throttled(60)]
    await out.puts("lea", "a")
    await out.leaves()
    await out.puts("lea", ring("alert"))
    await out.leaves()

    assert out.texts("lea") == ["alert"]


@pytest.mark.asyncio
async def test_a_chat_that_moved_is_followed(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    out.post.fails["-5"] = [Moved("-1005")]
    await out.puts("-5", "a", "b")
    await out.leaves()
    where = await store.read(lambda session: address_of(session, session.scalars(select(Person)).one()))

    assert out.post.sent == [("-1005", "a", ""), ("-1005", "b", "")]
    assert where == "-1005"


@pytest.mark.asyncio
async def test_a_chat_with_a_long_line_does_not_starve_the_others(sqlite_store: Store, tmp_path: Path) -> None:
    out = Out(sqlite_store, tmp_path)
    out.post.fails["amal"] = [Unreachable() for _number in range(400)]
    await out.puts("amal", *(f"message {number}" for number in range(400)))
    await out.puts("yonas", "1")
    await out.leaves()

    assert out.texts("yonas") == ["1"]


@pytest.mark.asyncio
async def test_hundreds_of_messages_of_one_chat_keep_nobody_else_waiting(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    out.post.slow["number 0"] = asyncio.Event()
    await out.puts("amal", *(f"number {number}" for number in range(320)))
    await out.puts("lea", "hello")
    await out.starts(lambda: out.texts("lea") == ["hello"])

    assert out.tried("amal") == ["number 0"]
    out.post.slow["number 0"].set()
    await asyncio.sleep(0.1)


@pytest.mark.asyncio
async def test_an_alert_overtakes_even_what_is_in_flight_and_the_rest_waits_for_both(
    store: Store, tmp_path: Path
) -> None:
    out = Out(store, tmp_path)
    out.post.slow = {text: asyncio.Event() for text in ("a film", "ring 1")}
    await out.puts("lea", "a film")
    await out.starts(lambda: out.tried("lea") == ["a film"])
    await out.puts("lea", "words")
    await out.puts("lea", ring("ring 1", "a:1"))
    await out.starts(lambda: out.tried("lea") == ["a film", "ring 1"])
    await out.puts("lea", ring("ring 2", "a:2"))
    out.post.slow["a film"].set()
    for _round in range(5):
        await out.app.sender.send_due()
        await asyncio.sleep(0.02)
    assert out.tried("lea") == ["a film", "ring 1"]

    out.post.slow["ring 1"].set()
    await out.leaves()
    assert out.texts("lea") == ["a film", "ring 1", "ring 2", "words"]


@pytest.mark.asyncio
async def test_what_is_in_flight_is_not_sent_a_second_time_however_long_it_takes(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    out.post.slow["a film"] = asyncio.Event()
    await out.puts("amal", "a film")
    await out.starts(lambda: out.tried("amal") == ["a film"])
    await out.puts("amal", "and words")

    await out.clock.push(3600)
    await out.app.sender.send_due()
    await asyncio.sleep(0.05)
    assert out.tried("amal") == ["a film"]
    out.post.slow["a film"].set()
    await out.leaves()

    assert out.texts("amal") == ["a film", "and words"]


@pytest.mark.asyncio
async def test_at_an_orderly_end_what_is_in_flight_lands_and_nothing_more_of_its_chat_begins(
    sqlite_store: Store, tmp_path: Path
) -> None:
    class Slow(Post):
        async def send(self, address: str, message: Outbound, *, edits: str = "", content: bytes | None = None) -> str:
            await asyncio.sleep(0.1)
            return await super().send(address, message, edits=edits, content=content)

    out = Out(sqlite_store, tmp_path, Slow())
    await out.puts("amal", "first", "second", "third")
    running = asyncio.create_task(out.app.sender.run())
    await asyncio.sleep(0.05)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    states = await sqlite_store.read(lambda session: list(session.scalars(select(Outbox.state).order_by(Outbox.id))))
    assert (out.post.sent, states) == ([("amal", "first", "")], [SENT, WAITING, WAITING])
    await out.again().app.sender.drain()
    assert [text for _address, text, _edits in out.post.sent] == ["first", "second", "third"]
