"""The language that is spoken with her is the one she writes in, until she has chosen one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.store import Store
from models.person import REPORTER, VOLUNTEER
from tests.world import World, in_english, plain, world

ARABIC, ETHIOPIC = re.compile("[\u0600-\u06ff]"), re.compile("[\u1200-\u137f]")
PEOPLE = {"amal": REPORTER, "lea": VOLUNTEER}


def last(told: World, name: str) -> str:
    """What she read last, as it stands on her phone."""
    return plain(told.screen(name)[-1].text)


@pytest.mark.parametrize(
    ("words", "script", "speaks"),
    [("نحن نغرق في البحر", ARABIC, "Arabic"), ("ኣብ ባሕሪ ንጥሕል ኣለና", ETHIOPIC, "Tigrinya")],
)
@pytest.mark.asyncio
async def test_who_pressed_before_any_language_was_chosen_is_answered_in_the_language_she_then_writes(
    sqlite_store: Store, tmp_path: Path, words: str, script: re.Pattern[str], speaks: str
) -> None:
    async with world(sqlite_store, tmp_path, PEOPLE) as told:
        await told.begin()
        await told.on_duty("lea")
        await told.sends("amal", "voice", b"sound")
        await told.presses("amal", "SOS")
        assert "Are you safe now?" in last(told, "amal")
        await told.says("amal", words)
        assert script.search(last(told, "amal"))
        assert "Are you safe now?" in in_english(last(told, "amal"))
        assert speaks in told.texts("lea")[-1]


@pytest.mark.asyncio
async def test_a_guess_gives_way_to_words_that_leave_no_doubt(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, PEOPLE) as told:
        await told.begin()
        await told.says("amal", "hello")
        await told.says("amal", "الشرطة هنا ونحن خائفون")
        assert ARABIC.search(last(told, "amal"))


@pytest.mark.asyncio
async def test_what_she_chose_stays_whatever_she_writes(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, PEOPLE) as told:
        await told.begin()
        await told.says("amal", "hello")
        await told.presses("amal", "Language")
        await told.presses("amal", "English")
        await told.says("amal", "الشرطة هنا ونحن خائفون")
        assert not ARABIC.search(last(told, "amal"))
