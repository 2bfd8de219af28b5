"""The phone's own account, with the whole bot as a process on the tests' own Bot API server."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from handlers import deleted, failures, phone, phone_desk, talk
from handlers.clean import CLEANED_ALL
from handlers.flows.safety import SAFE_NOW
from handlers.menu import MENU
from tests.bot_process import BotProcess
from tests.botapi.client import BotApi, User
from tests.botapi.seen import Sent
from tests.loopback import until
from tests.telegram_team import AMAL, ROSA, introduced, joins, texts

HQ = 777
ALL = {"can_reply": True, "can_read_messages": True, "can_delete_sent_messages": True, "can_delete_all_messages": True}


@asynccontextmanager
async def connected(api: BotApi, folder: Path) -> AsyncIterator[tuple[BotProcess, User, User]]:
    """The bot with a coordinator, and Amal's chat with the phone's account, which she has approved as bc1."""
    async with BotProcess(api, folder, coordinators=f"telegram:{ROSA}") as process:
        await introduced(api)
        rosa = api.user(ROSA, "Rosa")
        await joins(rosa, "/start", "Rosa")
        await api.connect("bc1", user=HQ, rights=ALL)
        await rosa.wait_for(phone_desk.ONLY_OURS)
        await rosa.press(phone_desk.APPROVE)
        await rosa.wait_for("The bot answers there now.")
        yield process, rosa, api.user(AMAL, "Amal", "en", business="bc1")


async def greeted(amal: User) -> None:
    """Amal writes to the phone's account and is shown the menu."""
    await amal.say("Good morning, we need help please")
    await amal.wait_for(MENU)


async def to_business(api: BotApi) -> list[Sent]:
    """All that the bot did in the name of an account."""
    sent = [one for one in await api.sent() if one.method != "getBusinessConnection"]
    return [one for one in sent if "business_connection_id" in one.params]


@pytest.mark.asyncio
async def test_a_person_is_helped_there_apart_from_her_chat_with_the_bot_and_without_a_refusal(
    api: BotApi, tmp_path: Path
) -> None:
    async with connected(api, tmp_path) as (_process, rosa, amal):
        await greeted(amal)
        await amal.press("Eviction")
        await amal.wait_for(SAFE_NOW.text)
        await amal.press("I am safe")
        await amal.wait_for("Is it happening now?")
        await amal.press("Now")
        await amal.wait_for(talk.PAPER_CLIP)
        await amal.location(50.95, 1.8)
        await amal.wait_for("Who do you see?")
        await rosa.wait_for("An eviction")
        mine = api.user(AMAL, "Amal", "en")
        await mine.say("Good morning, we need help please")
        await mine.wait_for(MENU)

        assert SAFE_NOW.text not in await texts(mine)
        assert {one.outcome for one in await to_business(api)} == {"ok"}
        assert {one.params["business_connection_id"] for one in await to_business(api)} == {"bc1"}


@pytest.mark.prove
@pytest.mark.asyncio
async def test_while_a_human_writes_there_nothing_is_sent_and_everything_is_kept(api: BotApi, tmp_path: Path) -> None:
    async with connected(api, tmp_path) as (_process, rosa, amal):
        await greeted(amal)
        await amal.say("Hello, this is Lea. Where are you?", operator=True)
        before = len(await to_business(api))
        await amal.press("Eviction")
        await amal.say("They are tearing up our tents")
        await rosa.wait_for("An eviction")
        await rosa.press("Show")
        await rosa.wait_for("One of us: Hello, this is Lea.")

        assert "They are tearing up our tents" in await texts(rosa)
        assert len(await to_business(api)) == before


@pytest.mark.prove
@pytest.mark.asyncio
async def test_a_greeting_that_the_account_sends_by_itself_is_no_human(api: BotApi, tmp_path: Path) -> None:
    async with connected(api, tmp_path) as (_process, _rosa, amal):
        await greeted(amal)
        await amal.say("We are away", operator=True, is_from_offline=True)
        await amal.press("Eviction")
        await amal.wait_for(SAFE_NOW.text)


@pytest.mark.prove
@pytest.mark.asyncio
async def test_an_account_that_nobody_approved_is_kept_and_not_answered(api: BotApi, tmp_path: Path) -> None:
    async with connected(api, tmp_path) as (_process, rosa, _amal):
        await api.connect("bc9", user=999, first_name="HRO")
        await rosa.wait_for("number 999")
        stranger = api.user(6001, "Sara", "en", business="bc9")
        await stranger.say("hello")
        await until(lambda: _is_handled(api))

        assert [one.method for one in await to_business(api)] == []


