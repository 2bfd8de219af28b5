"""A talk with a human is erased with the report: what was said on both sides, by whom ever, wherever the bot put it."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.store import Store
from models.person import COORDINATOR, HELPER, REPORTER, VOLUNTEER
from tests.photos import photo
from tests.traces import MARK, assert_nothing_left, everything_of, found_in
from tests.world import World, world

AMAL, LEA, NUR, KARIM, ROSA = "amal", "lea", "nur", "karim", "rosa"
PEOPLE = {AMAL: REPORTER, LEA: VOLUNTEER, NUR: HELPER, KARIM: COORDINATOR, ROSA: COORDINATOR}


async def talk(told: World) -> None:
    """Lea and Amal talk in marked words, pictures and voices; a helper reads along and translates."""
    await told.begin()
    await told.on_duty(LEA)
    await told.vouched(NUR, "ar", KARIM, ROSA)
    await told.says(AMAL, "السلام عليكم")
    await told.presses(AMAL, "Talk to a person")
    card = told.screen(LEA)[-1].id
    await told.does(LEA, text=f"{MARK} we come", message=card)
    picture = told.channel.screens.add_file(photo(), "photo", "image/jpeg", f"{MARK}.jpg")
    await told.does(LEA, file=picture, text=f"{MARK} our car", message=card)
    await told.says(AMAL, f"{MARK} burnt my tent")
    voice = told.channel.screens.add_file(f"OggS {MARK}".encode(), "voice", "audio/ogg", f"{MARK}.ogg")
    await told.does(AMAL, file=voice)
    await told.presses(LEA, "Interpreter")
    await told.presses(AMAL, "Yes")
    await told.presses(NUR, "I can")
    await told.says(NUR, f"{MARK} is what it means")
    await told.pushes(2)


@pytest.mark.asyncio
async def test_a_day_after_delete_nothing_of_a_talk_is_left_on_any_side(
    store: Store, server_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with world(store, tmp_path, PEOPLE) as told:
        await talk(told)
        assert found_in(await everything_of(store)) != []
        shown = {who: sum(MARK in one.text for one in told.screen(who)) for who in (AMAL, LEA, NUR)}
        assert min(shown.values()) > 0, shown

        await told.says(AMAL, "delete")
        await told.presses(AMAL, "Yes, delete")
        assert [one for who in (LEA, NUR) for one in told.screen(who) if MARK in one.text or one.file] == []
        await told.pushes(25 * 3600)
        for _time in range(3):
            await told.pushes(20)

        await assert_nothing_left(told.store, tmp_path, server_url, caplog.text)
