"""Whoever is on duty, whatever is reported and answered: no urgent alert is ever without a next step or somebody."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from bot.store import Store
from handlers.auditor import look
from handlers.flow import Urgency
from tests.shift import RULES, unexplained
from tests.team_on_shift import TEAM, Shift

COMES_AND_GOES = ["off", "blocks", "unblocks", "available", "unavailable", "writes"]
members = st.sampled_from(sorted(TEAM))
which = st.integers(0, 9)
DID = st.one_of(
    st.tuples(st.just("report"), st.sampled_from(list(Urgency)), st.sampled_from(["", "B2", "C3"])),
    st.tuples(st.sampled_from(["take", "cannot", "show", "undelivered", "settle", "french"]), members, which),
    st.tuples(st.sampled_from(["worse", "again", "human"]), which, st.just(0)),
    st.tuples(st.just("on"), members, st.sampled_from([1, 2])),
    st.tuples(st.sampled_from(COMES_AND_GOES), members, st.just(0)),
    st.tuples(st.just("restart"), st.just(0), st.just(0)),
    st.tuples(st.just("time"), st.sampled_from([1, 39, 41, 61, 121, 181, 301, 901, 3600, 7200, 50_000]), st.just(0)),
)  # fmt: skip
OF_ONE_PLACE = st.one_of(
    st.tuples(st.just("report"), st.sampled_from([*Urgency, Urgency.NOW, Urgency.NOW]), st.just("B2")),
    st.tuples(st.just("told_later"), st.sampled_from([Urgency.NOW, Urgency.REST]), st.sampled_from(["B2", "C3"])),
    st.tuples(st.sampled_from(["take", "cannot", "show", "settle", "still_on"]), members, which),
    st.tuples(st.sampled_from(["delete", "undelete", "worse", "again", "human"]), which, st.just(0)),
    st.tuples(st.just("hand_over"), members, which),
    st.tuples(st.just("on"), members, st.sampled_from([1, 2])),
    st.tuples(st.sampled_from(["off", "blocks", "unblocks"]), members, st.just(0)),
    st.tuples(st.just("time"), st.sampled_from([1, 61, 181, 301, 301, 5401]), st.just(0)),
)  # fmt: skip


class Over(Exception):
    """The story is over: nothing of it is kept."""


def play(session: Session, story: list[tuple[str, Any, Any]]) -> None:
    """Plays a story, lets an hour and a half go by, and finds nothing to repair."""
    shift = Shift(session)
    for what, first, second in story:
        shift.do(what, first, second)
    for _quarter in range(6):
        shift.do("time", 900, 0)
    assert list(unexplained(session)) == []
    assert look(session, shift.now, RULES) == 0, "the auditor finds a fault"
    raise Over


ONE_MORE_HERE: list[tuple[str, Any, Any]] = [
    ("on", "lea", 1),
    ("report", Urgency.NOW, "B2"),
    ("take", "lea", 0),
    ("told_later", Urgency.NOW, "B2"),
]
STORIES = {"any": ([], DID), "of one place": (ONE_MORE_HERE, OF_ONE_PLACE)}


@pytest.mark.parametrize("kind", STORIES)
def test_at_every_moment_an_open_urgent_alert_has_a_next_step_or_somebody_who_took_it(
    sqlite_store: Store, kind: str
) -> None:
    first, happens = STORIES[kind]
    with asyncio.Runner() as runner:

        async def one(story: list[tuple[str, Any, Any]]) -> None:
            with contextlib.suppress(Over):
                await sqlite_store.write(lambda session: play(session, first + story))

        # Not made shorter: a story of thirty steps says enough.
        @settings(max_examples=40, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck))
        @given(st.lists(happens, min_size=5, max_size=20))
        def run(story: list[tuple[str, Any, Any]]) -> None:
            runner.run(one(story))

        run()
