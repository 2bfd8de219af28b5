"""The whole bot as a process, and people on the tests' own Bot API server: what everybody relies on."""

from __future__ import annotations

import asyncio
import hashlib
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.channels.telegram import Telegram
from bot.clock import RealClock
from bot.database import open_store
from bot.files import Files
from handlers import failures, told
from handlers.card import TAKE, URGENCY
from handlers.flow import Urgency
from handlers.talk import YOUR_CODE
from handlers.words import say
from models.alert import Alert
from models.evidence import FETCHED, TOO_BIG, Evidence
from models.report import Report
from tests.botapi.client import BotApi, User
from tests.loopback import until
from tests.telegram_team import (
    AMAL,
    HELLO,
    RING,
    a_team,
    after_name,
    before_name,
    bot,
    calls_for_help,
    more_than,
    texts,
)

# --- from the invitation to the answer ---


@pytest.mark.asyncio
async def test_a_team_begins_and_somebody_in_danger_is_answered_by_a_human(api: BotApi, tmp_path: Path) -> None:
    async with bot(api, tmp_path) as process:
        _rosa, sam = await a_team(api)
        amal = await calls_for_help(api)
        await sam.wait_for(RING)

        await amal.press("🔴")
        await sam.wait_for(URGENCY[Urgency.LIFE][1])
        await amal.location(50.9512, 1.8534)
        await walk_to_the_end(amal)
        await sam.press(TAKE)
        await amal.wait_for(say("ar", told.READ))

        assert before_name(say("ar", YOUR_CODE)) in await texts(amal)
        assert HELLO not in await texts(sam)
        assert await process.stop() == 0
    store = open_store(process.settings)
    try:
        report = await store.read(lambda session: session.scalars(select(Report)).one())
        taken = await store.read(lambda session: session.scalars(select(Alert)).one())
    finally:
        store.close()
    assert (report.flow, report.language, report.filed_at is not None) == ("police_now", "ar", True)
    assert taken.taken_by is not None


async def walk_to_the_end(person: User) -> None:
    """Presses "skip" under every question that comes, until her report has a name."""
    end = time.monotonic() + 20
    while before_name(say("ar", YOUR_CODE)) not in await texts(person):
        screen = await person.screen()
        assert time.monotonic() < end, str(screen)
        skips = [
            (shown, button)
            for shown in screen.messages
            for row in shown.buttons
            for button in row
            if button.data.endswith(":skip")
        ]
        question, skip = skips[-1]
        await person.press_old(question.message_id, skip.data)
        await until(more_than(person, len(screen.messages)))


# --- files ---


@pytest.mark.asyncio
async def test_photos_voice_and_papers_are_kept_whole_and_encrypted_and_a_film_too_big_is_asked_for_shorter(
    api: BotApi, tmp_path: Path
) -> None:
    photos = [b"\xff\xd8 a photo that nobody else may see " + bytes([number]) * 70_000 for number in range(5)]
    voice, paper = b"OggS a voice that nobody else may hear" * 2000, b"%PDF a paper that nobody else may read" * 9000
    async with bot(api, tmp_path) as process:
        amal = api.user(AMAL, "Amal", language_code="ar")
        for photo in photos:
            await amal.photo(photo, media_group_id="13866012345678901")
        await amal.voice(voice)
        await amal.document(paper, file_name="قرار الإخلاء.pdf", mime_type="application/pdf")
        await amal.send("video", size=20 * 1024 * 1024 + 1, duration=95)
        await amal.wait_for(say("ar", failures.TOO_BIG))
        folder = process.data / "files"
        await until(lambda: len(list(folder.glob("*.age"))) == 7)
        assert await process.stop() == 0

    store = open_store(process.settings)
    try:
        rows = list(await store.read(lambda session: session.scalars(select(Evidence).order_by(Evidence.id)).all()))
        assert [(row.kind, row.state) for row in rows] == [
            *[("photo", FETCHED)] * 5,
            ("voice", FETCHED),
            ("document", FETCHED),
            ("video", TOO_BIG),
        ]
        assert [row.sha256 for row in rows[:7]] == [hashlib.sha256(one).hexdigest() for one in (*photos, voice, paper)]
        assert [row.size for row in rows[:7]] == [len(one) for one in (*photos, voice, paper)]
        assert {row.album for row in rows[:5]} == {"13866012345678901"}
        channel = Telegram(api.token, api.url)
        files = Files(store, {"telegram": channel}, RealClock(), folder)
        assert [await files.read(row.id) for row in rows[:7]] == [*photos, voice, paper]
    finally:
        store.close()
    everything = b"".join(path.read_bytes() for path in process.data.rglob("*") if path.is_file())
    assert b"that nobody else may" not in everything


# --- alerts ---


@pytest.mark.asyncio
async def test_an_alert_for_a_volunteer_who_blocked_the_bot_moves_on_at_once(api: BotApi, tmp_path: Path) -> None:
    async with bot(api, tmp_path):
        rosa, sam = await a_team(api)
        await sam.act("block", state="blocked", quiet=True)
        started = time.monotonic()
        amal = await calls_for_help(api)
        await rosa.wait_for(RING)
        assert time.monotonic() - started < 5
        await rosa.wait_for(after_name(failures.MEMBER_GONE))
        await rosa.press(TAKE)
        await amal.wait_for(say("ar", told.READ))


@pytest.mark.prove
@pytest.mark.asyncio
async def test_an_alert_moves_on_at_once_when_the_volunteer_blocks_the_bot_after_the_ring(
    api: BotApi, tmp_path: Path
) -> None:
    async with bot(api, tmp_path):
        rosa, sam = await a_team(api)
        await calls_for_help(api)
        await sam.wait_for(RING)
        await sam.block()
        await rosa.wait_for(RING, timeout=4)


# --- a live location ---


@pytest.mark.asyncio
async def test_a_live_location_that_moves_is_kept_without_asking_again_each_time(api: BotApi, tmp_path: Path) -> None:
    async with bot(api, tmp_path):
        amal = await calls_for_help(api)
        await amal.press("🟢")
        first = await amal.location(50.9512, 1.8534, live_period=900)
        await amal.wait_for("", after=first)
        await asyncio.sleep(0.5)
        before = len((await amal.screen()).messages)
        for step in range(1, 6):
            spot = {"latitude": 50.9512 + step / 1000, "longitude": 1.8534, "live_period": 900}
            await amal.act("edit", message_id=first, location=spot)
        await amal.say("نعم")
        await until(more_than(amal, before + 1))
        await asyncio.sleep(0.5)
        assert len((await amal.screen()).messages) <= before + 3, str(await amal.screen())
