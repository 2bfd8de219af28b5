"""Of what is written together each is stored, or told that it is not; nothing closes under a commit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot import database
from bot.embedded_store import BATCH
from bot.store import Store, StoreBroken, is_passing
from handlers.person import meet
from models.setting import Setting
from tests.conftest import make_settings
from tests.store_works import (
    at_once,
    breaks_the_commit,
    breaks_the_session,
    breaks_the_transaction,
    fails,
    puts,
    then,
    there,
)
from tests.world import MORNING

pytestmark = pytest.mark.asyncio
LARGE = "x" * 30_000_000
"""So much takes the disk a while."""


async def test_of_works_in_one_batch_those_that_fail_fail_alone(sqlite_store: Store) -> None:
    woken: list[Iterable[str]] = []
    sqlite_store.woken = woken.append
    told = await at_once(sqlite_store, puts("a"), then(puts("b"), fails), puts("c"), puts("a"), puts("d"))

    assert [type(one) for one in told] == [str, ValueError, str, IntegrityError, str]
    assert await there(sqlite_store) == {"a", "c", "d"}
    assert woken == [{"a", "c", "d"}]


async def test_what_was_done_beside_one_that_fails_is_done_anew_and_stored_once(sqlite_store: Store) -> None:
    done: list[str] = []

    def counts(session: Session) -> str:
        done.append("a")
        return puts("a")(session)

    told = await at_once(sqlite_store, counts, then(puts("b"), fails))

    assert (done, told[0]) == (["a", "a"], "a")
    assert await there(sqlite_store) == {"a"}


async def test_what_is_written_is_there_for_the_next_of_the_batch_also_after_one_that_failed(
    sqlite_store: Store,
) -> None:
    def sees(session: Session) -> bool:
        return session.get(Setting, "a") is not None and session.get(Setting, "b") is None

    assert (await at_once(sqlite_store, puts("a"), then(puts("b"), fails), sees))[2] is True


@pytest.mark.parametrize("breaks", [breaks_the_commit, breaks_the_transaction])
async def test_a_batch_that_is_given_up_stores_nothing_tells_everybody_and_the_next_write_works(
    sqlite_store: Store, breaks: Callable[[Session], None]
) -> None:
    woken: list[Iterable[str]] = []
    sqlite_store.woken = woken.append
    told = await at_once(sqlite_store, puts("a"), then(puts("b"), breaks), puts("c"))

    assert [type(one) for one in told] == [StoreBroken] * 3
    assert all(is_passing(one) for one in told)
    assert (await there(sqlite_store), woken) == (set(), [])
    assert await at_once(sqlite_store, puts("a"), puts("b")) == ["a", "b"]
    assert await there(sqlite_store) == {"a", "b"}


async def test_a_flush_of_the_library_that_fails_leaves_a_store_that_works(sqlite_store: Store) -> None:
    told = await at_once(sqlite_store, puts("a"), breaks_the_session)

    assert [type(one) for one in told] == [StoreBroken] * 2
    assert await there(sqlite_store) == set()
    names = select(func.count()).select_from(Setting)
    assert await at_once(sqlite_store, puts("b"), lambda session: session.scalar(names), puts("c")) == ["b", 3, "c"]


async def test_nothing_reaches_the_disk_of_a_batch_whose_commit_fails(sqlite_store: Store, tmp_path: Path) -> None:
    await at_once(sqlite_store, puts("a"), breaks_the_commit)
    await sqlite_store.write(puts("b"))
    sqlite_store.close()
    again = database.open_store(make_settings(tmp_path))
    found = await there(again)
    again.close()

    assert found == {"b"}


async def during_its_commit(store: Store, do: Callable[[asyncio.Task[str]], object]) -> asyncio.Task[str]:
    """A write to which something happens while its commit is on the way to the disk."""
    loop = asyncio.get_running_loop()
    writing: list[asyncio.Task[str]] = []

    def work(session: Session) -> str:
        # The commit begins as soon as this has returned, before the loop comes to it.
        loop.call_soon(lambda: do(writing[0]))
        return puts("large", LARGE)(session)

    writing.append(asyncio.ensure_future(store.write(work)))
    await asyncio.wait(writing)
    return writing[0]


async def test_a_write_that_is_cancelled_during_its_commit_is_stored_and_the_next_one_works(
    sqlite_store: Store,
) -> None:
    woken: list[Iterable[str]] = []
    sqlite_store.woken = woken.append
    writing = await during_its_commit(sqlite_store, lambda task: task.cancel())

    assert writing.cancelled()
    assert await sqlite_store.write(puts("b")) == "b"
    assert await there(sqlite_store) == {"large", "b"}
    assert woken == [{"large"}, {"b"}]


async def test_when_everything_is_cancelled_during_a_commit_it_is_stored_and_told_and_nothing_closes_under_it(
    sqlite_store: Store,
) -> None:
    """As the end of the program does it."""
    ours = asyncio.current_task()

    def cancel_all_but_who_waits(writing: asyncio.Task[str]) -> None:
        for task in asyncio.all_tasks() - {ours, writing}:
            task.cancel()

    writing = await during_its_commit(sqlite_store, cancel_all_but_who_waits)

    assert writing.result() == "large"
    assert await sqlite_store.write(puts("b")) == "b"
    assert await there(sqlite_store) == {"large", "b"}


async def test_closing_the_store_finishes_what_is_being_committed(sqlite_store: Store, tmp_path: Path) -> None:
    writing = await during_its_commit(sqlite_store, lambda _task: sqlite_store.close())
    again = database.open_store(make_settings(tmp_path))
    found = await there(again)
    again.close()

    assert writing.result() == "large"
    assert found == {"large"}


async def test_what_waits_when_the_store_is_closed_is_told_that_it_is_not_stored(
    sqlite_store: Store, tmp_path: Path
) -> None:
    waiting: list[asyncio.Task[str]] = []

    def close(_task: asyncio.Task[str]) -> None:
        waiting.append(asyncio.ensure_future(sqlite_store.write(puts("late"))))
        asyncio.get_running_loop().call_soon(sqlite_store.close)

    await during_its_commit(sqlite_store, close)
    told = (await asyncio.gather(*waiting, return_exceptions=True))[0]
    again = database.open_store(make_settings(tmp_path))
    found = await there(again)
    again.close()

    assert isinstance(told, StoreBroken)
    assert found == {"large"}


async def test_a_long_line_of_works_is_written_whole_and_in_order(sqlite_store: Store) -> None:
    seen: list[int] = []
    works = [lambda _session, number=number: seen.append(number) for number in range(3 * BATCH + 1)]
    await at_once(sqlite_store, *works)

    assert seen == list(range(3 * BATCH + 1))


async def test_while_another_program_holds_the_file_a_write_waits_and_the_loop_goes_on(
    sqlite_store: Store, tmp_path: Path
) -> None:
    other = database.sqlite_engine(tmp_path / "hro.db", sqlite_store.keys).connect()
    other.begin()
    writing = asyncio.ensure_future(sqlite_store.write(lambda session: meet(session, "demo", "us", "amal", MORNING).id))
    began = asyncio.get_running_loop().time()
    for _time in range(5):
        await asyncio.sleep(0.05)

    assert not writing.done()
    assert asyncio.get_running_loop().time() - began < 1
    other.rollback()
    assert await writing > 0
    other.close()
