"""A number that was typed and then changed or deleted in the messenger: the answer it gave changes with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store import Store
from handlers import deleted
from tests.world import ROLES, World, world

PEOPLE = {"amal": ROLES["reporter"], "lea": ROLES["volunteer"]}


async def shown(it: World) -> str:
    """What the team is shown of her report now."""
    await it.presses("lea", "Show")
    return next(text for text in reversed(it.texts("lea")) if "Do you need a doctor?" in text or "Are you safe" in text)


@pytest.mark.asyncio
@pytest.mark.parametrize("changed", [False, True])
async def test_who_deletes_a_number_takes_back_the_answer(sqlite_store: Store, tmp_path: Path, changed: bool) -> None:
    async with world(sqlite_store, tmp_path, PEOPLE, typing=frozenset({"amal", "lea"})) as it:
        await it.begin()
        await it.on_duty("lea")
        await it.says("amal", "hello")
        for label in ("Police violence", "I am safe", "No"):
            await it.presses("amal", label)
        mine = [one.id for one in it.typed.screens.on("amal") if one.mine]
        if changed:
            await it.does("amal", edit=mine[-1], text="1")
        await it.pushes(600)
        await it.presses("lea", "I take it")
        assert "Do you need a doctor?" in await shown(it)
        await it.does("amal", delete=mine[-1])

        assert any(deleted.GONE in text for text in it.texts("amal"))
        assert "Do you need a doctor?" not in await shown(it)
