"""What the embedded store promises to everybody who writes: a real SQLite file, and errors that SQLite itself makes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot import database
from bot.embedded_store import BATCH
from bot.store import Store, StoreBroken, is_passing
from handlers import alert as alerts
from handlers import escalation
from handlers.flow import Urgency
from handlers.flows import FLOWS
from handlers.person import meet
from handlers.report import change_answers, open_report
from handlers.rules import Rules
from models.alert import Alert
from models.base import new_id
from models.memory import MEMORY, MOST, forget_all
from models.person import COORDINATOR, REPORTER, Person
from models.report import Answer, Report
from models.setting import FINGERPRINT, PURPOSE, Setting
from tests.conftest import make_settings
from tests.world import MORNING, world

pytestmark = pytest.mark.asyncio
LARGE = "x" * 30_000_000
"""So much takes the disk a while."""


def puts(name: str, value: str = "") -> Callable[[Session], str]:
    """Work that writes one row and gives its name."""

    def work(session: Session) -> str:
        session.add(Setting(name=name, value=value))
        session.flush()
        session.info["woken"].add(name)
        return name

    return work


def then(work: Callable[[Session], Any], more: Callable[[Session], Any]) -> Callable[[Session], Any]:
    """Both, in one piece of work."""

    def both(session: Session) -> Any:
        work(session)
        return more(session)

    return both


def fails(session: Session) -> None:
    raise ValueError("on purpose")


def breaks_the_commit(session: Session) -> None:
    """SQLite notices only at the commit that nobody is there to whom this row refers."""
    session.execute(text("PRAGMA defer_foreign_keys = ON"))
    session.execute(text("INSERT INTO duty (id, person_id, since) VALUES (1, 4711, '2026-11-23 07:30:00')"))


def breaks_the_transaction(session: Session) -> None:
    """SQLite gives the whole transaction up, as it does when the disk is full."""
    session.execute(text("INSERT OR ROLLBACK INTO setting (name, value) VALUES ('purpose', 'another')"))


def breaks_the_session(session: Session) -> None:
    """A row is deleted to which others refer: SQLAlchemy's own flush fails."""
    person = meet(session, "demo", "us", "amal", MORNING)
    open_report(session, person, FLOWS["say_it"], MORNING, timedelta(hours=1))
    session.flush()
    session.delete(person)


async def at_once(store: Store, *works: Callable[[Session], Any]) -> list[Any]:
    """What became of pieces of work that reach the store in the same moment."""
    return await asyncio.gather(*(store.write(work) for work in works), return_exceptions=True)


async def there(store: Store) -> set[str]:
    """The rows that `puts` has put."""
    names = await store.read(lambda session: session.scalars(select(Setting.name)).all())
    return set(names) - {FINGERPRINT, PURPOSE}


async def test_of_works_in_one_batch_those_that_fail_fail_alone(sqlite_store: Store) -> None:
    woken: list[Iterable[str]] = []
    sqlite_store.woken = woken.append
    told = await at_once(sqlite_store, puts("a"), then(puts("b"), fails), puts("c"), puts("a"), puts("d"))

    assert [type(one) for one in told] == [str, ValueError, str, IntegrityError, str]
    assert await there(sqlite_store) == {"a", "c", "d"}
    assert woken == [{"a", "c", "d"}]


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

    writing.append(asyncio.create_task(store.write(work)))
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
        waiting.append(asyncio.create_task(sqlite_store.write(puts("late"))))
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


def of_chat(session: Session) -> Person:
    return meet(session, "demo", "us", "amal", MORNING)


async def test_somebody_met_in_work_that_failed_is_met_anew(sqlite_store: Store) -> None:
    def knows(session: Session) -> int:
        return of_chat(session).id

    rows: list[int] = []
    told = await at_once(sqlite_store, then(lambda session: rows.append(knows(session)), fails), knows, knows)
    people = await sqlite_store.read(lambda session: session.scalars(select(Person.id)).all())

    assert isinstance(told[0], ValueError)
    assert told[1] == told[2] != rows[0]
    assert people == [told[1]]


@pytest.mark.parametrize("breaks", [fails, breaks_the_commit, breaks_the_transaction])
async def test_what_failed_leaves_nothing_in_the_memory_or_the_session(
    sqlite_store: Store, breaks: Callable[[Session], None]
) -> None:
    def changes(session: Session) -> None:
        person = of_chat(session)
        person.language = "ar"
        report = open_report(session, person, FLOWS["say_it"], MORNING, timedelta(hours=1))
        alerts.raise_alert(session, report, Urgency.NOW, MORNING, Rules())
        change_answers(session, report, (("what", {"words": "something"}),), None, MORNING)

    def left(session: Session) -> tuple[str, int | None, set[str], int]:
        known = [*session.identity_map.values(), *session.new]
        parts = {name for name, part in session.info.get(MEMORY, {}).items() if part}
        person = of_chat(session)
        return person.language, person.report_id, parts, len([one for one in known if isinstance(one, Report | Alert)])

    await sqlite_store.write(of_chat)
    await sqlite_store.write(of_chat)
    await at_once(sqlite_store, then(changes, breaks))

    assert await sqlite_store.write(left) == ("", None, set(), 0)


