"""A message that cannot be read is kept, shown and answered, and danger in it is heard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.store import Store
from handlers import unreadable
from handlers.flow import Urgency
from handlers.words import say
from tests.silent import RULES, a_night, keep, reports
from tests.world import plain


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ({"text": ["they", "took"], "caption": "our tents are gone"}, "our tents are gone"),
        ({"place": {"latitude": "north"}}, "(place)"),
        ({"file": 7}, "(file)"),
    ],
    ids=["its words", "a place", "a file"],
)
async def test_a_message_that_cannot_be_read_is_shown_to_duty_as_far_as_it_can_be(
    store: Store, tmp_path: Path, raw: dict[str, Any], shown: str
) -> None:
    async with a_night(store, tmp_path, "amal") as world:
        await keep(world, {"id": "1", "phone": "amal", **raw})
        assert "We kept your message, but we could not read it." in world.texts("amal")[0]
        (report,) = await reports(world, "amal")
        assert report.urgency == Urgency.REST
        await world.presses("vera", "Show")
        assert shown in world.texts("vera")[-1]
        await world.pushes(120)
        (report,) = await reports(world, "amal")
        assert (report.urgency, report.unheard) == (Urgency.NOW, True)


@pytest.mark.asyncio
async def test_danger_in_a_message_that_cannot_be_read_rings_at_once(sqlite_store: Store, tmp_path: Path) -> None:
    async with a_night(sqlite_store, tmp_path, "amal") as world:
        await keep(world, {"id": "1", "phone": "amal", "file": 7, "caption": "نحن نغرق"})
        assert [row.urgency for row in await reports(world, "amal")] == [Urgency.LIFE]
        assert any(text.startswith("🌊 196 or 112") for text in world.texts("amal"))


@pytest.mark.asyncio
@pytest.mark.parametrize("language", RULES.languages)
async def test_a_message_that_failed_is_answered_in_the_language_of_her_phone(
    sqlite_store: Store, tmp_path: Path, language: str
) -> None:
    async with a_night(sqlite_store, tmp_path, "amal") as world:
        await keep(world, {"id": "1", "phone": "amal", "text": 7})
        told = plain(world.screen("amal")[0].text)
        assert plain(say(language, unreadable.SORRY)) in told, "nobody knows her language yet: all of ours"
        await world.does("amal", press=f"l:{language}", message="1")
        await keep(world, {"id": "2", "phone": "amal", "text": 7})
        assert plain(world.screen("amal")[-1].text) == f"🙏 {say(language, unreadable.SORRY)}"
