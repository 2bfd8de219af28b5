"""Tasks are made of what was filed, once, however late; somebody is reminded by day, and not for ever."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import case_task, casework, task_jobs
from handlers.case_states import ASSESSING, DOCUMENTED, VERIFIED
from handlers.flow import Value
from handlers.flows import FLOWS
from handlers.person import meet
from handlers.report import change_answers, file_report, goes_on, open_report
from handlers.rules import Rules
from models.case_task import CaseTask
from models.casework import Casework
from models.outbox import Outbox
from models.person import COORDINATOR, REPORTER, VOLUNTEER, Person
from models.report import Report
from tests.world import MORNING, World, world

pytestmark = pytest.mark.asyncio
RULES = Rules()
PEOPLE = {"amal": REPORTER, "lea": VOLUNTEER, "karim": COORDINATOR}
HURT: Value = {"option": "later", "done": True}
YES: Value = {"option": "yes", "done": True}
DAY = timedelta(days=1)


def person(session: Session, name: str) -> Person:
    return meet(session, "demo", "demo", name, MORNING)


async def filed(told: World, at: datetime = MORNING, *, number: int = 1) -> list[int]:
    """So many reports of somebody hurt, filed at this time."""

    def files(session: Session) -> list[int]:
        amal, rows = person(session, "amal"), []
        for _one in range(number):
            report = open_report(session, amal, FLOWS["police_violence"], at, timedelta(0))
            change_answers(session, report, (("hurt_now", HURT), ("consent_store", YES)), None, at)
            file_report(amal, report, at)
            rows.append(report.id)
        return rows

    return await told.store.write(files)


async def looks(told: World, at: datetime) -> None:
    await told.store.write(lambda session: task_jobs.look(session, at, RULES))


def kinds(session: Session) -> list[str]:
    open_ = select(CaseTask.kind).where(CaseTask.done_at.is_(None))
    return list(session.scalars(open_.order_by(CaseTask.due_at)).all())


def reminders(session: Session) -> int:
    return session.query(Outbox).filter(Outbox.report_id.is_not(None)).count()


async def test_after_days_of_standing_still_tasks_are_made_once(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await told.begin()
        await looks(told, MORNING - DAY)
        await filed(told)
        await looks(told, MORNING + 3 * DAY)
        await looks(told, MORNING + 3 * DAY)

        assert await store.read(kinds) == ["photos1", "certificate", "photos3"]


async def test_a_burst_is_worked_off_in_several_rounds_and_none_is_passed_over(
    sqlite_store: Store, tmp_path: Path
) -> None:
    async with world(sqlite_store, tmp_path, PEOPLE) as told:
        await told.begin()
        await filed(told, number=2 * task_jobs.AT_ONCE + 10)
        for minute in range(4):
            await looks(told, MORNING + timedelta(minutes=minute))

        rows = await sqlite_store.read(lambda session: session.query(Casework).count())
        assert rows == 2 * task_jobs.AT_ONCE + 10


async def test_nobody_is_reminded_at_night_and_at_most_three_times(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await told.begin()
        (row,) = await filed(told)
        await looks(told, MORNING)

        def only_one(session: Session) -> None:
            for task in case_task.open_of(session, row)[1:]:
                case_task.done(session, task, person(session, "karim"), MORNING)

        await store.write(only_one)
        night = datetime.combine(MORNING.date() + DAY, datetime.min.time(), MORNING.tzinfo) + timedelta(hours=22)
        await looks(told, night)
        assert await store.read(reminders) == 0
        for day in range(1, 9):
            await looks(told, night + timedelta(hours=12) + day * DAY)
        assert await store.read(reminders) == case_task.REMINDERS
        assert await store.read(kinds) == ["photos1"]


async def test_what_was_verified_is_documented_again_when_the_person_tells_more(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await told.begin()
        (row,) = await filed(told)
        await looks(told, MORNING)

        def verified(session: Session) -> bool:
            report, lea, karim = session.get_one(Report, row), person(session, "lea"), person(session, "karim")
            casework.acknowledge(session, row, lea, MORNING, RULES)
            moves = ((ASSESSING, lea), (DOCUMENTED, lea), (VERIFIED, karim))
            return all([casework.move(session, report, to, by, MORNING, RULES) for to, by in moves])

        assert await store.write(verified)
        later = MORNING + timedelta(hours=2)

        def tells_more(session: Session) -> None:
            report = session.get_one(Report, row)
            goes_on(report, later)
            change_answers(session, report, (("hurt_now", {"option": "no", "done": True}),), None, later)
            file_report(person(session, "amal"), report, later)

        await store.write(tells_more)
        await looks(told, later + timedelta(minutes=1))

        def stands(session: Session) -> tuple[str, int | None]:
            work = session.get_one(Casework, row)
            return work.state, work.verified_by

        assert await store.read(stands) == (DOCUMENTED, None)
        assert await store.read(kinds) == []


async def test_who_has_said_yes_meanwhile_need_not_be_asked_any_more(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await told.begin()

        def files(session: Session) -> int:
            amal = person(session, "amal")
            report = open_report(session, amal, FLOWS["talk"], MORNING, timedelta(0))
            file_report(amal, report, MORNING)
            return report.id

        row = await store.write(files)
        await looks(told, MORNING)
        assert await store.read(kinds) == ["consent"]

        def says_yes(session: Session) -> None:
            change_answers(session, session.get_one(Report, row), (("consent_store", YES),), None, MORNING)

        await store.write(says_yes)
        await looks(told, MORNING)
        assert await store.read(kinds) == []
