"""Ten thousand envelopes through the real front end of Signal, with everything cut and killed that can be."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.clock import RealClock
from bot.intake import Intake
from bot.store import Store
from handlers.rules import Rules
from models.inbox import Inbox
from tests.bot_process import ROOT, bare_environment
from tests.signalcli.client import ACCOUNT, Person, SignalCli
from tests.signalcli.distribution import needed_jars
from tests.signalcli.samples import T

pytestmark = pytest.mark.prove
COUNT = 10_000
PEOPLE = [Person(f"{number:08d}-0000-4000-8000-000000000000") for number in range(50)]
KILLS = 3


class Cutting:
    """A relay to a front end that resets every event stream after some random number of bytes."""

    def __init__(self, port: int, rng: random.Random) -> None:
        self.cuts = 0
        self._port, self._rng = port, rng
        self._open: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> str:
        self._server = await asyncio.start_server(self._relay, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for writer in self._open:
            writer.transport.abort()
        await asyncio.sleep(0.2)

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            there, back = await asyncio.open_connection("127.0.0.1", self._port)
            self._open |= {writer, back}
            back.write(head)
            on = asyncio.create_task(_pump(reader, back))
            left = self._rng.randrange(100_000) if b"/api/v1/events" in head.splitlines()[0] else None
            while data := await there.read(4096):
                writer.write(data)
                await writer.drain()
                if left is not None and (left := left - len(data)) < 0:
                    self.cuts += 1
                    break
            on.cancel()
            back.transport.abort()
        writer.transport.abort()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(4096):
            writer.write(data)
            await writer.drain()


def launch(cli: SignalCli, data: Path) -> subprocess.Popen[bytes]:
    """The front end with its journal, as the guide has them: one piped into the other."""
    reading, writing = os.pipe()
    environment = {**bare_environment(), "HRO_DATA_DIR": str(data)}
    command = [sys.executable, "-m", "bot", "signal", "journal"]
    journal = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=reading)
    cli.launch(journal=writing)
    os.close(reading)
    os.close(writing)
    return journal


async def until(true: Callable[[], bool], timeout: float = 600) -> None:
    end = asyncio.get_running_loop().time() + timeout
    while not true():
        assert asyncio.get_running_loop().time() < end, "it does not come"
        await asyncio.sleep(0.1)


async def kill_it_on_its_way(cli: SignalCli, data: Path, journals: list[subprocess.Popen[bytes]]) -> None:
    """Kills the front end again and again until nothing waits there."""
    for kill in range(1, KILLS + 1):
        left = COUNT - COUNT * kill // (KILLS + 1)
        await until(lambda left=left: cli.waiting() < left)  # type: ignore[misc]  # bound for this loop
        cli.kill()
        await asyncio.to_thread(journals[-1].wait)
        journals.append(launch(cli, data))
    await until(lambda: cli.waiting() == 0)
    cli.kill()  # one more break, so that what the last cut lost is read from the journal
    await asyncio.to_thread(journals[-1].wait)
    journals.append(launch(cli, data))
    await until(cli.answers)


async def kept(store: Store) -> Counter[int]:
    """How often each is kept, as soon as all of them are there, or after a minute."""
    found: Counter[int] = Counter()
    end = asyncio.get_running_loop().time() + 60
    while len(found) < COUNT and asyncio.get_running_loop().time() < end:
        await asyncio.sleep(0.5)
        ids = await store.read(lambda session: session.scalars(select(Inbox.wire_id)).all())
        found = Counter(int(wire_id.partition(":")[2]) for wire_id in ids)
    return found


@pytest.mark.timeout(1200)
@pytest.mark.asyncio
async def test_each_of_ten_thousand_is_kept_exactly_once(sqlite_store: Store, tmp_path: Path) -> None:
    module = pytest.importorskip("bot.channels.signal")
    needed_jars()
    rng = random.Random(COUNT)
    cli = SignalCli(tmp_path / "signal")
    for number in range(COUNT):
        cli.says(rng.choice(PEOPLE), f"message {number}", timestamp=T + number)
    journals = [launch(cli, tmp_path)]
    await until(cli.answers)
    relay = Cutting(cli.port, rng)
    async with relay as url:
        channel = module.Signal(url, ACCOUNT, journal=tmp_path / module.JOURNAL, key=tmp_path / "key", pause_s=0.01)
        intake = Intake(sqlite_store, {"signal": channel}, RealClock(), Rules())

        async def keep(raws: Sequence[bytes]) -> int:
            return await intake.keep(channel, raws)

        task = asyncio.create_task(channel.listen(keep))
        await kill_it_on_its_way(cli, tmp_path, journals)
        found = await kept(sqlite_store)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await channel.close()
    cli.kill()
    journals[-1].wait()

    assert relay.cuts > 10
    assert set(found) == {T + number for number in range(COUNT)}
    assert set(found.values()) == {1}
