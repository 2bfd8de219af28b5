"""The bot on Signal, from the daemon's wire to the daemon's wire."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.store import Store
from handlers import deleted, notices
from handlers.flows.safety import SAFE_NOW
from handlers.menu import MENU
from models.evidence import FETCHED, Evidence
from models.forget import Erasure
from models.inbox import DONE, Inbox
from models.person import COORDINATOR, VOLUNTEER
from models.person import Person as Row
from tests.bot_process import BotProcess
from tests.botapi.client import BotApi
from tests.signald.people import Person
from tests.signald.running import running, until
from tests.signald.server import ACCOUNT, OWN, Fault, Signald, failed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.mark.asyncio
async def test_the_bot_runs_on_signal_alone(tmp_path: Path) -> None:
    async with Signald() as daemon:
        amal, rosa = Person(daemon, "Amal"), Person(daemon, "Rosa")
        more = {"HRO_SIGNAL_URL": daemon.url, "HRO_SIGNAL_ACCOUNT": ACCOUNT, "HRO_TELEGRAM_TOKEN": ""}
        async with BotProcess(BotApi(), tmp_path, coordinators=f"signal:{rosa.uuid}", more=more) as process:
            rosa.says("hello")
            await rosa.hears("Welcome")
            stamp = amal.says("Good morning, we need help please")
            await amal.hears(MENU)
            await until(lambda: len(daemon.calls("sendReceipt")) == 2)
            assert (await process.health() or (0, ""))[0] == 200

        assert daemon.calls("sendReceipt")[1].params["targetTimestamp"] == [stamp]
        assert "Amal" not in process.log.read_text()
        assert amal.uuid not in process.log.read_text()
        assert ACCOUNT.removeprefix("+") not in process.log.read_text()


@pytest.mark.asyncio
async def test_a_danger_word_rings_and_the_person_is_answered(sqlite_store: Store, folder: Path) -> None:
    async with Signald() as daemon:
        amal, lea = Person(daemon, "Amal"), Person(daemon, "Lea")
        async with running(sqlite_store, daemon, folder, team={lea: VOLUNTEER}):
            amal.says("Help, the police are beating my brother, he is bleeding")
            await amal.hears("112")
            ring = await lea.hears("I take it")

        assert "brother" not in ring.text


@pytest.mark.asyncio
async def test_a_file_is_fetched_whole_and_a_view_once_picture_is_not_asked_for(
    sqlite_store: Store, folder: Path
) -> None:
    content = bytes(range(256)) * 3000
    async with Signald() as daemon:
        amal = Person(daemon, "Amal")
        async with running(sqlite_store, daemon, folder) as app:
            amal.does(attachments=[amal.file("a.jpg", content, "image/jpeg")])
            await amal.hears("We are HRO")
            amal.does(attachments=[amal.file("once.jpg", b"x", "image/jpeg")], viewOnce=True)
            await amal.hears(notices.SEND_AGAIN)
            await until(lambda: bool(daemon.calls("getAttachment")))
            await asyncio.sleep(0.5)
            row = await sqlite_store.read(
                lambda session: session.scalars(select(Evidence).where(Evidence.state == FETCHED)).one()
            )
            assert await app.files.read(row.id) == content

        assert {one.params["id"] for one in daemon.calls("getAttachment")} == {"a.jpg"}


@pytest.mark.asyncio
async def test_what_is_typed_is_answered_below_and_a_reaction_where_it_stands(
    sqlite_store: Store, folder: Path
) -> None:
    async with Signald() as daemon:
        amal, lea = Person(daemon, "Amal"), Person(daemon, "Lea")
        async with running(sqlite_store, daemon, folder, team={lea: VOLUNTEER}):
            amal.says("Good morning, we need help please")
            await amal.hears(MENU)
            for said, heard in (("2", "Are you safe now?"), ("1", "Is it happening now?"), ("1", "Where is it?")):
                amal.says(said)
                await amal.hears(heard)
            card = await lea.hears("I take it")
            amal.says("I don't know")
            await amal.hears("Who do you see?")
            amal.says("1")
            await amal.hears("☑️")
            assert not [one for one in amal.received() if "editTimestamp" in one.params]
            lea.does(
                reaction={
                    "emoji": "👍",
                    "targetAuthorUuid": OWN,
                    "targetSentTimestamp": card.answer["result"]["timestamp"],
                }
            )
            await lea.hears("Taken by Lea")
            lea.says("I cannot")
            await lea.hears("You said that you cannot.")

        changed = ["editTimestamp" in one.params for one in lea.received() if "Taken by Lea" in one.text]
        said_no = ["editTimestamp" in one.params for one in lea.received() if "You said that you cannot." in one.text]
        assert (changed[0], said_no[0]) == (True, False)


@pytest.mark.asyncio
async def test_of_what_is_not_kept_nobody_says_that_it_was(sqlite_store: Store, folder: Path) -> None:
    async with Signald() as daemon:
        amal = Person(daemon, "Amal")
        async with running(sqlite_store, daemon, folder):
            amal.says("Good morning, we need help please")
            await amal.hears(MENU)
            amal.does(attachments=[amal.file("once.jpg", b"x", "image/jpeg")], viewOnce=True)
            await amal.hears(notices.SEND_AGAIN)
            await amal.hears("What do you want to do?")
            amal.sends(daemon.stamp(), callMessage={"offerMessage": {"id": 7, "type": "AUDIO_CALL"}})
            await amal.hears(notices.CALL)
            await amal.hears("What do you want to do?")
            amal.says("2")
            await amal.hears("Are you safe now?")
            amal.does(attachments=[amal.file("twice.jpg", b"x", "image/jpeg")], viewOnce=True)
            await amal.hears("Are you safe now?")

        assert not [text for text in amal.texts() if "We kept" in text]


@pytest.mark.asyncio
async def test_while_a_human_writes_on_the_phone_the_bot_is_silent(sqlite_store: Store, folder: Path) -> None:
    async with Signald() as daemon:
        amal = Person(daemon, "Amal")
        async with running(sqlite_store, daemon, folder):
            amal.says("Good morning, we need help please")
            await amal.hears(MENU)
            amal.hears_from_us("Hello, this is Lea. Where are you?")
            before = len(amal.received())
            amal.says("Near the lake")
            await until(lambda: len(daemon.calls("sendReceipt")) == 2)
            await asyncio.sleep(0.5)

            assert len(amal.received()) == before


@pytest.mark.asyncio
async def test_what_she_deletes_she_is_asked_about(sqlite_store: Store, folder: Path) -> None:
    async with Signald() as daemon:
        amal = Person(daemon, "Amal")
        async with running(sqlite_store, daemon, folder):
            amal.says("Good morning, we need help please")
            await amal.hears(MENU)
            stamp = amal.says("They burnt my papers")
            await amal.hears("We kept your message.")
            edit = {"targetSentTimestamp": stamp, "dataMessage": {"message": "They burnt our papers"}}
            amal.sends(daemon.stamp(), editMessage=edit)
            await amal.hears("We kept your change.")
            amal.does(remoteDelete={"timestamp": stamp})
            await amal.hears(deleted.GONE)
            hidden = await sqlite_store.read(lambda session: session.scalar(select(func.count()).select_from(Erasure)))

        assert hidden == 2, "what was first said, and what it was changed to"


@pytest.mark.asyncio
async def test_a_new_phone_is_trusted_she_writes_again_and_the_coordinators_know(
    sqlite_store: Store, folder: Path
) -> None:
    async with Signald() as daemon:
        amal, rosa = Person(daemon, "Amal"), Person(daemon, "Rosa")
        async with running(sqlite_store, daemon, folder, team={rosa: COORDINATOR}):
            stamp = daemon.stamp()
            unread = {"message": f"Untrusted identity: {amal.uuid}", "type": "UntrustedIdentityException"}
            daemon.push({"sourceUuid": amal.uuid, "sourceNumber": None, "timestamp": stamp}, exception=unread)
            await amal.hears(notices.WRITE_AGAIN)
            await rosa.hears("The safety number of a person on Signal changed")
            await until(lambda: bool(daemon.calls("trust")))
            # The daemon opens it now and brings it once more, under the same id.
            amal.sends(stamp, dataMessage={"timestamp": stamp, "message": "Good morning, we need help please"})
            await amal.hears(MENU)

        assert daemon.calls("trust")[0].params["recipient"] == amal.uuid
        assert not [text for text in amal.texts() if "We kept" in text]


@pytest.mark.asyncio
async def test_a_call_and_a_vanishing_chat_are_answered_once(sqlite_store: Store, folder: Path) -> None:
    async with Signald() as daemon:
        amal = Person(daemon, "Amal")
        async with running(sqlite_store, daemon, folder):
            amal.sends(daemon.stamp(), callMessage={"offerMessage": {"id": 5, "type": "AUDIO_CALL"}})
            amal.sends(daemon.stamp(), callMessage={"hangupMessage": {"id": 5, "type": "NORMAL"}})
            await amal.hears(notices.CALL)
            amal.says("Good morning, we need help please", expiresInSeconds=3600)
            await amal.hears(notices.VANISHES)
            amal.says("Are you there?", expiresInSeconds=3600)
            await until(lambda: len(daemon.calls("sendReceipt")) == 2)
            await asyncio.sleep(0.5)

        assert sum(notices.VANISHES in text for text in amal.texts()) == 1


@pytest.mark.asyncio
async def test_number_and_uuid_of_the_same_person_are_one_person(sqlite_store: Store, folder: Path) -> None:
    async with Signald() as daemon:
        amal = Person(daemon, "Amal", number="+33611111111")
        async with running(sqlite_store, daemon, folder):
            stamp = daemon.stamp()
            said = {"timestamp": stamp, "message": "Good morning, we need help please"}
            daemon.push({"sourceUuid": None, "sourceNumber": amal.number, "timestamp": stamp, "dataMessage": said})
            await until(lambda: any(one.to == amal.number for one in daemon.calls("send")))
            amal.says("It is me again")
            await amal.hears("")
            people = await sqlite_store.read(lambda session: session.scalar(select(func.count()).select_from(Row)))

        assert people == 1


@pytest.mark.asyncio
async def test_what_nobody_meant_is_not_kept(sqlite_store: Store, folder: Path) -> None:
    async with Signald() as daemon:
        amal = Person(daemon, "Amal")
        async with running(sqlite_store, daemon, folder):
            amal.sends(daemon.stamp(), typingMessage={"action": "STARTED", "timestamp": 1})
            amal.sends(daemon.stamp(), receiptMessage={"isRead": True, "timestamps": [1]})
            amal.says("Good morning, we need help please")
            await amal.hears(MENU)
            kept = await sqlite_store.read(lambda session: session.scalars(select(Inbox.state)).all())

        assert kept == [DONE]


@pytest.mark.asyncio
async def test_a_rate_limit_with_a_captcha_is_solved_in_the_chat(sqlite_store: Store, folder: Path) -> None:
    async with Signald() as daemon:
        amal, rosa = Person(daemon, "Amal"), Person(daemon, "Rosa")
        limited = failed("RATE_LIMIT_FAILURE", code=-5, token="challenge-token-123", retryAfterSeconds=86400)
        async with running(sqlite_store, daemon, folder, team={rosa: COORDINATOR}) as app:
            daemon.faults.append(Fault("send", error=limited))
            amal.says("Good morning, we need help please")
            await until(lambda: app.channels["signal"].challenge != "")  # type: ignore[attr-defined]
            await app.messengers.look()
            rosa.says("/captcha signalcaptcha://signal-hcaptcha.abc.def")
            await until(lambda: len(daemon.calls("sendReceipt")) == 2)
            await asyncio.sleep(0.3)
            await app.messengers.look()

        assert daemon.calls("submitRateLimitChallenge")[0].params["challenge"] == "challenge-token-123"
        assert (
            daemon.calls("submitRateLimitChallenge")[0].params["captcha"] == "signalcaptcha://signal-hcaptcha.abc.def"
        )


@pytest.mark.asyncio
async def test_she_chooses_by_number_until_the_menu_has_opened(sqlite_store: Store, folder: Path) -> None:
    async with Signald() as daemon:
        amal = Person(daemon, "Amal")
        async with running(sqlite_store, daemon, folder):
            amal.says("Good morning, we need help please")
            menu = await amal.hears(MENU)
            assert "1. " in menu.text
            amal.says("Eviction")
            await amal.hears(SAFE_NOW.text)
