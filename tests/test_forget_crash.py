"""A process that erases is killed again and again: in the end nothing is left, and every tombstone is there."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
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
from tests.erasing_process import BEGINS
from tests.postgres import fresh_database, needed_postgres_url
from tests.traces import assert_nothing_left, deletes, everything_of, found_in, tells
from tests.world import world

pytestmark = [pytest.mark.prove, pytest.mark.timeout(600)]
WOMEN = [f"woman{number}" for number in range(12)]
PEOPLE = {**dict.fromkeys(WOMEN, REPORTER), "lea": VOLUNTEER, "karim": COORDINATOR}
KILLS = 18


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


def run(data: Path, due: datetime, database_url: str, log: Path, kill: Callable[[], None] | None) -> int:
    """One life of the process: killed when `kill` returns, or it ends by itself."""
    program = [sys.executable, "-m", "tests.erasing_process", str(data), due.isoformat(), database_url]
    with log.open("ab") as errors:
        child = subprocess.Popen(program, cwd=ROOT, env=bare_environment(), stdout=subprocess.PIPE, stderr=errors)
    assert child.stdout is not None
    if kill is not None:
        assert child.stdout.readline() in (BEGINS, b"")
        kill()
        child.kill()
    child.communicate()
    return child.returncode


def some_time(data: Path, luck: random.Random) -> None:
    """Any moment: mostly while it overwrites the database."""
    time.sleep(luck.uniform(0, 0.4))


def next_step(data: Path, luck: random.Random) -> None:
    """A moment after the next file has gone or the next tombstones are up, so that every life gets further."""
    before, end = erased(data), time.monotonic() + 20
    while erased(data) == before and time.monotonic() < end:
        time.sleep(0.0002)
    time.sleep(luck.uniform(0, 0.003))


async def prove(folder: Path, database_url: str = "") -> None:
    """Prepares, kills, starts a last time and looks everywhere."""
    data, log, luck = folder / "data", folder / "log", random.Random(5)
    due = await prepare(data, database_url)
    reached: Counter[tuple[int, int]] = Counter()
    killed = 0
    for life in range(KILLS):
        kill = partial(some_time if life < 4 else next_step, data, luck)
        ended = await asyncio.to_thread(run, data, due, database_url, log, kill)
        if ended == 0:
            break
        killed += ended == -9
        reached[erased(data)] += 1
    in_the_middle = sum(count for (files, _stones), count in reached.items() if 0 < files < len(WOMEN))
    print(f"{killed} kills, {in_the_middle} of them between the first and the last file: {sorted(reached.items())}")
    assert await asyncio.to_thread(run, data, due, database_url, log, None) == 0, log.read_text()[-2000:]
    await compare(data, database_url, log)
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
