"""The way out: nothing stands still, nothing is changed back, and an alert overtakes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.channels.base import Unreachable
from bot.files import Files
from bot.sender import Sender
from bot.store import Store
from handlers.rules import Rules
from models import sending
from models.leaving import pause
from models.messages import Button, FileRef, Outbound
from models.outbox import DEAD, SENDING, SENT, WAITING, put
from tests.wire_out import AMAL, LEA, Out

pytestmark = pytest.mark.asyncio


@pytest.fixture
def out(store: Store, tmp_path: Path) -> Out:
    return Out(store, tmp_path)


async def test_a_message_that_failed_a_thousand_times_is_tried_again(out: Out) -> None:
    out.wire.fails[AMAL] = Unreachable("the line is cut")
    await out.put(await out.person(AMAL), "hello")
    await out.write(attempts=1030)

    await out.sender.drain()
    del out.wire.fails[AMAL]
    await out.pushed(301)

    assert out.wire.texts(AMAL) == ["hello", "hello"]
    assert await out.rows() == [(SENT, 1031)]


async def test_what_nobody_is_sending_any_more_is_sent_when_its_claim_is_over(out: Out) -> None:
    await out.put(await out.person(AMAL), "hello")
    await out.store.write(lambda session: sending.claim(session, out.clock.now(), 300))

    await out.sender.drain()
    assert out.wire.sent == []
    await out.pushed(60)

    assert out.wire.texts(AMAL) == ["hello"]
    assert await out.rows() == [(SENT, 1)]


async def test_what_is_in_flight_is_not_sent_a_second_time_however_long_it_takes(out: Out) -> None:
    out.wire.slow["a film"] = asyncio.Event()
    amal = await out.person(AMAL)
    await out.put(amal, "a film")
    await out.starts(lambda: out.wire.texts(AMAL) == ["a film"])
    await out.put(amal, "and words")

    await out.clock.push(3600)
    await out.sender.send_due()
    await asyncio.sleep(0.05)
    assert out.wire.texts(AMAL) == ["a film"]
    out.wire.slow["a film"].set()
    await out.sender.drain()

    assert out.wire.texts(AMAL) == ["a film", "and words"]


async def test_a_ring_drops_the_older_change_that_waits_under_its_slot(out: Out) -> None:
    lea = await out.person(LEA)
    await out.put(lea, "ring 1", slot="a:1", urgent=True)
    await out.sender.drain()
    await out.put(lea, "older text", slot="a:1", edit=True)
    await out.put(lea, "ring 2", slot="a:1", urgent=True)
    await out.put(lea, "newer text", slot="a:1", edit=True)
    await out.sender.drain()

    assert out.wire.sent == [(LEA, "ring 1", ""), (LEA, "ring 2", ""), (LEA, "newer text", "w2")]


@pytest.mark.parametrize("fails", [False, True])
async def test_a_change_that_a_ring_overtook_in_flight_changes_nothing_of_the_new_card(out: Out, fails: bool) -> None:
    lea = await out.person(LEA)
    await out.put(lea, "ring 1", slot="a:1", urgent=True)
    await out.sender.drain()
    out.wire.slow["older text"] = asyncio.Event()
    await out.put(lea, "older text", slot="a:1", edit=True)
    await out.starts(lambda: "older text" in out.wire.texts(LEA))
    await out.put(lea, "ring 2", slot="a:1", urgent=True)
    await out.starts(lambda: "ring 2" in out.wire.texts(LEA))
    if fails:
        out.wire.fails[LEA] = Unreachable("the line is cut")
    out.wire.slow["older text"].set()
    await out.sender.drain()
    out.wire.fails.clear()
    await out.pushed(600)

    assert out.wire.texts(LEA) == ["ring 1", "older text", "ring 2"]
    assert await out.shown() == {"a:1": "w3"}


async def test_alerts_that_left_as_one_message_are_told_apart_and_changed_each_by_itself(out: Out) -> None:
    lea = await out.person(LEA)
    for one in ("1", "2"):
        await out.put(lea, f"card {one}", slot=f"a:{one}", urgent=True, rows=((Button("I take it", one),),))
    await out.sender.drain()
    await out.put(lea, "card 2, taken", slot="a:2", edit=True)
    await out.sender.drain()
    await out.put(lea, "card 2, filed", slot="a:2", edit=True)
    await out.sender.drain()

    assert out.wire.sent == [
        (LEA, "A. card 1\n\nB. card 2", ""),
        (LEA, "card 2, taken", ""),
        (LEA, "card 2, filed", "w2"),
    ]
    assert out.wire.rows[0] == ((Button("A. I take it", "1"),), (Button("B. I take it", "2"),))


async def test_rings_of_one_alert_that_waited_leave_as_its_newest_card(out: Out) -> None:
    lea = await out.person(LEA)
    await out.put(lea, "ring 1", slot="a:1", urgent=True)
    await out.put(lea, "ring 2", slot="a:1", urgent=True)
    await out.sender.drain()

    assert out.wire.sent == [(LEA, "ring 2", "")]
    assert await out.shown() == {"a:1": "w1"}
    assert await out.rows() == [(SENT, 0), (SENT, 0)]


async def test_hundreds_of_messages_of_one_chat_keep_nobody_else_waiting(out: Out) -> None:
    amal, lea = await out.person(AMAL), await out.person(LEA)
    out.wire.slow["number 0"] = asyncio.Event()
    messages = [Outbound(f"number {number}") for number in range(320)]

    def fill(session: Session) -> None:
        for message in messages:
            put(session, amal, message, out.clock.now())

    await out.store.write(fill)
    await out.put(lea, "hello")
    await out.starts(lambda: out.wire.texts(LEA) == ["hello"])

    assert out.wire.texts(AMAL) == ["number 0"]
    out.wire.slow["number 0"].set()
    await asyncio.sleep(0.1)


async def test_an_alert_overtakes_even_what_is_in_flight_and_the_rest_waits_for_both(out: Out) -> None:
    out.wire.slow = {text: asyncio.Event() for text in ("a film", "ring 1")}
    lea = await out.person(LEA)
    await out.put(lea, "a film")
    await out.starts(lambda: out.wire.texts(LEA) == ["a film"])
    await out.put(lea, "words")
    await out.put(lea, "ring 1", slot="a:1", urgent=True)
    await out.starts(lambda: out.wire.texts(LEA) == ["a film", "ring 1"])
    await out.put(lea, "ring 2", slot="a:2", urgent=True)
    out.wire.slow["a film"].set()
    for _round in range(5):
        await out.sender.send_due()
        await asyncio.sleep(0.02)
    assert out.wire.texts(LEA) == ["a film", "ring 1"]

    out.wire.slow["ring 1"].set()
    await out.sender.drain()
    assert out.wire.texts(LEA) == ["a film", "ring 1", "ring 2", "words"]


class Files1(Files):
    """Files whose first reading meets a database that is not there for a moment."""

    failing = 1

    async def read(self, row: int, *, clean: bool = False) -> bytes:
        if self.failing:
            self.failing -= 1
            raise OperationalError("SELECT", {}, Exception("the server went away"))
        return b"bytes"


async def test_a_passing_database_error_while_a_file_is_read_is_tried_again(out: Out, tmp_path: Path) -> None:
    channels = {"wire": out.wire}
    files = Files1(out.store, channels, out.clock, tmp_path / "files")
    out.sender = Sender(out.store, channels, out.clock, Rules(), files, {})
    await out.put(await out.person(AMAL), "a photo", file=FileRef(1, "photo"))

    await out.sender.drain()
    assert await out.rows() == [(WAITING, 1)]
    await out.pushed(60)

    assert out.wire.texts(AMAL) == ["a photo"]


async def test_what_cannot_be_noted_is_set_aside_and_its_chat_goes_on(out: Out) -> None:
    amal = await out.person(AMAL)
    await out.put(amal, "hello")
    out.wire.wire_id = "\ud800"  # no database takes half of a surrogate pair
    async with asyncio.timeout(20):
        await out.sender.drain()
        out.wire.wire_id = ""
        await out.put(amal, "and again")
        await out.sender.drain()

    assert out.wire.texts(AMAL) == ["hello", "and again"]
    assert [state for state, _attempts in await out.rows()] == [DEAD, SENT]
    assert SENDING not in {state for state, _attempts in await out.rows()}


@pytest.mark.parametrize(("first", "then"), [(True, False), (False, True)])
async def test_a_question_that_is_asked_again_comes_as_a_new_message(out: Out, first: bool, then: bool) -> None:
    amal = await out.person(AMAL)
    await out.put(amal, "question", slot="q:1")
    await out.sender.drain()
    await out.put(amal, "question, ticked", slot="q:1", edit=first)
    await out.put(amal, "question again", slot="q:1", edit=then)
    await out.sender.drain()

    assert out.wire.sent[1:] == [(AMAL, "question again", "")]


def steps(attempts: Sequence[int], *, urgent: bool) -> list[timedelta]:
    return [pause(number, urgent=urgent) for number in attempts]


async def test_the_pauses_grow_and_end() -> None:
    assert steps((0, 3, 20, 5000), urgent=False) == [timedelta(seconds=n) for n in (1, 8, 300, 300)]
    assert steps((0, 3, 5000), urgent=True) == [timedelta(seconds=n) for n in (1, 8, 20)]
