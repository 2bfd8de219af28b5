"""Cards that change in place: the last change counts, a ring is never changed back, a new message is a new message."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.channels.base import NoSuchMessage, Unreachable
from bot.store import Store
from models.messages import Button, Outbound
from models.outbox import SENT, Shown
from tests.post import Out, card, ring


async def shown(out: Out) -> dict[str, str]:
    """Which message of the messenger a card is, by slot."""
    query = select(Shown.slot, Shown.wire_id)
    return await out.store.read(lambda session: {row.slot: row.wire_id for row in session.execute(query)})


@pytest.mark.asyncio
async def test_waiting_edits_of_one_card_collapse_into_the_last(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.puts("lea", Outbound(text="card", slot="a:1"))
    await out.leaves()
    await out.puts("lea", card("1"), card("2"), card("3"))
    await out.leaves()

    assert out.post.sent == [("lea", "card", ""), ("lea", "3", "w1")]


@pytest.mark.asyncio
async def test_an_edit_of_a_message_that_is_gone_is_sent_anew(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.puts("lea", Outbound(text="card", slot="a:1"))
    await out.leaves()
    out.post.fails["lea"] = [NoSuchMessage()]
    await out.puts("lea", card("new"))
    await out.leaves()
    await out.puts("lea", card("newer"))
    await out.leaves()

    assert out.post.sent == [("lea", "card", ""), ("lea", "new", ""), ("lea", "newer", "w2")]


@pytest.mark.asyncio
async def test_a_ring_drops_the_older_change_that_waits_under_its_slot(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.puts("lea", ring("ring 1", "a:1"))
    await out.leaves()
    for one in (card("older text"), ring("ring 2", "a:1"), card("newer text")):
        await out.puts("lea", one)
    await out.leaves()

    assert out.post.sent == [("lea", "ring 1", ""), ("lea", "ring 2", ""), ("lea", "newer text", "w2")]


@pytest.mark.asyncio
@pytest.mark.parametrize("fails", [False, True])
async def test_a_change_that_a_ring_overtook_in_flight_changes_nothing_of_the_new_card(
    store: Store, tmp_path: Path, fails: bool
) -> None:
    out = Out(store, tmp_path)
    await out.puts("lea", ring("ring 1", "a:1"))
    await out.leaves()
    out.post.slow["older text"] = asyncio.Event()
    await out.puts("lea", card("older text"))
    await out.starts(lambda: "older text" in out.tried("lea"))
    await out.puts("lea", ring("ring 2", "a:1"))
    await out.starts(lambda: "ring 2" in out.tried("lea"))
    if fails:
        out.post.shut["lea"] = Unreachable("the line is cut")
    out.post.slow["older text"].set()
    await out.leaves()
    out.post.shut.clear()
    await out.leaves(600)

    assert out.tried("lea") == ["ring 1", "older text", "ring 2"]
    assert await shown(out) == {"a:1": "w2"}


@pytest.mark.asyncio
async def test_alerts_that_left_as_one_message_are_told_apart_and_changed_each_by_itself(
    store: Store, tmp_path: Path
) -> None:
    out = Out(store, tmp_path)
    await out.puts("lea", ring("card 1", "a:1", "take 1"), ring("card 2", "a:2", "take 2"))
    await out.leaves()
    await out.puts("lea", card("card 2, taken", "a:2"))
    await out.leaves()
    await out.puts("lea", card("card 2, filed", "a:2"))
    await out.leaves()

    assert out.post.sent == [
        ("lea", "A. card 1\n\nB. card 2", ""),
        ("lea", "card 2, taken", ""),
        ("lea", "card 2, filed", "w2"),
    ]
    assert out.post.shown[0].rows == ((Button("A. take 1", "take 1"),), (Button("B. take 2", "take 2"),))


@pytest.mark.asyncio
async def test_rings_of_one_alert_that_waited_leave_as_its_newest_card(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.puts("lea", ring("ring 1", "a:1"))
    await out.puts("lea", ring("ring 2", "a:1"))
    await out.leaves()

    assert out.post.sent == [("lea", "ring 2", "")]
    assert await shown(out) == {"a:1": "w1"}
    assert [(row.state, row.attempts) for row in await out.rows()] == [(SENT, 0), (SENT, 0)]


@pytest.mark.asyncio
@pytest.mark.parametrize(("first", "then"), [(True, False), (False, True)])
async def test_a_question_that_is_asked_again_comes_as_a_new_message(
    store: Store, tmp_path: Path, first: bool, then: bool
) -> None:
    out = Out(store, tmp_path)
    await out.puts("amal", Outbound("question", slot="q:1"))
    await out.leaves()
    await out.puts("amal", Outbound("question, ticked", slot="q:1", edit=first))
    await out.puts("amal", Outbound("question again", slot="q:1", edit=then))
    await out.leaves()

    assert out.post.sent[1:] == [("amal", "question again", "")]
