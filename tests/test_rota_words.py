"""What is typed after /rota, in French and English, is understood or not guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rota_time import Span, at
from handlers.rota_words import ADD, CALENDAR, COPY, GIVE, MINE, Said, clock, read
from models.duty import BACKUP, PRIMARY

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
MONDAY, TUESDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27)


def night(day: date, start: float = 22, end: float = 31) -> Span:
    return Span(at(day, start, PARIS), at(day, end, PARIS))


SAID = [
    ("add Léa tomorrow 22:00-07:00 backup", Said(ADD, TUESDAY, night(TUESDAY), BACKUP, ("lea",))),
    ("ajouter Léa demain 22h-7h", Said(ADD, TUESDAY, night(TUESDAY), PRIMARY, ("lea",))),
    ("ajouter léa demain de 22h à 7h renfort", Said(ADD, TUESDAY, night(TUESDAY), BACKUP, ("lea",))),
    ("+ 22h30-7h15", Said(ADD, None, night(MONDAY, 22.5, 31.25), PRIMARY, ())),
    ("prendre ce soir 22-7", Said(ADD, MONDAY, night(MONDAY), PRIMARY, ())),
    ("add tonight 22 to 7", Said(ADD, MONDAY, night(MONDAY), PRIMARY, ())),
    ("add friday 8:00–16:30", Said(ADD, FRIDAY, night(FRIDAY, 8, 16.5), PRIMARY, ())),
    ("Ajoute Jean-Luc vendredi 8h-16h", Said(ADD, FRIDAY, night(FRIDAY, 8, 16), PRIMARY, ("jean luc",))),
    ("add Mary Ann 27/11 8-16", Said(ADD, FRIDAY, night(FRIDAY, 8, 16), PRIMARY, ("mary", "ann"))),
    ("add 3/1/2027 0:00-24:00", Said(ADD, date(2027, 1, 3), night(date(2027, 1, 3), 0, 24), PRIMARY, ())),
    ("add 3/1 8h-9h", Said(ADD, date(2027, 1, 3), night(date(2027, 1, 3), 8, 9), PRIMARY, ())),
    ("add tomorrow", Said(ADD, TUESDAY, None, PRIMARY, ())),
    ("add 25:00-26:00", Said(ADD, None, None, PRIMARY, ())),
    ("add 8:75-9:00", Said(ADD, None, None, PRIMARY, ())),
    ("retirer demain", Said(GIVE, TUESDAY, None, PRIMARY, ())),
    ("give Mona tuesday", Said(GIVE, TUESDAY, None, PRIMARY, ("mona",))),
    ("copier", Said(COPY)),
    ("agenda", Said(CALENDAR)),
    ("mes gardes", Said(MINE, None, None, PRIMARY, ("gardes",))),
    ("what is this", Said()),
    ("demain 22h-7h", Said()),
    ("add 31/02 10:00-12:00", Said()),
    ("ajouter Léa 1/13 8h-9h", Said()),
]


@pytest.mark.parametrize(("text", "meant"), SAID)
def test_what_is_typed_is_understood(text: str, meant: Said) -> None:
    assert read(text, NOW, PARIS) == meant


CLOCKS = [
    ("21:30", datetime(2026, 11, 23, 20, 30, tzinfo=UTC)),
    ("à 21h", datetime(2026, 11, 23, 20, 0, tzinfo=UTC)),
    ("8:30", datetime(2026, 11, 24, 7, 30, tzinfo=UTC)),
    ("24:00", None),
    ("soon", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "meant"), CLOCKS)
def test_an_hour_is_the_next_time_the_clock_shows_it(text: str, meant: datetime | None) -> None:
    assert clock(text, NOW, PARIS) == meant


@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    for said in (read(f"add {text}", NOW, PARIS), read(text, NOW, PARIS)):
        assert said.span is None or said.span.end > said.span.start
    clock(text, NOW, PARIS)
