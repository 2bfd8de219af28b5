"""What cannot leave now is tried again: how soon, and whom it keeps waiting."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from bot.channels.base import Throttled, Unreachable
from bot.files import Files
from bot.sender import Sender
from bot.store import Store
from handlers.rules import Rules
from models import sending
from models.leaving import pause
from models.messages import FileRef, Outbound
from models.outbox import SENT, WAITING, Outbox
from tests.post import Out, ring


@pytest.mark.asyncio
async def test_throttled_waits_for_that_chat_only(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    out.post.fails["amal"] = [Throttled(60)]
    await out.puts("amal", "a", "b")
    await out.puts("yonas", "1")
    await out.leaves()
    await out.leaves(59)
    before = list(out.post.sent)
    await out.leaves(2)

    assert before == [("yonas", "1", "")]
    assert out.texts("amal") == ["a", "b"]


@pytest.mark.asyncio
async def test_throttled_for_the_whole_account_pauses_every_chat(sqlite_store: Store, tmp_path: Path) -> None:
    out = Out(sqlite_store, tmp_path)
    out.post.fails["amal"] = [Throttled(0.5, whole_account=True)]
    await out.puts("amal", "a")
    await out.leaves()
    await out.puts("yonas", "1")
    began = time.monotonic()
    await out.leaves()

    assert out.texts("yonas") == ["1"]
    assert time.monotonic() - began >= 0.4


async def pauses(out: Out, times: int) -> list[int]:
    """So many failing tries, each as soon as it is due; gives the seconds until the next."""
    found = []
    for _time in range(times):
        await out.leaves()
        (row,) = await out.rows()
        wait = (row.due_at - out.clock.now()).total_seconds()
        found.append(round(wait))
        await out.clock.push(wait)
    return found


@pytest.mark.asyncio
async def test_unreachable_waits_longer_each_time_also_after_a_restart(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    out.post.fails["amal"] = [Unreachable() for _number in range(12)]
    await out.puts("amal", "a")
    before = await pauses(out, 5)
    after = out.again()
    later = await pauses(after, 6)

    assert before == [1, 2, 4, 8, 16]
    assert later == [32, 64, 128, 256, 300, 300]


@pytest.mark.asyncio
async def test_an_alert_is_tried_again_after_20_seconds_at_the_latest(sqlite_store: Store, tmp_path: Path) -> None:
    out = Out(sqlite_store, tmp_path)
    out.post.fails["lea"] = [Unreachable() for _number in range(8)]
    await out.puts("lea", ring("alert"))

    assert await pauses(out, 7) == [1, 2, 4, 8, 16, 20, 20]


@pytest.mark.asyncio
async def test_after_a_thousand_tries_it_is_still_tried_again(sqlite_store: Store, tmp_path: Path) -> None:
    out = Out(sqlite_store, tmp_path)
    out.post.fails["lea"] = [Unreachable()]
    await out.puts("lea", ring("alert"))
    await sqlite_store.write(lambda session: session.execute(update(Outbox).values(attempts=1024)))
    await out.leaves()
    await out.leaves(30)

    assert out.texts("lea") == ["alert"]


@pytest.mark.asyncio
async def test_a_message_that_failed_a_thousand_times_is_tried_again(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    out.post.fails["amal"] = [Unreachable("the line is cut")]
    await out.puts("amal", "hello")
    await store.write(lambda session: session.execute(update(Outbox).values(attempts=1030)))
    await out.leaves()
    await out.leaves(301)

    assert out.tried("amal") == ["hello", "hello"]
    assert [(row.state, row.attempts) for row in await out.rows()] == [(SENT, 1031)]


@pytest.mark.asyncio
async def test_what_nobody_is_sending_any_more_is_sent_when_its_claim_is_over(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    await out.puts("amal", "hello")
    await store.write(lambda session: sending.claim(session, out.clock.now(), 300))

    await out.leaves()
    assert out.post.tried == []
    await out.leaves(60)

    assert out.texts("amal") == ["hello"]
    assert [(row.state, row.attempts) for row in await out.rows()] == [(SENT, 1)]


class LateFiles(Files):
    """Files whose first reading meets a database that is not there for a moment."""

    failing = 1

    async def read(self, row: int, *, clean: bool = False) -> bytes:
        if self.failing:
            self.failing -= 1
            raise OperationalError("SELECT", {}, Exception("the server went away"))
        return b"bytes"


@pytest.mark.asyncio
async def test_a_passing_database_error_while_a_file_is_read_is_tried_again(store: Store, tmp_path: Path) -> None:
    out = Out(store, tmp_path)
    channels = {"post": out.post}
    files = LateFiles(store, channels, out.clock, tmp_path / "files")
    out.app.sender = Sender(store, channels, out.clock, Rules(), files, {})
    await out.puts("amal", Outbound("a photo", file=FileRef(1, "photo")))

    await out.leaves()
    assert [(row.state, row.attempts) for row in await out.rows()] == [(WAITING, 1)]
    await out.leaves(60)

    assert out.texts("amal") == ["a photo"]


def test_the_pauses_grow_and_end() -> None:
    def seconds(*attempts: int, urgent: bool) -> list[float]:
        return [pause(number, urgent=urgent) / timedelta(seconds=1) for number in attempts]

    assert seconds(0, 3, 20, 5000, urgent=False) == [1, 8, 300, 300]
    assert seconds(0, 3, 5000, urgent=True) == [1, 8, 20]
