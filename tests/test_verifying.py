"""Nobody verifies what she entered or changed last, and two verifiers are never given the same report."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import casework, verify_desk
from handlers.at_desk import Desk
from handlers.case_states import CLOSED, DOCUMENTED, MOVES, STATES, VERIFIED
from handlers.flows import FLOWS
from handlers.person import meet
from handlers.report import file_report, open_report
from handlers.rules import Rules
from models.casework import Casework
from models.person import COORDINATOR, REPORTER, Person
from models.report import Report
from models.secret_number import SamePerson
from tests.world import MORNING, world

pytestmark = pytest.mark.asyncio
RULES = Rules()
TEAM = ("karim", "rosa", "tom", "lea", "lea2")
PEOPLE = {"amal": REPORTER, **dict.fromkeys(TEAM, COORDINATOR)}


def person(session: Session, name: str) -> Person:
    return meet(session, "demo", "demo", name, MORNING)


def told_report(session: Session, by: str, state: str = DOCUMENTED) -> int:
    who = person(session, by)
    report = open_report(session, who, FLOWS["talk"], MORNING, timedelta(0))
    file_report(who, report, MORNING)
    casework.ours(session, report, MORNING, RULES).state = state
    session.flush()
    return report.id


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_five_accounts_of_four_people_do_nothing_is_verified_by_its_own_hand(
    sqlite_store: Store, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)

    def live(session: Session) -> int:
        members = {name: person(session, name) for name in TEAM}
        session.add(SamePerson(person_id=members["lea2"].id, of_id=members["lea"].id, joined_at=MORNING))
        report = session.get_one(Report, told_report(session, chance.choice(TEAM), "new"))
        human = {one.id: casework.same(session, one.id) for one in members.values()}
        entered, edited, documented = human[report.person_id], None, None
        verified = 0
        for _turn in range(150):
            next_ = MOVES[casework.state_of(session, report.id)]
            by, to = members[chance.choice(TEAM)], chance.choice([*next_, *next_, *STATES, "edit"])
            if to == "edit":
                casework.edited(session, report, by, MORNING, RULES)
                edited = human[by.id]
            elif casework.move(session, report, to, by, MORNING, RULES):
                documented = human[by.id] if to == DOCUMENTED else documented
            row = casework.casework_of(session, report.id)
            assert row is not None
            if row.state in (VERIFIED, CLOSED):
                verified += 1
                assert row.verified_by is not None
                assert human[row.verified_by] not in {entered, edited, documented}
            else:
                assert row.verified_by is None
        return verified

    async with world(sqlite_store, tmp_path, PEOPLE) as told:
        await told.begin()
        assert await told.store.write(live) > 0


async def test_verifiers_who_ask_at_the_same_moment_get_one_report_each(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await told.begin()
        await store.write(lambda session: [told_report(session, "amal") for _number in range(2)])

        def ask(name: str):  # type: ignore[no-untyped-def]  # a piece of work for the store
            return lambda session: verify_desk.command(Desk(session, person(session, name), MORNING, RULES))

        await asyncio.gather(*(store.write(ask(name)) for name in ("karim", "rosa", "lea")))

        def claims(session: Session) -> list[int | None]:
            return list(session.scalars(select(Casework.claimed_by).where(Casework.claimed_by.is_not(None))).all())

        found = await store.read(claims)
        assert len(found) == len(set(found)) == 2


async def test_two_who_do_the_first_thing_on_a_report_at_the_same_moment_both_do_it(
    store: Store, tmp_path: Path
) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await told.begin()

        def files(session: Session) -> int:
            amal = person(session, "amal")
            report = open_report(session, amal, FLOWS["talk"], MORNING, timedelta(0))
            file_report(amal, report, MORNING)
            return report.id

        for _time in range(5):
            row = await store.write(files)

            def take(name: str, row: int = row):  # type: ignore[no-untyped-def]  # a piece of work for the store
                return lambda session: casework.acknowledge(session, row, person(session, name), MORNING, RULES)

            await asyncio.gather(*(store.write(take(name)) for name in ("karim", "rosa", "tom")))

            def state(session: Session, row: int = row) -> str:
                return casework.state_of(session, row)

            assert await store.read(state) == "acknowledged"


async def test_a_claim_lapses_and_next_gives_it_back(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await told.begin()
        (row,) = await store.write(lambda session: [told_report(session, "amal")])
        later = MORNING + casework.CLAIM

        def asks(name: str, minutes: int):  # type: ignore[no-untyped-def]  # a piece of work for the store
            at = MORNING + timedelta(minutes=minutes)
            return lambda session: verify_desk.command(Desk(session, person(session, name), at, RULES))

        def has(session: Session) -> str:
            one = session.get_one(Casework, row)
            names = {person(session, name).id: name for name in TEAM}
            return names.get(one.claimed_by or 0, "")

        await store.write(asks("karim", 0))
        await store.write(asks("rosa", 9))
        assert await store.write(has) == "karim"
        await store.write(asks("rosa", 10))
        assert await store.write(has) == "rosa"
        assert later == MORNING + timedelta(minutes=10)

        def goes_on(session: Session) -> None:
            who = person(session, "rosa")
            verify_desk.press(Desk(session, who, later, RULES, f"{_short(row)}:next"))

        await store.write(goes_on)
        assert await store.write(has) == ""


def _short(row: int) -> str:
    from handlers.reply import short

    return short(row)


async def test_a_report_of_a_member_of_the_team_is_not_hers_to_verify_on_any_messenger(
    sqlite_store: Store, tmp_path: Path
) -> None:
    async with world(sqlite_store, tmp_path, PEOPLE) as told:
        await told.begin()

        def tries(session: Session) -> list[bool]:
            members = {name: person(session, name) for name in TEAM}
            session.add(SamePerson(person_id=members["lea2"].id, of_id=members["lea"].id, joined_at=MORNING))
            report = session.get_one(Report, told_report(session, "lea2"))
            return [
                casework.move(session, report, VERIFIED, members[name], MORNING, RULES)
                for name in ("lea2", "lea", "rosa")
            ]

        assert await told.store.write(tries) == [False, False, True]
