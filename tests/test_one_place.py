"""Two reports of one place: however the first one ends, the second is never left without somebody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import way
from handlers.cluster import MOST, others
from handlers.flow import Urgency
from handlers.plan import TEAM
from models.alert import Alert
from models.ring import Ring
from tests.shift import RULES
from tests.team_on_shift import Shift


def is_silent(shift: Shift) -> None:
    """An hour and a half goes by, she is asked, and does not answer."""
    shift.do("time", 5400, 0)
    shift.do("time", 301, 0)


ENDS: dict[str, Callable[[Shift, Alert], object]] = {
    "its person takes it back": lambda shift, first: shift.do("delete", 0, 0),
    "it is settled": lambda shift, first: way.settled(shift.session, first, shift.now, RULES),
    "who has it goes off duty": lambda shift, first: shift.do("off", "lea", 0),
    "it is handed to somebody who is not at work": lambda shift, first: shift.do("hand_over", "zoe", 0),
}
OPENS: dict[str, Callable[[Shift, Alert], object]] = {
    "who has it gives it back": lambda shift, first: shift.do("cannot", "lea", 0),
    "who has it cannot be reached": lambda shift, first: shift.do("blocks", "lea", 0),
    "who has it is silent": lambda shift, first: is_silent(shift),
}


def two(session: Session, *, taken: bool) -> tuple[Shift, Alert, Alert]:
    """Lea is on duty, Vera behind her. Lea has the first report or is rung for it; then comes the second."""
    shift = Shift(session)
    shift.do("on", "lea", 1)
    shift.do("on", "vera", 2)
    shift.do("report", Urgency.NOW, "B2")
    if taken:
        shift.do("take", "lea", 0)
    shift.do("told_later", Urgency.NOW, "B2")
    first, second = session.scalars(select(Alert).order_by(Alert.id)).all()
    return shift, first, second


def rings(shift: Shift, alert: Alert) -> int:
    """How often it has rung."""
    return len(shift.session.scalars(select(Ring.id).where(Ring.alert_id == alert.id)).all())


@pytest.mark.asyncio
@pytest.mark.parametrize("end", ENDS)
async def test_when_what_carried_it_ends_it_goes_its_own_way_within_a_minute(sqlite_store: Store, end: str) -> None:
    def play(session: Session) -> None:
        shift, first, second = two(session, taken=True)
        shift.do("time", 600, 0)
        assert rings(shift, second) == 1, "nobody else is called while Lea is at it"
        ENDS[end](shift, first)
        before = shift.now
        shift.do("time", 61, 0)
        newest = max(session.scalars(select(Ring.rung_at).where(Ring.alert_id == second.id)))
        assert newest >= before

    await sqlite_store.write(play)


@pytest.mark.asyncio
@pytest.mark.parametrize("end", OPENS)
async def test_when_what_carried_it_is_open_again_it_rings_at_once_for_both(sqlite_store: Store, end: str) -> None:
    def play(session: Session) -> None:
        shift, first, second = two(session, taken=True)
        before, other = rings(shift, first), rings(shift, second)
        OPENS[end](shift, first)
        assert first.taken_by is None
        assert rings(shift, first) > before
        assert rings(shift, second) == other
        shift.do("take", "vera", 0) if end != "who has it is silent" else shift.do("take", "lea", 0)
        assert first.taken_by == second.taken_by is not None

    await sqlite_store.write(play)


@pytest.mark.asyncio
async def test_of_two_that_ring_one_rings_and_the_other_rings_at_once_when_it_is_taken_back(
    sqlite_store: Store,
) -> None:
    def play(session: Session) -> None:
        shift, first, second = two(session, taken=False)
        for _step in range(4):
            shift.do("time", 181, 0)
        assert rings(shift, second) == 1
        assert first.step == second.step == TEAM, "it goes on from there"
        shift.do("delete", 0, 0)
        shift.do("time", 1, 0)
        assert rings(shift, second) > 1

    await sqlite_store.write(play)


@pytest.mark.asyncio
@pytest.mark.parametrize("urgency", [Urgency.NOW, Urgency.LIFE])
async def test_a_danger_to_life_is_carried_by_none_and_taken_with_none(sqlite_store: Store, urgency: Urgency) -> None:
    def play(session: Session) -> None:
        shift = Shift(session)
        shift.do("on", "lea", 1)
        shift.do("on", "vera", 2)
        shift.do("report", urgency, "B2")
        shift.do("report", Urgency.LIFE, "B2")
        first, second = session.scalars(select(Alert).order_by(Alert.id)).all()
        assert first.with_id == second.with_id is not None
        shift.do("take", "lea", 0)
        assert second.taken_by is None
        before = rings(shift, second)
        shift.do("time", 121, 0)
        assert rings(shift, second) > before

    await sqlite_store.write(play)


@pytest.mark.asyncio
async def test_what_becomes_more_urgent_than_the_others_of_its_place_rings_by_itself(sqlite_store: Store) -> None:
    def play(session: Session) -> None:
        shift, _first, second = two(session, taken=True)
        before = rings(shift, second)
        shift.do("worse", 1, 0)
        assert rings(shift, second) > before and second.taken_by is None

    await sqlite_store.write(play)


@pytest.mark.asyncio
async def test_who_asks_for_a_human_herself_is_no_longer_one_of_many(sqlite_store: Store) -> None:
    def play(session: Session) -> None:
        shift, _first, second = two(session, taken=True)
        shift.do("human", 1, 0)
        before = rings(shift, second)
        shift.do("time", 181, 0)
        assert rings(shift, second) > before

    await sqlite_store.write(play)


@pytest.mark.asyncio
async def test_who_looks_at_a_card_that_is_settled_takes_nothing_new_of_its_place(sqlite_store: Store) -> None:
    def play(session: Session) -> None:
        shift = Shift(session)
        shift.do("on", "lea", 1)
        shift.do("report", Urgency.NOW, "B2")
        shift.do("take", "lea", 0)
        shift.do("settle", "lea", 0)
        shift.do("report", Urgency.NOW, "B2")
        shift.do("show", "lea", 0)
        second = session.scalars(select(Alert).order_by(Alert.id.desc())).first()
        assert second is not None and second.taken_by is None, "it still rings"

    await sqlite_store.write(play)


@pytest.mark.asyncio
async def test_a_crowd_of_one_place_rings_as_one_only_so_far_as_a_card_can_name_it(sqlite_store: Store) -> None:
    def play(session: Session) -> None:
        shift = Shift(session)
        shift.do("on", "lea", 1)
        for _number in range(2 * MOST + 1):
            shift.do("report", Urgency.NOW, "B2")
        alerts = session.scalars(select(Alert).order_by(Alert.id)).all()
        sizes = [len(others(session, one)) + 1 for one in alerts]
        assert sizes == [*[MOST] * (2 * MOST), 1]
        assert [number for number, one in enumerate(alerts) if rings(shift, one)] == [0, MOST, 2 * MOST]

    await sqlite_store.write(play)