async def _is_handled(api: BotApi) -> bool:
    return await api.pending() == []


@pytest.mark.asyncio
async def test_a_message_by_a_connection_that_nobody_told_of_waits_also_over_a_restart_and_is_answered(
    api: BotApi, tmp_path: Path
) -> None:
    async with connected(api, tmp_path) as (process, _rosa, amal):
        await greeted(amal)
        await amal.press("Eviction")
        await amal.wait_for(SAFE_NOW.text)
        await api.connect("bc2", user=HQ, rights=ALL, quiet=True)
        await api.fault("server_error", "getBusinessConnection")
        again = api.user(AMAL, "Amal", "en", business="bc2")
        await again.say("1")
        await until(lambda: _was_asked(api))
        assert await process.stop() == 0
        await api.no_faults()
        await process.start()
        await again.wait_for("Is it happening now?", timeout=30)

        assert (await to_business(api))[-1].params["business_connection_id"] == "bc2"


async def _was_asked(api: BotApi) -> bool:
    return any(one.method == "getBusinessConnection" for one in await api.sent())


@pytest.mark.asyncio
async def test_a_connection_that_the_messenger_knows_nothing_of_is_told_and_its_messages_wait(
    api: BotApi, tmp_path: Path
) -> None:
    async with connected(api, tmp_path) as (_process, rosa, _amal):
        lost = {"message_id": 9, "date": int(time.time()), "chat": {"id": 8, "type": "private"}, "from": {"id": 8}}
        await api.push({"business_message": {**lost, "business_connection_id": "bc-gone", "text": "help"}})
        await rosa.wait_for(phone_desk.WAITING)
        await api.connect("bc-gone", user=HQ, rights=ALL)
        sara = api.user(8, "Sara", "en", business="bc-gone")
        await sara.say("Are you there? Please answer me")
        # The first was greeted; this one came second, and in order.
        await sara.wait_for("We kept your message.", timeout=40)


@pytest.mark.asyncio
async def test_the_end_of_a_connection_and_a_lost_right_ring_and_their_return_is_told(
    api: BotApi, tmp_path: Path
) -> None:
    async with connected(api, tmp_path) as (_process, rosa, _amal):
        await api.connect("bc1", user=HQ, rights={**ALL, "can_reply": False})
        lost = await rosa.wait_for(phone.NO_REPLY)
        assert "HRO" in lost.text
        await api.connect("bc1", user=HQ, rights=ALL)
        back = await rosa.wait_for("again.", after=lost.message_id)
        await api.connect("bc1", user=HQ, rights=ALL, is_enabled=False)
        await rosa.wait_for(phone.ENDED, after=back.message_id)


@pytest.mark.asyncio
async def test_what_the_messenger_refuses_after_a_day_is_not_tried_again_and_told(api: BotApi, tmp_path: Path) -> None:
    async with connected(api, tmp_path) as (_process, rosa, amal):
        await greeted(amal)
        await api.push_clock(25 * 3600)
        before = len(await to_business(api))
        await amal.press("Eviction")
        await rosa.wait_for(failures.REFUSED_THERE)

        refused = (await to_business(api))[before:]
        assert [one.outcome for one in refused] == ["400 Bad Request: BUSINESS_PEER_USAGE_MISSING"]


@pytest.mark.prove
@pytest.mark.asyncio
async def test_a_deleted_message_is_asked_about_and_the_chat_is_cleaned_of_both_sides(
    api: BotApi, tmp_path: Path
) -> None:
    async with connected(api, tmp_path) as (_process, _rosa, amal):
        await greeted(amal)
        number = await amal.say("They burnt my papers")
        await amal.wait_for("We kept your message.")
        await amal.delete(number)
        await amal.wait_for(deleted.GONE)
        await amal.press(deleted.YES_ERASE)
        await amal.wait_for(deleted.ERASED)
        await api.push_clock(23 * 3600)
        await amal.say("clean this chat")
        await amal.wait_for(CLEANED_ALL)

        assert "They burnt my papers" not in str(await amal.screen())
        assert [shown.text for shown in (await amal.screen()).messages if not shown.from_bot] == []
        assert "deleteMessage" not in {one.method for one in await api.sent()}
