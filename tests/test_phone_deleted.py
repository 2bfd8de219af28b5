"""Nothing is left of what was deleted in a chat of the phone's own account."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot import database
from bot.channels.base import Refused
from bot.store import Store
from models.forget import Erasure
from models.phone import PhoneChat
from models.report import Testimony as Words
from tests.conftest import make_settings
from tests.connected import connected, tells
from tests.phone_account import RIGHTS
from tests.traces import MARK, everything_of, found_in


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
