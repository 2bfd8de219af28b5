"""What she takes back is gone: from the database, the files and the chats."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import evidence
from handlers.reply import short
from models.evidence import ERASED, Evidence
from models.forget import Erasure
from models.report import Answer, Report
from models.secret import unseal_json
from tests.traces import MARK, PEOPLE, assert_nothing_left, deletes, everything_of, found_in, tell_a_report
from tests.world import world


@pytest.mark.asyncio
async def test_a_day_after_delete_nothing_of_her_words_is_left_anywhere(
    store: Store, server_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with world(store, tmp_path, PEOPLE) as told:
        await tell_a_report(told)
        await told.says("amal", "stop")
        await told.says("amal", f"{MARK} said between reports")
        assert found_in(await everything_of(store))
        await deletes(told, "amal")
        assert found_in(await everything_of(store))
        await told.pushes(24 * 3600 + 1)
        await told.app.settle()

        await assert_nothing_left(store, tmp_path, server_url, caplog.text)

        erasures = await store.read(lambda s: s.scalars(sa.select(Erasure)).all())
        assert [one.why for one in erasures] == ["asked", "asked"]
        assert all(one.erased_at for one in erasures)
        assert "files=1" in erasures[0].counts


@pytest.mark.asyncio
async def test_after_a_no_nothing_of_her_words_is_left_at_once_but_that_she_was_asked(
    store: Store, server_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with world(store, tmp_path, PEOPLE) as told:
        await tell_a_report(told)
        await told.says("amal", f"no {MARK}")
        await told.presses("amal", "No")

        await assert_nothing_left(store, tmp_path, server_url, caplog.text)

        def consent(session: Session) -> object:
            row = session.scalars(
                sa.select(Answer).where(Answer.superseded_at.is_(None), Answer.step == "consent_store")
            )
            (answer,) = row.all()
            return unseal_json(session, "answer.value", answer.id, answer.value)

        said = await store.read(consent)
        assert said == {
            "option": "no",
            "done": True,
            "wording": "We are HRO. We are not police.\nMay we keep what you tell us? We do not need your name.",
            "language": "en",
        }


@pytest.mark.asyncio
async def test_one_report_is_erased_with_all_that_quotes_it_and_the_other_one_stays(
    store: Store, tmp_path: Path
) -> None:
    """Telegram sends the text of a message along with every press under it, and with every reply to it."""
    async with world(store, tmp_path, PEOPLE) as told:
        await tell_a_report(told)
        await told.presses("amal", "Yes")
        await told.presses("amal", "No contact")
        await told.presses("amal", "Only I use it")
        await told.does("amal", press="m:talk", message="the menu under her summary", quotes=MARK)
        await told.does("lea", text="thank you", message="what Show has shown", quotes=MARK)
        await told.presses("amal", "I am safe")
        await told.says("amal", "an apricot tree")
        await told.does("amal", text="see above", message="her summary", quotes=MARK)
        first, second = await store.read(lambda s: s.scalars(sa.select(Report).order_by(Report.id)).all())
        await told.does("amal", press=f"f:yes:{short(first.id)}")
        await told.does("amal", press="m:rights", message="her summary", quotes=MARK)
        await told.pushes(24 * 3600 + 1)
        await told.does("amal", press="m:rights", message="her summary", quotes=MARK)

        left = await everything_of(store)
        assert found_in(left) == []
        assert left.count(b"an apricot tree") >= 2
        assert b"see above" in left
        assert (await store.read(lambda s: s.get_one(Report, second.id))).erased_at is None


@pytest.mark.asyncio
async def test_what_she_deleted_does_not_come_back_with_the_next_report(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await told.begin()
        await told.says("amal", "hello")
        await told.says("amal", MARK)
        await deletes(told, "amal")
        await told.says("amal", "apricot")
        await told.presses("amal", "Talk to a person")
        await told.presses("karim", "Show")
        assert not any(MARK in text for text in told.texts("karim"))
        await told.pushes(24 * 3600 + 1)

        left = await everything_of(store)
        assert found_in(left) == []
        assert b"apricot" in left


@pytest.mark.asyncio
async def test_a_file_that_arrives_after_it_was_taken_back_is_erased_too(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await tell_a_report(told)
        await told.presses("amal", "No")
        (row,) = await store.read(lambda s: s.scalars(sa.select(Evidence.id)).all())
        (tmp_path / "files" / f"{row}.age").write_bytes(b"late")
        await store.write(lambda s: evidence.fetched(s, row, "0" * 64, 4, f"{row}.age", told.clock.now()))
        await told.app.settle()

        assert list((tmp_path / "files").iterdir()) == []
        kept = await store.read(lambda s: s.get_one(Evidence, row))
        assert (kept.state, kept.sha256, kept.stored_as) == (ERASED, None, None)
