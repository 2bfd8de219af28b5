"""Turn the dates people type into days, in the calendar they must belong to; in doubt, into none."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.calendars import geez_to_date, geez_year, solar_to_date, solar_year
from handlers.time_words import Item

# Chosen languages whose readers also use the six-hour-shifted clock and the Ge'ez calendar, or the Solar Hijri one.
GEEZ_READERS = ("ti", "am")
_SOLAR_READERS = ("fa", "ps")
_NEAR_DAYS = 45


@dataclass(frozen=True)
class Asked:
    """The question: when and where it was put, the chosen language, and whether it asks for a coming time."""

    now: datetime
    zone: ZoneInfo
    language: str
    future: bool

    @property
    def today(self) -> date:
        """Return the local day of the question."""
        return self.now.astimezone(self.zone).date()

    def day(self, offset: int) -> date:
        """Return the day so many days from today."""
        return self.today + timedelta(days=offset)

    def fits(self, day: date) -> bool:
        """Say whether `day` lies on the side the question asks for; today always does."""
        return day >= self.today if self.future else day <= self.today


def _make_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_year(year: int, month: int, day: int, asked: Asked) -> date | None:
    """Return the date in the only calendar the year can belong to here, else None."""
    geez_now, solar_now = geez_year(asked.today), solar_year(asked.today)
    if 1300 <= year <= solar_now + 1:
        return None if asked.language == "ar" else solar_to_date(year, month, day)
    if asked.language in GEEZ_READERS and geez_now - 2 <= year <= geez_now + 1:
        return geez_to_date(year, month, day)
    if asked.language in GEEZ_READERS and 2005 <= year <= asked.today.year - 3:
        return None
    return _make_date(year, month, day) if 1990 <= year <= 2100 else None


def _latest(asked: Asked, calendar: str, month: int, day: int) -> date | None:
    """Return the last such day up to today, or the next one when the question is about the future."""
    convert, year = {
        "gregorian": (_make_date, asked.today.year),
        "solar": (solar_to_date, solar_year(asked.today)),
        "geez": (geez_to_date, geez_year(asked.today)),
    }[calendar]
    days = [convert(y, month, day) for y in (year - 1, year, year + 1)]
    fitting = [d for d in days if d is not None and asked.fits(d)]
    return (min(fitting) if asked.future else max(fitting)) if fitting else None


def _only_near(candidates: list[date | None], asked: Asked) -> date | None:
    """Of the same digits read in several calendars, return the one day close to now, if it is the only one."""
    near = {d for d in candidates if d is not None and abs((d - asked.today).days) <= _NEAR_DAYS}
    return near.pop() if len(near) == 1 else None


def numeric_date(item: Item, asked: Asked) -> date | None:
    """Return the day of a date in digits; day before month, unless the year comes first."""
    first, second, third = item.kinds["first"], item.kinds["second"], item.kinds.get("third")
    if third is not None:
        if "long_first" in item:
            return _with_year(first, second, third, asked)
        year = third + 2000 if abs(third + 2000 - asked.today.year) <= 1 else third
        return _with_year(year, second, first, asked)
    candidates = [_latest(asked, "gregorian", second, first)]
    if asked.language in _SOLAR_READERS:
        candidates += [_latest(asked, "solar", second, first), _latest(asked, "solar", first, second)]
    elif asked.language in GEEZ_READERS:
        candidates.append(_latest(asked, "geez", second, first))
    else:
        return candidates[0]
    return _only_near(candidates, asked)


def named_date(month: Item, day: int, year: int | None, asked: Asked) -> date | None:
    """Return the day of a date with the month as a word, in whichever calendar has that month and year."""
    calendars = [name for name in ("gregorian", "solar", "geez") if name in month]
    if year is None:
        found = [_latest(asked, name, month.kinds[name], day) for name in calendars]
        return found[0] if len(found) == 1 else _only_near(found, asked)
    if "solar" in month and 1300 <= year <= 1500:
        return solar_to_date(year, month.kinds["solar"], day)
    if "geez" in month and abs(year - geez_year(asked.today)) <= 2:
        return geez_to_date(year, month.kinds["geez"], day)
    if "gregorian" in month and (len(calendars) == 1 or abs(year - asked.today.year) <= 2):
        return _make_date(year, month.kinds["gregorian"], day)
    return None
