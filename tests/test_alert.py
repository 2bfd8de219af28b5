"""No alert dies in silence: the edges, told as stories and as what must ring."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import alert as alerts
from handlers.flow import Urgency
from models.person import COORDINATOR, REPORTER, VOLUNTEER
from models.report import Report
from tests.story import play
from tests.world import World, world

BEGINS = """
amal > hello
amal < We are HRO
amal < What do you want to do?
amal > [Police now / danger]
"""
RUNG = """
lea ! NOW · Police now, danger
amal < ...
"""
STORIES = {
    "who is rung and then blocks us is not waited for": """
people: amal reporter, lea volunteer, karim coordinator
on duty: lea
BEGINS
RUNG
lea > (blocks)
karim ! Nobody else can take it. * NOW · Police now, danger
amal < No human has answered yet. We are calling more people of our team.
""",
    "the last coordinator blocks us while it waits: the next round finds nobody and says so": """
people: amal reporter, karim coordinator
BEGINS
karim ! NOW · Police now, danger
amal < ...
karim > (blocks)
+15m
amal < Right now we cannot reach a human of our team.
""",
    "who goes off duty passes on what nobody took": """
people: amal reporter, lea volunteer, karim coordinator
on duty: lea
BEGINS
RUNG
lea > /offduty
lea < You are off duty. * Nobody is on duty now
karim ! Nobody else can take it. * NOW · Police now, danger
karim < Nobody is on duty now
lea ~ You said that you cannot.
amal < No human has answered yet.
""",
    "a coordinator who is on duty is rung once at each step": """
people: amal reporter, karim coordinator, nadia coordinator
on duty: karim
BEGINS
karim ! NOW · Police now, danger
amal < ...
+3m
karim ! Nobody has answered for 3 minutes.
nadia ! Nobody has answered for 3 minutes.
amal < No human has answered yet.
""",
    "a clock that jumps by a day rings once and not a hundred times": """
people: amal reporter, lea volunteer, karim coordinator
on duty: lea
BEGINS
RUNG
+1d
karim ! Nobody has answered for 24 hours.
lea ! Nobody has answered for 24 hours.
amal < No human has answered yet.
lea ~ Unfinished: the person is silent * Consent not given yet
karim ~ ...
+2m
+1m
karim ! Nobody has answered for 24 hours.
lea ! Nobody has answered for 24 hours.
""",
    "she blocks us after the alert: it still rings, and nothing is written to her": """
people: amal reporter, lea volunteer, karim coordinator
on duty: lea
BEGINS
RUNG
amal > (blocks)
+3m
karim ! Nobody has answered for 3 minutes.
lea ! Nobody has answered for 3 minutes.
karim > [I take it]
karim ~ Taken by Karim
lea ~ Taken by Karim
""",
}


def written(tmp_path: Path, text: str) -> Path:
    """A story as a file."""
    path = tmp_path / "story.txt"
    path.write_text(
        "An edge.\n\n" + text.strip().replace("BEGINS", BEGINS.strip()).replace("RUNG", RUNG.strip()) + "\n"
    )
    return path


@pytest.mark.asyncio
@pytest.mark.parametrize("name", STORIES)
async def test_the_edge_is_as_told(sqlite_store: Store, tmp_path: Path, name: str) -> None:
    await play(written(tmp_path, STORIES[name]), "", sqlite_store, tmp_path)


async def blocks(told: World, *names: str, blocked: bool = True) -> None:
    """They block the bot, or take it back."""
    for name in names:
        await told.channel.block(name, blocked=blocked)
        await told.app.settle()


async def rung_later(told: World) -> set[str]:
    """Who is rung within the next hour."""
    rung: set[str] = set()
    told.heard = lambda address, message, edits: rung.add(address) if message.urgent else None
    await told.pushes(3600)
    return rung


@pytest.mark.asyncio
async def test_an_alert_whose_taker_blocks_us_rings_again(sqlite_store: Store, tmp_path: Path) -> None:
    people = {"amal": REPORTER, "lea": VOLUNTEER, "karim": COORDINATOR}
    async with world(sqlite_store, tmp_path, people) as told:
        await told.begin()
        await told.on_duty("lea")
        await told.says("amal", "hello")
        await told.presses("amal", "Police now / danger")
        await told.presses("lea", "I take it")
        rung: set[str] = set()
        told.heard = lambda address, message, edits: rung.add(address) if message.urgent else None
        await blocks(told, "lea")

        assert "karim" in rung | await rung_later(told)


@pytest.mark.asyncio
async def test_what_is_only_to_be_read_outlives_the_coordinators_it_rang(sqlite_store: Store, tmp_path: Path) -> None:
    people = {"amal": REPORTER, "karim": COORDINATOR, "nadia": COORDINATOR}
    async with world(sqlite_store, tmp_path, people) as told:
        await told.begin()
        await told.says("amal", "hello")
        await told.presses("amal", "Talk to a person")
        await blocks(told, "karim", "nadia")
        await told.pushes(3600)
        await blocks(told, "nadia", blocked=False)

        assert "nadia" in await rung_later(told)


def button(told: World, name: str, action: str) -> tuple[str, str]:
    """The button of the newest card on a phone, and the card's id: it can be pressed after the card has changed."""
    shown = told.screen(name)[-1]
    found = [one["option"] for row in shown.rows for one in row if one["option"].endswith(f":{action}")]
    return found[0], shown.id


