"""In the chats of the phone's own account a human writes too: then the bot is silent, and danger rings all the same."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.store import Store
from handlers import unreadable
from models.evidence import Evidence
from models.messages import Inbound, Kind
from models.outbox import DEAD, WAITING, Outbox
from models.phone import PhoneChat
from models.report import HUMAN, Answer
from models.report import Testimony as Words
from tests.connected import by_hand, connected, tells
from tests.traces import MARK, everything_of, found_in, in_folder
from tests.world import MORNING


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
