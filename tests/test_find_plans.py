"""However many reports there are: every list of the desk is read from an index, never by reading all."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import desk
from handlers.alike import proposals
from handlers.case_access import may_open
from handlers.case_card import case_lines
from handlers.case_line import case_line
from handlers.casework import assign, set_priority
from handlers.find_words import Wanted
from handlers.found import search
from handlers.open_cases import UNRUNG, counts, level_of, page
from handlers.person import meet
from handlers.priority import OLDER, RECENT
from handlers.report import change_answers
from handlers.task_jobs import look_at
from handlers.words import say, say_all
from models.alert import Alert
from models.base import new_id
from models.casework import Casework
from models.person import VOLUNTEER, Person
from models.report import Report
from models.ring import Ring
from tests.bench.find import RULES, Town
from tests.world import MORNING

SMALL = {"site", "find_again", "setting"}
"""Tables that stay small."""
ASKED = [
    "/queue",
    "/report {code}",
    "/search B2",
    "/search eviction, B2, 1/11 – 20/11",
    "/search word7, @karim",
    "/search me",
    "/search word7 word8, violence, C1, 2026-10",
    "{code}",
]


def whole_tables(session: Session, work: Callable[[], object]) -> list[str]:
    """The steps of what this work asks that read a whole table."""
    asked: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, values))

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        work()
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
    connection = session.connection()
    server = connection.dialect.name == "postgresql"
    if server:
        # On a small table it reads all because that is cheaper: then it says so only where there is no other way.
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    found: list[str] = []
    for statement, values in asked:
        plan = connection.exec_driver_sql(f"{'EXPLAIN' if server else 'EXPLAIN QUERY PLAN'} {statement}", values)
        steps = [str(row[-1]) for row in plan]
        scanned = [re.search(r"(?:Seq Scan on|^SCAN) (\w+)(?! USING)\b(?!.*USING)", step) for step in steps]
        found += [f"{one[1]}: {statement}" for one in scanned if one and one[1] not in SMALL | {"anon_1"}]
    assert asked
    return found


async def town(store: Store) -> Town:
    made = Town(store)
    await made.fill(120)
    return made


@pytest.mark.asyncio
async def test_every_list_of_the_desk_is_read_from_an_index(store: Store) -> None:
    made = await town(store)

    def ask(session: Session) -> list[str]:
        karim = session.get_one(Person, made.coordinator)
        found = []
        for words in ASKED:
            text = words.format(code=made.codes[7])
            found += whole_tables(session, partial(desk.command, session, karim, text, MORNING, RULES))
        return found

    assert await store.write(ask) == []


@pytest.mark.asyncio
async def test_likely_duplicates_are_read_from_an_index(store: Store) -> None:
    made = await town(store)

    def ask(session: Session) -> list[str]:
        report = session.get_one(Report, made.reports[60])
        return whole_tables(session, lambda: proposals(session, report, RULES))

    assert await store.write(ask) == []


@pytest.mark.asyncio
async def test_the_pages_of_the_queue_show_every_open_report_once_forth_and_back(sqlite_store: Store) -> None:
    made = await town(sqlite_store)

    def turn(session: Session) -> tuple[list[int], list[int], list[int]]:
        karim = session.get_one(Person, made.coordinator)
        for row in made.reports[:7]:
            # Of people who are muted: nothing rang.
            report = session.get_one(Report, row)
            session.get_one(Person, report.person_id).muted_at = MORNING
            session.query(Alert).where(Alert.report_id == row).delete()
        assert counts(session, karim, MORNING)[UNRUNG] == 7
        assert [one.id for one in page(session, karim, 0, 999, MORNING)][-7:] == made.reports[6::-1]
        everything = [one.id for one in page(session, karim, 0, 999, MORNING)]
        forth: list[int] = []
        while found := page(session, karim, forth[-1] if forth else 0, 4, MORNING):
            forth += [one.id for one in found]
        back = [forth[-1]]
        while found := page(session, karim, back[0], 4, MORNING, back=True):
            back = [one.id for one in found] + back
        return everything, forth, back

    everything, forth, back = await sqlite_store.write(turn)
    assert everything == forth == back
    assert len(everything) > 4


@pytest.mark.asyncio
async def test_a_priority_set_by_hand_comes_before_what_was_worked_out(store: Store) -> None:
    made = await town(store)

    def turn(session: Session) -> tuple[list[str], list[str]]:
        karim = session.get_one(Person, made.coordinator)
        first = [session.get_one(Report, one.id) for one in page(session, karim, 0, 999, MORNING)]
        for report, value in ((first[-1], 0), (first[0], 3), (first[-2], 3)):
            set_priority(session, report, value, karim, MORNING, RULES)
        assert whole_tables(session, partial(page, session, karim, 0, 9, MORNING)) == []
        assert whole_tables(session, partial(counts, session, karim, MORNING)) == []
        forth: list[Report] = []
        while found := page(session, karim, forth[-1].id if forth else 0, 2, MORNING):
            forth += found
        back = [forth[-1]]
        while found := page(session, karim, back[0].id, 3, MORNING, back=True):
            back = [*found, *back]
        assert forth == back
        assert sum(counts(session, karim, MORNING).values()) == len(forth) == len(first)
        levels = [level_of(session, one.id) for one in forth]
        assert levels == sorted(levels)
        assert forth[-2:] == [first[0], first[-2]]
        of_life = [one for one in forth if level_of(session, one.id) == 0]
        return [one.code for one in of_life], [first[-1].code, first[0].code]

    of_life, (raised, lowered) = await store.write(turn)
    assert raised in of_life
    assert lowered not in of_life


@pytest.mark.asyncio
async def test_what_is_older_comes_after_what_is_recent_as_its_card_says(store: Store) -> None:
    made = await town(store)

    def turn(session: Session) -> list[str]:
        karim = session.get_one(Person, made.coordinator)
        newest = next(one for one in page(session, karim, 0, 999, MORNING) if level_of(session, one.id) == RECENT)
        long_ago = {"start": "2026-09-01T00:00:00+00:00", "end": "2026-09-02T00:00:00+00:00", "done": True}
        change_answers(session, newest, (("when", long_ago),), None, MORNING)
        look_at(session, newest, MORNING, RULES)
        last = page(session, karim, 0, 999, MORNING)[-1]
        assert last is newest
        assert counts(session, karim, MORNING)[OLDER] == 1
        return [say("en", case_line(session, last, RULES)), say_all("en", case_lines(session, last, RULES))]

    line, card = await store.write(turn)
    assert line.startswith("🔵")
    assert "🔵 P3 older" in card


@pytest.mark.asyncio
async def test_a_search_for_somebody_finds_what_she_took_and_what_she_was_given(store: Store) -> None:
    made = await town(store)

    def look(session: Session) -> tuple[list[int], list[int]]:
        karim = session.get_one(Person, made.coordinator)
        taken, given, other = (session.get_one(Report, made.reports[row]) for row in (3, 5, 7))
        session.query(Alert).where(Alert.report_id == taken.id).update({"taken_by": karim.id})
        assign(session, given, karim, karim, MORNING, RULES)
        kinds = [taken.flow, given.flow, other.flow]
        alone = [one.id for one in search(session, Wanted(who=[karim.id]), 9)]
        with_kind = [one.id for one in search(session, Wanted(who=[karim.id], kinds=kinds), 9)]
        assert alone == with_kind
        return alone, [given.id, taken.id]

    found, wanted = await store.write(look)
    assert found == wanted


@pytest.mark.asyncio
async def test_a_volunteer_off_duty_sees_what_is_assigned_to_her_and_what_was_hers_in_the_last_hours(
    store: Store,
) -> None:
    await town(store)

    def look(session: Session) -> tuple[list[int], list[int], list[str]]:
        lea = meet(session, "demo", "demo", "lea", MORNING - timedelta(days=9))
        lea.role, lea.staff_language = VOLUNTEER, "en"
        some = session.scalars(select(Alert).where(Alert.closed_at.is_(None)).order_by(Alert.id).limit(5)).all()
        for hours, taken, rung in ((11, some[0], some[1]), (13, some[2], some[3])):
            at = MORNING - timedelta(hours=hours)
            taken.taken_by, taken.taken_at = lea.id, at
            session.add(Ring(id=new_id(), alert_id=rung.id, person_id=lea.id, step="first", urgency=1, rung_at=at))
        work = {"state": "assessing", "state_at": MORNING, "priority": 1, "assigned_to": lea.id}
        session.add(Casework(report_id=some[4].report_id, **work))
        session.flush()
        scanned = whole_tables(session, partial(page, session, lea, 0, 9, MORNING))
        seen = sorted(one.id for one in page(session, lea, 0, 9, MORNING))
        assert sum(counts(session, lea, MORNING).values()) == len(seen)
        may = [one for one in some if may_open(session, lea, session.get_one(Report, one.report_id), MORNING)]
        assert sorted(one.report_id for one in may) == seen
        return seen, [some[row].report_id for row in (0, 1, 4)], scanned

    seen, hers, scanned = await store.write(look)
    assert seen == sorted(hers)
    assert scanned == []
