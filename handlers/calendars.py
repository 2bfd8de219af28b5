"""Solar Hijri and Ge'ez (Ethiopian) dates as Gregorian ones, by arithmetic."""

from datetime import date, timedelta

_SOLAR_YEARS = range(1300, 1501)
# Leap years of the 33-year cycle, which is the Iranian calendar for these years; the Afghan one may differ by a day.
_SOLAR_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_SOLAR_ANCHOR = (1405, date(2026, 3, 21))
_GEEZ_YEARS = range(1900, 2101)
_GEEZ_BEFORE_YEAR_ONE = 2400


def _is_solar_leap(year: int) -> bool:
    return year % 33 in _SOLAR_LEAPS


def solar_to_date(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian date of a Solar Hijri one (years 1300-1500), or None when there is no such day."""
    if year not in _SOLAR_YEARS or not 1 <= month <= 12:
        return None
    longest = 31 if month <= 6 else 30 if month <= 11 or _is_solar_leap(year) else 29
    if not 1 <= day <= longest:
        return None
    known, new_year = _SOLAR_ANCHOR
    years = range(known, year) if year >= known else range(year, known)
    days = sum(365 + _is_solar_leap(y) for y in years)
    into_year = (month - 1) * 31 - max(0, month - 7) + day - 1
    return new_year + timedelta(days=(days if year >= known else -days) + into_year)


def solar_year(day: date) -> int:
    """Return the Solar Hijri year `day` lies in (years 1300-1499)."""
    year = day.year - 621
    new_year = solar_to_date(year, 1, 1)
    return year if new_year is not None and day >= new_year else year - 1


def geez_to_date(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian date of a Ge'ez one (years 1900-2100, 13 months), or None when there is no such day."""
    if year not in _GEEZ_YEARS or not 1 <= month <= 13:
        return None
    longest = 30 if month <= 12 else 6 if year % 4 == 3 else 5
    if not 1 <= day <= longest:
        return None
    return date.fromordinal(_GEEZ_BEFORE_YEAR_ONE + 365 * year + year // 4 + 30 * month + day)


def geez_year(day: date) -> int:
    """Return the Ge'ez year `day` lies in."""
    year = day.year - 7
    new_year = geez_to_date(year, 1, 1)
    return year if new_year is not None and day >= new_year else year - 1
