"""The solar and the Ge'ez calendar: which day a date is, and that no day is left out."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from handlers.calendars import geez_to_date, geez_year, solar_to_date, solar_year

SOLAR = [
    ((1405, 9, 1), date(2026, 11, 22)),
    ((1405, 1, 1), date(2026, 3, 21)),
    ((1403, 12, 30), date(2025, 3, 20)),
    ((1400, 1, 1), date(2021, 3, 21)),
    ((1399, 12, 30), date(2021, 3, 20)),
    ((1357, 11, 22), date(1979, 2, 11)),
    ((1300, 1, 1), date(1921, 3, 21)),
    ((1408, 1, 1), date(2029, 3, 20)),
    ((1404, 12, 30), None),
    ((1405, 7, 31), None),
    ((1299, 1, 1), None),
    ((1501, 1, 1), None),
    ((1405, 13, 1), None),
    ((1405, 6, 31), date(2026, 9, 22)),
]
GEEZ = [
    ((2018, 7, 16), date(2026, 3, 25)),
    ((2017, 1, 1), date(2024, 9, 11)),
    ((2016, 1, 1), date(2023, 9, 12)),
    ((2019, 1, 1), date(2026, 9, 11)),
    ((2015, 13, 6), date(2023, 9, 11)),
    ((2016, 13, 6), None),
    ((2018, 14, 1), None),
    ((2018, 1, 31), None),
    ((2020, 1, 1), date(2027, 9, 12)),
    ((1800, 1, 1), None),
]


@pytest.mark.parametrize(("solar", "day"), SOLAR)
def test_solar_hijri_dates_become_gregorian(solar: tuple[int, int, int], day: date | None) -> None:
    assert solar_to_date(*solar) == day
    assert day is None or solar_year(day) == solar[0]


@pytest.mark.parametrize(("geez", "day"), GEEZ)
def test_ge_ez_dates_become_gregorian(geez: tuple[int, int, int], day: date | None) -> None:
    assert geez_to_date(*geez) == day
    assert day is None or geez_year(day) == geez[0]


def test_every_solar_day_follows_the_day_before_it() -> None:
    days = [solar_to_date(y, m, d) for y in range(1400, 1434) for m in range(1, 13) for d in range(1, 32)]
    real = [d for d in days if d is not None]
    assert all(b - a == timedelta(days=1) for a, b in pairwise(real))
