"""How Signal's envelopes reach us: the stream, the journal after a break, and the daemon's own state."""

from __future__ import annotations

import asyncio
import io
import json
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyrage import x25519
from sqlalchemy import select

from bot.channels.signal import JOURNAL, Signal
from bot.channels.signal_journal import AT_ONCE, Reader, Writer
from bot.channels.signal_messages import label_envelope
from bot.channels.signal_receiving import NOT_LINKED
from bot.clock import PushedClock, RealClock
from bot.commands.signal import write_down
from bot.intake import Intake
from bot.keyfile import make_key, read_key
from bot.store import Store
from models.inbox import Inbox
from models.secret import Keys
from tests.signald.people import Person
from tests.signald.running import RULES, until
from tests.signald.server import ACCOUNT, Signald, from_person

HOUR = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)


class Kept:
    """Keeps in memory, each once; fails as often as it is told to."""

    def __init__(self) -> None:
        self.raws: list[bytes] = []
        self.fail = 0
        self.again = 0
        """How many came that were kept before."""

    async def __call__(self, raws: Sequence[bytes]) -> int:
        if self.fail:
            self.fail -= 1
            raise OSError("full")
        known = {label_envelope(raw).wire_id for raw in self.raws}
        new = [raw for raw in raws if label_envelope(raw).wire_id not in known]
        self.again += len(raws) - len(new)
        self.raws += new
        return len(new)

    def texts(self) -> list[str]:
        return [json.loads(raw)["envelope"]["dataMessage"]["message"] for raw in self.raws]


@asynccontextmanager
async def listening(daemon: Signald, kept: Kept, folder: Path | None = None) -> AsyncIterator[Signal]:
    journal, key = (folder / JOURNAL, folder / "key") if folder else (None, None)
    channel = Signal(daemon.url, ACCOUNT, journal=journal, key=key, read_s=1.0, pause_s=0.02)
    task = asyncio.create_task(channel.listen(kept))
    try:
        yield channel
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await channel.close()


def keys() -> Keys:
    return Keys(str(x25519.Identity.generate()))


@pytest.mark.asyncio
async def test_what_waited_comes_in_order_and_is_told_as_read_once_kept() -> None:
    async with Signald() as daemon:
        amal, kept = Person(daemon, "Amal"), Kept()
        stamps = [amal.says(f"number {number}\u2028\r\n<") for number in range(5)]
        async with listening(daemon, kept) as channel:
            await until(lambda: len(daemon.calls("sendReceipt")) == 5)
            assert channel.trouble == ""
            assert channel.version == "0.14.7"

        assert kept.texts() == [f"number {number}\u2028\r\n<" for number in range(5)]
        assert [one.params["targetTimestamp"] for one in daemon.calls("sendReceipt")] == [[stamp] for stamp in stamps]


@pytest.mark.asyncio
async def test_what_cannot_be_kept_is_held_until_it_can_and_not_told_as_read() -> None:
    async with Signald() as daemon:
        amal, kept = Person(daemon, "Amal"), Kept()
        kept.fail = 4
        async with listening(daemon, kept) as channel:
            amal.says("one")
            amal.says("two")
            await until(lambda: "cannot be kept" in channel.trouble)
            assert not daemon.calls("sendReceipt")
            await until(lambda: len(daemon.calls("sendReceipt")) == 2)
            assert channel.trouble == ""

        assert kept.texts() == ["one", "two"]


@pytest.mark.asyncio
async def test_a_daemon_that_is_gone_is_noticed_and_found_again() -> None:
    async with Signald() as daemon:
        amal, kept = Person(daemon, "Amal"), Kept()
        async with listening(daemon, kept) as channel:
            await until(lambda: daemon.listeners > 0)
            await daemon.stop()
            await until(lambda: "reached" in channel.trouble or "ended" in channel.trouble)
            await daemon.start()
            amal.says("again")
            await until(lambda: kept.raws != [])
            assert channel.trouble == ""
            await daemon.stop()
            await until(lambda: channel.trouble != "")
        assert channel.trouble == "", "who does not listen has no trouble with it"


