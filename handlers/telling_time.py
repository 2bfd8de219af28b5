"""Read when something happened (or will) from what people type. The bot always reads the result back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from handlers.time_dates import GEEZ_READERS, Asked
from handlers.time_pieces import Found, find

Precision = Literal["exact", "about", "part_of_day", "date_only"]

# Part of the day: first and last hour, local time; the last hour is not in it.
PARTS = {"before_dawn": (0, 6), "morning": (6, 11), "noon": (11, 14), "afternoon": (14, 18), "evening": (18, 24)}
NIGHT = (18, 30)
# Where an hour said with a part of the day may lie: wider, for "2 in the morning" and "one in the evening".
_HOUR_WINDOWS = {
    "before_dawn": (0, 7), "morning": (0, 12), "noon": (11, 15), "afternoon": (12, 19), "evening": (15, 26),
    "night": NIGHT, "midnight": (24, 25), "am": (0, 12), "pm": (12, 24),
}  # fmt: skip
# Narrower where 2 o'clock may mean 08:00, so that the part of the day tells which clock was meant.
_GEEZ_HOUR_WINDOWS = _HOUR_WINDOWS | {"morning": (4, 12), "afternoon": (12, 18), "evening": (17, 24)}
_ABOUT = timedelta(minutes=30)
_UNKNOWN_WORDS = 6
_LONGEST = 200
_DAY = 1440


@dataclass(frozen=True)
class TimeRead:
    """A span of time in aware UTC, `end` not before `start`; for "exact" they are usually the same instant.

    `hour_is_ambiguous`: the hour may belong to the six-hour-shifted clock, or to the other end of a night.
    """

    start: datetime
    end: datetime
    precision: Precision
    hour_is_ambiguous: bool


def _local(day: date, minutes: int, zone: ZoneInfo, *, fold: int = 0) -> datetime:
    """Return the instant in UTC of `minutes` after local midnight of `day`, on the wall clock."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    return wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)


