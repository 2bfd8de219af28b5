"""What people tell within the same second changes the card of their alert once."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from models.alert import Alert
from models.person import REPORTER
from models.report import Report
from tests.alarm import PEOPLE, alarm
from tests.world import World, in_english, world


def edits(told: World) -> list[str]:
    """The changes of Lea's cards from now on."""
    found: list[str] = []

    def heard(address: str, message: object, edits: str) -> None:
        if address == "lea" and edits:
            found.append(in_english(told.screen("lea")[-1].text))

    told.heard = heard
    return found


async def answers(told: World, name: str, *options: str) -> None:
    """Somebody presses one thing after the other; what happens by the clock does not happen yet."""
    for wanted in options:
        shown = [one for shown in told.screen(name) for one in told.options(name, shown) if one.endswith(wanted)]
        await told.channel.does(name, {"press": shown[-1]})
        while await told.app.intake.handle_all():
            pass
        await told.app.sender.drain()


@pytest.mark.asyncio
async def test_two_answers_within_a_second_are_one_change_of_the_card_also_after_a_restart(
    store: Store, tmp_path: Path
) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await alarm(told, "Eviction")
        await told.presses("amal", "Danger now")
        changes = edits(told)
        await answers(told, "amal", ":when:now", ":where:dont_know")
        assert changes == [], "the volunteer's phone is left alone for a second"

        told.start()
        await told.app.settle()
        assert len(changes) == 1
        await told.app.settle()
        await told.pushes(60)
        assert len(changes) == 1, "it is not drawn again"


@pytest.mark.asyncio
async def test_a_card_that_cannot_be_drawn_holds_up_no_other_and_the_coordinators_hear_of_it(
    sqlite_store: Store, tmp_path: Path
) -> None:
    async with world(sqlite_store, tmp_path, {**PEOPLE, "reza": REPORTER}) as told:
        await alarm(told, "Eviction")
        await told.says("reza", "hello")
        await told.presses("reza", "Eviction")
        for name in ("amal", "reza"):
            await answers(told, name, ":safe_now:safe", ":when:now", ":where:dont_know")

        def spoil(session: Session) -> None:
            first = session.scalars(select(Alert).order_by(Alert.id)).first()
            assert first is not None and first.stale is not None
            session.get_one(Report, first.report_id).flow = "gone"

        await sqlite_store.write(spoil)
        changes = edits(told)
        await told.app.jobs.redraw()
        await told.app.sender.drain()
        assert len(changes) == 1
        assert any("could not finish something (cards)" in text for text in told.texts("karim"))
        stale = await sqlite_store.read(lambda session: session.scalars(select(Alert.stale)).all())
        assert set(stale) == {None}
