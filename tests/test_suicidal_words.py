"""Who writes that she does not want to live is answered with care, whatever was asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store import Store
from tests.alarm import PEOPLE, alarm
from tests.world import world


@pytest.mark.asyncio
@pytest.mark.parametrize("words", ["اريد ان اموت", "ክመውት ደልየ", "می‌خواهم بمیرم", "je veux mourir"])
async def test_who_says_it_instead_of_an_answer_is_not_told_that_an_answer_helps_us(
    sqlite_store: Store, tmp_path: Path, words: str
) -> None:
    async with world(sqlite_store, tmp_path, PEOPLE) as told:
        await alarm(told, "Talk to a person")
        before = len(told.texts("amal"))
        await told.says("amal", words)
        said = told.texts("amal")[before:]
        assert "3114" in said[0]
        assert "Are you safe now?" in said[1]
        assert "helps us" not in said[1]
