"""Nobody is missed: a night of people who send anything and fall silent; each is rung, filed or answered as told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store import Store
from tests.night import TEAM, one_night
from tests.world import world

pytestmark = pytest.mark.asyncio


def people(number: int) -> dict[str, str]:
    return {**{f"p{one}": "reporter" for one in range(number)}, **TEAM}


async def test_a_night_of_forty_people_misses_nobody(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, people(40)) as made:
        await made.begin()
        await made.on_duty("vera")
        await one_night(made, seed=11, rounds=6, at_once=12)


@pytest.mark.prove
@pytest.mark.timeout(1200)
async def test_a_night_of_five_hundred_people_misses_nobody(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, people(500)) as made:
        await made.begin()
        await made.on_duty("vera")
        await one_night(made, seed=1, rounds=10, at_once=200)
