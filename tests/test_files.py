"""Files are asked for as long as it takes; only the messenger ends it, and then she is asked kindly, once."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.app import App
from bot.channels.base import FetchFailed, Gone
from bot.channels.demo import Demo
from bot.clock import PushedClock
from bot.store import Store
from handlers import evidence
from handlers.person import meet
from handlers.rules import Rules
from handlers.words import say
from models.evidence import FETCHED, GONE, TOO_BIG, WAITING, Evidence
from models.messages import Attachment, Inbound, Kind
from models.person import COORDINATOR
from tests.world import MORNING, plain

pytestmark = pytest.mark.asyncio
AMAL, LEA = "amal", "lea"
HOURS = 3600
SHORTER = "This file is too big for us. Can you send a shorter one?"
AGAIN = "We could not get one file. Can you send it again?"


class Phones(Demo):
    """The demo messenger, whose files fail as a test wants it."""

    def __init__(self, clock: PushedClock) -> None:
        super().__init__([AMAL, LEA], now=clock.now)
        self.fails: dict[str, Exception] = {}
        self.asked: list[str] = []

    async def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        self.asked.append(attachment.file_id)
        if attachment.file_id in self.fails:
            raise self.fails[attachment.file_id]
        yield b"bytes of " + attachment.file_id.encode()


class Sent:
    """Amal, who sends files, and Léa, who coordinates."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.clock, self.folder = store, PushedClock(MORNING), folder / "files"
        self.phones = Phones(self.clock)
        self.app = App(store, {"demo": self.phones}, self.clock, Rules(), self.folder, {})

    async def sends(self, *names: str, size: int | None = None) -> None:
        now = self.clock.now()

        def note(session: Session) -> None:
            lea = meet(session, "demo", "demo", LEA, now)
            lea.role, lea.staff_language = COORDINATOR, "en"
            amal = meet(session, "demo", "demo", AMAL, now)
            amal.language = "ar"
            for name in names:
                files = (Attachment("video", name, name, size=size),)
                message = Inbound("demo", "demo", AMAL, Kind.MEDIA, wire_id=name, attachments=files)
                evidence.note_files(session, amal, message, 1, "", now)

        await self.store.write(note)

    async def pushes(self, hours: float, step: float = 1) -> None:
        for _hour in range(round(hours / step)):
            await self.clock.push(step * HOURS)
            await self.app.files.fetch_due()
        await self.app.sender.drain()

    async def states(self) -> list[str]:
        query = select(Evidence.state).order_by(Evidence.id)
        return await self.store.read(lambda session: list(session.scalars(query)))

    def said(self, name: str) -> list[str]:
        return [plain(shown.text).partition(" ")[2] for shown in self.phones.screens.on(name)]


@pytest.fixture
def sent(store: Store, tmp_path: Path) -> Sent:
    return Sent(store, tmp_path)


@pytest.mark.parametrize("error", [FetchFailed("the network"), OSError("our disk"), FetchFailed("throttled")])
async def test_a_file_that_we_could_not_get_for_a_week_is_still_asked_for(sent: Sent, error: Exception) -> None:
    sent.phones.fails["film"] = error
    await sent.sends("film")
    await sent.pushes(7 * 24, step=2)
    assert await sent.states() == [WAITING]
    assert (sent.said(AMAL), sent.said(LEA)) == ([], [])

    del sent.phones.fails["film"]
    await sent.pushes(25)
    assert await sent.states() == [FETCHED]


async def test_our_own_full_disk_never_counts_against_a_file(sent: Sent) -> None:
    shutil.rmtree(sent.folder)
    await sent.sends("film")
    await sent.pushes(72, step=3)
    assert await sent.states() == [WAITING]

    sent.folder.mkdir()
    await sent.pushes(25)
    assert await sent.states() == [FETCHED]


async def test_a_refusal_counts_from_the_first_one_and_ends_it_after_two_days(sent: Sent) -> None:
    sent.phones.fails["film"] = FetchFailed("the network")
    await sent.sends("film")
    await sent.pushes(49)
    sent.phones.fails["film"] = FetchFailed("wrong file_id", refused=True)
    await sent.pushes(47)
    assert await sent.states() == [WAITING]
    await sent.pushes(50)

    assert await sent.states() == [GONE]
    assert sent.said(AMAL) == [say("ar", AGAIN)]
    assert len(sent.said(LEA)) == 1


async def test_files_that_fail_unexpectedly_do_not_stop_the_others(sent: Sent) -> None:
    bad = [f"bad{number}" for number in range(5)]
    sent.phones.fails = {name: ValueError("nonsense") for name in bad}
    await sent.sends(*bad)
    await sent.clock.push(1)
    await sent.sends("film")
    for _round in range(3):
        await sent.app.files.fetch_due()

    assert await sent.states() == [WAITING] * 5 + [FETCHED]
    assert len(sent.phones.asked) == 6


@pytest.mark.parametrize("size", [None, 30 * 1024 * 1024, 1])
async def test_a_file_that_is_too_big_is_told_once_in_her_language_whatever_its_size_was_said_to_be(
    sent: Sent, size: int | None
) -> None:
    sent.phones.fails["film"] = Gone("file is too big", too_big=True)
    await sent.sends("film", size=size)
    await sent.pushes(48, step=12)

    assert await sent.states() == [TOO_BIG]
    assert sent.said(AMAL) == [say("ar", SHORTER)]
    assert len(sent.said(LEA)) == 1


async def test_the_pause_between_tries_ends_at_a_day() -> None:
    pauses = [timedelta(seconds=seconds) for seconds in evidence.DELAYS_S]

    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(days=1)
