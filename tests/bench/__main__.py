"""python -m tests.bench: how fast the bot is, next to a plain one in the same run. Ratios count, not figures."""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict
from pathlib import Path

import orjson

from tests.bench import bots, find
from tests.bench.measure import Row, at, commits_per_s, cpu_s, rss_mb, table
from tests.bench.people import STEPS, Street
from tests.bot_process import ROOT

OFFERED = 30.0
"""Updates a second that Telegram lets through in all."""
OPEN = 10_000
"""Conversations open at once for the memory."""
Bot = Callable[[Street], AbstractAsyncContextManager[int]]


async def walk(name: str, bot: Bot, people: int, seconds: float, pace: float = 0.0) -> Row:
    """So many people walk for so long; the first second is not counted."""
    street = Street(pace=pace)
    await street.messenger.start()
    async with bot(street) as pid:
        # One alone walks to the end first: what is done once only (compiling, connecting) is not measured.
        street.pace = 0.0
        street.begin(1)
        await until(lambda: street.done > len(STEPS), 120)
        street.pace = pace
        pacing = asyncio.create_task(street.keep_pace()) if pace else None
        street.begin(people - 1)
        await until(lambda: street.done >= people + len(STEPS), 120)
        await asyncio.sleep(min(1.0, seconds / 4))
        street.forget()
        began, own, its = time.perf_counter(), time.process_time(), cpu_s(pid)
        await asyncio.sleep(seconds)
        took, done = time.perf_counter() - began, max(1, street.done)
        row = Row(
            name, f"{people}" if not pace else f"{pace:.0f}/s", done / took, (cpu_s(pid) - its) / done * 1000,
            at(street.replies, 0.5), at(street.replies, 0.99), at(street.alerts, 0.5), at(street.alerts, 0.99),
            rss_mb(pid), (time.process_time() - own) / took,
        )  # fmt: skip
        street.stopped = True
        if pacing is not None:
            await pacing
    street.messenger.close()
    print(table([row]).splitlines()[1], flush=True)
    return row


async def memory(bot: Bot, people: int) -> float:
    """MB of the process with so many conversations open at their second question."""
    street = Street(last_step=2)
    await street.messenger.start()
    async with bot(street) as pid:
        for _part in range(0, people, 500):
            street.begin(500)
            await until(lambda: street.done >= 3 * len(street.people), 120)
        found = rss_mb(pid)
        street.stopped = True
    street.messenger.close()
    return found


async def start_s(bot: Bot) -> float:
    """Seconds from starting the process to its first answer."""
    street = Street()
    await street.messenger.start()
    seen: list[float] = []

    def heard(chat: int, text: str, buttons: list[str], edit: bool) -> None:
        seen.append(time.perf_counter() - street.launched)
        street.heard(chat, text, buttons, edit)

    street.messenger.heard = heard
    async with bot(street):
        street.stopped = True
    street.messenger.close()
    return seen[0]


async def until(true: Callable[[], bool], seconds: float) -> None:
    """Waits. Raises `AssertionError` after so many seconds."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "the bot has fallen silent"
        await asyncio.sleep(0.05)


async def run(given: argparse.Namespace, folder: Path) -> None:
    """All scenes, the bots in turn."""
    number = iter(range(1000))

    def sqlite(street: Street) -> AbstractAsyncContextManager[int]:
        return bots.ours(street, folder / f"sqlite{next(number)}", profile=given.profile)

    def postgres(street: Street) -> AbstractAsyncContextManager[int]:
        return bots.on_postgres(street, folder / f"postgres{next(number)}", os.environ["HRO_TEST_POSTGRES"])

    measured: dict[str, Bot] = {"plain": bots.plain, "sqlite": sqlite, "postgresql": postgres}
    if not os.environ.get("HRO_TEST_POSTGRES"):
        del measured["postgresql"]
    if given.only:
        measured = {name: bot for name, bot in measured.items() if name in given.only.split(",")}
    bare = commits_per_s(folder)
    rows = []
    for people in [int(one) for one in given.people.split(",")]:
        rows += [await walk(name, bot, people, given.seconds) for name, bot in measured.items()]
    if not given.quick:
        rows += [await walk(name, bot, 60, 3 * given.seconds, OFFERED) for name, bot in measured.items()]
    found = {"bare_commits_per_s": bare, "rows": [asdict(row) for row in rows]}
    if not given.quick and "sqlite" in measured:
        found |= {"start_s": await start_s(sqlite), f"mb_with_{OPEN}_open": await memory(sqlite, OPEN)}
    target = ROOT / "build" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(orjson.dumps(found, option=orjson.OPT_INDENT_2))
    print(f"\n{table(rows)}\n")
    for name, value in found.items():
        if isinstance(value, float):
            print(f"{name.replace('_', ' ')}: {value:.1f}")


async def find_scene(given: argparse.Namespace, folder: Path) -> None:
    """The lists of the desk with few and with many reports; see find.py."""
    found: dict[str, dict[int, dict[str, float]]] = {}
    for count in [int(one) for one in given.find.split(",")]:
        for name, opened in find.databases(folder / f"find{count}", os.environ.get("HRO_TEST_POSTGRES", "")):
            if given.only and name not in given.only.split(","):
                continue
            with opened as store:
                town = find.Town(store)
                await town.fill(count)
                found.setdefault(name, {})[count] = await town.measure()
    target = ROOT / "build" / "bench_find.json"
    target.write_bytes(orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS))
    print(find.table(found))


def main() -> None:
    """Reads the options."""
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="about a minute: no fixed rate, no memory")
    parser.add_argument("--people", default="1,50,500")
    parser.add_argument("--only", default="", help="some of plain,sqlite,postgresql")
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--profile", default="", help="a file for a cProfile of the bot on SQLite")
    parser.add_argument("--find", default="", help="only the desk's lists, with so many reports: 1000,100000")
    given = parser.parse_args()
    # On the disk of the checkout: /tmp can be memory, where a commit costs nothing.
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as folder:
        asyncio.run(find_scene(given, Path(folder)) if given.find else run(given, Path(folder)))


if __name__ == "__main__":
    main()
