"""Reports of one event: what is proposed and why, and that grouping loses nothing and can be undone."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import finding, forget, same_event
from handlers.alert import raise_alert
from handlers.alike import Alike, metres, proposals
from handlers.find_tokens import cell, cells_around
from handlers.flow import Urgency
from handlers.person import meet
from handlers.report import change_answers
from handlers.rules import Rules
from handlers.words import Text
from models.audit import Audit
from models.base import new_id
from models.outbox import Outbox, open_message
from models.person import COORDINATOR, VOLUNTEER, Person
from models.report import Report
from models.same_event import DIFFERENT, LINKED, ReportPair, SameEvent
from models.schema import METADATA
from models.setting import Setting
from tests.world import MORNING, world

RULES = Rules()
B2 = {"where": {"site": "B2", "done": True}}
C1 = {"where": {"site": "C1", "done": True}}
CRS = {"forces": {"chosen": ["crs"], "done": True}}
PAF = {"forces": {"chosen": ["paf"], "done": True}}
OVER = {"when": {"option": "over", "done": True}}
LONG_AGO = {"when": {"start": "2026-11-01T08:00:00+00:00", "end": "2026-11-01T09:00:00+00:00", "done": True}}
codes = (f"A{number:05}".translate(str.maketrans("01258", "ACDEF")) for number in itertools.count())


def pin(north: float) -> dict[str, Any]:
    """A pin so many metres north of a place in Calais."""
    return {"where": {"pin": [50.95 + north / 111_320, 1.86, None], "done": True}}


def tells(session: Session, answers: dict[str, Any], after: timedelta, flow: str = "eviction") -> Report:
    """Somebody has told a report."""
    at = MORNING + after
    person = meet(session, "demo", "demo", f"somebody{new_id()}", at)
    report = Report(id=new_id(), code=next(codes), person_id=person.id, flow=flow, language="en", opened_at=at,
                    touched_at=at, consent="yes", site="")  # fmt: skip
    session.add(report)
    session.flush()
    change_answers(session, report, tuple(answers.items()), None, at)
    return report


def coordinator(session: Session) -> Person:
    person = meet(session, "demo", "demo", "karim", MORNING)
    person.role = COORDINATOR
    session.flush()
    return person


def later(session: Session) -> datetime:
    """The day after, everything is findable."""
    now = MORNING + timedelta(days=1)
    for _time in range(3):
        finding.look(session, now, RULES)
    return now


def why(one: Alike) -> list[str]:
    return [reason.text if isinstance(reason, Text) else str(reason) for reason in one.reasons]


MINUTES = timedelta(minutes=1)
PAIRS = [
    ("one site, ten minutes", B2, B2, 10, "eviction", ["same kind", "same site {site}", "{minutes} minutes apart"]),
    ("one site, over and now", OVER | B2, B2, 240, "eviction", None),
    ("one site, two hours", B2, B2, 120, "eviction", ["same kind", "same site {site}", "{hours} hours apart"]),
    ("one site, four hours", B2, B2, 240, "eviction", None),
    ("one site, told later that it is over", B2, B2 | OVER, 240, "eviction",
     ["same kind", "same site {site}", "same time"]),
    ("one site, other kind, half an hour", B2, B2, 30, "police_violence",
     ["same site {site}", "{minutes} minutes apart"]),
    ("one site, other kind, two hours", B2, B2, 120, "police_violence", None),
    ("pins 500 metres apart", pin(0), pin(500), 5, "eviction",
     ["same kind", "{metres} m apart", "{minutes} minutes apart"]),
    ("pins 800 metres apart", pin(0), pin(800), 5, "eviction", None),
    ("another site", B2, C1, 5, "eviction", None),
    ("another site, same forces", B2 | CRS, C1 | CRS, 90, "eviction", ["same forces", "{minutes} minutes apart"]),
    ("another site, other forces", B2 | CRS, C1 | PAF, 90, "eviction", None),
    ("another site, same forces, six hours", B2 | CRS, C1 | CRS, 360, "eviction", None),
    ("told now, but it was weeks ago", B2, B2 | LONG_AGO, 5, "eviction", None),
    ("no place told", {}, {}, 5, "eviction", None),
]  # fmt: skip


@pytest.mark.asyncio
@pytest.mark.parametrize(("what", "one", "other", "minutes", "kind", "reasons"), PAIRS, ids=[pair[0] for pair in PAIRS])
async def test_what_is_perhaps_the_same_event_is_proposed_with_the_reason(
    sqlite_store: Store, what: str, one: Any, other: Any, minutes: int, kind: str, reasons: list[str] | None
) -> None:
    def look(session: Session) -> list[list[str]]:
        first, second = tells(session, one, 0 * MINUTES), tells(session, other, minutes * MINUTES, kind)
        later(session)
        found = [proposals(session, report, RULES) for report in (first, second)]
        assert [[two.report.id for two in each] for each in found] == (
            [[second.id], [first.id]] if reasons else [[], []]
        )
        return [why(two) for each in found for two in each]

    assert await sqlite_store.write(look) == ([reasons, reasons] if reasons else [])


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


@given(st.floats(50.8, 51.1), st.floats(1.6, 2.6), st.floats(-600, 600), st.floats(-600, 600))
def test_near_pins_lie_in_neighbouring_cells(latitude: float, longitude: float, north: float, east: float) -> None:
    other = (latitude + north / 111_320, longitude + east / 111_320 / 0.63)
    if metres((latitude, longitude), other) <= 240:
        assert ("cell", *cell(other)) in cells_around((latitude, longitude))


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


@pytest.mark.asyncio
async def test_reports_that_rang_as_one_are_proposed_wherever_their_places_are(sqlite_store: Store) -> None:
    def ring(session: Session) -> list[list[str]]:
        reports = [tells(session, {}, number * MINUTES) for number in range(3)]
        raised = [raise_alert(session, report, Urgency.NOW, MORNING, RULES) for report in reports]
        alerts = [one for one in raised if one is not None]
        for one in alerts:
            one.with_id = alerts[0].id
        session.flush()
        later(session)
        return [[why(one)[0] for one in proposals(session, report, RULES)] for report in reports]

    assert await sqlite_store.write(ring) == [["one alert"] * 2] * 3
