"""Chats of the phone's own account: whose they are, and what becomes of an account that nobody approves."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot import health
from bot.commands.doctor_phone import NONE, look_at_phones
from bot.store import Store
from handlers import phone
from models.audit import Audit
from models.inbox import DONE, KEPT, Inbox
from models.person import REPORTER, Person
from models.phone import Phone, PhoneChat
from tests.connected import by_hand, connected, soon, tells
from tests.traces import MARK, everything_of, found_in, in_folder


@pytest.mark.asyncio
async def test_a_new_connection_of_the_account_goes_on_in_the_same_conversation(store: Store, tmp_path: Path) -> None:
    async with connected(store, tmp_path) as told:
        await tells(told)
        await told.channel.connect("c2")
        await told.app.settle()
        await told.says("amal", "and the blankets")

        assert await store.read(lambda s: s.scalar(sa.select(sa.func.count()).select_from(PhoneChat))) == 1
        assert told.texts("amal")[-1].startswith("✅ We kept it.")


@pytest.mark.asyncio
async def test_a_message_before_its_connection_is_known_waits_and_is_answered(store: Store, tmp_path: Path) -> None:
    async with connected(store, tmp_path) as told:
        told.channel.connection_id, told.channel.forgotten = "c2", True
        await told.says("amal", "hello")
        assert await store.read(lambda s: s.scalars(sa.select(Inbox.state).order_by(Inbox.id.desc())).first()) == KEPT
        assert told.texts("amal") == []
        await soon(told, lambda: len(told.texts("karim")) > 2)
        assert "Telegram does not say whose connection it is" in told.texts("karim")[-1]
        await told.says("amal", "are you there")
        for _minute in range(3):
            await told.pushes(60)
        now = told.clock.now()
        # A stranger's connection must not make us look broken for ever; the coordinators know.
        assert (await store.read(lambda s: health.look(s, now))).wrong == ()
        # As after a restart: nothing but the rows is left.
        told.start()
        told.channel.forgotten = False
        told.channel._keep = told.app.keeper(told.channel)
        await told.pushes(61)
        await asyncio.sleep(0.2)
        await told.app.settle()
        await told.pushes(61)

        assert "We kept your message." in told.texts("amal")[-1]
        assert await store.read(lambda s: set(s.scalars(sa.select(Inbox.state)))) == {DONE}


@pytest.mark.asyncio
async def test_what_we_asked_for_does_not_undo_what_we_were_told(store: Store, tmp_path: Path) -> None:
    async with connected(store, tmp_path) as told:
        asked = await told.channel.connection("c1")
        await told.channel.connect("c1", enabled=False)
        await told.app.intake.keep(told.channel, [asked])
        await told.app.settle()

        assert await store.read(lambda s: s.scalars(sa.select(Phone.enabled)).one()) is False


@pytest.mark.asyncio
async def test_nobody_joins_the_team_from_such_a_chat(store: Store, tmp_path: Path) -> None:
    async with connected(store, tmp_path) as told:
        await told.says("karim", "/invite coordinator")
        token = told.texts("karim")[-1].partition("/join ")[2].split()[0]
        await told.says("amal", f"/join {token}")
        await told.says("amal", f"/start {token}")

        query = sa.select(Person.role).join(PhoneChat, PhoneChat.person_id == Person.id)
        assert await store.read(lambda s: s.scalars(query).all()) == [REPORTER]


@pytest.mark.asyncio
async def test_the_account_does_not_answer_itself(store: Store, tmp_path: Path) -> None:
    async with connected(store, tmp_path) as told:
        told.channel.callers.add("hq")
        await told.says("hq", "a note to ourselves")

        assert told.texts("hq") == []


@pytest.mark.asyncio
async def test_approving_and_taking_it_back_are_audited(store: Store, tmp_path: Path) -> None:
    async with connected(store, tmp_path) as told:
        await told.says("karim", "/telephone")
        await told.presses("karim", "Take approval back")
        await told.says("amal", "hello")

        assert told.texts("amal") == []
        actions = await store.read(lambda s: s.scalars(sa.select(Audit.action).order_by(Audit.id)).all())
        assert [one for one in actions if "phone" in one] == ["phone approved", "phone approval withdrawn"]


@pytest.mark.asyncio
async def test_a_volunteer_cannot_approve_with_a_forged_button(store: Store, tmp_path: Path) -> None:
    async with connected(store, tmp_path, approved=False) as told:
        option = told.screen("karim")[-1].rows[0][0]["option"]
        await told.does("lea", press=option, message="x")
        await told.does("amal", press=option, message="x")

        assert await store.read(lambda s: s.scalars(sa.select(Phone.approved_at)).one()) is None


@pytest.mark.asyncio
async def test_an_account_that_connects_again_and_again_makes_one_notice(store: Store, tmp_path: Path) -> None:
    async with connected(store, tmp_path, approved=False) as told:
        for number in range(5):
            await told.channel.connect(f"d{number}")
            await told.app.settle()

        assert len(told.texts("karim")) == 1


@pytest.mark.asyncio
async def test_doctor_says_how_it_stands_with_the_account(store: Store, tmp_path: Path) -> None:
    async def says() -> str:
        return await store.read(lambda session: "\n".join(one.text for one in look_at_phones(session)))

    assert await says() == NONE.text
    async with connected(store, tmp_path, approved=False) as told:
        assert "is not approved" in await says()
        await told.presses("karim", "Approve")
        assert "connected, approved and answered" in await says()
        await told.channel.connect("c1", rights=frozenset({"can_read_messages", "can_reply"}))
        await told.app.settle()
        assert "allow the bot to delete all messages" in await says()
        await told.channel.connect("c1", enabled=False)
        await told.app.settle()
        assert phone.ENDED in await says()


@pytest.mark.asyncio
async def test_after_thirty_days_without_approval_nothing_is_left_of_what_was_kept_there(
    store: Store, tmp_path: Path
) -> None:
    async with connected(store, tmp_path, approved=False) as told:
        await told.says("amal", MARK)
        await by_hand(told, f"{MARK} said by hand")
        await told.sends("amal", "photo", MARK.encode())
        await told.pushes(60)
        await told.pushes(27 * 86400)
        await told.pushes(3 * 86400 - 60)
        assert found_in(await everything_of(store))
        await told.pushes(61)
        await told.app.settle()

        assert found_in(await everything_of(store)) == []
        assert found_in(in_folder(tmp_path, store.keys)) == []
        assert list((tmp_path / "files").iterdir()) == []
        assert told.texts("amal") == []


@pytest.mark.asyncio
async def test_after_a_long_sleep_the_coordinators_still_have_three_days(store: Store, tmp_path: Path) -> None:
    async with connected(store, tmp_path, approved=False) as told:
        await told.says("amal", MARK)
        await told.pushes(60)
        await told.pushes(90 * 86400)
        assert "Nobody has approved the account" in told.texts("karim")[-1]
        await told.pushes(3 * 86400 - 60)
        assert found_in(await everything_of(store))
        await told.presses("karim", "Approve")
        await told.pushes(90 * 86400)
        assert found_in(await everything_of(store))


@pytest.mark.asyncio
async def test_who_has_told_a_report_keeps_it_by_its_consent_when_an_approval_is_taken_back(
    store: Store, tmp_path: Path
) -> None:
    async with connected(store, tmp_path) as told:
        await tells(told)
        await told.presses("amal", "That is all")
        await told.presses("amal", "Yes")
        await told.presses("karim", "Take approval back")
        before = len(told.texts("karim"))
        await told.pushes(60)
        await told.pushes(90 * 86400)
        await told.pushes(4 * 86400)

        assert found_in(await everything_of(store))
        assert not any("Nobody" in text and "approved the account" in text for text in told.texts("karim")[before:])
