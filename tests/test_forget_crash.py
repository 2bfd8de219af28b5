"""A process that erases is killed again and again: in the end nothing is left, and every tombstone is there."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.database import migrate, open_store
from bot.erasing import Tombstones
from models.evidence import ERASED, Evidence
from models.forget import Erasure
from models.person import COORDINATOR, REPORTER, VOLUNTEER
from tests.bot_process import ROOT, bare_environment
from tests.conftest import make_settings
from tests.erasing_process import STATEMENT, TOUCH
from tests.postgres import fresh_database, needed_postgres_url
from tests.traces import assert_nothing_left, deletes, everything_of, found_in, tells
from tests.world import world

pytestmark = [pytest.mark.prove, pytest.mark.timeout(600)]
WOMEN = [f"woman{number}" for number in range(12)]
PEOPLE = {**dict.fromkeys(WOMEN, REPORTER), "lea": VOLUNTEER, "karim": COORDINATOR}
LIVES, WORDS = 40, 4
"""How many lives it has at most, and how many of them end while words are overwritten."""


async def prepare(data: Path, database_url: str) -> datetime:
    """Everybody has told marked words and a file and deleted them; gives when all of it is due."""
    store = open_store(make_settings(data, database_url=database_url))
    async with world(store, data, PEOPLE) as told:
        await told.begin()
        await told.on_duty("lea")
        for name in WOMEN:
            await tells(told, name)
            await deletes(told, name)
        due = told.clock.now() + timedelta(hours=24, seconds=1)
        assert found_in(await everything_of(store))
    store.close()
    assert files_left(data) == len(WOMEN)
    return due


def files_left(data: Path) -> int:
    return len(list((data / "files").iterdir()))


def erased(data: Path) -> tuple[int, int]:
    """How far it has come: how many files have gone, how many lines of tombstones there are."""
    stones = data / "tombstones"
    return len(WOMEN) - files_left(data), len(stones.read_bytes().split(b"\n")) if stones.exists() else 0


def death(life: int, luck: random.Random) -> list[str]:
    """Where this life ends: in the words first, then at a file or at a tombstone; every other one a moment later."""
    if life < WORDS:
        return [STATEMENT, str(luck.randint(1, 700)), "0"]
    return [TOUCH, str(luck.randint(1, 6)), f"{luck.uniform(0, 2) if life % 2 else 0:.2f}"]


def run(data: Path, due: datetime, database_url: str, log: Path, death: list[str]) -> int:
    """One life of the process: it dies where it was told to, or it ends by itself."""
    program = [sys.executable, "-m", "tests.erasing_process", str(data), due.isoformat(), database_url, *death]
    with log.open("ab") as errors:
        return subprocess.run(program, check=False, cwd=ROOT, env=bare_environment(), stderr=errors).returncode


async def prove(folder: Path, database_url: str = "") -> None:
    """Prepares, kills, starts a last time and looks everywhere."""
    data, log, luck = folder / "data", folder / "log", random.Random(7)
    due = await prepare(data, database_url)
    reached: Counter[tuple[int, int]] = Counter()
    killed = 0
    for life in range(LIVES):
        ended = await asyncio.to_thread(run, data, due, database_url, log, death(life, luck))
        assert ended in (0, -9), log.read_text()[-2000:]
        if ended == 0:
            break
        killed += 1
        reached[erased(data)] += 1
    in_the_middle = sum(count for (files, _stones), count in reached.items() if 0 < files < len(WOMEN))
    print(f"{killed} kills, {in_the_middle} of them between the first and the last file: {sorted(reached.items())}")
    assert await asyncio.to_thread(run, data, due, database_url, log, []) == 0, log.read_text()[-2000:]
    await compare(data, database_url, log)
    assert killed > WORDS
    assert in_the_middle


async def compare(data: Path, database_url: str, log: Path) -> None:
    """Nothing is left anywhere; every erasure is finished, and on a tombstone that is ours."""
    store = open_store(make_settings(data, database_url=database_url))
    await assert_nothing_left(store, data, database_url, log.read_text())
    rows = await store.read(lambda s: s.scalars(sa.select(Erasure)).all())
    assert len(rows) == 2 * len(WOMEN)
    assert all(row.words_at and row.erased_at for row in rows)
    assert set(await store.read(lambda s: s.scalars(sa.select(Evidence.state)).all())) == {ERASED}
    stones = Counter(grave.erasure for grave in Tombstones(data / "tombstones", store.keys).read())
    assert set(stones) == {row.id for row in rows}
    print(f"{len(stones)} tombstones, {sum(stones.values()) - len(stones)} of them written once more")
    store.close()


@pytest.mark.asyncio
async def test_an_erasure_that_is_killed_again_and_again_is_finished(tmp_path: Path) -> None:
    await prove(tmp_path)


@pytest.mark.asyncio
@pytest.mark.postgres
async def test_on_postgresql_too(tmp_path: Path) -> None:
    with fresh_database(needed_postgres_url()) as url:
        migrate(make_settings(tmp_path / "data", database_url=url))
        await prove(tmp_path, url)
