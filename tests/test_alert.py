"""No alert dies in silence: the edges, told as stories, and what only a database of several workers can show."""

from __future__ import annotations

import asyncio
import threading
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import ServerStore, Store
from handlers import alert as alerts
from handlers.flow import Urgency
from handlers.flows import FLOWS
from handlers.person import meet
from handlers.report import open_report
from handlers.rules import Rules
from models.alert import Alert, Ring
from models.person import COORDINATOR, REPORTER, VOLUNTEER, Person
from models.report import Report
from tests.story import play
from tests.world import MORNING, World, world

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
    "everybody has blocked us: she is told, and whoever can be reached again is rung": """
people: amal reporter, lea volunteer, karim coordinator
on duty: lea
lea > (blocks)
karim > (blocks)
BEGINS
amal < Right now we cannot reach a human of our team. * 112: call now.
amal < 112: call if somebody can die.
+3m
karim > (unblocks)
+1m
karim ! Nobody has answered for 4 minutes. * NOW · Police now, danger
""",
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
karim ! Nobody has answered for 1440 minutes.
lea ! Nobody has answered for 1440 minutes.
amal < No human has answered yet.
+14m
+1m
karim ! Nobody has answered for 1455 minutes.
lea ! Nobody has answered for 1455 minutes.
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
@pytest.mark.parametrize("leaves", ["blocks", "offduty"])
@pytest.mark.xfail(strict=True, reason="handlers/alert.py:pass_on leaves a taken alert with a taker who is gone")
async def test_an_alert_whose_taker_is_gone_rings_again(sqlite_store: Store, tmp_path: Path, leaves: str) -> None:
    people = {"amal": REPORTER, "lea": VOLUNTEER, "karim": COORDINATOR}
    async with world(sqlite_store, tmp_path, people) as told:
        await told.begin()
        await told.on_duty("lea")
        await told.says("amal", "hello")
        await told.presses("amal", "Police now / danger")
        await told.presses("lea", "I take it")
        rung: set[str] = set()
        told.heard = lambda address, message, edits: rung.add(address) if message.urgent else None
        await (blocks(told, "lea") if leaves == "blocks" else told.says("lea", "/offduty"))

        assert "karim" in rung | await rung_later(told)


@pytest.mark.asyncio
@pytest.mark.xfail(strict=True, reason="handlers/alert.py: at the coordinators, what is to be read has no next_at")
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


async def raised(store: Store, team: dict[str, str]) -> tuple[int, dict[str, int]]:
    """An alert, and the ids of a team of which nobody is on duty."""

    def invent(session: Session) -> tuple[int, dict[str, int]]:
        people = {}
        for name, role in team.items():
            person = meet(session, "demo", "demo", name, MORNING)
            person.role, person.staff_language = role, "en"
            people[name] = person.id
        session.flush()
        amal = meet(session, "demo", "demo", "amal", MORNING)
        report = open_report(session, amal, FLOWS["police_now"], MORNING, Rules().earlier_words)
        return alerts.raise_alert(session, report, Urgency.NOW, MORNING, Rules()).id, people

    return await store.write(invent)


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
@pytest.mark.postgres
async def test_two_presses_at_once_give_it_to_one(store: Store, request: pytest.FixtureRequest) -> None:
    if not isinstance(store, ServerStore):
        pytest.skip("one writer: nothing happens at once")
    request.applymarker(
        pytest.mark.xfail(strict=True, reason="handlers/alert.py:take: refresh(alert, with_for_update=True) is missing")
    )
    row, people = await raised(store, {"lea": VOLUNTEER, "omar": VOLUNTEER})
    both = threading.Barrier(2, timeout=20)

    def take(session: Session, name: str) -> bool:
        found, person = session.get_one(Alert, row), session.get_one(Person, people[name])
        both.wait()
        return alerts.take(session, found, person, MORNING, Rules())

    taken = await asyncio.gather(*(store.write(partial(take, name=name)) for name in people))

    assert sorted(taken) == [False, True]


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
async def test_a_report_that_is_filed_while_the_alert_waits_rings_nobody_anew(store: Store) -> None:
    row, people = await raised(store, {"karim": COORDINATOR})

    def answer_more(session: Session) -> int:
        now = MORNING + timedelta(minutes=1)
        found = session.get_one(Alert, row)
        report = session.get_one(Report, found.report_id)
        report.filed_at = now
        alerts.raise_alert(session, report, Urgency.REST, now, Rules())
        alerts.raise_alert(session, report, Urgency.NOW, now, Rules())
        return len(session.scalars(select(Ring).where(Ring.alert_id == row)).all())

    rings = await store.write(answer_more)
    waits = await store.read(lambda session: session.get_one(Alert, row).next_at)

    assert rings == len(people)
    assert waits == MORNING + Rules().ring_again
