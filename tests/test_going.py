"""Who leaves or is suspended can do nothing from that moment on, and nothing of hers stays behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import audit, going, interpreter, team
from handlers.person import meet
from handlers.rules import Rules
from models.alert import Alert
from models.audit import Audit
from models.duty import Duty
from models.person import COORDINATOR, HELPER, REPORTER, VOLUNTEER, Person
from models.report import Report
from models.secret import seal
from tests.world import MORNING, World, world

PEOPLE = {"amal": REPORTER, "lea": VOLUNTEER, "tom": VOLUNTEER, "karim": COORDINATOR, "rosa": COORDINATOR}
WAYS = {"suspended": ("tom", "/suspend lea"), "suspends herself": ("lea", "/suspend me"), "leaves": ("lea", "/leave")}


async def at_work(told: World) -> list[str]:
    """Lea has an alert and was shown everything; gives every button she has ever seen."""
    await told.begin()
    await told.on_duty("lea")
    await told.says("amal", "hello")
    await told.presses("amal", "Police now / danger")
    await told.presses("lea", "I take it")
    await told.presses("lea", "Show")
    await told.says("amal", "they are beating my friend")
    return [button["option"] for shown in told.screen("lea") for row in shown.rows for button in row]


@pytest.mark.asyncio
@pytest.mark.parametrize("way", WAYS)
async def test_it_takes_effect_at_once_on_every_card_and_button(store: Store, tmp_path: Path, way: str) -> None:
    who, word = WAYS[way]
    async with world(store, tmp_path, PEOPLE) as told:
        options = await at_work(told)
        await told.says(who, word)
        for option in dict.fromkeys(options):
            before = await told.app.store.read(_state)
            await told.does("lea", press=option, message="1")
            said = told.texts("lea")[-1]
            assert "nothing was done" in said
            assert await told.app.store.read(_state) == before
        taken, on_duty = await told.app.store.read(_state)

        assert taken == [None]
        assert on_duty == []
        code = await told.app.store.read(lambda session: session.scalars(select(Report.code)).one())
        assert not any("beating" in text or code in text for text in told.texts("lea")), "it is still in her chat"
        assert any(code in text for name in ("tom", "karim", "rosa") for text in told.texts(name))


def _state(session: Session) -> tuple[list[int | None], list[int]]:
    taken = list(session.scalars(select(Alert.taken_by)))
    return taken, list(session.scalars(select(Duty.person_id).where(Duty.until.is_(None))))


def in_the_team(session: Session) -> dict[str, Person]:
    people = {name: meet(session, "demo", "demo", name, MORNING) for name in ("amal", "lea", "karim", "rosa", "hana")}
    roles = {"lea": VOLUNTEER, "karim": COORDINATOR, "rosa": COORDINATOR, "hana": HELPER}
    for name, role in roles.items():
        people[name].role, people[name].greeted = role, True
        people[name].first_name = seal(session, "person.first_name", people[name].id, name.title())
    session.flush()
    return people


RULES = Rules(coordinators=frozenset({("demo", "karim"), ("demo", "rosa")}))
GOES: dict[str, Callable[[Session, Person], Any]] = {
    "leaves": lambda session, person: going.leave(session, person, MORNING, RULES),
    "is suspended": lambda session, person: going.suspend(session, person, person, MORNING, RULES),
}


@pytest.mark.asyncio
@pytest.mark.parametrize("goes", GOES)
async def test_an_invitation_of_somebody_who_has_gone_opens_nothing(store: Store, goes: str) -> None:
    def work(session: Session) -> tuple[bool, str]:
        people = in_the_team(session)
        token = team.invite(session, people["karim"], COORDINATOR, MORNING, RULES)
        GOES[goes](session, people["karim"])
        return team.accept(session, people["amal"], token, MORNING), people["amal"].role

    assert await store.write(work) == (False, REPORTER)


@pytest.mark.asyncio
@pytest.mark.parametrize("goes", GOES)
async def test_nobody_comes_back_by_the_settings(store: Store, goes: str) -> None:
    def work(session: Session) -> list[str]:
        people = in_the_team(session)
        for name in ("karim", "rosa"):
            GOES[goes](session, people[name])
            team.begin(session, people[name], MORNING, RULES)
        return [people["karim"].role, people["rosa"].role]

    assert await store.write(work) == [REPORTER, REPORTER]


@pytest.mark.asyncio
async def test_an_invitation_gives_no_suspended_account_back(store: Store) -> None:
    def work(session: Session) -> tuple[bool, str]:
        people = in_the_team(session)
        token = team.invite(session, people["karim"], VOLUNTEER, MORNING, RULES)
        GOES["is suspended"](session, people["lea"])
        return team.accept(session, people["lea"], token, MORNING), people["lea"].role

    assert await store.write(work) == (False, REPORTER)


@pytest.mark.asyncio
async def test_nobody_grants_more_than_she_has(store: Store) -> None:
    def work(session: Session) -> list[bool]:
        people = in_the_team(session)
        tokens = [
            team.invite(session, people["lea"], role, MORNING, RULES) for role in (HELPER, VOLUNTEER, COORDINATOR)
        ]
        made = [team.accept(session, meet(session, "demo", "demo", one, MORNING), one, MORNING) for one in tokens]
        GOES["is suspended"](session, people["rosa"])
        return [*made, team.restore(session, people["rosa"], people["lea"], MORNING)]

    assert await store.write(work) == [True, True, False, False]


@pytest.mark.asyncio
async def test_a_second_account_gives_no_second_voice(store: Store) -> None:
    def work(session: Session) -> tuple[bool, bool, bool, int]:
        people = in_the_team(session)
        karim, hana, other = people["karim"], people["hana"], meet(session, "text", "demo", "k", MORNING)
        token = team.invite(session, karim, team.ALSO, MORNING, RULES)
        joined = team.accept(session, other, token, MORNING)
        interpreter.vouch(session, hana, karim, MORNING)
        again = interpreter.vouch(session, hana, other, MORNING)
        return joined, other.role == COORDINATOR, again, len(interpreter.vouchers(session, hana))

    assert await store.write(work) == (True, True, False, 1)


@pytest.mark.asyncio
async def test_an_invitation_to_ones_own_second_chat_ends_and_makes_no_member_another(store: Store) -> None:
    def work(session: Session) -> list[bool]:
        people = in_the_team(session)
        tokens = [team.invite(session, people["lea"], team.ALSO, MORNING, RULES) for _one in range(2)]
        late = MORNING + RULES.invitation * 2
        return [
            team.accept(session, people["hana"], tokens[0], MORNING),
            team.accept(session, people["amal"], tokens[0], late),
            team.accept(session, people["amal"], tokens[1], MORNING),
            team.accept(session, people["amal"], tokens[1], MORNING),
        ]

    assert await store.write(work) == [False, False, True, False]


@pytest.mark.asyncio
async def test_who_suspended_and_restored_whom_is_in_the_audit(store: Store) -> None:
    def work(session: Session) -> list[tuple[str, bool, bool]]:
        people = in_the_team(session)
        lea, karim = people["lea"], people["karim"]
        going.suspend(session, lea, karim, MORNING, RULES)
        assert going.restore(session, lea, karim, MORNING)
        assert not going.restore(session, lea, karim, MORNING)
        rows = session.scalars(select(Audit).where(Audit.about == lea.id).order_by(Audit.number))
        assert lea.role == VOLUNTEER
        return [(row.action, row.person_id == karim.id, row.about == lea.id) for row in rows]

    assert await store.write(work) == [("suspend", True, True), ("restore", True, True)]
    assert (await store.read(audit.verify)).broken == ""
