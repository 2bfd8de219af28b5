"""What is looked at again and again is looked at although a look failed."""

from __future__ import annotations

import asyncio

import pytest

from bot.looks import look_for_ever


@pytest.mark.asyncio
async def test_a_look_that_fails_is_told_without_its_words_and_the_next_one_comes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    looks: list[int] = []

    async def look() -> None:
        looks.append(len(looks))
        if len(looks) == 1:
            raise OSError("her words")
        if len(looks) == 3:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await look_for_ever("menus", look, 0)

    assert looks == [0, 1, 2]
    assert [record.getMessage() for record in caplog.records] == ["menus: not looked after (OSError)"]
