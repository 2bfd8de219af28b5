"""Several workers on one database, a clock that is set back, and what the log may say of a message that failed."""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.channels.demo import Demo
from bot.clock import PushedClock
from bot.intake import SUSPECT_AFTER, Intake
from bot.store import Store
from handlers.rules import Rules
from models import keeping
from models.inbox import DONE, FAILED, KEPT, Inbox
from models.messages import Inbound
from tests.world import MORNING

pytestmark = pytest.mark.asyncio
POSTGRESQL = pytest.mark.parametrize("store", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
SQLITE = pytest.mark.parametrize("store", ["sqlite"], indirect=True)
HER_WORDS = "my name is Amal and I sleep under the bridge"


def written(phone: str, number: int = 1, words: str = "hello") -> bytes:
    document = {"phone": phone, "id": f"{phone}-{number}", "text": words, "sent_at": MORNING.isoformat()}
    return json.dumps(document).encode()


def worker(store: Store, channel: Demo, clock: PushedClock) -> Intake:
    return Intake(store, {"demo": channel}, clock, Rules())


async def states(store: Store) -> list[str]:
    return await store.read(lambda session: list(session.scalars(select(Inbox.state).order_by(Inbox.id))))


async def left_behind(store: Store, channel: Demo, clock: PushedClock, phones: list[str]) -> list[int]:
    """Messages that were kept by a worker that is gone; time has gone by since."""
    before = worker(store, channel, clock)
    await before.keep(channel, [written(phone) for phone in phones])
    await clock.push(SUSPECT_AFTER.total_seconds() + 1)
    return await store.read(lambda session: list(session.scalars(select(Inbox.id).order_by(Inbox.id))))


@POSTGRESQL
async def test_what_another_worker_has_just_met_is_left_alone_until_it_can_only_be_dead(store: Store) -> None:
    channel, clock = Demo(["amal"]), PushedClock(MORNING)
    [row] = await left_behind(store, channel, clock, ["amal"])
    met_at = clock.now()
    await store.write(lambda session: keeping.count_attempt(session, row, "another", met_at))
    ours = worker(store, channel, clock)

    assert await ours.handle_all() == 0
    assert await states(store) == [KEPT]

    await clock.push(61)
    await ours.handle_all()
    assert await states(store) == [FAILED]


@POSTGRESQL
async def test_two_workers_that_restart_together_handle_everything_and_set_nothing_aside(store: Store) -> None:
    phones = [f"phone{number}" for number in range(40)]
    channel, clock = Demo(phones), PushedClock(MORNING)
    await left_behind(store, channel, clock, phones)
    workers = [worker(store, channel, clock) for _ in range(2)]

    async def all_of(one: Intake) -> None:
        while await one.handle_all():
            pass

    await asyncio.gather(*map(all_of, workers))

    assert await states(store) == [DONE] * len(phones)


@SQLITE
async def test_the_embedded_database_has_one_process_so_what_was_met_before_killed_it(store: Store) -> None:
    channel, clock = Demo(["amal", "bilal"]), PushedClock(MORNING)
    row, _innocent = await left_behind(store, channel, clock, ["amal", "bilal"])
    met_at = clock.now()
    await store.write(lambda session: keeping.count_attempt(session, row, "the one before", met_at))

    await worker(store, channel, clock).handle_all()

    assert await states(store) == [FAILED, DONE]


async def test_after_a_clock_was_set_back_new_messages_are_no_suspects(store: Store) -> None:
    channel, clock = Demo(["amal"]), PushedClock(MORNING)
    ours = worker(store, channel, clock)
    await clock.push(-7200)
    await ours.handle_all()
    await ours.keep(channel, [written("amal")])

    assert await ours.handle_all() == 1
    attempts = await store.read(lambda session: session.scalars(select(Inbox.attempts)).all())
    assert (await states(store), attempts) == ([DONE], [0])


class Failing(Demo):
    """A messenger whose reader fails as no reader should: with her words in the error."""

    def read(self, raw: bytes) -> Inbound:
        try:
            raise KeyError(HER_WORDS)
        except KeyError:
            raise ValueError(f"cannot read {raw!r}") from None


async def test_the_log_says_where_it_failed_and_none_of_her_words(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    channel, clock = Failing(["amal"]), PushedClock(MORNING)
    ours = worker(store, channel, clock)
    await ours.keep(channel, [written("amal", words=HER_WORDS)])
    await ours.handle_all()

    assert await states(store) == [FAILED]
    said = [caplog.handler.format(record) for record in caplog.records]
    assert [line for line in said if HER_WORDS in line or "Amal" in line or "bridge" in line] == []
    assert [line for line in said if f"ValueError at {Path(__file__)}:" in line]
    errors = await store.read(lambda session: session.scalars(select(Inbox.error)).all())
    assert errors == ["ValueError"]


async def test_a_database_error_does_not_print_what_was_to_be_stored(store: Store) -> None:
    with pytest.raises(Exception) as caught:
        await store.write(
            lambda session: session.execute(text("SELECT * FROM nowhere WHERE 'x' = :words"), {"words": HER_WORDS})
        )

    assert "nowhere" in str(caught.value)
    assert HER_WORDS not in str(caught.value)
