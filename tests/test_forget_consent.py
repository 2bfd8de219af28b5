"""What is kept of a report goes by what she said to keeping it."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.store import Store
from handlers.reply import short
from models.person import REPORTER
from models.report import Answer, Report
from models.secret import unseal_json
from tests.traces import PEOPLE, everything_of, found_in, tell_a_report
from tests.world import world


@pytest.mark.asyncio
async def test_the_wording_of_a_consent_is_kept_in_the_language_it_was_asked_in(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await told.begin()
        await told.says("amal", "bonjour")
        for label in ("Talk to a person", "I am safe"):
            await told.presses("amal", label)
        await told.says("amal", "ils ont tout pris")
        await told.presses("amal", "That is all")
        await told.presses("amal", "Yes")

        def consent(session: Session) -> object:
            (answer,) = session.scalars(sa.select(Answer).where(Answer.step == "consent_store")).all()
            return unseal_json(session, "answer.value", answer.id, answer.value)

        said = await store.read(consent)
        assert isinstance(said, dict)
        assert said["language"] == "fr"
        assert "HRO" in said["wording"]
        assert "May we" not in said["wording"]


@pytest.mark.asyncio
async def test_nobody_can_delete_or_change_the_report_of_somebody_else(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, {**PEOPLE, "yonas": REPORTER}) as told:
        await tell_a_report(told)
        (report,) = await store.read(lambda s: s.scalars(sa.select(Report)).all())
        await told.says("yonas", "hello")
        name = short(report.id)
        for option in (
            f"f:yes:{name}",
            f"f:may:{name}",
            f"f:say:{name}:consent_store:no",
            "f:yes:",
            "f:",
            "f:say:a:b:c",
        ):
            await told.does("yonas", press=option, message="forged")
        await told.pushes(25 * 3600)

        assert found_in(await everything_of(store))
        same = await store.read(lambda s: s.get_one(Report, report.id))
        assert (same.hidden_at, same.consent) == (None, "")


@pytest.mark.asyncio
@pytest.mark.parametrize("said", ["I prefer not to say", "Skip this question", "I don't know", "perhaps later"])
async def test_without_a_yes_or_no_a_report_is_sealed_and_erased_after_thirty_days(
    store: Store, tmp_path: Path, said: str
) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await tell_a_report(told)
        await told.says("amal", said)
        await told.says("amal", said)
        await told.says("amal", "stop")
        (consent,) = await store.read(lambda s: s.scalars(sa.select(Report.consent)).all())
        assert consent in ("", "dk")
        heard = len(told.screen("amal"))
        await told.pushes(30 * 86400 - 60)
        assert found_in(await everything_of(store))
        await told.pushes(120)

        assert found_in(await everything_of(store)) == []
        assert list((tmp_path / "files").iterdir()) == []
        assert len(told.screen("amal")) == heard


@pytest.mark.asyncio
async def test_a_report_of_before_that_was_consented_to_is_looked_up_and_stays(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await tell_a_report(told)
        await told.presses("amal", "Yes")
        await told.says("amal", "stop")
        await store.write(lambda s: s.execute(sa.update(Report).values(consent=None)) and None)
        await told.pushes(31 * 86400)

        assert found_in(await everything_of(store))
        assert await store.read(lambda s: s.scalars(sa.select(Report.consent)).all()) == ["yes"]
