"""Reports of one event: grouping them loses nothing and can be undone; what each said is shown, and goes with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import forget, same_event
from handlers.alert import raise_alert
from handlers.alike import proposals
from handlers.flow import Urgency
from models.audit import Audit
from models.outbox import Outbox, open_message
from models.person import COORDINATOR, VOLUNTEER, Person
from models.report import Report
from models.same_event import DIFFERENT, LINKED, ReportPair, SameEvent
from models.schema import METADATA
from models.setting import Setting
from tests.one_event import B2, MINUTES, RULES, coordinator, later, tells
from tests.world import MORNING, world


@pytest.mark.asyncio
async def test_merging_changes_no_report_and_undoing_leaves_everything_as_it_was(store: Store) -> None:
    ours = {SameEvent.__table__, ReportPair.__table__, Audit.__table__, Setting.__table__}

    def everything(session: Session) -> dict[str, list[Any]]:
        session.flush()
        tables = [table for table in METADATA.sorted_tables if table not in ours]
        return {table.name: sorted(map(str, session.execute(sa.select(table)))) for table in tables}

    def merge(session: Session) -> None:
        karim = coordinator(session)
        one, other, third, fourth = (tells(session, B2, number * MINUTES) for number in range(4))
        now = later(session)
        before = everything(session)

        same_event.merge(session, one, other, karim, now)
        same_event.merge(session, third, fourth, karim, now)
        same_event.count(session, fourth, karim, now)
        assert same_event.counting(session, one) == one
        assert same_event.counting(session, third) == fourth
        same_event.merge(session, other, third, karim, now)
        assert same_event.of_event(session, fourth) == [one, other, third, fourth]
        assert proposals(session, one, RULES) == []
        same_event.count(session, third, karim, now)
        assert {same_event.counting(session, each) for each in (one, other, third, fourth)} == {third}
        assert everything(session) == before

        for each in (third, one, other):
            same_event.take_out(session, each, karim, now)
        assert same_event.of_event(session, fourth) == [fourth]
        assert session.scalars(sa.select(SameEvent)).all() == []
        assert everything(session) == before
        assert session.scalar(sa.select(sa.func.count()).select_from(Audit)) == 11

    await store.write(merge)


@pytest.mark.asyncio
async def test_what_the_team_has_said_of_two_reports_is_not_proposed_again_until_it_is_unsaid(
    sqlite_store: Store,
) -> None:
    def say(session: Session) -> None:
        karim = coordinator(session)
        one, other = tells(session, B2, 0 * MINUTES), tells(session, B2, MINUTES)
        now = later(session)
        for how in (DIFFERENT, LINKED):
            same_event.say(session, other, one, how, karim, now)
            assert proposals(session, one, RULES) == proposals(session, other, RULES) == []
        assert same_event.linked_with(session, one) == [other]
        same_event.unsay(session, one, other, karim, now)
        assert same_event.linked_with(session, one) == []
        assert len(proposals(session, one, RULES)) == 1

    await sqlite_store.write(say)


@pytest.mark.asyncio
async def test_a_report_that_was_taken_back_is_neither_proposed_nor_counted(sqlite_store: Store) -> None:
    def take_back(session: Session) -> None:
        karim = coordinator(session)
        one, other, third = (tells(session, B2, number * MINUTES) for number in range(3))
        now = later(session)
        same_event.merge(session, one, other, karim, now)
        same_event.count(session, one, karim, now)
        one.hidden_at = now
        session.flush()
        assert same_event.of_event(session, other) == [other]
        assert same_event.counting(session, other) == other
        assert [found.report for found in proposals(session, third, RULES)] == [other]

    await sqlite_store.write(take_back)


@pytest.mark.asyncio
async def test_a_coordinator_sees_what_looks_like_one_event_and_says_it_by_the_codes(
    sqlite_store: Store, tmp_path: Path
) -> None:
    async with world(sqlite_store, tmp_path, {"karim": COORDINATOR, "lea": VOLUNTEER}) as told:
        await told.begin()

        def two(session: Session) -> list[str]:
            reports = [tells(session, B2, number * 5 * MINUTES) for number in range(2)]
            for report in reports:
                raise_alert(session, report, Urgency.NOW, MORNING, RULES)
            return [report.code for report in reports]

        one, other = await sqlite_store.write(two)
        await told.pushes(600)
        await told.says("karim", "/same")
        assert f"{other}: Perhaps the same event as {one}: one alert, same kind, 5 minutes apart" in "".join(
            told.texts("karim")[-1].replace("❔ ", "")
        )
        await told.says("lea", f"/same {one} {other}")
        assert told.texts("lea")[-1] == "Only coordinators can do this."
        for words, answer in (
            (f"/same {one}", "Write the codes of two reports"),
            (f"/same {one} A34679", "No report has this code."),
            (f"/same {one} {one}", "Write the codes of two reports of one event"),
            (f"/meme {one} {other}", f"One event, told 2 times: {one}, {other}"),
            ("/same", "No open reports look like one event."),
        ):
            await told.says("karim", words)
            assert answer in told.texts("karim")[-1], words


@pytest.mark.asyncio
async def test_what_a_source_says_is_shown_in_a_message_that_goes_with_its_report(
    sqlite_store: Store, tmp_path: Path
) -> None:
    people = {"1": {"option": "b1", "done": True}, "2": {"option": "b2", "done": True}}

    def shown(session: Session) -> list[tuple[int | None, str]]:
        rows = session.scalars(sa.select(Outbox).where(Outbox.report_id.is_not(None)).order_by(Outbox.id))
        return [(row.report_id, open_message(session, row.id, row.body).text) for row in rows]

    async with world(sqlite_store, tmp_path, {"karim": COORDINATOR}) as told:
        await told.begin()

        def two(session: Session) -> list[Report]:
            found = [tells(session, B2 | {"people": people[number]}, MINUTES) for number in people]
            same_event.merge(session, found[0], found[1], coordinator(session), MORNING)
            return found

        one, other = await sqlite_store.write(two)
        await told.says("karim", one.code)
        await told.presses("karim", "Compare")
        card, first, second = await sqlite_store.read(shown)
        assert [card[0], first[0], second[0]] == [one.id, one.id, other.id]
        assert one.code in first[1]
        assert other.code not in first[1]

        def deletes(session: Session) -> None:
            person = session.get_one(Person, other.person_id)
            forget.ask_for(session, person, [session.get_one(Report, other.id)], told.clock.now(), RULES)

        await sqlite_store.write(deletes)
        await told.pushes(86_400 + 600)
        assert [text for row, text in await sqlite_store.read(shown) if row == other.id] == [""]
        assert [text for row, text in await sqlite_store.read(shown) if row == one.id] == [card[1], first[1]]
        await told.says("karim", one.code)
        assert "One event" not in told.texts("karim")[-1]
