"""What the desk has written about a report goes when its person deletes it."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import case_text, forget
from handlers.case_text import CLEAR, NOTE, TRANSLATION
from models.case_task import CaseTask
from models.case_text import CaseText
from models.casework import CaseTag, Casework
from models.person import COORDINATOR, HELPER, REPORTER, VOLUNTEER
from models.report import Report
from models.report import Testimony as Said
from models.secret import unseal
from tests.traces import MARK, assert_nothing_left, deletes, everything_of, found_in, tells
from tests.world import MORNING, World, world

PEOPLE = {
    "amal": REPORTER,
    "lea": VOLUNTEER,
    "karim": COORDINATOR,
    "rosa": COORDINATOR,
    "nur": HELPER,
    "ibra": HELPER,
}


async def writes_all(told: World) -> None:
    """Lea writes whatever a case takes, with the marked word in each; two helpers translate."""
    await told.presses("lea", "I take it")
    for label in ("Case", "Tags", "Another tag"):
        await told.presses("lea", label)
    await told.says("lea", f"tag {MARK}")
    await told.presses("lea", "Notes")
    await told.says("lea", f"note {MARK}")
    for label in ("Case", "Tasks", "Something else"):
        await told.presses("lea", label)
    await told.says("lea", f"12/12 14:00 call {MARK}")
    for label in ("Case", "Correct", "Safety", "Danger now"):
        await told.presses("lea", label)
    await told.says("lea", f"because {MARK}")
    for label in ("Case", "Texts", "A clear version"):
        await told.presses("lea", label)
    await told.says("lea", f"clear {MARK}")
    await told.presses("lea", "Interpreter")
    await told.presses("amal", "Yes")
    for label in ("Case", "Texts", "Have it translated"):
        await told.presses("lea", label)
    await told.says("nur", "/translate")
    await told.says("nur", f"translation {MARK}")
    await told.says("ibra", "/translate")
    await told.says("ibra", f"better {MARK}")
    for label in ("Case", "Assess", "It is documented"):
        await told.presses("lea", label)
    await told.says("karim", "/verify")
    for label in ("Return, ask", "Lea"):
        await told.presses("karim", label)
    await told.says("karim", f"question {MARK}")
    for label in ("Case", "Notes", "Read the notes"):
        await told.presses("lea", label)


@pytest.mark.asyncio
async def test_a_day_after_delete_nothing_is_left_of_what_the_desk_wrote_about_it(
    store: Store, server_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with world(store, tmp_path, PEOPLE) as told:
        await told.begin()
        await told.on_duty("lea")
        for helper in ("nur", "ibra"):
            await told.vouched(helper, "en", "karim", "rosa")
        await tells(told, "amal")
        await told.says("amal", "stop")
        await writes_all(told)

        def kinds(session: Session) -> set[str]:
            return set(session.scalars(select(CaseText.kind)).all())

        assert await store.read(kinds) == {"note", "clear", "reason", "translation", "question"}
        assert found_in(await everything_of(store))

        await deletes(told, "amal")
        assert [text for name in PEOPLE if name != "amal" for text in told.texts(name) if "zibeline7" in text] == []
        await told.pushes(24 * 3600 + 1)
        await told.app.settle()

        await assert_nothing_left(store, tmp_path, server_url, caplog.text)

        def left(session: Session) -> tuple[int, int, list[str], list[str]]:
            tags, tasks = session.query(CaseTag).count(), session.query(CaseTask).count()
            rows = session.scalars(select(Casework)).all()
            return tags, tasks, [one.flags for one in rows], [one.state for one in rows]

        assert await store.read(left) == (0, 0, [""], ["assessing"])


@pytest.mark.asyncio
async def test_of_one_deleted_message_what_was_made_of_it_goes_and_the_teams_own_note_stays(
    sqlite_store: Store, tmp_path: Path
) -> None:
    async with world(sqlite_store, tmp_path, PEOPLE) as told:
        await told.begin()
        await told.on_duty("lea")
        await tells(told, "amal", file=False)
        await told.says("amal", "stop")

        def made(session: Session) -> int:
            said = session.scalars(select(Said).order_by(Said.id)).all()
            one = next(row for row in said if "burnt" in unseal(session, "testimony.words", row.id, row.words))
            report, lea = session.get_one(Report, one.report_id), told.meet(session, "lea")
            for kind, about in ((TRANSLATION, one.id), (CLEAR, None), (NOTE, None)):
                case_text.write(session, report, kind, f"{kind} words", lea, MORNING, about=about)
            forget.hide_message(session, told.meet(session, "amal"), one.inbox_id, report, MORNING, MORNING)
            return report.id

        row = await told.store.write(made)
        await told.pushes(60)

        def left(session: Session) -> list[str]:
            found = case_text.texts_of(session, row, TRANSLATION, CLEAR, NOTE)
            return [case_text.words_of(session, text) for text in found]

        assert await told.store.read(left) == ["note words"]
