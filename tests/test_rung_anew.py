"""Taken or filed in the past is no reason not to ring now: who hears of something new, as tables."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.store import Store
from handlers.flow import Urgency
from models.alert import Alert
from models.messages import Outbound
from models.report import Report
from tests.world import ROLES, World, world

TEAM = {"vera": "volunteer", "dora": "volunteer", "karim": "coordinator"}
PAST = {
    "the red button": ("hello", "[Police now / danger]"),
    "a form, abandoned": ("hello", "[Eviction]", "[I am safe]", "[Now]"),
    "a voice note in Say it": ("hello", "[Say it]", "(voice)"),
    "a voice note and no press at all": ("(voice)", "+120"),
    "a report that was stopped": ("hello", "[Police now / danger]", "[Stop here]"),
    "words of danger": ("police are here now",),
    "talk to a person": ("hello", "[Talk to a person]", "[I am safe]"),
}
NOW = {
    "the red button": ("menu", "[Police now / danger]"),
    "Say it": ("menu", "[Say it]", "(voice)"),
    "talk to a person": ("menu", "[Talk to a person]"),
    "a voice note": ("(voice)",),
    "words": ("they took our tents again",),
    "the same words of danger": ("police are here now",),
}


class Night:
    """A world that notes who is rung, and the texts of it."""

    def __init__(self, told: World) -> None:
        self.world, self.rung = told, list[tuple[str, str]]()
        told.heard = self._hear

    def _hear(self, address: str, message: Outbound, edits: str) -> None:
        if message.urgent and not edits:
            self.rung.append((address, message.text))

    async def play(self, *steps: str, who: str = "amal") -> None:
        """Somebody does this, step by step."""
        for step in steps:
            if step.startswith("+"):
                await self.world.pushes(float(step[1:]))
            elif step.startswith("["):
                await self.world.presses(who, step[1:-1])
            elif step.startswith("("):
                await self.world.sends(who, step[1:-1], b"bytes")
            else:
                await self.world.says(who, step)

    def take(self) -> list[str]:
        """Who was rung since the last look."""
        names, self.rung = [name for name, _text in self.rung], []
        return names


@asynccontextmanager
async def a_night(store: Store, folder: Path) -> AsyncIterator[Night]:
    people = {"amal": "reporter", **TEAM}
    async with world(store, folder, {name: ROLES[role] for name, role in people.items()}) as told:
        await told.begin()
        await told.on_duty("vera")
        yield Night(told)


async def vera_takes_a_voice_note(night: Night) -> None:
    await night.play("(voice)", "+120")
    await night.play("[I take it]", who="vera")


@pytest.mark.asyncio
@pytest.mark.parametrize("now", NOW)
@pytest.mark.parametrize("past", PAST)
async def test_who_is_on_duty_now_is_rung_whoever_took_it_two_days_ago(
    sqlite_store: Store, tmp_path: Path, past: str, now: str
) -> None:
    async with a_night(sqlite_store, tmp_path) as night:
        await night.play(*PAST[past])
        await night.play("[I take it]", who="vera")
        await night.play("+2400")
        await night.play("/offduty", who="vera")
        await night.play("/onduty", who="dora")
        await night.play("+172800")
        night.take()
        await night.play(*NOW[now])
        assert "dora" in night.take()
        await night.play("+900")
        assert "karim" in night.take(), "it goes its way: nobody has taken it"


@pytest.mark.asyncio
@pytest.mark.parametrize("now", NOW)
@pytest.mark.parametrize("past", ["a form, abandoned", "a voice note and no press at all"])
async def test_whoever_has_it_and_is_at_work_hears_of_it_and_nobody_else_for_a_mere_message(
    sqlite_store: Store, tmp_path: Path, past: str, now: str
) -> None:
    async with a_night(sqlite_store, tmp_path) as night:
        await night.play("/onduty", who="dora")
        await night.play(*PAST[past])
        await night.play("[I take it]", who="vera")
        await night.play("+2400")
        night.take()
        await night.play(*NOW[now])
        rung = night.take()
        assert "vera" in rung
        assert "dora" not in rung or now not in ("a voice note", "words")


@pytest.mark.asyncio
async def test_a_voice_note_a_minute_after_the_alert_was_taken_rings_once_when_five_minutes_are_over(
    store: Store, tmp_path: Path
) -> None:
    async with a_night(store, tmp_path) as night:
        await vera_takes_a_voice_note(night)
        await night.play("+60", "(voice)", "+239")
        assert night.take() == ["vera"]
        await night.play("+1")
        assert night.take() == ["vera"]
        await night.play("+3600")
        assert night.take() == []


@pytest.mark.asyncio
async def test_whoever_has_been_shown_it_meanwhile_is_not_rung_for_it(store: Store, tmp_path: Path) -> None:
    async with a_night(store, tmp_path) as night:
        await vera_takes_a_voice_note(night)
        await night.play("+60", "(voice)", "+120")
        await night.play("[Show]", who="vera")
        night.take()
        await night.play("+3600")
        assert night.take() == []


@pytest.mark.asyncio
async def test_what_was_deleted_before_its_ring_was_due_rings_nobody(sqlite_store: Store, tmp_path: Path) -> None:
    async with a_night(sqlite_store, tmp_path) as night:
        await night.play("hello", "[Police now / danger]")
        await night.play("[I take it]", who="vera")
        await night.play("[Stop here]", "+60", "they came back", "delete", "[Yes, delete]")
        night.take()
        await night.play("+3600")
        assert night.take() == []


@pytest.mark.asyncio
async def test_words_after_a_report_that_nobody_has_taken_ring_at_once_and_not_after_hours(
    store: Store, tmp_path: Path
) -> None:
    async with a_night(store, tmp_path) as night:
        await night.play("hello", "[Eviction]", "[I am safe]", "[It is over]", "[Stop here]", "+900", "+600")
        night.take()
        await night.play("they came back")
        assert sorted(night.take()) == ["karim", "vera"]
        await night.play("+60", "and took my bag")
        assert night.take() == [], "they were rung a moment ago"
        await night.play("+840")
        assert sorted(night.take()) == ["karim", "vera"]


@pytest.mark.asyncio
async def test_who_goes_off_duty_in_the_middle_does_not_stay_the_only_one_who_hears(
    sqlite_store: Store, tmp_path: Path
) -> None:
    async with a_night(sqlite_store, tmp_path) as night:
        await night.play("hello", "[Eviction]", "[I am safe]", "[Now]")
        await night.play("[I take it]", who="vera")
        await night.play("/offduty", who="vera")
        await night.play("/onduty", who="dora")
        await night.play("+60")
        night.take()
        await night.play("under the bridge")
        assert sorted(night.take()) == ["dora", "vera"]


@pytest.mark.asyncio
async def test_a_live_location_that_moves_every_minute_is_rung_at_two_minutes_and_greeted_once(
    store: Store, tmp_path: Path
) -> None:
    async with a_night(store, tmp_path) as night:
        for minute in range(4):
            # What is about itself has moved.
            about = {"message": str(minute)} if minute else {}
            place = {"latitude": 50.95, "longitude": 1.8}
            await keep(night, {"id": str(minute), "phone": "amal", "place": place, **about})
            assert len(night.world.screen("amal")) == 1
            await night.play("+60")
            assert night.take() == (["vera"] if minute == 1 else [])


async def keep(night: Night, raw: dict[str, object]) -> None:
    """This came from the messenger."""
    await night.world.app.intake.keep(night.world.channel, [json.dumps(raw).encode()])
    await night.world.app.settle()


@pytest.mark.asyncio
async def test_a_photo_every_ninety_seconds_rings_two_minutes_after_the_first(store: Store, tmp_path: Path) -> None:
    async with a_night(store, tmp_path) as night:
        for _photo in range(3):
            await night.play("(photo)", "+30", "+60")
        assert night.take() == ["vera"]


@pytest.mark.asyncio
@pytest.mark.parametrize("words", ["Police now / danger", "🆘 Police now / danger", "🆘", "🆘🆘", "Police maintenant"])
@pytest.mark.parametrize("greeted", [False, True], ids=["her first words", "later"])
async def test_the_red_button_in_words_wakes_a_human_at_once(
    sqlite_store: Store, tmp_path: Path, words: str, greeted: bool
) -> None:
    async with a_night(sqlite_store, tmp_path) as night:
        if greeted:
            await night.play("hello")
        await night.play(words)
        urgencies = await night.world.store.read(lambda session: list(session.scalars(select(Alert.urgency))))
        assert (night.take(), urgencies) == (["vera"], [Urgency.NOW])


@pytest.mark.asyncio
async def test_a_message_of_the_team_that_cannot_be_read_is_told_to_the_coordinators(
    store: Store, tmp_path: Path
) -> None:
    async with a_night(store, tmp_path) as night:
        await keep(night, {"id": "1", "phone": "vera", "text": ["they"], "caption": "our tents are gone"})
        assert "We kept your message" in night.world.texts("vera")[-1]
        assert "could not be read by the bot" in night.world.texts("karim")[-1]


@pytest.mark.asyncio
async def test_one_of_the_team_who_tells_a_report_is_a_reporter_in_it(sqlite_store: Store, tmp_path: Path) -> None:
    async with a_night(sqlite_store, tmp_path) as night:
        await night.play("/menu", "[Eviction]", who="dora")
        await keep(night, {"id": "1", "phone": "dora", "text": ["they"], "caption": "our tents are gone"})
        reports = await night.world.store.read(lambda session: len(list(session.scalars(select(Report.id)))))
        assert (night.take(), reports) == (["vera"], 1)
        await night.play("[Show]", who="vera")
        assert "our tents are gone" in night.world.texts("vera")[-1]
