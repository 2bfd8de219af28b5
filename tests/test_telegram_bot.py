"""The whole bot as a process, and people on the tests' own Bot API server: what everybody relies on."""

from __future__ import annotations

import asyncio
import hashlib
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.channels.telegram import Telegram
from bot.clock import RealClock
from bot.database import open_store
from bot.files import Files
from handlers import duty_desk, failures, team, told
from handlers.card import TAKE, URGENCY
from handlers.flow import Urgency
from handlers.flows.safety import SAFE_NOW
from handlers.menu import MENU, WHO_WE_ARE
from handlers.talk import YOUR_CODE
from handlers.words import say
from models.alert import Alert
from models.audit import Audit
from models.evidence import FETCHED, TOO_BIG, Evidence
from models.report import Report
from models.team import Invite
from tests.bot_process import BotProcess
from tests.botapi.client import BotApi, User
from tests.loopback import until

ROSA, SAM, AMAL, STRANGER = 9001, 9002, 5001, 6001
LINK = re.compile(r"https://t\.me/hro_test_bot\?start=([A-Za-z0-9_-]{20,64})")
RING = " ".join(URGENCY[Urgency.NOW])
HELLO = "السلام عليكم، نحتاج إلى مساعدة من فضلكم"


@asynccontextmanager
async def bot(api: BotApi, folder: Path, coordinators: str = f"telegram:{ROSA}") -> AsyncIterator[BotProcess]:
    """The bot, running and introduced: it knows its name and has set its menus."""
    async with BotProcess(api, folder, coordinators=coordinators) as process:
        await introduced(api)
        yield process


async def introduced(api: BotApi) -> None:
    await until(api.texts)


async def joins(person: User, opening: str, name: str) -> None:
    """Somebody joins the team: by a link, or as one whom the settings name."""
    await person.say(opening)
    await person.wait_for(team.YOUR_NAME)
    await person.say(name)
    await person.wait_for(team.YOUR_LANGUAGE)
    await person.press("English")
    await person.wait_for(after_name(team.READY))


async def invites(coordinator: User, role: str = "volunteer") -> str:
    """A new invitation; gives its token."""
    asked = await coordinator.say(f"/invite {role}")
    shown = await coordinator.wait_for("?start=", after=asked)
    found = LINK.search(shown.text)
    assert found, shown.text
    return found[1]


async def a_team(api: BotApi) -> tuple[User, User]:
    """A coordinator, and a volunteer on duty whom she invited."""
    rosa, sam = api.user(ROSA, "Rosa"), api.user(SAM, "Sam")
    await joins(rosa, "/start", "Rosa")
    await joins(sam, f"/start {await invites(rosa)}", "Sam")
    await sam.say("/onduty")
    await sam.wait_for(duty_desk.ON)
    return rosa, sam


async def calls_for_help(api: BotApi) -> User:
    """Somebody writes in Arabic and presses 🆘."""
    amal = api.user(AMAL, "Amal", language_code="ar")
    await amal.say(HELLO)
    await amal.wait_for(say("ar", MENU))
    await amal.press("🆘")
    await amal.wait_for(say("ar", SAFE_NOW.text))
    return amal


def before_name(text: str) -> str:
    return text.partition("{")[0]


def after_name(text: str) -> str:
    return text.partition("}")[2]


async def texts(person: User) -> str:
    return "\n".join(shown.text for shown in (await person.screen()).messages if shown.from_bot)


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


def more_than(person: User, count: int) -> Callable[[], Awaitable[object]]:
    async def true() -> bool:
        return len((await person.screen()).messages) > count

    return true


# --- who belongs to the team ---


