"""The rota's sums: gaps, pieces, nights, rest. Pure; moments are UTC, days and hours are those where people live.

A span is half-open: its end belongs to it no more. Days have 23, 24 or 25 hours, as the clocks say.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CUTS = (7, 14, 22)
"""Local hours at which an uncovered stretch is offered in pieces: morning, afternoon, night."""
NIGHT_FROM, NIGHT_TO = 23, 30
"""Whoever is on duty at any time between these local hours has that night (30 is 06:00 of the next day)."""
REST = timedelta(hours=11)
LONGEST = timedelta(hours=24) - REST
"""Longer without a pause leaves no eleven hours of rest in a day."""
FREE_DAYS = 2
NIGHTS = 3
WEEK = 7


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From one moment to another, both aware and UTC."""

    start: datetime
    end: datetime

    def touches(self, other: Span) -> bool:
        """Whether the two have any time in common."""
        return self.start < other.end and other.start < self.end

    @property
    def hours(self) -> float:
        """How long it lasts, in real hours."""
        return (self.end - self.start) / timedelta(hours=1)


def at(day: date, hour: float, zone: ZoneInfo) -> datetime:
    """The moment (UTC) when the clock shows this hour of this day; 24 and more is the next day.

    An hour that the clock leaps over is the one after the leap; one it shows twice is the first of the two.
    """
    wall = datetime.combine(day, time()) + timedelta(hours=hour)
    return wall.replace(tzinfo=zone).astimezone(UTC)


def days_from(first: date, number: int, zone: ZoneInfo, hour: int = 0) -> list[Span]:
    """So many local days, each from this hour to the same hour of the next."""
    days = [first + timedelta(days=index) for index in range(number)]
    return [Span(at(day, hour, zone), at(day, hour + 24, zone)) for day in days]


def coming_week(now: datetime, zone: ZoneInfo) -> list[Span]:
    """Today and the six days after it, as the rota shows them: from morning to morning, so that no night is cut."""
    # Reckoned on the clock: in the nights of the clock changes real hours would end in another day.
    today = (now.astimezone(zone).replace(tzinfo=None) - timedelta(hours=CUTS[0])).date()
    return days_from(today, WEEK, zone, CUTS[0])


def gaps(whole: Span, taken: Iterable[Span]) -> list[Span]:
    """What none of `taken` covers of `whole`, in order; never two that meet."""
    found: list[Span] = []
    since = whole.start
    for span in sorted(taken):
        if span.start >= whole.end:
            break
        if span.start > since:
            found.append(Span(since, span.start))
        since = max(since, span.end)
    if since < whole.end:
        found.append(Span(since, whole.end))
    return found


def pieces(spans: Iterable[Span], zone: ZoneInfo) -> list[Span]:
    """Long spans cut into what one person can take: at the local hours of `CUTS`."""
    found: list[Span] = []
    for span in spans:
        since, day = span.start, span.start.astimezone(zone).date()
        while since < span.end:
            cuts = [at(day, hour, zone) for hour in CUTS] + [at(day, 24 + CUTS[0], zone)]
            end = min(next(cut for cut in cuts if cut > since), span.end)
            found.append(Span(since, end))
            since, day = end, end.astimezone(zone).date()
    return found


def nights(span: Span, zone: ZoneInfo) -> set[date]:
    """The nights it takes, each named by the day on which it begins."""
    first, last = span.start.astimezone(zone).date() - timedelta(days=1), span.end.astimezone(zone).date()
    days = [first + timedelta(days=index) for index in range((last - first).days + 1)]
    return {day for day in days if span.touches(Span(at(day, NIGHT_FROM, zone), at(day, NIGHT_TO, zone)))}


def a_week_later(span: Span, zone: ZoneInfo) -> Span:
    """The same hours on the clock seven days later, also when the clocks were changed between."""
    start, end = (
        (moment.astimezone(zone).replace(tzinfo=None) + timedelta(days=WEEK)).replace(tzinfo=zone).astimezone(UTC)
        for moment in (span.start, span.end)
    )
    return Span(start, end)


def third_night(new: Span, others: Iterable[Span], zone: ZoneInfo) -> bool:
    """Whether with `new` somebody has three nights in a row."""
    hers = nights(new, zone)
    for other in others:
        hers |= nights(other, zone)
    runs = [{night + timedelta(days=index) for index in range(NIGHTS)} for night in hers]
    return any(run <= hers and run & nights(new, zone) for run in runs)


def short_rest(new: Span, others: Iterable[Span]) -> bool:
    """Whether with `new` less than eleven hours lie between two shifts, or one lasts too long to leave them."""
    stretches: list[Span] = []
    for span in sorted([new, *others]):
        if stretches and span.start <= stretches[-1].end:
            stretches[-1] = Span(stretches[-1].start, max(stretches[-1].end, span.end))
        else:
            stretches.append(span)
    here = next(index for index, span in enumerate(stretches) if span.touches(new))
    around = stretches[max(0, here - 1) : here + 2]
    pauses = [after.start - before.end for before, after in itertools.pairwise(around)]
    return stretches[here].end - stretches[here].start > LONGEST or any(pause < REST for pause in pauses)


def too_few_free_days(new: Span, others: Iterable[Span], zone: ZoneInfo) -> bool:
    """Whether a week (Monday to Sunday) that `new` touches is left with less than two whole free days."""
    hers = [new, *others]
    first, last = new.start.astimezone(zone).date(), (new.end - timedelta(seconds=1)).astimezone(zone).date()
    mondays = {day - timedelta(days=day.weekday()) for day in (first, last)}
    for monday in mondays:
        week = days_from(monday, WEEK, zone)
        if sum(not any(day.touches(span) for span in hers) for day in week) < FREE_DAYS:
            return True
    return False
