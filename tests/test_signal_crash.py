"""The bot is killed again and again while people write on Signal: nothing is lost, nothing is handled twice."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.channels.signal import JOURNAL
from bot.channels.signal_journal import Writer
from bot.database import open_store
from bot.keyfile import read_key
from models import report
from models.inbox import DONE, FAILED, Inbox
from models.outbox import DEAD, SENT, Outbox
from tests.bot_process import BotProcess
from tests.botapi.client import BotApi
from tests.signald.people import Person
from tests.signald.running import until
from tests.signald.server import ACCOUNT, Signald

pytestmark = pytest.mark.prove
PEOPLE, KILLS = 20, 10


@pytest.mark.timeout(900)
@pytest.mark.asyncio
async def test_killed_at_any_moment_it_loses_nothing_and_handles_nothing_twice(tmp_path: Path) -> None:
    async with Signald() as daemon:
        more = {"HRO_SIGNAL_URL": daemon.url, "HRO_SIGNAL_ACCOUNT": ACCOUNT, "HRO_TELEGRAM_TOKEN": ""}
        async with BotProcess(BotApi(), tmp_path, more=more) as process:
            writer = Writer(process.data / JOURNAL, read_key(process.data / "key"))
            printed: list[tuple[str, str]] = []

            def journal(line: bytes) -> None:
                writer.write(line)
                envelope = json.loads(line)["envelope"]
                printed.append((envelope["sourceUuid"], str(envelope["timestamp"])))

            daemon.journal = journal
            await _killed_while_people_tell(process, daemon)
            assert await process.stop() == 0
    store = open_store(process.settings)
    kept = await store.read(lambda session: [tuple(row) for row in session.execute(select(Inbox.wire_id, Inbox.state))])
    said = await store.read(lambda session: Counter(session.scalars(select(report.Testimony.inbox_id))))
    left = await store.read(lambda session: {tuple(row) for row in session.execute(select(Outbox.state, Outbox.error))})
    store.close()
    assert sorted(wire_id for wire_id, _state in kept) == sorted(f"{sender}:{stamp}" for sender, stamp in printed)
    # One that is met alone by two lives that end is taken for what killed them, and shown to a human.
    assert {state for _wire_id, state in kept} <= {DONE, FAILED}
    assert sum(state == FAILED for _wire_id, state in kept) <= KILLS
    assert max(said.values()) == 1, "one was handled twice"
    # Who says no to keeping her report takes back what was said to her.
    assert left <= {(SENT, None), (DEAD, "erased")}
    assert len(printed) > KILLS


async def _killed_while_people_tell(process: BotProcess, daemon: Signald) -> None:
    """It is killed again and again while people tell; then all that came is read, and nothing more leaves."""
    luck = random.Random(7)
    people = [Person(daemon, f"person {number}") for number in range(PEOPLE)]
    enough = asyncio.Event()
    telling = asyncio.create_task(_tell(people, luck, enough))
    for _turn in range(KILLS):
        await asyncio.sleep(luck.uniform(0.3, 2.0))
        process.kill()
        await process.start()
    enough.set()
    await telling
    last = {person.says("menu") for person in people}
    await until(lambda: last <= _told_as_read(daemon), timeout=120)
    before = 0
    while before != len(daemon.sent):
        before = len(daemon.sent)
        await asyncio.sleep(3)


def _told_as_read(daemon: Signald) -> set[int]:
    return {stamp for one in daemon.calls("sendReceipt") for stamp in one.params["targetTimestamp"]}


async def _tell(people: list[Person], luck: random.Random, enough: asyncio.Event) -> None:
    """People write, send pictures and change what they wrote, whether the bot is there or not."""
    number = 0
    while not enough.is_set():
        number += 1
        person, chance = luck.choice(people), luck.random()
        if chance < 0.1:
            person.does(attachments=[person.file(f"{number}.jpg", luck.randbytes(300), "image/jpeg")])
        elif chance < 0.2 and person.said:
            edit = {"targetSentTimestamp": person.said[0], "dataMessage": {"message": f"changed {number}"}}
            person.sends(person.daemon.stamp(), editMessage=edit)
        else:
            person.says(luck.choice(["hello, good morning", "1", "2", f"words {number}", "menu", "Eviction", "back"]))
        await asyncio.sleep(luck.uniform(0.0, 0.1))