async def test_what_is_remembered_is_what_is_stored(sqlite_store: Store) -> None:
    def speaks(session: Session) -> int:
        person = of_chat(session)
        person.language = "ti"
        return id(person)

    def knows(session: Session) -> tuple[int, str]:
        person = of_chat(session)
        return id(person), person.language

    first = await sqlite_store.write(speaks)
    again = await sqlite_store.write(knows)
    stored = await sqlite_store.read(lambda session: session.scalars(select(Person.language)).one())

    assert (again, stored) == ((first, "ti"), "ti")


async def test_what_was_changed_in_a_savepoint_that_was_given_up_can_be_changed_again_in_the_same_work(
    store: Store,
) -> None:
    def work(session: Session) -> None:
        person, other = of_chat(session), meet(session, "demo", "us", "yonas", MORNING)
        session.flush()
        with pytest.raises(ValueError, match="on purpose"), session.begin_nested():
            person.language = other.language = "ar"
            session.flush()
            person.first_name = b"half-done"
            fails(session)
        person.staff_language = "fr"

    await store.write(work)
    columns = (Person.language, Person.first_name, Person.staff_language)
    found = await store.read(lambda session: session.execute(select(*columns).order_by(Person.id)).all())

    assert [tuple(row) for row in found] == [("", None, "fr"), ("", None, "")]


async def test_what_was_made_in_a_savepoint_that_was_given_up_is_not_remembered(store: Store) -> None:
    def work(session: Session) -> tuple[int, int]:
        with pytest.raises(ValueError, match="on purpose"), session.begin_nested():
            first = of_chat(session).id
            fails(session)
        return first, of_chat(session).id

    first, second = await store.write(work)
    people = await store.read(lambda session: session.scalars(select(Person.id)).all())

    assert (people, first != second) == ([second], True)


async def test_of_three_alerts_that_are_due_one_that_fails_after_it_was_changed_silences_no_other(
    store: Store, tmp_path: Path
) -> None:
    people = {"amal": REPORTER, "yonas": REPORTER, "zara": REPORTER, "karim": COORDINATOR, "lea": "volunteer"}
    async with world(store, tmp_path, people) as told:
        await told.begin()
        await told.on_duty("lea")
        for name in ("amal", "yonas", "zara"):
            await told.says(name, "hello")
            await told.presses(name, "Police now / danger")
        first = await store.read(lambda session: session.scalars(select(Report.id).order_by(Report.id)).first())

        def escalate(session: Session) -> int:
            now = told.clock.now() + timedelta(minutes=4)
            return escalation.escalate(session, now, told.rules)

        def spoil(session: Session) -> None:
            """Its card can no longer be written."""
            session.add(Answer(id=new_id(), report_id=first, step="where", value=b"spoiled", answered_at=MORNING))
            forget_all(session)

        await store.write(spoil)
        assert await store.write(escalate) == 3
        found = await store.read(
            lambda session: session.execute(select(Alert.step, Alert.next_at).order_by(Alert.id)).all()
        )
        later = told.clock.now() + timedelta(minutes=4)

        assert [row.step for row in found] == ["primary", "coordinators", "coordinators"]
        assert found[0].next_at == later + told.rules.nobody_again


async def test_the_memory_is_bounded(sqlite_store: Store) -> None:
    each = 200

    def meets(session: Session) -> int:
        start = next(starts)
        for number in range(start, start + each):
            # Once more, as from the next message on: that is when somebody is remembered.
            meet(session, "demo", "us", f"person {number}", MORNING)
            meet(session, "demo", "us", f"person {number}", MORNING)
        return sum(len(part) for part in session.info[MEMORY].values())

    starts = iter(range(0, 2 * MOST, each))
    sizes = [await sqlite_store.write(meets) for _time in range(2 * MOST // each)]
    counted = await sqlite_store.read(lambda session: session.scalar(select(func.count()).select_from(Person)))

    assert max(sizes) <= MOST + 3 * each
    assert min(sizes[10:]) <= 3 * each
    assert counted == 2 * MOST


async def test_while_another_program_holds_the_file_a_write_waits_and_the_loop_goes_on(
    sqlite_store: Store, tmp_path: Path
) -> None:
    other = database.sqlite_engine(tmp_path / "hro.db", sqlite_store.keys).connect()
    other.begin()
    writing = asyncio.create_task(sqlite_store.write(lambda session: meet(session, "demo", "us", "amal", MORNING).id))
    began = asyncio.get_running_loop().time()
    for _time in range(5):
        await asyncio.sleep(0.05)

    assert not writing.done()
    assert asyncio.get_running_loop().time() - began < 1
    other.rollback()
    assert await writing > 0
    other.close()
