"""The rota's sums: gaps and shifts fill a span without meeting, days follow the clock, what tires is seen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rota_time import (
    CUTS,
    Span,
    a_week_later,
    at,
    coming_week,
    days_from,
    gaps,
    nights,
    pieces,
    short_rest,
    third_night,
    too_few_free_days,
)

PARIS = ZoneInfo("Europe/Paris")
YEAR = datetime(2027, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
MOMENTS = st.integers(0, 365 * 96).map(lambda quarter: YEAR + quarter * HOUR / 4)
SHIFTS = st.builds(lambda start, hours: Span(start, start + hours * HOUR), MOMENTS, st.integers(1, 24))


@st.composite
def weeks(draw: st.DrawFn) -> tuple[Span, list[Span]]:
    """A week anywhere in the year, and shifts around it."""
    start = draw(MOMENTS)
    begins = st.integers(-48, 9 * 24).map(lambda hour: start + hour * HOUR)
    shifts = st.builds(lambda begin, hours: Span(begin, begin + hours * HOUR), begins, st.integers(1, 30))
    return Span(start, start + timedelta(days=7)), draw(st.lists(shifts, max_size=25))


def covered(moment: datetime, spans: list[Span]) -> bool:
    return any(span.start <= moment < span.end for span in spans)


@given(weeks())
def test_shifts_and_gaps_fill_the_week_and_never_overlap(drawn: tuple[Span, list[Span]]) -> None:
    week, shifts = drawn
    free = gaps(week, shifts)

    assert not any(gap.touches(shift) for gap in free for shift in shifts)
    assert all(week.start <= gap.start < gap.end <= week.end for gap in free)
    assert all(before.end < after.start for before, after in pairwise(free))
    for number in range(7 * 24):
        moment = week.start + number * HOUR
        assert covered(moment, shifts) != covered(moment, free)


@given(weeks())
def test_pieces_are_the_gaps_cut_at_the_hours_of_the_clock(drawn: tuple[Span, list[Span]]) -> None:
    week, shifts = drawn
    free = gaps(week, shifts)
    cut = pieces(free, PARIS)

    assert gaps(week, cut) == gaps(week, free)
    assert not any(before.touches(after) for before, after in pairwise(cut))
    for piece in cut:
        inner = [at(piece.start.astimezone(PARIS).date(), hour, PARIS) for hour in (*CUTS, 24 + CUTS[0])]
        assert not any(piece.start < moment < piece.end for moment in inner)


@given(st.dates(date(2026, 1, 1), date(2029, 12, 31)), st.sampled_from([0, CUTS[0]]))
def test_days_meet_and_have_as_many_hours_as_the_clocks_say(first: date, hour: int) -> None:
    days = days_from(first, 7, PARIS, hour)

    assert all(before.end == after.start for before, after in pairwise(days))
    assert all(day.hours in (23, 24, 25) for day in days)
    assert {day.start.astimezone(PARIS).hour for day in days} == {hour}


CHANGES = [
    (date(2026, 10, 24), 25, 10),
    (date(2027, 3, 27), 23, 8),
    (date(2027, 10, 30), 25, 10),
    (date(2027, 6, 1), 24, 9),
]


@pytest.mark.parametrize(("day", "hours", "night"), CHANGES)
def test_the_nights_of_the_clock_changes_have_an_hour_more_or_less(day: date, hours: int, night: int) -> None:
    (row,) = days_from(day, 1, PARIS, CUTS[0])
    duty = Span(at(day, 22, PARIS), at(day, 31, PARIS))

    assert (row.hours, duty.hours) == (hours, night)
    assert pieces([duty], PARIS) == [duty]
    assert nights(duty, PARIS) == {day}


@given(SHIFTS)
def test_a_week_later_the_clock_shows_the_same_hours(shift: Span) -> None:
    later = a_week_later(shift, PARIS)
    for before, after in ((shift.start, later.start), (shift.end, later.end)):
        wall = before.astimezone(PARIS).replace(tzinfo=None) + timedelta(days=7)
        shown = after.astimezone(PARIS).replace(tzinfo=None)
        assert shown - wall in (timedelta(0), HOUR)
        assert shown == wall or wall.hour == 2


@given(SHIFTS, st.lists(SHIFTS, max_size=12))
def test_what_tires_does_not_depend_on_the_order_of_shifts(new: Span, others: list[Span]) -> None:
    backwards = others[::-1]

    assert short_rest(new, others) == short_rest(new, backwards)
    assert third_night(new, others, PARIS) == third_night(new, backwards, PARIS)
    assert too_few_free_days(new, others, PARIS) == too_few_free_days(new, backwards, PARIS)


@pytest.mark.parametrize("day", [date(2027, 3, 27), date(2027, 10, 30)])
def test_every_quarter_of_the_nights_of_the_clock_changes_is_in_the_first_row(day: date) -> None:
    for quarter in range(48 * 4):
        now = at(day, 0, PARIS) + quarter * HOUR / 4
        first = coming_week(now, PARIS)[0]
        assert first.start <= now < first.end


@given(MOMENTS)
def test_now_is_always_in_the_first_row_of_the_week(now: datetime) -> None:
    first = coming_week(now, PARIS)[0]

    assert first.start <= now < first.end


def on(day: int, start: float, end: float) -> Span:
    """Hours of a day of a November that begins on a Sunday."""
    return Span(at(date(2026, 11, day), start, PARIS), at(date(2026, 11, day), end, PARIS))


NIGHT = (22, 31)
TIRES = [
    (on(25, *NIGHT), [on(23, *NIGHT), on(24, *NIGHT)], "night"),
    (on(24, *NIGHT), [on(23, *NIGHT), on(25, *NIGHT)], "night"),
    (on(26, *NIGHT), [on(23, *NIGHT), on(24, *NIGHT)], ""),
    (on(25, 20, 23), [on(23, *NIGHT), on(24, *NIGHT)], ""),
    (on(24, 7, 14), [on(23, 14, 20)], ""),
    (on(24, 7, 14), [on(23, 14, 20.5)], "rest"),
    (on(24, 7, 14), [on(24, 14, 20)], ""),
    (on(24, 7, 14), [on(24, 14, 20.5)], "rest"),
    (on(23, 8, 9), [on(day, 8, 9) for day in (24, 25, 26, 27)], ""),
    (on(23, 8, 9), [on(day, 8, 9) for day in (24, 25, 26, 27, 28)], "free"),
    (on(29, *NIGHT), [on(day, 8, 9) for day in (23, 24, 25, 26)], ""),
]


@pytest.mark.parametrize(("new", "others", "tires"), TIRES)
def test_what_tires_is_seen(new: Span, others: list[Span], tires: str) -> None:
    found = {
        "night": third_night(new, others, PARIS),
        "rest": short_rest(new, others),
        "free": too_few_free_days(new, others, PARIS),
    }

    assert {name for name, holds in found.items() if holds} == {name for name in found if name in tires.split()}