@pytest.mark.asyncio
async def test_an_account_that_is_not_linked_is_said_and_found_again_once_it_is() -> None:
    async with Signald(account="") as daemon:
        kept = Kept()
        async with listening(daemon, kept) as channel:
            await until(lambda: channel.trouble == NOT_LINKED)
            daemon.account = ACCOUNT
            await until(lambda: channel._receiving._broken == "")


def test_the_journal_gives_what_was_written_and_is_not_readable_by_others(tmp_path: Path) -> None:
    mine = keys()
    writer, reader = Writer(tmp_path / "j", mine), Reader(tmp_path / "j", mine)
    assert reader.lines() == []
    writer.write('{"help": "ساعدونا"}'.encode())
    assert reader.lines() == reader.lines() == ['{"help": "ساعدونا"}'.encode()]
    reader.kept()
    assert reader.lines() == Reader(tmp_path / "j", mine).lines() == []
    (file,) = [path for path in (tmp_path / "j").iterdir() if path.name.isdecimal()]
    assert b"help" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


def test_the_journal_survives_lines_that_broke_off_and_a_lost_place(tmp_path: Path) -> None:
    mine = keys()
    writer = Writer(tmp_path, mine)
    for number in range(AT_ONCE + 5):
        writer.write(f"{number}".encode())
    (file,) = [path for path in tmp_path.iterdir() if path.name.isdecimal()]
    with file.open("ab") as left:
        left.write(b"bm90IHdob2xl")
    writer.write(b"after")
    (tmp_path / "read").write_text("nonsense")
    reader, found = Reader(tmp_path, mine), []
    while lines := reader.lines():
        found += lines
        reader.kept()
    assert found == [*(f"{number}".encode() for number in range(AT_ONCE + 5)), b"after"]


@pytest.mark.asyncio
async def test_a_file_of_the_journal_goes_once_its_hour_is_over_and_all_of_it_is_kept(tmp_path: Path) -> None:
    mine, clock = keys(), PushedClock(HOUR)
    writer, reader = Writer(tmp_path, mine, clock.now), Reader(tmp_path, mine, clock.now)
    writer.write(b"first")
    assert reader.lines() == [b"first"]
    await clock.push(3600)
    assert reader.lines() == [b"first"], "not kept yet, so it stays"
    reader.kept()
    writer.write(b"second")
    assert reader.lines() == [b"second"]
    reader.kept()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2026112208", "read"]
    await clock.push(3600)
    assert reader.lines() == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["read"]
    writer.write(b"third")
    assert reader.lines() == [b"third"]


def test_only_envelopes_that_say_something_are_written_down(tmp_path: Path) -> None:
    mine = keys()
    said = b'{"envelope":{"sourceUuid":"a","timestamp":1,"dataMessage":{"message":"x"}},"account":"+33"}'
    typing = b'{"envelope":{"sourceUuid":"a","timestamp":2,"typingMessage":{"action":"STARTED"}}}'
    printed = b"\n".join([b"INFO started", typing, said, b'{"no":1}', b"[1]", said[:-9]])
    write_down(io.BytesIO(printed), Writer(tmp_path, mine))
    assert Reader(tmp_path, mine).lines() == [said]


@pytest.mark.asyncio
async def test_what_the_stream_lost_comes_by_the_journal(tmp_path: Path) -> None:
    mine = make_key(tmp_path / "key")
    writer = Writer(tmp_path / JOURNAL, mine)
    cuts = iter([1, -1])
    async with Signald(journal=writer.write, cut_after=lambda: next(cuts)) as daemon:
        amal, kept = Person(daemon, "Amal"), Kept()
        for text in ("one", "two", "three"):
            amal.says(text)
        async with listening(daemon, kept, tmp_path):
            await until(lambda: "three" in kept.texts())

        assert set(kept.texts()) == {"one", "two", "three"}


