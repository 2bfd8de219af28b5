"""A helper reads one case, only with the person's yes and two coordinators behind her, and sees nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import interpreter
from handlers.interpreter_case import case_over, means
from handlers.person import meet
from models.base import new_id
from models.interpreter import Call
from models.person import COORDINATOR, HELPER, REPORTER, VOLUNTEER, Person
from models.relay import Dialogue
from models.report import Report
from models.team import Invite
from tests.world import MORNING, World, world

pytestmark = pytest.mark.asyncio
NUR, IBRA, LEA, KARIM, ROSA, AMAL, REZA = "nur", "ibra", "lea", "karim", "rosa", "amal", "reza"
PEOPLE = {
    NUR: HELPER,
    IBRA: HELPER,
    LEA: VOLUNTEER,
    KARIM: COORDINATOR,
    ROSA: COORDINATOR,
    AMAL: REPORTER,
    REZA: REPORTER,
}


@pytest_asyncio.fixture
async def told(store: Store, tmp_path: Path) -> AsyncIterator[World]:
    """Two helpers who read Persian and are vouched for; Amal and Reza want to talk, and Lea has the case of Amal."""
    async with world(store, tmp_path, PEOPLE) as made:
        await made.begin()
        await made.on_duty(LEA)
        for helper in (NUR, IBRA):
            await made.vouched(helper, "fa", KARIM, ROSA)
        for who, words in ((REZA, "REZA-WORDS سلام"), (AMAL, "سلام، کمک می‌خواهم")):
            await made.says(who, words)
            await made.presses(who, "Talk to a person")
            await made.presses(who, "I am safe")
        await made.presses(LEA, "I take it")
        yield made


def person(session: Session, name: str) -> Person:
    return meet(session, "demo", "demo", name, MORNING)


async def reads(told: World, helper: str) -> None:
    """Lea calls a helper, Amal says yes, the helper accepts."""
    await told.presses(LEA, "Interpreter")
    await told.presses(AMAL, "Yes")
    await told.presses(helper, "I can")


async def test_before_the_person_says_yes_no_helper_hears_anything(told: World) -> None:
    await told.presses(LEA, "Interpreter")
    assert told.texts(NUR) == told.texts(IBRA) == []

    await told.presses(AMAL, "No")
    assert told.texts(NUR) == told.texts(IBRA) == []


async def test_a_helper_sees_the_words_of_this_case_and_nothing_that_says_whose_or_where(told: World) -> None:
    await told.does(AMAL, place={"latitude": 50.9512, "longitude": 1.8534})
    await told.says(AMAL, "my hand hurts")
    await told.sends(AMAL, "photo", b"a face")
    await told.sends(AMAL, "voice", b"what she says")
    await told.pushes(1)
    await reads(told, NUR)
    await told.does(AMAL, place={"latitude": 50.9513, "longitude": 1.8535})
    await told.says(AMAL, "it bleeds")
    await told.pushes(1)

    seen = "\n".join(repr(one) for one in told.screen(NUR))
    code = await told.store.read(lambda session: session.scalars(select(Report.code)).all())
    assert [words for words in ("my hand hurts", "it bleeds") if words not in seen] == []
    assert [one.file["kind"] for one in told.screen(NUR) if one.file] == ["voice"]
    secrets = (*code, "50.95", "amal", "Amal", "Lea", "REZA-WORDS")
    assert [one for one in secrets if one in seen] == []
    shown = [one for one in told.screen(NUR) if "hurts" in one.text or "bleeds" in one.text or one.file]
    assert all(one.protect for one in shown)
    assert not [one for one in told.screen(IBRA) if "hurts" in one.text or "bleeds" in one.text]


async def test_the_second_who_accepts_is_too_late_and_a_helper_reads_one_case_at_a_time(told: World) -> None:
    await reads(told, NUR)
    await told.presses(IBRA, "I can")
    assert told.texts(IBRA)[-1].startswith("🙏 Thank you. Somebody else reads it")

    await told.says(IBRA, "it means nothing")
    assert "it means nothing" not in "".join(told.texts(LEA))
    free = await told.store.read(
        lambda session: [one.id for one in interpreter.who_can_read(session, "fa", told.clock.now())]
    )
    ibra = await told.store.write(lambda session: person(session, IBRA).id)
    assert free == [ibra]


@pytest.mark.parametrize("how", ["her no", "done", "a day", "delete", "the volunteer", "case over"])
async def test_her_access_ends_and_what_she_was_shown_is_taken_out_of_her_chat(told: World, how: str) -> None:
    await told.says(AMAL, "my hand hurts")
    await reads(told, NUR)
    assert any("my hand hurts" in one.text for one in told.screen(NUR))

    if how == "her no":
        await told.presses(AMAL, "No")
    elif how == "done":
        await told.says(NUR, "/done")
    elif how == "a day":
        await told.pushes(24 * 3600)
    elif how == "delete":
        await told.says(AMAL, "delete")
        await told.presses(AMAL, "Yes, delete")
        await told.pushes(31)
    elif how == "the volunteer":
        await told.presses(LEA, "Interpreter")
        await told.presses(LEA, "End it")
    else:
        await told.store.write(_over)
        await told.pushes(1)
    await told.says(AMAL, "something new")
    await told.says(NUR, "a late translation")

    seen = "\n".join(told.texts(NUR))
    assert "This case has ended for you." in seen
    assert [words for words in ("my hand hurts", "something new") if words in seen] == []
    assert "a late translation" not in "".join(told.texts(LEA))


def _over(session: Session) -> None:
    call = session.scalars(select(Call)).one()
    case_over(session, session.get_one(Report, call.report_id), MORNING)
    assert session.scalars(select(Dialogue)).one().ended_at is not None


@pytest.mark.parametrize(
    ("invited_by", "vouching", "left", "vetted"),
    [
        ("", (), "", False),
        (KARIM, (), "", False),
        (KARIM, (KARIM,), "", False),
        (KARIM, (ROSA,), "", True),
        ("", (KARIM, ROSA), "", True),
        ("", (KARIM, KARIM), "", False),
        (KARIM, (ROSA,), ROSA, False),
        (KARIM, (ROSA,), KARIM, False),
    ],
)
async def test_two_coordinators_of_today_vouch_for_a_helper(
    store: Store, invited_by: str, vouching: tuple[str, ...], left: str, vetted: bool
) -> None:
    def vet(session: Session) -> bool:
        for name in (NUR, KARIM, ROSA):
            person(session, name).role = PEOPLE[name]
        helper = person(session, NUR)
        if invited_by:
            by = person(session, invited_by).id
            times = {"made_at": MORNING, "expires_at": MORNING, "used_at": MORNING}
            session.add(Invite(id=new_id(), fingerprint=b"1", role=HELPER, made_by=by, used_by=helper.id, **times))
        for one in vouching:
            interpreter.vouch(session, helper, person(session, one), MORNING)
        if left:
            person(session, left).left_at = MORNING
        session.flush()
        return interpreter.is_vetted(session, helper)

    assert await store.write(vet) is vetted


async def test_only_coordinators_vouch(told: World) -> None:
    for who in (LEA, NUR, AMAL):
        await told.does(who, press=f"h:v:{'1'}", message="x")
        await told.says(who, "/helpers")

    assert "Vouched for" not in "".join(told.texts(LEA) + told.texts(NUR) + told.texts(AMAL))


@pytest.mark.parametrize("how", ["blocks", "leaves"])
async def test_a_helper_who_is_gone_ends_at_once_and_the_next_is_called_without_asking_the_person_again(
    told: World, how: str
) -> None:
    await reads(told, NUR)
    await told.presses(IBRA, "Not now")
    asked = told.texts(AMAL)
    if how == "blocks":
        await told.channel.block(NUR, blocked=True)
        await told.app.settle()
    else:
        await told.store.write(lambda session: setattr(person(session, NUR), "left_at", told.clock.now()))
    await told.pushes(10)

    assert "the helper cannot be reached. We ask the others." in told.texts(LEA)[-1]
    assert told.texts(AMAL) == asked
    await told.presses(IBRA, "I can")
    await told.says(AMAL, "my hand hurts")
    assert "my hand hurts" in "".join(told.texts(IBRA))
    assert "my hand hurts" not in "".join(told.texts(NUR))

    await told.presses(AMAL, "No")
    await told.says(AMAL, "something else")
    assert "something else" not in "".join(told.texts(IBRA)), "she may take her yes back, whoever reads it by then"


async def test_a_translation_of_what_came_by_a_private_messenger_is_not_shown_on_another_one(told: World) -> None:
    await reads(told, NUR)

    def by_signal(session: Session) -> None:
        person(session, AMAL).channel = "signal"
        call = session.scalars(select(Call)).one()
        means(session, person(session, NUR), call, "my hand hurts", 1, told.clock.now(), told.rules)

    await told.store.write(by_signal)
    await told.app.settle()
    assert "It may not be shown on this messenger." in told.texts(LEA)[-1]
    assert "my hand hurts" not in "".join(told.texts(LEA))
