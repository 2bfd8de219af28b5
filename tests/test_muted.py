"""Muting: what a muted person sends is kept and rings nobody, unless it is a danger; and there is a way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.store import Store
from handlers.auditor import look
from models import report as reports
from models.evidence import Evidence
from models.person import COORDINATOR, REPORTER, VOLUNTEER, Person
from models.report import Report
from models.ring import Ring
from tests.world import World, world

PEOPLE = {"zaki": REPORTER, "lea": VOLUNTEER, "karim": COORDINATOR}
HARMLESS = {
    "words in a report": ["[Say it]", "you are all bad"],
    "words outside of one": ["you are all bad"],
    "a wish for a human": ["[Talk to a person]"],
    "an eviction that is over": ["[Eviction]", "[I am safe]", "[It is over]", "[Stop here]"],
    "a voice": ["(voice)"],
}
DANGERS = {
    "the red button": ["[Police now / danger]"],
    "danger words": ["help, he has a knife, he is dying"],
    "somebody hurt": ["[Eviction]", "[Someone badly hurt]"],
    "in danger now": ["[Police violence]", "[Danger now]"],
    "a red sign": ["🆘"],
}


async def rings(told: World) -> int:
    return await told.app.store.read(lambda s: s.scalar(select(func.count()).select_from(Ring)) or 0)


async def muted(told: World) -> str:
    """Zaki has told something, and is muted since; gives the code of it."""
    await told.begin()
    await told.on_duty("lea")
    await told.says("zaki", "hello")
    await told.presses("zaki", "Talk to a person")
    code = await told.app.store.read(lambda s: s.scalars(select(Report.code)).one())
    await told.says("karim", f"/mute {code}")
    assert told.texts("karim")[-1].endswith("is kept and rings nobody, unless it is a danger.")
    await told.pushes(3 * 60)
    await told.presses("lea", "I take it")
    return code


async def sends(told: World, what: list[str]) -> None:
    await told.says("zaki", "menu")
    for one in what:
        if one == "(voice)":
            await told.sends("zaki", "voice", b"a voice")
        elif one.startswith("["):
            await told.presses("zaki", one[1:-1])
        else:
            await told.says("zaki", one)


@pytest.mark.asyncio
@pytest.mark.parametrize("what", HARMLESS)
async def test_what_a_muted_person_sends_is_kept_and_rings_nobody(
    sqlite_store: Store, tmp_path: Path, what: str
) -> None:
    async with world(sqlite_store, tmp_path, PEOPLE) as told:
        await muted(told)
        before, cards = await rings(told), len(told.texts("lea"))
        await sends(told, HARMLESS[what])
        for _look in range(5):
            await told.pushes(15 * 60)
        count = select(func.count()).select_from(reports.Testimony)
        kept = await sqlite_store.read(lambda s: s.scalar(count) or 0)
        files = await sqlite_store.read(lambda s: s.scalar(select(func.count()).select_from(Evidence)))
        found = await sqlite_store.write(lambda s: look(s, told.clock.now(), told.rules))

        assert await rings(told) == before
        assert [text for text in told.texts("lea")[cards:] if "bad" in text] == []
        assert kept > 1
        assert files == (1 if what == "a voice" else 0)
        assert found == 0, "the auditor takes it for a fault"


@pytest.mark.asyncio
@pytest.mark.parametrize("is_muted", [True, False])
async def test_nobody_is_told_that_a_volunteer_is_called_when_none_is(
    sqlite_store: Store, tmp_path: Path, is_muted: bool
) -> None:
    async with world(sqlite_store, tmp_path, PEOPLE) as told:
        code = await muted(told)
        if not is_muted:
            await told.says("karim", f"/unmute {code}")
        before, heard = await rings(told), len(told.texts("zaki"))
        await sends(told, ["[Eviction]", "[I am safe]", "[Now]"])
        said = " ".join(told.texts("zaki")[heard:])

        assert (await rings(told) > before, "We are calling a volunteer" in said) == (not is_muted, not is_muted)
        assert ("We kept your message. A human can read it." in said) == is_muted


@pytest.mark.asyncio
@pytest.mark.parametrize("what", DANGERS)
async def test_muting_never_stops_a_danger(sqlite_store: Store, tmp_path: Path, what: str) -> None:
    async with world(sqlite_store, tmp_path, PEOPLE) as told:
        await muted(told)
        before = await rings(told)
        await sends(told, DANGERS[what])

        assert await rings(told) > before


@pytest.mark.asyncio
async def test_who_is_muted_is_listed_and_heard_again_with_one_tap(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, PEOPLE) as told:
        code = await muted(told)
        await told.says("karim", "/muted")
        listed = told.texts("karim")[-1]
        await told.presses("karim", f"Hear {code} again")
        await told.says("karim", "/muted")
        before = await rings(told)
        await told.says("zaki", "menu")
        await told.presses("zaki", "Police now / danger")
        people = await sqlite_store.read(lambda s: list(s.scalars(select(Person.muted_at))))

        assert code in listed
        assert told.texts("karim")[-1].startswith(("Nobody is muted", "🟠", "🔴")) or "NOW" in told.texts("karim")[-1]
        assert people == [None, None, None]
        assert await rings(told) > before