@pytest.mark.asyncio
async def test_what_the_journal_brings_once_more_is_told_as_read_once(tmp_path: Path) -> None:
    writer = Writer(tmp_path / JOURNAL, make_key(tmp_path / "key"))
    async with Signald(journal=writer.write) as daemon:
        amal, kept = Person(daemon, "Amal"), Kept()
        async with listening(daemon, kept, tmp_path):
            stamps = [amal.says("one"), amal.says("two")]
            await until(lambda: len(daemon.calls("sendReceipt")) == 2)
            await daemon.stop()
            await daemon.start()
            await until(lambda: kept.again == 2)
            stamps.append(amal.says("three"))
            await until(lambda: [stamps[2]] in [one.params["targetTimestamp"] for one in daemon.calls("sendReceipt")])

        assert [one.params["targetTimestamp"] for one in daemon.calls("sendReceipt")] == [[stamp] for stamp in stamps]


async def kept_once(store: Store, folder: Path, count: int, *, abrupt: bool) -> None:
    """`count` envelopes by connections that are cut at random, with the journal beside: each is kept exactly once.

    Where a cut is abrupt (a reset), what is on the way in the network is gone: only the journal has it.
    """
    cut, printed = random.Random(count), set[int]()
    writer = Writer(folder / JOURNAL, read_key(folder / "key"))

    def journal(line: bytes) -> None:
        if abrupt or cut.random() < 0.8:
            writer.write(line)
            printed.add(json.loads(line)["envelope"]["timestamp"])

    async with Signald(journal=journal, cut_after=lambda: cut.randrange(200), abrupt=abrupt) as daemon:
        people = [Person(daemon, f"person {number}") for number in range(50)]
        said = {cut.choice(people).says(f"message {number}") for number in range(count)}
        channel = Signal(daemon.url, ACCOUNT, journal=folder / JOURNAL, key=folder / "key", pause_s=0.01)
        intake = Intake(store, {"signal": channel}, RealClock(), RULES)

        async def keep(raws: Sequence[bytes]) -> int:
            return await intake.keep(channel, raws)

        task = asyncio.create_task(channel.listen(keep))
        await until(lambda: not daemon.waiting, timeout=600)
        daemon.cut_after = None
        found = await _found(store, daemon)
        # One more break, so that what the last cut lost is read from the journal.
        await daemon.stop()
        await daemon.start()
        daemon.push(from_person(people[0].uuid, dataMessage={"message": "the last"}))
        await until(lambda: not daemon.waiting)
        found = await _found(store, daemon)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await channel.close()
    assert len(found) == len(set(found)), "one was kept twice"
    assert (printed if abrupt else printed | set(daemon.streamed)) <= set(found), "one was not kept"
    assert len(set(found) & said) > 0.9 * count


async def _found(store: Store, daemon: Signald) -> list[int]:
    """The timestamps of all that is kept, once what was streamed last is."""
    found: list[int] = []
    end = time.monotonic() + 60
    while daemon.streamed[-1] not in found and time.monotonic() < end:
        await asyncio.sleep(0.2)
        ids = await store.read(lambda session: session.scalars(select(Inbox.wire_id)).all())
        found = [int(wire_id.partition(":")[2]) for wire_id in ids]
    return found


@pytest.mark.asyncio
@pytest.mark.parametrize("abrupt", [False, True])
async def test_each_that_reached_the_stream_or_the_journal_is_kept_once(
    sqlite_store: Store, tmp_path: Path, abrupt: bool
) -> None:
    await kept_once(sqlite_store, tmp_path, 300, abrupt=abrupt)


@pytest.mark.prove
@pytest.mark.timeout(1200)
@pytest.mark.asyncio
@pytest.mark.parametrize("abrupt", [False, True])
async def test_ten_thousand_that_reached_the_stream_or_the_journal_are_kept_once(
    sqlite_store: Store, tmp_path: Path, abrupt: bool
) -> None:
    await kept_once(sqlite_store, tmp_path, 10_000, abrupt=abrupt)
