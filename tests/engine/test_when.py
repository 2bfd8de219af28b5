"""What a person presses, types or says becomes a time, as a table."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from handlers.flow import Said
from handlers.steps import When
from handlers.steps.when import PART_SIGNS
from handlers.words import _, say
from tests.engine.steps import LANGUAGES, PAST, VOICE, WORLD, tap, time, told, typed

COMING = When(key="coming", text=_("When did it happen?"), future=True)
# What is said; language; done, precision, start and end (local), further keys.
PASTS: list[tuple[str, tuple[Said, ...], str, tuple[bool, str, str, str], dict[str, Any]]] = [
    ("now", (tap("now"),), "en", (True, "exact", "11-22 15:00", "11-22 15:00"), {"option": "now"}),
    ("now, typed in Pashto", (typed("اوس"),), "ps", (True, "exact", "11-22 15:00", "11-22 15:00"), {"option": "now"}),
    ("they will come", (tap("soon"),), "en", (True, "unknown", "", ""), {"option": "soon"}),
    ("longer ago", (tap("older"),), "en", (True, "unknown", "", ""), {"option": "older"}),
    ("not known", (tap("dont_know"),), "en", (True, "unknown", "", ""), {"option": "dont_know"}),
    ("not known, typed", (typed("نمی‌دانم"),), "fa", (True, "unknown", "", ""), {"option": "dont_know"}),
    ("last night", (tap("last_night"),), "en", (True, "part_of_day", "11-21 18:00", "11-22 06:00"), {}),
    ("yesterday", (tap("yesterday"),), "en", (False, "date_only", "11-21 00:00", "11-22 00:00"), {}),
    (
        "yesterday, no part known",
        (tap("yesterday"), tap("dont_know")),
        "en",
        (True, "date_only", "11-21 00:00", "11-22 00:00"),
        {},
    ),
    (
        "yesterday morning",
        (tap("yesterday"), tap("part:morning")),
        "en",
        (True, "part_of_day", "11-21 06:00", "11-21 11:00"),
        {"part": "morning"},
    ),
    (
        "yesterday, part corrected",
        (tap("yesterday"), tap("part:morning"), tap("part:evening")),
        "en",
        (True, "part_of_day", "11-21 18:00", "11-22 00:00"),
        {"part": "evening"},
    ),
    (
        "yesterday, “morning” typed",
        (tap("yesterday"), typed("morning")),
        "en",
        (True, "part_of_day", "11-21 06:00", "11-21 11:00"),
        {"part": "morning"},
    ),
    (
        "yesterday, the night typed as shown in Arabic",
        (tap("yesterday"), typed(say("ar", PART_SIGNS["before_dawn"][1]))),
        "ar",
        (True, "part_of_day", "11-21 00:00", "11-21 06:00"),
        {"part": "before_dawn"},
    ),
    (
        "yesterday, the hour typed",
        (tap("yesterday"), typed("8h30")),
        "fr",
        (True, "exact", "11-21 08:30", "11-21 08:30"),
        {"words": ["8h30"]},
    ),
    (
        "yesterday, an hour later than now",
        (tap("yesterday"), typed("22:00")),
        "en",
        (True, "exact", "11-21 22:00", "11-21 22:00"),
        {},
    ),
    (
        "a day pressed, then another one typed",
        (tap("yesterday"), typed("today at 8")),
        "en",
        (True, "exact", "11-22 08:00", "11-22 08:00"),
        {},
    ),
    (
        "a day pressed, then words",
        (tap("yesterday"), typed("before prayer")),
        "en",
        (True, "date_only", "11-21 00:00", "11-22 00:00"),
        {"words": ["before prayer"]},
    ),
    ("another day, which one", (tap("pick_day"),), "en", (False, "", "", ""), {"day": "pick_day"}),
    (
        "another day, Wednesday at noon",
        (tap("pick_day"), tap("day:2026-11-18"), tap("part:noon")),
        "en",
        (True, "part_of_day", "11-18 11:00", "11-18 14:00"),
        {},
    ),
    (
        "another day, the hour typed",
        (tap("pick_day"), tap("day:2026-11-18"), typed("at 8")),
        "en",
        (True, "exact", "11-18 08:00", "11-18 08:00"),
        {},
    ),
    (
        "a day of a list shown a week ago",
        (tap("day:2026-11-09"), tap("part:noon")),
        "en",
        (True, "part_of_day", "11-09 11:00", "11-09 14:00"),
        {},
    ),
    (
        "typed in English",
        (typed("yesterday at 8 pm"),),
        "en",
        (True, "exact", "11-21 20:00", "11-21 20:00"),
        {"words": ["yesterday at 8 pm"]},
    ),
    ("typed in French", (typed("hier soir à 21h30"),), "fr", (True, "exact", "11-21 21:30", "11-21 21:30"), {}),
    ("typed in Arabic", (typed("أمس الساعة ٨ صباحا"),), "ar", (True, "exact", "11-21 08:00", "11-21 08:00"), {}),
    ("typed in Persian", (typed("دیروز ساعت ۲۲:۳۰"),), "fa", (True, "exact", "11-21 22:30", "11-21 22:30"), {}),
    (
        "an ambiguous hour in Tigrinya asks which",
        (typed("ትማሊ ሰዓት 2"),),
        "ti",
        (False, "date_only", "11-21 00:00", "11-22 00:00"),
        {"hours": [time("11-21 02:00"), time("11-21 08:00"), time("11-21 14:00"), time("11-21 20:00")]},
    ),
    (
        "a late hour in Tigrinya goes round the clock",
        (typed("ትማሊ ሰዓት 8"),),
        "ti",
        (False, "date_only", "11-21 00:00", "11-22 00:00"),
        {"hours": [time("11-21 02:00"), time("11-21 08:00"), time("11-21 14:00"), time("11-21 20:00")]},
    ),
    (
        "today's hours still to come are not asked for",
        (typed("ሰዓት 2"),),
        "ti",
        (False, "date_only", "11-22 00:00", "11-23 00:00"),
        {"hours": [time("11-22 02:00"), time("11-22 08:00"), time("11-22 14:00")]},
    ),
    (
        "the hour chosen",
        (typed("ትማሊ ሰዓት 2"), tap("hour:1")),
        "ti",
        (True, "about", "11-21 08:00", "11-21 08:00"),
        {"words": ["ትማሊ ሰዓት 2"]},
    ),
    (
        "the hour chosen by writing it",
        (typed("ትማሊ ሰዓት 2"), typed("08:00")),
        "ti",
        (True, "about", "11-21 08:00", "11-21 08:00"),
        {},
    ),
    (
        "which hour is not known: the day stays",
        (typed("ትማሊ ሰዓት 2"), tap("dont_know")),
        "ti",
        (True, "date_only", "11-21 00:00", "11-22 00:00"),
        {"words": ["ትማሊ ሰዓት 2"]},
    ),
    (
        "the end of a night asks which night",
        (typed("yesterday at midnight"),),
        "en",
        (False, "date_only", "11-21 00:00", "11-22 00:00"),
        {"hours": [time("11-20 23:30"), time("11-21 23:30")]},
    ),
    (
        "words",
        (typed("when the snow fell"),),
        "en",
        (True, "unknown", "", ""),
        {"words": ["when the snow fell"], "files": []},
    ),
    ("voice", (VOICE,), "en", (True, "unknown", "", ""), {"words": [], "files": [7]}),
]


@pytest.mark.parametrize(
    ("said", "language", "wanted", "more"), [case[1:] for case in PASTS], ids=[case[0] for case in PASTS]
)
def test_what_is_said_to_when_becomes(
    said: tuple[Said, ...], language: str, wanted: tuple[bool, str, str, str], more: dict[str, Any]
) -> None:
    value = told(PAST, *said, language=language)

    assert value is not None
    done, precision, start, end = wanted
    found = (value["done"], value.get("precision", ""), value.get("start", ""), value.get("end", ""))
    assert found == (done, precision, time(start) if start else "", time(end) if end else "")
    assert {key: value.get(key) for key in more} == more


def test_a_coming_time_is_tomorrow_a_day_of_the_list_or_typed() -> None:
    morning = told(COMING, tap("tomorrow"), typed("at 8"))
    monday = told(COMING, tap("pick_day"), tap("day:2026-11-30"), tap("part:morning"))

    assert morning is not None and morning["start"] == time("11-23 08:00")
    assert monday is not None and monday["start"] == time("11-30 06:00")


@pytest.mark.parametrize(
    "option", ["now", "yesterday", "day:nonsense", "day:2020-01-01", "part:noon", "hour:9", "@at:1"]
)
def test_a_coming_time_takes_no_button_of_another_question(option: str) -> None:
    assert told(COMING, tap(option)) is None


@pytest.mark.parametrize(
    "instant", [datetime(2026, 11, 22, 23, 30, tzinfo=UTC), datetime(2026, 3, 29, 0, 30, tzinfo=UTC)]
)
def test_the_hours_asked_for_lie_on_the_local_day(instant: datetime) -> None:
    value = PAST.take(None, typed("ትማሊ ሰዓት 1"), WORLD._replace(now=instant, language="ti"))

    assert value is not None
    hours = [datetime.fromisoformat(hour).astimezone(WORLD.zone) for hour in value["hours"]]
    assert [hour.hour for hour in hours] == [1, 7, 13, 19]
    assert len({hour.date() for hour in hours}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_of_when_can_be_typed_in_every_language(language: str) -> None:
    world = WORLD._replace(language=language)
    for step in (PAST, COMING):
        for shown in step.ask(None, world).options:
            assert step.take(None, typed(say(language, shown.label)), world) == step.take(None, tap(shown.key), world)
    day = PAST.take(None, tap("yesterday"), world)
    for shown in PAST.ask(day, world).options:
        assert PAST.take(day, typed(say(language, shown.label)), world) == PAST.take(day, tap(shown.key), world)