@pytest.mark.asyncio
async def test_an_invitation_works_once_within_48_hours_and_is_not_kept_in_the_clear(
    api: BotApi, tmp_path: Path
) -> None:
    process = BotProcess(api, tmp_path, coordinators=f"telegram:{ROSA}")
    async with process:
        await introduced(api)
        rosa, sam, late, other = (api.user(number) for number in (ROSA, SAM, 9003, 9004))
        await joins(rosa, "/start", "Rosa")
        token, old_token = await invites(rosa), await invites(rosa)
        await joins(sam, f"/start {token}", "Sam")
        await other.say(f"/start {token}")
        await other.wait_for(say("en", WHO_WE_ARE))

        assert await process.stop() == 0
        await let_invitations_end(process)
        await process.start()
        await late.say(f"/start {old_token}")
        await late.wait_for(say("en", WHO_WE_ARE))
        for stranger in (other, late):
            assert team.YOUR_NAME not in await texts(stranger)
        asked = await rosa.say("/team")
        assert (await rosa.wait_for("Sam", after=asked)).text.count("\n") == 1, "Rosa and Sam"
    everything = b"".join(path.read_bytes() for path in process.data.rglob("*") if path.is_file())
    assert [one for one in (token, old_token) if one.encode() in everything] == []
    assert [one for one in (token, old_token) if one in process.log.read_text()] == []


async def let_invitations_end(process: BotProcess) -> None:
    """Puts every open invitation 48 hours and a second into the past."""
    store = open_store(process.settings)

    def age(session: Session) -> None:
        for invite in session.scalars(select(Invite).where(Invite.used_at.is_(None))):
            assert invite.expires_at - invite.made_at == timedelta(hours=48)
        made = RealClock().now() - timedelta(hours=48, seconds=1)
        past = {"made_at": made, "expires_at": made + timedelta(hours=48)}
        session.execute(update(Invite).where(Invite.used_at.is_(None)).values(past))

    try:
        await store.write(age)
    finally:
        store.close()


@pytest.mark.asyncio
async def test_where_nobody_coordinates_a_link_for_the_first_one_is_printed_once_however_late_telegram_answers(
    api: BotApi, tmp_path: Path
) -> None:
    await api.fault("bad_gateway", "getMe", times=1)
    await api.fault("throttled", "setMyCommands", times=1)
    async with bot(api, tmp_path, coordinators="") as process:
        found = LINK.findall(process.log.read_text())
        assert len(found) == 1
        await joins(api.user(ROSA), f"/start {found[0]}", "Rosa")
        await api.user(ROSA).wait_for("coordinator")
        other = api.user(STRANGER)
        await other.say(f"/start {found[0]}")
        await other.wait_for(say("en", WHO_WE_ARE))

        assert await process.stop() == 0
        await process.start()
        asked = await api.user(ROSA).say("/team")
        await api.user(ROSA).wait_for("Rosa", after=asked)
        assert LINK.findall(process.log.read_text()) == found


@pytest.mark.prove
@pytest.mark.asyncio
async def test_a_stranger_who_tries_what_is_the_teams_reports_like_anybody(api: BotApi, tmp_path: Path) -> None:
    async with bot(api, tmp_path) as process:
        _rosa, sam = await a_team(api)
        await calls_for_help(api)
        card = await sam.wait_for(RING)
        stranger = api.user(STRANGER, "Nour", language_code="fr")
        await stranger.say("/start")
        await stranger.wait_for(say("fr", MENU))
        for text in ("/team", "/invite volunteer", "/site X1 secret place"):
            asked = await stranger.say(text)
            await stranger.wait_for("", after=asked)
        for button in (button for row in card.buttons for button in row):
            await api.push(press_of(stranger, button.data))
        await api.push(press_of(stranger, "i:coordinator"), press_of(stranger, "j:en"))
        await stranger.say("/help")
        await stranger.wait_for("3919")

        seen = await texts(stranger)
        assert [word for word in ("Sam", "Rosa", "?start=", "/join", card.text.split("\n")[0]) if word in seen] == []
        assert (await sam.screen()).find(TAKE) is not None, "it is still to be taken"
        assert await process.stop() == 0
    store = open_store(process.settings)
    try:
        noted = await store.read(
            lambda session: session.scalar(
                select(func.count()).select_from(Audit).where(Audit.action == "staff action by a stranger")
            )
        )
    finally:
        store.close()
    assert (noted or 0) >= 6


def press_of(person: User, data: str) -> dict[str, object]:
    """A press on a button that this person was never shown."""
    who = {"id": person.id, "is_bot": False, "first_name": "Nour", "language_code": "fr"}
    message = {"message_id": 1, "date": 0, "chat": {"id": person.chat, "type": "private"}}
    return {"callback_query": {"id": f"7{data}", "from": who, "message": message, "chat_instance": "1", "data": data}}


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
