"""Living sites: to which one a pin belongs, what a renamed one is known by, and what the database keeps unreadable."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import sites
from handlers.site_lines import note_lines
from handlers.sites import NEAR_M, Note, distance_m
from handlers.words import say_all
from models.site import Site

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
DEGREE_M = 2 * math.pi * 6_371_000 / 360
POINTS = st.tuples(st.floats(-89, 89), st.floats(-180, 180))


def three(session: Session) -> None:
    """A and B lie a kilometre apart, C is closed and lies between; D has no place."""
    for code, latitude in (("A", 50.95), ("B", 50.95 + 1000 / DEGREE_M), ("C", 50.95 + 500 / DEGREE_M)):
        sites.set_site(session, code, [f"camp {code}"], NOW)
        assert sites.set_pin(session, code, latitude, 1.8)
    sites.set_site(session, "D", [], NOW)
    sites.close_site(session, "C", NOW)


NEAR = [
    ("on the spot", 0, ("A", 0)),
    ("a little to the north", 100, ("A", 100)),
    ("nearer to the other", 600, ("B", 400)),
    ("where the closed one is", 499, ("A", 499)),
    ("as far as one can be", 1000 + NEAR_M - 1, ("B", NEAR_M - 1)),
    ("too far", 1000 + NEAR_M + 1, None),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("north_m", "expected"), [row[1:] for row in NEAR], ids=[row[0] for row in NEAR])
async def test_a_pin_belongs_to_the_nearest_open_site(
    sqlite_store: Store, north_m: float, expected: tuple[str, float] | None
) -> None:
    def run(session: Session) -> tuple[str, int] | None:
        three(session)
        found = sites.nearest(session, 50.95 + north_m / DEGREE_M, 1.8)
        return (found[0].name.code, found[1]) if found else None

    found = await sqlite_store.write(run)
    assert (found is None) == (expected is None)
    if found and expected:
        assert found[0] == expected[0]
        assert abs(found[1] - expected[1]) <= 1


@given(POINTS, POINTS)
def test_distance_is_the_same_both_ways_and_nothing_to_oneself(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    assert distance_m(one, one) < 0.01
    assert math.isclose(distance_m(one, other), distance_m(other, one), abs_tol=0.01)
    assert distance_m(one, other) <= math.pi * 6_371_000 + 1


def test_distance_between_two_towns_is_as_on_the_map() -> None:
    calais, dunkerque = (50.9513, 1.8587), (51.0344, 2.3768)
    assert 37_000 < distance_m(calais, dunkerque) < 38_000


@pytest.mark.asyncio
async def test_a_renamed_site_is_known_by_what_it_was_called_and_no_code_is_taken_twice(store: Store) -> None:
    def run(session: Session) -> tuple[bool, bool, bool, str | None, str | None]:
        three(session)
        renamed = sites.rename_site(session, "a", "e9")
        taken = sites.rename_site(session, "B", "E9")
        nonsense = sites.rename_site(session, "B", "not a code")
        old, name = sites.site_called(session, "A"), sites.site_called(session, "Camp a")
        codes = [one.name.code if one else None for one in (old, name)]
        return renamed, taken, nonsense, codes[0], codes[1]

    assert await store.write(run) == (True, False, False, "E9", "E9")


@pytest.mark.asyncio
async def test_the_newest_notes_are_shown_and_may_be_dropped(sqlite_store: Store) -> None:
    def run(session: Session) -> str:
        three(session)
        for day, words in (("2026-01-02", "first"), ("2026-12-31", "last"), ("2026-05-06", ""), ("2025-01-01", "old")):
            assert sites.add_note(session, "A", Note("hearing", day, words))
        assert sites.drop_note(session, "A", 1)
        assert not sites.drop_note(session, "A", 9)
        assert not sites.add_note(session, "X", Note("hearing", "2026-01-01", ""))
        site = sites.site_called(session, "A")
        assert site is not None
        return say_all("en", note_lines(site.notes, most=2))

    assert await sqlite_store.write(run) == "⚖️ Hearing 06/05/2026\n⚖️ Hearing 02/01/2026: first"


@pytest.mark.asyncio
async def test_places_names_and_notes_are_not_in_the_clear(sqlite_store: Store) -> None:
    def run(session: Session) -> bytes:
        three(session)
        sites.add_note(session, "A", Note("hearing", "2026-01-02", "zibeline"))
        rows = session.execute(select(Site.names, Site.pin, Site.notes)).all()
        return b"".join(value for row in rows for value in row if value)

    kept = await sqlite_store.write(run)
    assert [word for word in (b"camp", b"50.95", b"zibeline", b"hearing") if word in kept] == []


@pytest.mark.asyncio
@pytest.mark.parametrize("point", [(91.0, 0.0), (0.0, 181.0), (math.nan, 0.0)])
async def test_what_is_not_on_this_earth_is_no_place(sqlite_store: Store, point: tuple[float, float]) -> None:
    def run(session: Session) -> bool:
        three(session)
        return sites.set_pin(session, "A", *point)

    assert not await sqlite_store.write(run)