@pytest.mark.asyncio
@pytest.mark.parametrize(("action", "hears"), [("take", 1), ("cannot", 0)], ids=["I take it", "I cannot"])
async def test_an_old_button_pressed_after_another_took_it_changes_nothing(
    store: Store, tmp_path: Path, action: str, hears: int
) -> None:
    people = {"amal": REPORTER, "lea": VOLUNTEER, "omar": VOLUNTEER, "karim": COORDINATOR}
    async with world(store, tmp_path, people) as told:
        await told.begin()
        await told.on_duty("lea", "omar")
        await told.says("amal", "hello")
        await told.presses("amal", "Police now / danger")
        option, message = button(told, "omar", action)
        await told.presses("lea", "I take it")
        rung: list[str] = []
        told.heard = lambda address, message, edits: rung.append(address) if message.urgent else None
        await told.does("omar", press=option, message=message)
        await told.pushes(86400)

        assert sum("Lea has already taken it." in text for text in told.texts("omar")) == hears
        assert sum("A human has read your message" in text for text in told.texts("amal")) == 1
        assert rung == []


@pytest.mark.asyncio
async def test_when_everybody_has_blocked_us_she_is_told_and_who_comes_back_is_rung(
    sqlite_store: Store, tmp_path: Path
) -> None:
    people = {"amal": REPORTER, "lea": VOLUNTEER, "karim": COORDINATOR}
    async with world(sqlite_store, tmp_path, people) as told:
        await told.begin()
        await told.on_duty("lea")
        await blocks(told, "lea", "karim")
        await told.says("amal", "hello")
        await told.presses("amal", "Police now / danger")
        honest = any("Right now we cannot reach a human of our team." in text for text in told.texts("amal"))
        await blocks(told, "karim", blocked=False)

        assert honest
        assert await rung_later(told) == {"karim"}


@pytest.mark.asyncio
async def test_thirty_coordinators_are_each_rung_once(store: Store, tmp_path: Path) -> None:
    names = [f"c{number}" for number in range(30)]
    async with world(store, tmp_path, {"amal": REPORTER, **dict.fromkeys(names, COORDINATOR)}) as told:
        await told.begin()
        rung: list[str] = []
        told.heard = lambda address, message, edits: rung.append(address) if message.urgent else None
        await told.says("amal", "hello")
        await told.presses("amal", "Police now / danger")

        assert sorted(rung) == sorted(names)


@pytest.mark.asyncio
async def test_a_report_that_is_filed_while_the_alert_waits_rings_nobody_anew(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, {"amal": REPORTER, "lea": VOLUNTEER, "karim": COORDINATOR}) as told:
        await told.begin()
        await told.on_duty("lea")
        await told.says("amal", "hello")
        await told.presses("amal", "Police now / danger")
        rung: list[str] = []
        told.heard = lambda address, message, edits: rung.append(address) if message.urgent else None

        def file(session: Session) -> None:
            now = told.clock.now()
            report = session.scalars(select(Report)).one()
            report.filed_at = now
            for urgency in (Urgency.REST, Urgency.NOW):
                alerts.raise_alert(session, report, urgency, now, told.rules)

        await told.store.write(file)
        await told.pushes(120)
        before = list(rung)
        await told.pushes(60)

        assert before == []
        assert sorted(rung) == ["karim", "lea"]
