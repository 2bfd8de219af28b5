"""Chats of the phone's own account: whose they are, when the bot is silent, and that nothing deleted there is left."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot import database, health
from bot.app import App
from bot.channels.base import Refused
from bot.commands.doctor_phone import NONE, look_at_phones
from bot.store import Store
from handlers import phone, unreadable
from models.audit import Audit
from models.evidence import Evidence
from models.forget import Erasure
from models.inbox import DONE, KEPT, Inbox
from models.messages import Inbound, Kind
from models.outbox import DEAD, WAITING, Outbox
from models.person import COORDINATOR, REPORTER, VOLUNTEER, Person
from models.phone import Phone, PhoneChat
from models.report import HUMAN, Answer
from models.report import Testimony as Words
from tests.conftest import make_settings
from tests.phone_account import RIGHTS
from tests.test_forget import MARK, everything_of, found_in, in_folder
from tests.world import MORNING, World, world

PEOPLE = {"amal": REPORTER, "hq": REPORTER, "lea": VOLUNTEER, "karim": COORDINATOR}


@asynccontextmanager
async def connected(store: Store, folder: Path, *, approved: bool = True) -> AsyncIterator[World]:
    """Amal writes to the account hq, which is connected; Lea is on duty, Karim coordinates."""
    async with world(store, folder, PEOPLE) as told:
        told.channel.callers, told.channel.owner = {"amal"}, "hq"
        await told.begin()
        await told.on_duty("lea")
        await told.channel.connect("c1")
        await told.app.settle()
        if approved:
            await told.presses("karim", "Approve")
        yield told


async def tells(told: World) -> None:
    """Amal opens a report and says something marked in it."""
    await told.says("amal", "hello")
    await told.presses("amal", "Talk to a person")
    await told.presses("amal", "I am safe")
    await told.says("amal", f"{MARK} burnt my tent")


async def by_hand(told: World, text: str) -> None:
    await told.does("amal", by="hq", text=text)


async def soon(told: World, true: Callable[[], object]) -> None:
    """What is asked of the messenger is asked beside the handling."""
    for _try in range(200):
        if true():
            return
        await asyncio.sleep(0.02)
        await told.app.settle()
    raise AssertionError("it did not come true")


# --- who is who ---


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
        told.app = App(store, {"demo": told.channel}, told.clock, told.rules, tmp_path / "files", {})
        told.channel.forgotten = False
        told.clock.pushed = told.app.settle
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


# --- a human writes there ---


@pytest.mark.asyncio
async def test_what_waits_for_a_chat_is_dropped_when_a_human_writes_there_and_never_sent_later(
    store: Store, tmp_path: Path
) -> None:
    async with connected(store, tmp_path) as told:
        await told.says("amal", "hello")
        shown = len(told.texts("amal"))
        told.channel.switch("amal", off=True)
        await told.says("amal", "still here")
        assert (
            await store.read(lambda s: s.scalar(sa.select(Outbox.state).order_by(Outbox.id.desc()).limit(1))) == WAITING
        )
        await by_hand(told, "this is Lea")
        told.channel.switch("amal", off=False)
        await told.pushes(29 * 60)
        await told.pushes(40 * 60)

        assert len(told.texts("amal")) == shown
        states = await store.read(lambda s: s.scalars(sa.select(Outbox.state).order_by(Outbox.id.desc())).all())
        assert DEAD in states


@pytest.mark.asyncio
async def test_the_pause_counts_from_when_the_human_wrote_and_a_wrong_clock_makes_none(
    store: Store, tmp_path: Path
) -> None:
    async with connected(store, tmp_path) as told:
        await told.says("amal", "hello")
        early = (told.clock.now() - timedelta(minutes=31)).isoformat()
        await told.does("amal", by="hq", text="half an hour ago", sent_at=early)
        await told.says("amal", "are you there")
        assert "We kept your message." in told.texts("amal")[-1]
        far = sa.update(PhoneChat).values(paused_until=MORNING + timedelta(days=400))
        await store.write(lambda s: s.execute(far) and None)
        await told.says("amal", "and now")

        assert told.texts("amal").count(told.texts("amal")[-1]) == 2


@pytest.mark.asyncio
async def test_danger_pressed_while_a_human_writes_there_still_rings(store: Store, tmp_path: Path) -> None:
    async with connected(store, tmp_path) as told:
        await told.says("amal", "hello")
        await by_hand(told, "this is Sam")
        shown = len(told.texts("amal"))
        await told.presses("amal", "Police now / danger")
        await told.says("amal", "they are here")
        # "Nobody has answered yet" and the like are held back too.
        await told.pushes(200)

        assert any(one.urgent and "Police now" in one.text for one in told.screen("lea"))
        assert len(told.texts("amal")) == shown


@pytest.mark.asyncio
async def test_the_humans_words_and_files_are_erased_with_the_case(store: Store, tmp_path: Path) -> None:
    async with connected(store, tmp_path) as told:
        await tells(told)
        await by_hand(told, f"{MARK} from our side")
        photo = told.channel.screens.add_file(MARK.encode(), "photo", "image/jpeg", f"{MARK}.jpg")
        await told.does("amal", by="hq", file=photo)
        assert await store.read(lambda s: s.scalar(sa.select(sa.func.count()).where(Words.kind == HUMAN))) == 1
        assert await store.read(lambda s: s.scalar(sa.select(sa.func.count()).where(Evidence.step == HUMAN))) == 1
        await told.pushes(31 * 60)
        await told.says("amal", "delete")
        await told.presses("amal", "Yes, delete")
        await told.pushes(25 * 3600)
        await told.app.settle()

        assert found_in(await everything_of(store)) == []
        assert found_in(in_folder(tmp_path / "files", store.keys)) == []


@pytest.mark.asyncio
async def test_her_words_to_a_human_answer_no_question_of_the_bot(store: Store, tmp_path: Path) -> None:
    async with connected(store, tmp_path) as told:
        await told.says("amal", "hello")
        await told.presses("amal", "Eviction")
        await by_hand(told, "is anybody hurt?")
        await told.says("amal", "no")
        await told.says("amal", "1")
        assert await store.read(lambda s: s.scalars(sa.select(Answer)).all()) == []
        await told.pushes(31 * 60)
        await told.says("amal", "we wait")

        assert await store.read(lambda s: s.scalars(sa.select(Answer)).all()) == []
        assert "Are you safe now?" in told.texts("amal")[-1]


@pytest.mark.asyncio
async def test_what_was_said_to_a_human_who_answered_rings_nobody_later(store: Store, tmp_path: Path) -> None:
    async with connected(store, tmp_path) as told:
        rung: list[str] = []
        told.heard = lambda address, message, _edits: rung.append(address) if message.urgent else None
        await told.says("amal", "hello")
        await by_hand(told, "this is Sam")
        await told.says("amal", "my brother and the big car")
        assert rung == ["lea"]
        await told.presses("lea", "I take it")
        await told.pushes(60)
        await told.sends("amal", "voice", b"x")
        await told.pushes(3 * 60)
        await by_hand(told, "we have listened to it")
        for _time in range(8):
            await told.pushes(5 * 60)

        assert rung == ["lea"]


@pytest.mark.asyncio
async def test_danger_written_to_a_human_rings_at_once_and_later_the_bot_begins_there(
    store: Store, tmp_path: Path
) -> None:
    async with connected(store, tmp_path) as told:
        await by_hand(told, "who is there?")
        await told.says("amal", "they have knives")
        assert any(one.urgent and "DANGER TO LIFE" in one.text for one in told.screen("lea"))
        assert told.texts("amal") == []
        await told.pushes(29 * 60)
        await told.pushes(2 * 60)
        await told.says("amal", "we wait")

        assert "No human has answered yet." in told.texts("amal")[0]
        assert "In French, for rescuers." in told.texts("amal")[1]
        assert "We are HRO" in told.texts("amal")[2]
        assert "Are you safe now?" in told.texts("amal")[-1]
        assert await store.read(lambda s: s.scalars(sa.select(Answer.inbox_id)).all()) != []
        await told.says("amal", "I am safe")
        assert "Are you safe now?" not in told.texts("amal")[-1]


# --- a message that failed ---


FAILED = [
    ("of an approved account", True, "business:c1:amal", "We kept your message", True),
    ("of an account that nobody approved", False, "business:c1:amal", "", False),
    ("by a connection that nobody knows", True, "business:c9:amal", "", False),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("approved", "address", "answer", "rings"), [row[1:] for row in FAILED], ids=[r[0] for r in FAILED]
)
async def test_a_message_that_failed_is_kept_and_answered_where_the_account_is_approved(
    store: Store, tmp_path: Path, *, approved: bool, address: str, answer: str, rings: bool
) -> None:
    async with connected(store, tmp_path, approved=approved) as told:
        told.channel.heard_at["amal"] = now = told.clock.now()
        left = Inbound("demo", "demo", address, Kind.UNKNOWN, text="my brother and the big car")
        before = len(told.texts("karim"))
        person = await store.write(lambda s: unreadable.receive(s, left, 1, now, told.rules) is not None)
        await told.app.settle()

        assert any(answer in text for text in told.texts("amal")) == bool(answer)
        assert any(one.urgent for one in told.screen("lea")) == rings
        kept = await store.read(lambda s: s.scalar(sa.select(sa.func.count()).where(Words.inbox_id == 1)))
        assert (person, kept) == ((True, 2) if "c1" in address else (False, 0))
        assert (len(told.texts("karim")) > before) == (not person)


# --- a message deleted in the messenger ---


@pytest.mark.asyncio
@pytest.mark.parametrize("silent", [False, True], ids=["yes", "no answer for 7 days"])
async def test_nothing_is_left_of_a_message_that_was_deleted_in_the_messenger(
    store: Store, tmp_path: Path, *, silent: bool
) -> None:
    async with connected(store, tmp_path) as told:
        await tells(told)
        await told.presses("lea", "Show")
        await told.says("amal", "and the blankets too")
        mine = [one.id for one in told.channel.screens.on("amal") if one.mine]
        await told.does("amal", delete=mine[-2])
        assert found_in(await everything_of(store))
        if silent:
            await told.pushes(7 * 24 * 3600 - 60)
            assert found_in(await everything_of(store))
            await told.pushes(120)
        else:
            await told.presses("amal", "Yes, erase it")
        await told.app.settle()

        assert found_in(await everything_of(store)) == []
        assert b"and the blankets too" in await everything_of(store)


@pytest.mark.asyncio
async def test_a_deleted_file_is_erased_from_the_folder_and_an_older_copy_forgets_it_too(tmp_path: Path) -> None:
    folder, copy = tmp_path / "first", tmp_path / "copy"
    store = database.open_store(make_settings(folder))
    async with connected(store, folder) as told:
        await tells(told)
        photo = told.channel.screens.add_file(MARK.encode(), "photo", "image/jpeg", f"{MARK}.jpg")
        await told.does("amal", file=photo, text=MARK)
    store.close()
    shutil.copytree(folder, copy)
    store = database.open_store(make_settings(folder))
    async with connected(store, folder, approved=False) as told:
        told.channel.heard_at["amal"] = told.clock.now()
        rows = await store.read(lambda s: s.scalars(sa.select(Words.wire_id).where(Words.wire_id != "")).all())
        await told.does("amal", delete=" ".join(rows))
        await told.presses("amal", "Yes, erase it")
        await told.app.settle()
        assert found_in(await everything_of(store)) == []
        assert list((folder / "files").glob("*.age")) == []
    store.close()
    shutil.copy(folder / "tombstones", copy / "tombstones")
    store = database.open_store(make_settings(copy))
    async with connected(store, copy, approved=False) as told:
        assert found_in(await everything_of(store))
        await told.app.erasing.erase_again()
        await told.app.settle()
        assert found_in(await everything_of(store)) == []
    store.close()


@pytest.mark.asyncio
async def test_what_was_deleted_before_a_report_was_opened_is_hidden_and_erased_there_too(
    store: Store, tmp_path: Path
) -> None:
    async with connected(store, tmp_path) as told:
        await told.says("amal", "hello, we need help please zibeline7")
        mine = [one.id for one in told.channel.screens.on("amal") if one.mine]
        await told.does("amal", delete=mine[-1])
        await told.presses("amal", "Talk to a person")
        await told.presses("lea", "Show")
        assert not any(found_in(text.encode()) for text in told.texts("lea"))
        await told.pushes(8 * 24 * 3600)
        await told.app.settle()

        assert found_in(await everything_of(store)) == []


@pytest.mark.asyncio
async def test_an_answer_pressed_later_does_not_go_with_the_words_it_corrected(store: Store, tmp_path: Path) -> None:
    async with connected(store, tmp_path) as told:
        await told.says("amal", "hello")
        await told.presses("amal", "Talk to a person")
        await told.says("amal", "I am safe")
        mine = [one.id for one in told.channel.screens.on("amal") if one.mine]
        await told.presses("amal", "Danger now")
        await told.does("amal", delete=mine[-1])
        await told.presses("lea", "Show")
        assert "Danger now" in told.texts("lea")[-1]
        await told.presses("amal", "Yes, erase it")
        await told.presses("lea", "Show")

        assert "Danger now" in told.texts("lea")[-1]
        assert "I am safe" not in told.texts("lea")[-1]


@pytest.mark.asyncio
async def test_what_we_removed_ourselves_is_not_asked_about(store: Store, tmp_path: Path) -> None:
    async with connected(store, tmp_path) as told:
        await tells(told)
        mine = [one.id for one in told.channel.screens.on("amal") if one.mine]
        await told.says("amal", "clean this chat")
        await told.does("amal", delete=" ".join(mine))

        assert await store.read(lambda s: s.scalars(sa.select(Erasure)).all()) == []


@pytest.mark.asyncio
async def test_what_she_wrote_after_our_removal_and_deletes_is_asked_about(store: Store, tmp_path: Path) -> None:
    async with connected(store, tmp_path) as told:
        await tells(told)
        mine = [one.id for one in told.channel.screens.on("amal") if one.mine]
        await told.says("amal", "clean this chat")
        await told.pushes(60)
        await told.says("amal", "one more thing")
        later = [one.id for one in told.channel.screens.on("amal") if one.mine][-1]
        await told.does("amal", delete=mine[0])
        assert await store.read(lambda s: s.scalars(sa.select(Erasure)).all()) == []
        await told.does("amal", delete=later)
        assert len(await store.read(lambda s: s.scalars(sa.select(Erasure)).all())) == 1


@pytest.mark.asyncio
async def test_what_she_deletes_after_a_refused_removal_is_asked_about(store: Store, tmp_path: Path) -> None:
    async with connected(store, tmp_path) as told:

        async def refuse(phone: str, ids: str) -> None:
            raise Refused("no right")

        told.channel.removing = refuse
        await tells(told)
        mine = [one.id for one in told.channel.screens.on("amal") if one.mine]
        await told.says("amal", "clean this chat")
        assert await store.read(lambda s: s.scalars(sa.select(PhoneChat.cleaned_at)).all()) == [None]
        await told.does("amal", delete=mine[-1])

        assert len(await store.read(lambda s: s.scalars(sa.select(Erasure)).all())) == 1


@pytest.mark.asyncio
async def test_the_messenger_may_tell_of_our_removal_before_we_have_noted_that_it_left(
    store: Store, tmp_path: Path
) -> None:
    async with connected(store, tmp_path) as told:

        async def tell_first(phone: str, ids: str) -> None:
            await told.channel.does(phone, {"delete": ids})
            await told.app.intake.handle_all()

        told.channel.removing = tell_first
        await tells(told)
        await told.says("amal", "clean this chat")

        assert await store.read(lambda s: s.scalars(sa.select(Erasure)).all()) == []


@pytest.mark.asyncio
async def test_with_the_smaller_right_only_what_the_bot_sent_is_removed(store: Store, tmp_path: Path) -> None:
    async with connected(store, tmp_path) as told:
        await told.channel.connect("c1", rights=RIGHTS - {"can_delete_all_messages"})
        await tells(told)
        await told.pushes(20 * 3600)
        await told.says("amal", "clean this chat")

        assert [one.text for one in told.channel.screens.on("amal") if one.mine]
        assert len(told.texts("amal")) == 1


# --- doctor ---


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


# --- an account that nobody approves ---


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
