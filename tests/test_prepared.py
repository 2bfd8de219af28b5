"""Prepared statements see, give and raise what SQLAlchemy's own would, on both databases."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import bindparam, delete, exists, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session, aliased

from bot.store import Store
from handlers.person import meet
from models.alert import Alert
from models.base import new_id
from models.person import Person
from models.prepared import Prepared, given
from models.report import Report
from models.setting import Setting
from tests.world import MORNING

pytestmark = pytest.mark.asyncio
SECRET = "words of hers"
NAMED = Prepared(select(Setting).where(Setting.name == bindparam("named")))
VALUES = Prepared(select(Setting.value).order_by(Setting.name))
PUT = Prepared(insert(Setting), ("name", "value"))
CHANGE = Prepared(update(Setting).where(Setting.name == bindparam("named")).values(value=bindparam("to")))
REMOVE = Prepared(delete(Setting).where(Setting.name == bindparam("named")))
PERSON = Prepared(select(Person).where(Person.chat == bindparam("chat")))
SPEAK = Prepared(select(Person.id).where(Person.language == bindparam("language")))
of_somebody = aliased(Person)
REPORTS = Prepared(
    select(Report.code)
    .join(Person, Person.id == Report.person_id)
    .where(Person.language == bindparam("language"))
    .order_by(Report.code)
)
ALERTS = Prepared(
    select(func.count()).select_from(Alert).where(exists().where(of_somebody.language == bindparam("language")))
)


def somebody(session: Session, name: str = "amal") -> Person:
    return meet(session, "demo", "us", name, MORNING)


def report_of(person: Person, code: str) -> Report:
    return Report(
        id=new_id(), code=code, person_id=person.id, flow="say_it", language="ar", opened_at=MORNING, touched_at=MORNING
    )


def alert_of(report: Report) -> Alert:
    return Alert(id=new_id(), report_id=report.id, urgency=1, step="duty", raised_at=MORNING)


async def test_sees_new_rows_that_the_session_has_not_written_yet(store: Store) -> None:
    def work(session: Session) -> tuple[Any, Any]:
        one = Setting(name="a", value="1")
        session.add(one)
        return NAMED.first(session, named="a") is one, NAMED.first(session, named="b")

    assert await store.write(work) == (True, None)


async def test_writes_new_rows_in_the_order_in_which_they_refer_to_one_another(store: Store) -> None:
    def work(session: Session) -> list[Any]:
        person = somebody(session)
        person.language = "ti"
        report = report_of(person, "AAAAAA")
        session.add_all([alert_of(report), report])
        return REPORTS.all(session, language="ti") + ALERTS.all(session, language="ti")

    assert await store.write(work) == [("AAAAAA",), (1,)]


@pytest.mark.parametrize(
    "statement", [SPEAK, REPORTS, ALERTS], ids=["of its table", "of a joined one", "in a subquery"]
)
async def test_sees_changed_rows_that_the_session_has_not_written_yet(store: Store, statement: Prepared) -> None:
    def begin(session: Session) -> None:
        report = report_of(somebody(session), "AAAAAA")
        session.add_all([report, alert_of(report)])

    def work(session: Session) -> tuple[bool, bool]:
        before = statement.first(session, language="fa")
        somebody(session).language = "fa"
        return before in (None, (0,)), statement.first(session, language="fa") in (None, (0,))

    await store.write(begin)
    assert await store.write(work) == (True, False)


async def test_sees_that_a_row_was_deleted_in_the_session(store: Store) -> None:
    def work(session: Session) -> Any:
        session.add(Setting(name="a", value="1"))
        session.flush()
        session.delete(session.get_one(Setting, "a"))
        return NAMED.first(session, named="a")

    assert await store.write(work) is None


async def test_what_it_changes_comes_after_what_the_session_has_changed(store: Store) -> None:
    def work(session: Session) -> None:
        one = Setting(name="a", value="1")
        session.add(one)
        session.flush()
        one.value = "2"
        assert CHANGE.run(session, named="a", to="3") == 1

    await store.write(work)
    assert await store.read(lambda session: session.scalar(select(Setting.value).where(Setting.name == "a"))) == "3"


WAYS: dict[str, Callable[[Session, Person], Any]] = {
    "get": lambda session, one: session.get(Person, one.id),
    "a query": lambda session, one: session.scalars(select(Person).where(Person.id == one.id)).one(),
    "itself": lambda session, one: PERSON.first(session, chat=one.chat),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("first", WAYS)
async def test_gives_the_same_object_for_the_same_row_as_every_other_way(store: Store, first: str, way: str) -> None:
    row = await store.write(lambda session: (somebody(session).id, somebody(session).chat))

    def work(session: Session) -> bool:
        session.expunge_all()
        session.info.pop("memory", None)
        known = Person(id=row[0], chat=row[1])
        one = WAYS[first](session, known)
        one.language = "ps"
        again = WAYS[way](session, known)
        return again is one and again.language == "ps"

    assert await store.write(work)


async def test_gives_the_very_values_that_the_library_gives(store: Store) -> None:
    def begin(session: Session) -> bytes:
        person = somebody(session)
        person.greeted, person.blocked_at = True, MORNING + timedelta(microseconds=1)
        return person.chat

    chat = await store.write(begin)
    columns = Person.__table__.columns.keys()

    def taken(session: Session, how: str) -> dict[str, Any]:
        session.expunge_all()
        session.info.pop("memory", None)
        query = select(Person).where(Person.chat == chat)
        one = PERSON.first(session, chat=chat) if how == "prepared" else session.scalars(query).one()
        return {name: getattr(one, name) for name in columns}

    prepared = await store.write(lambda session: taken(session, "prepared"))
    assert prepared == await store.write(lambda session: taken(session, "the library"))
    assert (prepared["greeted"], prepared["blocked_at"].tzinfo) == (True, UTC)


SEEN = Prepared(select(Person.seen_at).where(Person.seen_at == bindparam("at")))


async def test_a_moment_is_the_same_in_every_zone_and_one_without_a_zone_is_refused(store: Store) -> None:
    await store.write(somebody)
    elsewhere = MORNING.astimezone(timezone(timedelta(hours=5, minutes=30)))

    assert await store.write(lambda session: SEEN.all(session, at=elsewhere)) == [(MORNING,)]
    with pytest.raises(ValueError, match="without a zone"):
        await store.write(lambda session: SEEN.all(session, at=datetime(2026, 11, 23)))


async def test_says_how_many_rows_it_changed_and_takes_many_values_at_once(store: Store) -> None:
    def work(session: Session) -> list[Any]:
        PUT.run_each(session, [{"name": f"z{number}", "value": str(number)} for number in range(3)])
        PUT.run_each(session, [])
        return [REMOVE.run(session, named="z1"), REMOVE.run(session, named="z1"), VALUES.all(session)[-2:]]

    assert await store.write(work) == [1, 0, [("0",), ("2",)]]


async def test_a_limit_is_given_each_time(store: Store) -> None:
    some = Prepared(select(Setting.name).order_by(Setting.name.desc()).limit(given("limit")))

    def work(session: Session) -> list[int]:
        PUT.run_each(session, [{"name": f"z{number}", "value": ""} for number in range(3)])
        return [len(some.all(session, limit=limit)) for limit in (1, 3, 0)]

    assert await store.write(work) == [1, 3, 0]


def twice(session: Session) -> None:
    for _time in range(2):
        PUT.run(session, name=SECRET, value=SECRET)


def twice_at_once(session: Session) -> None:
    PUT.run_each(session, [{"name": SECRET, "value": SECRET}] * 2)


def without_a_value(session: Session) -> None:
    PUT.run(session, name=SECRET, value=None)


def new_twice(session: Session) -> None:
    """Written because a statement could miss it."""
    PUT.run(session, name=SECRET, value=SECRET)
    session.add(Setting(name=SECRET, value=SECRET))
    VALUES.all(session)


@pytest.mark.parametrize("wrong", [twice, twice_at_once, without_a_value, new_twice])
async def test_raises_the_library_s_errors_without_the_values(store: Store, wrong: Callable[[Session], None]) -> None:
    with pytest.raises(IntegrityError) as failed:
        await store.write(wrong)

    assert failed.value.params is None
    assert SECRET not in f"{failed.value} {failed.value!r} {failed.value.orig}"
    assert SECRET not in "".join(line for line in traceback.format_exception(failed.value) if "SECRET" not in line)
    assert failed.value.statement is not None
    assert not failed.value.connection_invalidated


async def test_an_error_in_a_savepoint_is_over_with_it(store: Store) -> None:
    def work(session: Session) -> list[Any]:
        with pytest.raises(IntegrityError), session.begin_nested():
            twice(session)
        PUT.run(session, name="z", value="after")
        return VALUES.all(session)[-1:]

    assert await store.write(work) == [("after",)]


@pytest.mark.postgres
async def test_a_lost_connection_is_said_to_be_lost(postgresql_store: Store) -> None:
    def loses(session: Session) -> None:
        session.connection().connection.driver_connection.close()  # type: ignore[union-attr]  # the driver's own
        VALUES.all(session)

    with pytest.raises(DBAPIError) as failed:
        await postgresql_store.write(loses)

    assert failed.value.connection_invalidated
    assert await postgresql_store.write(lambda session: len(VALUES.all(session))) > 0


async def test_a_row_that_was_made_in_a_savepoint_holds_what_a_statement_changes_later(store: Store) -> None:
    def work(session: Session) -> datetime | None:
        person = somebody(session)
        with session.begin_nested():
            report = report_of(person, "K7F3MX")
            session.add(report)
        session.execute(update(Report).where(Report.id == report.id).values(filed_at=MORNING))
        return report.filed_at

    assert await store.write(work) == MORNING