def day_window(day: date, part: str | None, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return start and end in UTC of a local day, or of one of its PARTS; the end is the first instant after it."""
    first, last = PARTS[part] if part is not None else (0, 24)
    return _local(day, first * 60, zone), _local(day, last * 60, zone)


def _clip(read: TimeRead | None, asked: Asked) -> TimeRead | None:
    """Cut off what lies on the wrong side of now; nothing left means the answer contradicts the question."""
    if read is None or (read.end < asked.now if asked.future else read.start > asked.now):
        return None
    start = max(read.start, asked.now) if asked.future else read.start
    end = read.end if asked.future else min(read.end, asked.now)
    return TimeRead(start.astimezone(UTC), end.astimezone(UTC), read.precision, read.hour_is_ambiguous)


def _shifted(found: Found, asked: Asked) -> TimeRead | None:
    minutes = found.shifts[0]
    if found.clocks or found.nights or found.days or len(found.shifts) > 1 or found.now or abs(minutes) > 400 * _DAY:
        return None
    if abs(minutes) < _DAY:
        if found.parts:
            return None
        instant = asked.now + timedelta(minutes=minutes)
        around = timedelta(minutes=max(2, min(30, abs(minutes) // 4)))
        return TimeRead(instant - around, instant + around, "about", hour_is_ambiguous=False)
    if minutes % (7 * _DAY) == 0 and not found.parts:
        start, _ = day_window(asked.day(minutes // _DAY - 1), None, asked.zone)
        _, end = day_window(asked.day(minutes // _DAY + 1), None, asked.zone)
        return TimeRead(start, end, "about", hour_is_ambiguous=False)
    found.days.add(asked.day(minutes // _DAY))
    return _dated(found, asked)


def _hours(minutes: int, windows: list[tuple[int, int]], *, shifted: bool) -> list[int]:
    """Return the minutes after midnight that a said hour can mean inside all `windows` (hours), earliest first."""
    meanings = {minutes}
    if minutes < 13 * 60:
        base = minutes % 720
        meanings |= {base, base + 720}
        meanings |= {(base + 360) % 1440, (base + 1080) % 1440} if shifted and minutes >= 60 else set()
    meanings |= {m + 1440 for m in meanings}
    return sorted(m for m in meanings if all(first * 60 <= m < last * 60 for first, last in windows))


def _instant(day: date, minutes: int, found: Found, asked: Asked, *, ambiguous: bool) -> TimeRead:
    """Return the clock time; at a clock change it may be one of two instants, and then it is "about"."""
    first, second = sorted(_local(day, minutes, asked.zone, fold=fold) for fold in (0, 1))
    if found.about:
        first, second = first - _ABOUT, second + _ABOUT
    return TimeRead(first, second, "exact" if first == second else "about", ambiguous)


def _clocked(found: Found, day: date, asked: Asked, *, said: bool) -> TimeRead | None:
    """Place the hour on `day`; `said` tells whether the person named the day."""
    minutes, shifted = found.clocks[0], asked.language in GEEZ_READERS
    windows = _GEEZ_HOUR_WINDOWS if shifted else _HOUR_WINDOWS
    limits = [windows[part] for part in found.parts] + ([NIGHT] if found.nights else [])
    if not limits:
        ambiguous = shifted and 60 <= minutes < 13 * 60
        return _instant(day, minutes, found, asked, ambiguous=ambiguous)
    meanings = _hours(minutes, limits, shifted=shifted)
    if not meanings:
        return None
    after_midnight = meanings[0] >= _DAY and said and not found.nights
    return _instant(day, meanings[0], found, asked, ambiguous=len(meanings) > 1 or after_midnight)


def _whole_part(found: Found, day: date, asked: Asked) -> TimeRead | None:
    part = next(iter(found.parts), None)
    if part in ("am", "pm"):
        return None
    if part == "midnight":
        middle = _local(day, _DAY, asked.zone)
        return TimeRead(middle - _ABOUT, middle + _ABOUT, "about", hour_is_ambiguous=bool(found.days))
    if found.nights or part == "night":
        if part not in (None, "night", "evening", "before_dawn"):
            return None
        first, last = {"evening": (18, 24), "before_dawn": (24, 30)}.get(part or "", NIGHT)
        start, end = _local(day, first * 60, asked.zone), _local(day, last * 60, asked.zone)
        return TimeRead(start, end, "part_of_day", hour_is_ambiguous=False)
    start, end = day_window(day, part, asked.zone)
    return TimeRead(start, end, "date_only" if part is None else "part_of_day", hour_is_ambiguous=False)


def _placed(found: Found, day: date, asked: Asked, *, said: bool) -> TimeRead | None:
    return _clocked(found, day, asked, said=said) if found.clocks else _whole_part(found, day, asked)


def _undated(found: Found, asked: Asked) -> TimeRead | None:
    """Place an hour or a part of the day without a day: today, or the night that is still going on or just over."""
    today = _clip(_placed(found, asked.today, asked, said=False), asked)
    if today is not None or asked.future:
        return today
    nightly = found.parts & {"night", "midnight"}
    evening = found.parts == {"evening"} or (not found.parts and found.clocks[0] >= 18 * 60)
    if nightly or (evening and asked.now.astimezone(asked.zone).hour < PARTS["before_dawn"][1]):
        return _clip(_placed(found, asked.day(-1), asked, said=False), asked)
    return None


def _dated(found: Found, asked: Asked) -> TimeRead | None:
    if len(found.days) + len(found.nights) != 1 or len(found.clocks) > 1 or len(found.parts) > 1:
        return None
    day = next(iter(found.days | found.nights))
    read = _clip(_placed(found, day, asked, said=True), asked)
    if read is None and day == asked.today and found.clocks and found.parts & {"night", "midnight"}:
        # "Today at 2 at night" means the night that is over.
        read = _clip(_placed(found, asked.day(-1), asked, said=False), asked)
    return read


def read_time(text: str, now: datetime, zone: ZoneInfo, language: str, future: bool) -> TimeRead | None:
    """Return the time `text` means, in aware UTC, or None when it means none, several, or one we may not guess.

    `now` is aware; the words mean local time in `zone`. `future` asks for a coming time, else for a past one:
    a time on the wrong side of `now` is refused. `language` (the chosen one) settles calendars and clocks.
    """
    if len(text) > _LONGEST:
        return None
    asked = Asked(now, zone, language, future)
    found = find(text, asked)
    if found.refused or found.unknown > _UNKNOWN_WORDS:
        return None
    if found.shifts:
        return _clip(_shifted(found, asked), asked)
    if found.now:
        alone = not (found.clocks or found.nights or found.parts or found.days - {asked.today})
        return TimeRead(now.astimezone(UTC), now.astimezone(UTC), "exact", hour_is_ambiguous=False) if alone else None
    if found.days or found.nights:
        return _dated(found, asked)
    if (found.clocks or found.parts) and len(found.clocks) <= 1 and len(found.parts) <= 1:
        return _undated(found, asked)
    return None
