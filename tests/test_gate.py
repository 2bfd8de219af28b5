"""The field gate: what it lists, who may tick it, and when the coordinators are reminded."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from bot.store import Store
from handlers import gate
from handlers.rules import Gate, Rules
from models.audit import Audit
from models.base import new_id
from models.person import COORDINATOR, VOLUNTEER
from models.setting import Setting
from tests.world import World, world

DAY = 86400.0
TEAM = {"karim": COORDINATOR, "nadia": COORDINATOR, "lea": VOLUNTEER}
LACKS = Rules(languages=("ar", "en"), gate=Gate(key_beside=True, drafts={"ar": 3, "ti": 5}))
READY = Rules(languages=("en",), gate=Gate())


def reminders(told: World, name: str) -> int:
    """How often somebody was told that something is lacking."""
    return sum("this is lacking" in text for text in told.texts(name))


@pytest.mark.asyncio
async def test_coordinators_are_reminded_once_a_day_and_nobody_else(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, TEAM, rules=LACKS) as told:
        await told.begin()
        counts = []
        for seconds in (0, 60, DAY / 2, DAY / 2, DAY):
            await told.pushes(seconds)
            counts.append(reminders(told, "karim"))

        assert counts == [1, 1, 1, 2, 3]
        assert (reminders(told, "nadia"), reminders(told, "lea")) == (3, 0)


@pytest.mark.asyncio
async def test_a_restart_does_not_remind_again(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, TEAM, rules=LACKS) as told:
        await told.begin()
        await told.pushes(0)
    async with world(sqlite_store, tmp_path, TEAM, rules=LACKS) as again:
        await again.pushes(3600)

        assert reminders(again, "karim") == 0


@pytest.mark.asyncio
async def test_what_the_bot_sees_is_listed_for_offered_languages_only(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, TEAM, rules=LACKS) as told:
        await told.begin()
        await told.pushes(0)

        assert told.texts("karim")[-1].split("\n") == [
            "🚧 Before a real person writes to the bot, this is lacking:",
            "⬜ The key lies beside the database: move it, set HRO_KEY_FILE.",
            "⬜ Arabic: 3 texts are drafts that no speaker has signed.",
            "⬜ A backup has been restored once, on another computer. When it is done: /gate backup",
            "⬜ The key is printed and two people hold it. When it is done: /gate key",
            "⬜ HRO has read the data-protection assessment. When it is done: /gate assessment",
            "⬜ Arabic: a speaker has signed the texts on consent, delete, danger and law. When it is done: /gate ar",
        ]


@pytest.mark.asyncio
async def test_when_nothing_is_lacking_the_reminders_end_and_begin_again(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, TEAM, rules=READY) as told:
        await told.begin()
        for key in ("backup", "key", "assessment"):
            await told.says("karim", f"/gate {key}")
        ended = told.texts("karim")[-1]
        before = reminders(told, "nadia")
        await told.pushes(3 * DAY)
        quiet = reminders(told, "nadia")
        await told.says("karim", "/gate key")
        await told.pushes(0)

        assert ended.startswith("✅ The field gate: nothing is lacking.\n✅ A backup has been restored once")
        assert ended.count("(Karim, 2026-11-23)") == 3
        assert quiet == before
        assert reminders(told, "nadia") == before + 1


@pytest.mark.asyncio
async def test_every_tick_and_every_one_taken_back_is_audited(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, TEAM) as told:
        await told.begin()
        for words in ("/gate key", "/gate key", "/gate other"):
            await told.says("karim", words)
        await told.says("lea", "/gate backup")
        query = select(Audit.action, Audit.note).where(Audit.action.like("gate%")).order_by(Audit.id)
        done = await sqlite_store.read(lambda session: [tuple(row) for row in session.execute(query)])

        assert done == [("gate ticked", "key"), ("gate unticked", "key")]


@pytest.mark.asyncio
async def test_without_run_nobody_is_reminded(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, TEAM) as told:
        await told.begin()
        await told.pushes(3 * DAY)

        assert reminders(told, "karim") == 0


@pytest.mark.asyncio
async def test_a_clock_that_was_wrong_once_does_not_end_the_reminders(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, TEAM, rules=LACKS) as told:
        await told.begin()
        await sqlite_store.write(lambda session: session.add(Setting(name=gate.DUE, value="2099-01-01T00:00:00+00:00")))
        await told.pushes(0)

        assert reminders(told, "karim") == 1


@pytest.mark.asyncio
async def test_a_tick_of_somebody_who_is_gone_stays(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, TEAM) as told:
        await told.begin()
        value = f'{{"by": {new_id()}, "at": "2026-11-01T00:00:00+00:00"}}'
        await sqlite_store.write(lambda session: session.add(Setting(name=f"{gate.TICKED}key", value=value)))
        await told.says("karim", "/gate")

        assert "✅ The key is printed and two people hold it. (?, 2026-11-01)" in told.texts("karim")[-1]
