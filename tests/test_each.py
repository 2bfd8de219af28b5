"""A row at which a job fails holds up no other row, and the coordinators hear of it once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import (
    became,
    case_task,
    casework,
    finding,
    interpreter,
    interpreter_case,
    leftover,
    room_post,
    second_tap,
    task_jobs,
    wake,
)
from handlers.alert import raise_alert
from handlers.at_desk import Desk
from handlers.each import each
from handlers.flow import Urgency
from handlers.flows import FLOWS
from handlers.person import meet
from handlers.report import change_answers, file_report, open_report
from handlers.room import changed
from handlers.rules import Rules
from handlers.task_plan import CERTIFICATE
from models.alert import Alert
from models.base import new_id
from models.became import Became
from models.finding import FindAgain, FindToken
from models.leftover import Leftover
from models.memory import forget_all
from models.outbox import Outbox, open_message
from models.person import COORDINATOR, HELPER, VOLUNTEER, Person
from models.report import Report
from models.room import RoomCard
from models.wake import RING, Wake
from tests.world import MORNING

pytestmark = pytest.mark.asyncio
RULES = Rules()


def person(session: Session, name: str, role: str) -> Person:
    found = meet(session, "demo", "demo", name, MORNING)
    found.role, found.staff_language = role, "en"
    session.flush()
    return found


def wakes(session: Session) -> tuple[int, Callable[[], bool]]:
    """Two are to be rung; the first of them fails. Gives which row fails, and whether the other was looked after."""
    rows = [Wake(person_id=person(session, name, VOLUNTEER).id, step=RING, due_at=MORNING) for name in ("lea", "tom")]
    session.add_all(rows)
    session.flush()
    return rows[0].person_id, lambda: rows[1].step != RING


def calls(session: Session) -> tuple[int, Callable[[], bool]]:
    """Two calls are over; the first of them fails."""
    lea, rows = person(session, "lea", VOLUNTEER), []
    for name in ("amal", "reza"):
        reporter = meet(session, "demo", "demo", name, MORNING)
        report = open_report(session, reporter, FLOWS["talk"], MORNING, timedelta(0))
        rows.append(interpreter.ask(session, report, lea, MORNING - interpreter.ACCESS))
    return rows[0].id, lambda: rows[1].ended_at is not None


CASES = [
    ("wake", "person_id", "NEW.step <> OLD.step", wakes, wake.look),
    ("interpreter_call", "id", "TRUE", calls, interpreter_case.look),
]


@pytest.mark.parametrize(("table", "key", "when", "begin", "look"), CASES, ids=[case[0] for case in CASES])
async def test_one_that_fails_holds_up_no_other_and_the_coordinators_hear_of_it_once(
    sqlite_store: Store,
    table: str,
    key: str,
    when: str,
    begin: Callable[[Session], tuple[int, Callable[[], bool]]],
    look: Callable[[Session, datetime, Rules], int],
) -> None:
    def live(session: Session) -> tuple[bool, int]:
        person(session, "karim", COORDINATOR)
        bad, is_done = begin(session)
        # The database itself refuses this row.
        broken = f"WHEN NEW.{key} = {bad} AND {when} BEGIN SELECT RAISE(ABORT, 'broken'); END"
        session.execute(text(f"CREATE TRIGGER broken BEFORE UPDATE ON {table} {broken}"))
        session.commit()
        look(session, MORNING, RULES)
        look(session, MORNING + timedelta(minutes=5), RULES)
        return is_done(), told(session)

    assert await sqlite_store.write(live) == (True, 1)


async def test_what_fails_leaves_nothing_half_done_and_is_named(store: Store) -> None:
    def live(session: Session) -> tuple[list[int], list[str], int]:
        person(session, "karim", COORDINATOR)

        def do(row: int) -> None:
            person(session, f"p{row}", HELPER)
            if row == 2:
                raise ValueError("no")

        failed = each(session, "test", [1, 2, 3], do, MORNING)
        names = sorted(one for one in ("p1", "p2", "p3") if _known(session, one))
        return failed, names, told(session)

    assert await store.write(live) == ([2], ["p1", "p3"], 1)


def _known(session: Session, name: str) -> bool:
    before = session.query(Person).count()
    meet(session, "demo", "demo", name, MORNING)
    session.flush()
    return session.query(Person).count() == before


def told(session: Session) -> int:
    """How often a coordinator was told that a job fails."""
    rows = session.query(Outbox).all()
    return sum("could not finish something" in open_message(session, row.id, row.body).text for row in rows)


LATER_THAT_DAY = MORNING + timedelta(hours=3)


def two_reports(session: Session) -> list[Report]:
    """Amal's and Reza's, each with an answer, and their alerts."""
    made = []
    for name in ("amal", "reza"):
        reporter = meet(session, "demo", "demo", name, MORNING)
        report = open_report(session, reporter, FLOWS["eviction"], MORNING, timedelta(0))
        change_answers(session, report, (("where", {"site": "B2", "done": True}),), None, MORNING)
        raise_alert(session, report, Urgency.REST, MORNING, RULES)
        made.append(report)
    session.flush()
    return made


def leftovers(session: Session, reports: list[Report]) -> int:
    people = [person(session, name, VOLUNTEER).id for name in ("lea", "tom")]
    for row, report in zip(people, reports, strict=True):
        session.add(Leftover(id=new_id(), person_id=row, report_id=report.id, since=MORNING, ask_at=MORNING))
    return people[0]


def read(session: Session, reports: list[Report]) -> int:
    for report in reports:
        values = {"what": "read", "by_id": report.person_id, "at": MORNING, "due_at": MORNING}
        session.add(Became(id=new_id(), report_id=report.id, **values))
        for step, option in (("consent_contact", "write"), ("phone_private", "mine")):
            change_answers(session, report, ((step, {"option": option}),), None, MORNING)
        file_report(session.get_one(Person, report.person_id), report, MORNING)
    return reports[0].person_id


def tasks(session: Session, reports: list[Report]) -> int:
    people = [person(session, name, VOLUNTEER) for name in ("lea", "tom")]
    for one, report in zip(people, reports, strict=True):
        casework.assign(session, report, one, one, MORNING, RULES)
        case_task.add(session, report, CERTIFICATE, MORNING, MORNING)
    return people[0].id


TOLD = [(leftovers, leftover.remind), (read, became.look), (tasks, task_jobs.look)]


@pytest.mark.parametrize(("begin", "look"), TOLD, ids=["leftover", "became", "tasks"])
async def test_one_who_cannot_be_told_keeps_nobody_else_from_being_told(
    sqlite_store: Store,
    begin: Callable[[Session, list[Report]], int],
    look: Callable[[Session, datetime, Rules], int],
) -> None:
    def live(session: Session) -> tuple[int, int]:
        person(session, "karim", COORDINATOR)
        bad = begin(session, two_reports(session))
        session.flush()
        before = session.query(Outbox).where(Outbox.person_id != bad).count()
        broken = f"WHEN NEW.person_id = {bad} BEGIN SELECT RAISE(ABORT, 'broken'); END"
        session.execute(text(f"CREATE TRIGGER broken BEFORE INSERT ON outbox {broken}"))
        session.commit()
        look(session, LATER_THAT_DAY, RULES)
        look(session, LATER_THAT_DAY + timedelta(seconds=1), RULES)
        return session.query(Outbox).where(Outbox.person_id != bad).count() - before, told(session)

    assert await sqlite_store.write(live) == (2, 1)


async def test_a_report_that_cannot_be_read_keeps_no_other_from_being_found_or_posted(sqlite_store: Store) -> None:
    room = replace(RULES, room=("demo", "demo", "room"))

    def live(session: Session) -> tuple[int, int, int]:
        person(session, "karim", COORDINATOR)
        bad, good = two_reports(session)
        session.execute(text(f"UPDATE answer SET value = x'00' WHERE report_id = {bad.id}"))
        forget_all(session)
        for one in session.query(Alert):
            changed(session, one, MORNING, room)
        session.commit()
        finding.look(session, LATER_THAT_DAY, RULES)
        found = [row for (row,) in session.query(FindToken.report_id).distinct()]
        assert found == [good.id]
        assert [row for (row,) in session.query(FindAgain.report_id)] == [bad.id]
        session.execute(text(f"DELETE FROM answer WHERE report_id = {bad.id}"))
        forget_all(session)
        finding.look(session, LATER_THAT_DAY, RULES)
        assert session.query(FindToken).where(FindToken.report_id == bad.id).count() == 0
        finding.look(session, LATER_THAT_DAY + finding.LATER, RULES)
        assert session.query(FindToken).where(FindToken.report_id == bad.id).count() > 0
        assert session.query(FindAgain).count() == 0
        session.execute(text(f"UPDATE answer SET value = x'00' WHERE report_id = {good.id}"))
        forget_all(session)
        room_post.post(session, LATER_THAT_DAY, room)
        posted = session.query(Outbox).where(Outbox.slot.like("g:%")).count()
        return posted, told(session), session.query(RoomCard).where(RoomCard.due_at > LATER_THAT_DAY).count()

    assert await sqlite_store.write(live) == (1, 2, 1)


async def test_a_wish_that_fails_keeps_no_other_from_being_done(sqlite_store: Store) -> None:
    done: list[str] = []

    def act(desk: Desk) -> None:
        if desk.rest == "bad":
            raise LookupError
        done.append(desk.rest)

    def live(session: Session) -> int:
        karim = person(session, "karim", COORDINATOR)
        for about in ("bad", "good"):
            second_tap.ask(Desk(session, karim, MORNING, RULES), "act", about, [])
        for day in (1, 2):
            second_tap.do_due(session, MORNING + timedelta(days=day), RULES, {"act": act})
        return told(session)

    assert (await sqlite_store.write(live), done) == (2, ["good"])
