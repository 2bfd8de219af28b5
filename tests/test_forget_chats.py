"""What was shown is taken out of the chats of the team, and both sides out of hers."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store import Store
from tests.traces import MARK, PEOPLE, deletes, everything_of, found_in, tell_a_report
from tests.world import world


@pytest.mark.asyncio
async def test_what_was_shown_to_the_team_is_taken_out_of_their_chats(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await tell_a_report(told)
        assert any(MARK in text for text in told.texts("lea"))
        await deletes(told, "amal")

        assert not any(MARK in text for text in told.texts("lea"))
        assert not any(shown.file for shown in told.screen("lea"))


@pytest.mark.asyncio
async def test_cleaning_the_chat_removes_both_sides_of_two_days_and_nothing_we_keep(
    store: Store, tmp_path: Path
) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await tell_a_report(told)
        await told.pushes(49 * 3600)
        old = {shown.id for shown in told.channel.screens.on("amal") if shown.at < told.clock.now().isoformat()}
        await told.says("amal", "new words")
        await told.says("amal", "clean this chat")

        left = [shown for shown in told.channel.screens.on("amal") if shown.id not in old]
        assert [shown.text.split("\n")[0] for shown in left] == [
            "🧹 We removed from this chat what we can: the last two days."
        ]
        assert found_in(await everything_of(store))
