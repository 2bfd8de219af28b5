"""What a store remembers between works is what is stored, also after work that failed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store import Store
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
from tests.store_works import at_once, breaks_the_commit, breaks_the_transaction, fails, then
from tests.world import MORNING, world

pytestmark = pytest.mark.asyncio


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
