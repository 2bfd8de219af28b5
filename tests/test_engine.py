"""What a person presses, types, says or sends becomes an answer: tables of (said, answer) for every kind of step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot import catalogues
from handlers import engine
from handlers.engine import CHANGED, FIRST, KEPT, ONCE_MORE, Turn
from handlers.flow import Answers, Flow, FlowError, Said, SiteName, Step, Urgency, Value, World
from handlers.flows import FLOWS, eviction, police_violence
from handlers.flows.options import FORCES, HAPPENING, HAPPENING_GROUPS, YES_NO
from handlers.steps import Ask, Choice, Choices, Count, Group, Media, Option, Place, Say, When
from handlers.steps.ask import THAT_IS_ALL
from handlers.steps.choice import FINISHED
from handlers.steps.count import NO_VIEW
from handlers.steps.when import PART_SIGNS
from handlers.words import Line, Plain, Text, _, say

# Some tables below hold labels as they are shown, in any language.
catalogues.load()
# A Sunday, 15:00 in Calais.
NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
SITES = (SiteName("BMX", ("Marck",)), SiteName("CL4", ("Marck Nord", "مارك")), SiteName("HOP", ("🏥", "Hospital")))
WORLD = World(NOW, ZoneInfo("Europe/Paris"), "en", SITES)
LANGUAGES = ("ar", "fa", "ps", "ti", "en", "fr")


def tap(option: str, step: str = "") -> Said:
    return Said(option=option, step=step)


def typed(text: str) -> Said:
    return Said(text=text)


def early(text: str) -> Said:
    return Said(text=text, early=True)


VOICE = Said(files=(("voice", 7),))
PHOTO = Said(files=(("photo", 8),))
PIN = Said(pin=(50.95, 1.85, None))


def told(step: Step, *said: Said, language: str = "en") -> Value | None:
    """The answer after these messages; None when the last of them is no answer."""
    value: Value | None = None
    world = replace(WORLD, language=language)
    for index, one in enumerate(said):
        taken = step.take(value, one, world)
        if taken is None and index == len(said) - 1:
            return None
        value = taken if taken is not None else value
    return value


def play(flow: Flow, *said: Said, answers: Answers | None = None) -> dict[str, Value]:
    """The answers after these messages to a flow."""
    kept = dict(answers or {})
    turn = engine.start(flow, kept)
    for one in (None, *said):
        turn = turn if one is None else engine.answer(flow, kept, one, WORLD)
        keep(kept, turn)
    return kept


def keep(answers: dict[str, Value], turn: Turn) -> None:
    for key, value in turn.changes:
        answers.pop(key, None)
        if value is not None:
            answers[key] = value


def opened(flow: Flow, answers: Answers) -> str:
    step = engine.open_step(flow, answers)
    return step.key if step else ""


def english(lines: tuple[Line, ...]) -> list[str]:
    return [say("en", line) for line in lines]


SAFE = Choice(
    key="safe",
    text=_("Are you safe now?"),
    options=(Option("yes", "🟢", _("I am safe")), Option("danger", "🔴", _("Danger now"))),
    closed=True,
    required=True,
)
KNOWN = Choice(key="known", text=_("Did someone tell you before?"), options=YES_NO, closed=True)
WHO = Choices(key="who", text=_("Who do you see?"), options=FORCES)
WHAT = Choices(key="what", text=_("What is happening?"), options=HAPPENING, groups=HAPPENING_GROUPS)
COUNT = Count(key="count", text=_("How many of them were there?"))
PAST = When(key="when", text=_("When did it happen?"))
COMING = When(key="coming", text=_("When did it happen?"), future=True)
WHERE = Place(key="where", text=_("Where did it happen? Send a location, choose a place, or say it by voice."))
TELL = Ask(key="tell", text=_("Please tell us what happened, in your language.\nYou can write or speak."), many=True)
ONE = Ask(key="one", text=_("Is there another way to reach you? You can skip this."))
MEDIA = Media(
    key="media", text=_("You can send photos of the injury or the place.\nOnly if you want, and only if it is safe.")
)

CHOICES: list[tuple[str, Step, tuple[Said, ...], Value | None]] = [
    ("a tap is the answer", SAFE, (tap("danger"),), {"option": "danger", "done": True}),
    ("a number as shown", SAFE, (typed("2"),), {"option": "danger", "done": True}),
    ("an Arabic number", SAFE, (typed("٢"),), {"option": "danger", "done": True}),
    ("a Persian number", SAFE, (typed("۲"),), {"option": "danger", "done": True}),
    ("a Ge'ez number", SAFE, (typed("፪"),), {"option": "danger", "done": True}),
    ("a number with a dot", SAFE, (typed(" 2. "),), {"option": "danger", "done": True}),
    ("a label", SAFE, (typed("danger NOW!"),), {"option": "danger", "done": True}),
    ("yes", KNOWN, (typed("Yesss"),), {"option": "yes", "done": True}),
    ("a thumb", KNOWN, (typed("👍🏽"),), {"option": "yes", "done": True}),
    ("not known", KNOWN, (typed("aucune idée"),), {"option": "dk", "done": True}),
    (
        "the option she would rather not say",
        KNOWN,
        (tap("prefer_not_say"),),
        {"option": "prefer_not_say", "done": True},
    ),
    ("an option that does not exist", KNOWN, (tap("perhaps"),), None),
    (
        "words that name no option are an answer",
        KNOWN,
        (typed("my brother did"),),
        {"words": ["my brother did"], "files": [], "done": True, "option": ""},
    ),
    (
        "on a required step words are asked once more first",
        SAFE,
        (typed("they come"),),
        {"words": ["they come"], "files": [], "done": False, "again": True},
    ),
    (
        "the second time words are taken, with the first",
        SAFE,
        (typed("they come"), typed("from the road")),
        {"words": ["they come", "from the road"], "files": [], "again": True, "done": True, "option": ""},
    ),
    (
        "after being asked once more a tap is the answer",
        SAFE,
        (typed("hm"), tap("yes")),
        {"option": "yes", "done": True},
    ),
    ("voice at a choice is words", KNOWN, (VOICE,), {"words": [], "files": [7], "done": True, "option": ""}),
    ("a photo is no answer to a choice", KNOWN, (PHOTO,), None),
    ("words sent before the question are no answer", KNOWN, (early("they came at 8"),), None),
    ("an option named before the question is one", KNOWN, (early("no"),), {"option": "no", "done": True}),
    (
        "a number too great is words",
        KNOWN,
        (typed("9" * 5000),),
        {"words": ["9" * 5000], "files": [], "done": True, "option": ""},
    ),
    (
        "a digit that is no decimal is words",
        KNOWN,
        (typed("➀"),),
        {"words": ["➀"], "files": [], "done": True, "option": ""},
    ),
    ("a tick", WHO, (tap("crs"),), {"chosen": ["crs"], "done": False}),
    ("two ticks", WHO, (tap("crs"), tap("pn")), {"chosen": ["crs", "pn"], "done": False}),
    ("ticked and unticked", WHO, (tap("crs"), tap("pn"), tap("crs")), {"chosen": ["pn"], "done": False}),
    ("ticked and done", WHO, (tap("crs"), tap("@done")), {"chosen": ["crs"], "done": True}),
    ("done typed", WHO, (tap("crs"), typed("done")), {"chosen": ["crs"], "done": True}),
    ("done typed in Arabic", WHO, (tap("crs"), typed(say("ar", FINISHED))), {"chosen": ["crs"], "done": True}),
    ("nothing ticked", WHO, (tap("@done"),), {"chosen": [], "done": True}),
    ("a typed list is a whole answer", WHO, (typed("1, 3"),), {"chosen": ["pn", "gm"], "done": True}),
    (
        "labels typed as a list",
        WHO,
        (typed("National police and City police"),),
        {"chosen": ["pn", "pm"], "done": True},
    ),
    (
        "a typed label joins the ticks",
        WHO,
        (tap("crs"), typed("Bailiff")),
        {"chosen": ["crs", "bailiff"], "done": True},
    ),
    (
        "own words beside ticks are kept as something else",
        WHO,
        (tap("crs"), typed("men in white")),
        {"chosen": ["crs", "other"], "words": ["men in white"], "files": [], "done": True},
    ),
    ("a page is turned", WHO, (tap("crs"), tap("@at:1")), {"chosen": ["crs"], "at": "1", "done": False}),
    (
        "a number is of the page that is open",
        WHO,
        (tap("@at:1"), typed("1")),
        {"at": "1", "chosen": ["opj"], "done": True},
    ),
    ("the number of “more” turns the page", WHO, (typed("8"),), {"at": "1", "done": False}),
    ("the number of a group opens it", WHAT, (typed("3"),), {"at": "force", "done": False}),
    ("the name of a group opens it", WHAT, (typed("gas, hitting, arrests"),), {"at": "force", "done": False}),
    (
        "a number inside a group",
        WHAT,
        (tap("@at:force"), typed("٣")),
        {"at": "force", "chosen": ["hitting"], "done": True},
    ),
    ("an option of another group, typed", WHAT, (typed("Tents cut"),), {"chosen": ["tents_cut"], "done": True}),
    ("a page that does not exist", WHO, (tap("@at:²"),), {"at": "²", "done": False}),
]


@pytest.mark.parametrize(("step", "said", "answer"), [case[1:] for case in CHOICES], ids=[case[0] for case in CHOICES])
def test_what_is_said_to_a_choice_becomes(step: Step, said: tuple[Said, ...], answer: Value | None) -> None:
    assert told(step, *said) == answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_typed_in_every_language_is_the_same_as_pressing_it(language: str) -> None:
    for step in (SAFE, KNOWN, WHO):
        for option in step.options:
            assert option.key in _keys(told(step, typed(say(language, option.label)))), option


def _keys(value: Value | None) -> list[str]:
    return [*(value or {}).get("chosen", ()), (value or {}).get("option", "")]


YES = {"ar": "نعم", "fa": "بله", "ps": "هو", "ti": "እወ", "en": "yes", "fr": "oui"}
NO = {"ar": "لا", "fa": "نه", "ps": "نه", "ti": "ኣይፋል", "en": "no", "fr": "non"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_yes_and_no_are_understood_in_every_language(language: str) -> None:
    assert told(KNOWN, typed(YES[language])) == {"option": "yes", "done": True}
    assert told(KNOWN, typed(NO[language])) == {"option": "no", "done": True}


def test_a_word_with_two_meanings_is_read_in_her_language_or_not_at_all() -> None:
    assert told(KNOWN, typed("na"), language="fa") == {"option": "no", "done": True}
    assert told(KNOWN, typed("na"), language="ti") == {"words": ["na"], "files": [], "done": True, "option": ""}


COUNTS: list[tuple[str, tuple[Said, ...], Value | None]] = [
    ("a tap is exact", (tap("3"),), {"value": 3, "how": "exact", "done": True}),
    ("ten and more", (tap("10+"),), {"value": 10, "how": "at_least", "done": True}),
    ("not seen is not 0", (tap("not_seen"),), {"value": None, "how": "not_seen", "done": True}),
    ("not seen, typed", (typed("I could not see"),), {"value": None, "how": "not_seen", "done": True}),
    ("not seen, typed in French", (typed(say("fr", NO_VIEW)),), {"value": None, "how": "not_seen", "done": True}),
    ("nobody is 0", (typed("nobody"),), {"value": 0, "how": "exact", "words": ["nobody"], "done": True}),
    ("not known", (tap("dont_know"),), {"value": None, "how": "", "option": "dont_know", "done": True}),
    ("not known, typed", (typed("idk"),), {"value": None, "how": "", "option": "dont_know", "done": True}),
    ("about", (typed("about 40"),), {"value": 40, "how": "about", "words": ["about 40"], "done": True}),
    ("at least", (typed("plus de 20"),), {"value": 20, "how": "at_least", "words": ["plus de 20"], "done": True}),
    ("exactly", (typed("بالضبط ٧"),), {"value": 7, "how": "exact", "words": ["بالضبط ٧"], "done": True}),
    ("a bare number asks how sure", (typed("۱۲"),), {"value": 12, "how": "", "words": ["۱۲"], "done": False}),
    ("then how sure", (typed("12"), tap("about")), {"value": 12, "how": "about", "words": ["12"], "done": True}),
    (
        "how sure, typed",
        (typed("12"), typed("At least 12")),
        {"value": 12, "how": "at_least", "words": ["At least 12"], "done": True},
    ),
    ("how sure without a number", (tap("about"),), None),
    ("a forged number", (tap("9" * 40),), None),
    ("words", (typed("very many"),), {"value": None, "how": "", "words": ["very many"], "files": [], "done": True}),
    ("voice", (VOICE,), {"value": None, "how": "", "words": [], "files": [7], "done": True}),
    ("a photo is no number", (PHOTO,), None),
]


@pytest.mark.parametrize(("said", "answer"), [case[1:] for case in COUNTS], ids=[case[0] for case in COUNTS])
def test_what_is_said_to_a_count_becomes(said: tuple[Said, ...], answer: Value | None) -> None:
    assert told(COUNT, *said) == answer


def test_after_a_bare_number_the_question_is_how_sure_it_is() -> None:
    question = COUNT.ask(told(COUNT, typed("40")), WORLD)

    assert english(question.lines) == ["How sure is this number?"]
    assert [say("en", shown.label) for shown in question.options] == ["Exactly 40", "At least 40", "About 40"]


def time(text: str) -> str:
    """A local time of the year 2026 as it is stored."""
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=WORLD.zone).astimezone(UTC).isoformat()


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
    value = PAST.take(None, typed("ትማሊ ሰዓት 1"), replace(WORLD, now=instant, language="ti"))

    assert value is not None
    hours = [datetime.fromisoformat(hour).astimezone(WORLD.zone) for hour in value["hours"]]
    assert [hour.hour for hour in hours] == [1, 7, 13, 19]
    assert len({hour.date() for hour in hours}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_of_when_can_be_typed_in_every_language(language: str) -> None:
    world = replace(WORLD, language=language)
    for step in (PAST, COMING):
        for shown in step.ask(None, world).options:
            assert step.take(None, typed(say(language, shown.label)), world) == step.take(None, tap(shown.key), world)
    day = PAST.take(None, tap("yesterday"), world)
    for shown in PAST.ask(day, world).options:
        assert PAST.take(day, typed(say(language, shown.label)), world) == PAST.take(day, tap(shown.key), world)


PLACES: list[tuple[str, tuple[Said, ...], Value | None]] = [
    ("a pin", (PIN,), {"pin": [50.95, 1.85, None], "done": True}),
    ("a site", (tap("site:BMX"),), {"site": "BMX", "done": True}),
    ("a site that does not exist", (tap("site:XXX"),), None),
    ("not known", (tap("dont_know"),), {"option": "dont_know", "done": True}),
    ("not known, typed", (typed("لا أعرف"),), {"option": "dont_know", "done": True}),
    ("a code", (typed("bmx"),), {"words": ["bmx"], "files": [], "done": True, "site": "BMX"}),
    ("a name", (typed("مارك"),), {"words": ["مارك"], "files": [], "done": True, "site": "CL4"}),
    (
        "the longer of two names",
        (typed("Marck nord"),),
        {"words": ["Marck nord"], "files": [], "done": True, "site": "CL4"},
    ),
    (
        "a name in a sentence",
        (typed("near marck, the road"),),
        {"words": ["near marck, the road"], "files": [], "done": True, "site": "BMX"},
    ),
    (
        "the longer name in a sentence",
        (typed("it is Marck Nord!"),),
        {"words": ["it is Marck Nord!"], "files": [], "done": True, "site": "CL4"},
    ),
    (
        "two sites are left to a human",
        (typed("from Marck to the hospital"),),
        {"words": ["from Marck to the hospital"], "files": [], "done": True},
    ),
    ("part of a word is no site", (typed("hospitality"),), {"words": ["hospitality"], "files": [], "done": True}),
    ("words", (typed("under the bridge"),), {"words": ["under the bridge"], "files": [], "done": True}),
    ("voice, and no site by a name without letters", (VOICE,), {"words": [], "files": [7], "done": True}),
    (
        "words, then a pin: both stay",
        (typed("under the bridge"), PIN),
        {"words": ["under the bridge"], "files": [], "pin": [50.95, 1.85, None], "done": True},
    ),
    ("a photo is no place", (PHOTO,), None),
]


@pytest.mark.parametrize(("said", "answer"), [case[1:] for case in PLACES], ids=[case[0] for case in PLACES])
def test_what_is_said_to_a_place_becomes(said: tuple[Said, ...], answer: Value | None) -> None:
    assert told(WHERE, *said) == answer


def test_many_sites_are_paged_and_every_one_can_be_reached() -> None:
    world = replace(WORLD, sites=tuple(SiteName(f"S{number:02}") for number in range(20)))
    value: Value | None = None
    seen: list[str] = []
    for _page in range(4):
        shown = [one.key for one in WHERE.ask(value, world).options]
        seen += [key for key in shown if key.startswith("site:")]
        value = WHERE.take(value, tap(next(key for key in shown if key.startswith("@at:"))), world)

    assert seen == [f"site:S{number:02}" for number in range(20)]
    assert WHERE.ask(value, world) == WHERE.ask(None, world)


FREE: list[tuple[str, Step, tuple[Said, ...], Value | None]] = [
    (
        "one answer in words",
        ONE,
        (typed("my friend"),),
        {"parts": 1, "words": ["my friend"], "files": [], "done": True},
    ),
    ("one answer by voice", ONE, (VOICE,), {"parts": 1, "words": [], "files": [7], "done": True}),
    ("a picture is an answer too", ONE, (PHOTO,), {"parts": 1, "words": [], "files": [8], "done": True}),
    (
        "early words tell, too",
        TELL,
        (early("they came"),),
        {"parts": 1, "words": ["they came"], "files": [], "done": False},
    ),
    (
        "ten messages in a row",
        TELL,
        (typed("a"), VOICE, typed("b")),
        {"parts": 3, "words": ["a", "b"], "files": [7], "done": False},
    ),
    ("until that is all", TELL, (typed("a"), tap("@done")), {"parts": 1, "words": ["a"], "files": [], "done": True}),
    (
        "that is all, typed",
        TELL,
        (typed("a"), typed(f"{say('fr', THAT_IS_ALL)}.")),
        {"parts": 1, "words": ["a"], "files": [], "done": True},
    ),
    ("nothing told yet", TELL, (tap("@done"),), None),
    ("a pin is no story", TELL, (PIN,), None),
    ("no media", MEDIA, (tap("@done"),), {"done": True}),
    ("no media, in words", MEDIA, (typed("I have none"),), {"files": [], "words": ["I have none"], "done": True}),
    ("a photo, more may come", MEDIA, (PHOTO,), {"files": [8], "words": [], "done": False}),
    (
        "a photo with words",
        MEDIA,
        (Said(text="my arm", files=PHOTO.files),),
        {"files": [8], "words": ["my arm"], "done": False},
    ),
    (
        "words after a photo belong to it",
        MEDIA,
        (PHOTO, typed("my arm")),
        {"files": [8], "words": ["my arm"], "done": False},
    ),
    ("photo, voice, done", MEDIA, (PHOTO, VOICE, tap("@done")), {"files": [8, 7], "words": [], "done": True}),
    ("photo, done typed", MEDIA, (PHOTO, typed(say("ar", THAT_IS_ALL))), {"files": [8], "words": [], "done": True}),
    ("early words are no media", MEDIA, (early("wait"),), None),
]


@pytest.mark.parametrize(("step", "said", "answer"), [case[1:] for case in FREE], ids=[case[0] for case in FREE])
def test_what_is_told_or_sent_becomes(step: Step, said: tuple[Said, ...], answer: Value | None) -> None:
    assert told(step, *said) == answer


def options_of(flows: Iterator[Flow]) -> Iterator[tuple[str, Choice | Choices]]:
    for flow in flows:
        for step in flow.steps:
            if isinstance(step, Choice | Choices):
                yield f"{flow.key}.{step.key}", step


OPTIONS = dict(options_of(iter(FLOWS.values())))
NAVIGATION = ("@at:", "@done")


@pytest.mark.parametrize("name", OPTIONS)
def test_every_option_is_reached_by_pressing_and_never_more_than_nine_are_shown(name: str) -> None:
    step = OPTIONS[name]
    reached: set[str] = set()
    visited: set[str] = set()
    todo: list[Value | None] = [None]
    while todo:
        value = todo.pop()
        shown = step.ask(value, WORLD).options
        assert 1 <= len([one for one in shown if not one.key.startswith(NAVIGATION)]) <= 9
        reached |= {one.key for one in shown}
        for one in shown:
            if one.key.startswith("@at:") and one.key not in visited:
                visited.add(one.key)
                todo.append(step.take(value, tap(one.key), WORLD))

    assert {key for key in reached if not key.startswith(NAVIGATION)} == step.option_keys() - {"prefer_not_say"}


def test_a_group_shows_how_many_are_ticked_in_it() -> None:
    value = told(WHAT, tap("@at:force"), tap("gas"), tap("hitting"), tap("@at:-"))
    shown = {one.key: (say("en", one.label), one.ticked) for one in WHAT.ask(value, WORLD).options}

    assert shown["@at:force"] == ("Gas, hitting, arrests (2)", True)
    assert shown["@at:things"] == ("Tents and things", False)


# --- the flow as a whole ---

DOCTOR = Choice(key="doctor", text=_("Do you need a doctor?"), options=YES_NO, closed=True, when=SAFE.is_("danger"))
NUMBERS = Say(key="numbers", text=_("15: doctor, ambulance"), sign="🚑", when=SAFE.is_("danger"))
FLOW = Flow(
    key="small",
    sign="🧪",
    label=_("Begin"),
    steps=(SAFE, NUMBERS, DOCTOR, WHERE, WHO, MEDIA),
    urgent=((Urgency.LIFE, DOCTOR.is_("yes")), (Urgency.NOW, SAFE.is_("danger") | WHO.is_("crs"))),
)

FLOWS_TOLD: list[tuple[str, tuple[Said, ...], str]] = [
    ("nothing said: the first question", (), "safe"),
    ("safe: no doctor", (tap("yes"),), "where"),
    ("danger: asked about a doctor", (tap("danger"),), "doctor"),
    ("the place follows", (tap("danger"), tap("no")), "where"),
    ("a pin before it is asked fills the place", (PIN, tap("yes")), "who"),
    ("a pin with a name does so too", (replace(PIN, text="Café"), tap("yes")), "who"),
    ("a photo at a choice is kept and it is asked again", (PHOTO,), "safe"),
    ("done with all", (tap("yes"), PIN, tap("@done"), tap("@done")), ""),
    ("what is said after the end is no answer", (tap("yes"), PIN, tap("@done"), tap("@done"), typed("thanks")), ""),
    ("an older answer hides what depended on it", (tap("danger"), tap("yes", "safe")), "where"),
    ("and reopens it", (tap("yes"), PIN, tap("danger", "safe")), "doctor"),
    (
        "an answer that was hidden is there again",
        (tap("danger"), tap("no"), tap("yes", "safe"), tap("danger", "safe")),
        "where",
    ),
    ("a tick more reopens several", (tap("yes"), PIN, tap("@done"), tap("crs", "who")), "who"),
]


@pytest.mark.parametrize(("said", "wanted"), [case[1:] for case in FLOWS_TOLD], ids=[case[0] for case in FLOWS_TOLD])
def test_the_open_question_is_after(said: tuple[Said, ...], wanted: str) -> None:
    assert opened(FLOW, play(FLOW, *said)) == wanted


def test_a_photo_at_a_choice_is_acknowledged_and_heard_is_false() -> None:
    turn = engine.answer(FLOW, {}, PHOTO, WORLD)

    assert (english(turn.lines), turn.open, turn.heard, turn.ask) == ([f"📎 {KEPT}"], SAFE, False, True)


def test_early_words_at_a_choice_are_kept_without_a_word() -> None:
    turn = engine.answer(FLOW, {}, early("they came at eight"), WORLD)

    assert (turn.changes, turn.lines, turn.heard, turn.ask) == ((), (), False, False)


def test_a_required_question_is_asked_once_more_with_a_reason() -> None:
    turn = engine.answer(FLOW, {}, typed("they come"), WORLD)

    assert (english(turn.lines), turn.open) == ([f"🙏 {ONCE_MORE}"], SAFE)


def test_what_is_only_said_is_said_on_the_way_once() -> None:
    answers = play(FLOW)
    turn = engine.answer(FLOW, answers, tap("danger"), WORLD)
    keep(answers, turn)

    assert english(turn.lines) == ["🚑 15: doctor, ambulance"]
    assert engine.answer(FLOW, answers, tap("no"), WORLD).lines == ()


def test_a_pin_is_echoed_and_a_second_one_is_kept() -> None:
    answers = play(FLOW, tap("yes"))
    turn = engine.answer(FLOW, answers, PIN, WORLD)
    keep(answers, turn)

    assert english(turn.lines) == ["📍 We have your location."]
    assert engine.answer(FLOW, answers, Said(pin=(1.0, 2.0, 5.0)), WORLD).changes == ()


@pytest.mark.parametrize("before", [tap("dont_know"), typed("under the bridge"), tap("site:BMX")])
def test_a_pin_sent_later_is_added_to_a_place_that_had_none(before: Said) -> None:
    answers = play(FLOW, tap("yes"), before, PIN)

    assert answers["where"]["pin"] == [50.95, 1.85, None]
    assert opened(FLOW, answers) == "who"
    assert answers["where"].get("words", []) == ([before.text] if before.text else [])


def test_a_skipped_place_is_filled_by_a_pin() -> None:
    answers = play(FLOW, tap("yes"))
    keep(answers, engine.skip(FLOW, answers))
    keep(answers, engine.answer(FLOW, answers, PIN, WORLD))

    assert answers["where"] == {"pin": [50.95, 1.85, None], "done": True}


def test_a_pin_where_no_place_is_asked_for_tells_the_place_and_answers_nothing_else() -> None:
    turn = engine.answer(FLOWS["talk"], {}, PIN, WORLD)
    place = {"pin": [50.95, 1.85, None], "done": True}

    assert (english(turn.lines), turn.changes, turn.heard) == ([f"📍 {KEPT}"], (("where", place),), False)
    assert engine.answer(FLOWS["talk"], {"where": place}, Said(pin=(1.0, 2.0, None)), WORLD).changes == ()


def test_an_older_button_corrects_its_answer_and_says_so() -> None:
    answers = play(FLOW, tap("danger"), tap("no"))
    turn = engine.answer(FLOW, answers, tap("yes", "doctor"), WORLD)

    assert turn.changes == (("doctor", {"option": "yes", "done": True}),)
    assert english(turn.lines) == [f"✏️ {CHANGED}", "✅ Yes"]
    assert turn.open == WHERE


def test_a_button_pressed_twice_changes_nothing() -> None:
    answers = play(FLOW, tap("danger"))
    turn = engine.answer(FLOW, answers, tap("danger", "safe"), WORLD)

    assert (turn.changes, turn.lines, turn.open) == ((), (), DOCTOR)


def test_after_the_end_an_older_button_still_corrects_and_says_so() -> None:
    answers = play(FLOW, tap("danger"), tap("no"), PIN, tap("@done"), tap("@done"))
    turn = engine.answer(FLOW, answers, tap("yes", "doctor"), WORLD)

    assert english(turn.lines) == [f"✏️ {CHANGED}", "✅ Yes"]
    assert turn.open is None


def test_a_button_of_a_step_that_does_not_exist_any_more_is_no_answer_to_it() -> None:
    turn = engine.answer(FLOW, {}, Said(option="yes", step="gone"), WORLD)

    assert turn.changes == (("safe", {"option": "yes", "done": True}),)


BACKS: list[tuple[str, tuple[Said, ...], str]] = [
    ("from the second question to the first", (tap("yes"),), "safe"),
    ("over what is only said", (tap("danger"),), "safe"),
    ("over what is not asked", (tap("yes"), PIN), "where"),
    ("half-way through several ticks", (tap("yes"), PIN, tap("crs")), "where"),
    ("from the end to the last question", (tap("yes"), PIN, tap("@done"), tap("@done")), "media"),
]


@pytest.mark.parametrize(("said", "wanted"), [case[1:] for case in BACKS], ids=[case[0] for case in BACKS])
def test_back_leads(said: tuple[Said, ...], wanted: str) -> None:
    answers = play(FLOW, *said)
    turn = engine.back(FLOW, answers)

    assert turn.changes == ((wanted, None),)
    assert turn.open == FLOW.step(wanted)


def test_back_at_the_first_question_says_that_it_is_the_first() -> None:
    turn = engine.back(FLOW, {})

    assert (english(turn.lines), turn.changes, turn.open) == ([f"↩️ {FIRST}"], (), SAFE)


@pytest.mark.parametrize(
    ("step", "said"),
    [(PAST, tap("pick_day")), (PAST, tap("today")), (COUNT, typed("12"))],
    ids=["day", "part", "count"],
)
def test_back_half_way_through_a_question_asks_its_first_part_again(step: Step, said: Said) -> None:
    flow = Flow(key="x", sign="", label="", steps=(SAFE, step))
    turn = engine.back(flow, play(flow, tap("yes"), said))

    assert (turn.changes, turn.open) == (((step.key, None),), step)


def test_skip_passes_over_a_question() -> None:
    answers = play(FLOW, tap("yes"))
    turn = engine.skip(FLOW, answers)

    assert (turn.changes, turn.open) == ((("where", {"skipped": True, "done": True}),), WHO)


def test_a_required_question_is_asked_once_more_before_it_is_skipped() -> None:
    first = engine.skip(FLOW, {})
    second = engine.skip(FLOW, {"safe": {"again": True, "done": False}})

    assert (english(first.lines), first.open) == ([f"🙏 {ONCE_MORE}"], SAFE)
    assert (second.changes, second.open) == ((("safe", {"skipped": True, "done": True}),), WHERE)


def test_skip_at_the_end_does_nothing() -> None:
    assert engine.skip(Flow(key="x", sign="", label="", steps=()), {}) == Turn(heard=False, ask=False)


HALF: list[tuple[str, Step, Said, Value]] = [
    ("ticks", WHO, tap("crs"), {"chosen": ["crs"], "done": True}),
    ("a story", TELL, typed("a"), {"parts": 1, "words": ["a"], "files": [], "done": True}),
    ("files", MEDIA, PHOTO, {"files": [8], "words": [], "done": True}),
    ("a bare number", COUNT, typed("12"), {"value": 12, "how": "", "words": ["12"], "done": True}),
    ("an open page is nothing", WHO, tap("@at:1"), {"skipped": True, "done": True}),
    ("an open list of days is nothing", PAST, tap("pick_day"), {"skipped": True, "done": True}),
]


@pytest.mark.parametrize(("step", "said", "kept"), [case[1:] for case in HALF], ids=[case[0] for case in HALF])
def test_skipping_the_rest_of_a_question_keeps(step: Step, said: Said, kept: Value) -> None:
    flow = Flow(key="x", sign="", label="", steps=(step,))

    assert engine.skip(flow, play(flow, said)).changes == ((step.key, kept),)


def test_skipping_the_part_of_the_day_keeps_the_day() -> None:
    flow = Flow(key="x", sign="", label="", steps=(PAST,))
    (_key, value), *_rest = engine.skip(flow, play(flow, tap("yesterday"))).changes

    assert value is not None
    assert (value["start"], value["precision"], value["done"]) == (time("11-21 00:00"), "date_only", True)


def test_a_question_added_by_a_deploy_is_asked_next() -> None:
    answers = play(FLOW, tap("yes"), PIN)
    grown = replace(FLOW, steps=(SAFE, KNOWN, NUMBERS, DOCTOR, WHERE, WHO, MEDIA))

    assert engine.start(grown, answers).open == KNOWN
    assert opened(grown, play(grown, tap("no"), answers=answers)) == "who"


def test_something_only_said_that_a_deploy_added_is_said_and_does_not_swallow_the_answer() -> None:
    answers = play(FLOW, tap("yes"))
    hello = Say(key="hello", text=_("112: emergency, from any phone, free"), sign="📞")
    grown = replace(FLOW, steps=(SAFE, hello, NUMBERS, DOCTOR, WHERE, WHO, MEDIA))
    turn = engine.answer(grown, answers, typed("bmx"), WORLD)

    assert [key for key, _value in turn.changes] == ["hello", "where"]
    assert english(turn.lines) == ["📞 112: emergency, from any phone, free", "📍 Place: BMX"]
    assert turn.open == WHO


def test_a_question_removed_by_a_deploy_leaves_the_rest_as_it_is() -> None:
    answers = play(FLOW, tap("danger"), tap("yes"), PIN)
    shrunk = replace(FLOW, steps=(SAFE, WHERE, WHO), urgent=())

    assert opened(shrunk, answers) == "who"


URGENT: list[tuple[str, tuple[Said, ...], Urgency | None]] = [
    ("nothing", (), None),
    ("safe", (tap("yes"),), None),
    ("danger: now", (tap("danger"),), Urgency.NOW),
    ("a doctor is needed: life", (tap("danger"), tap("yes")), Urgency.LIFE),
    ("typed is as good as pressed", (typed(say("ar", SAFE.options[1].label)), typed("نعم")), Urgency.LIFE),
    ("the first tick counts, before “done”", (tap("yes"), PIN, tap("crs")), Urgency.NOW),
    ("a hidden answer does not count", (tap("danger"), tap("yes"), tap("yes", "safe")), None),
]


@pytest.mark.parametrize(("said", "wanted"), [case[1:] for case in URGENT], ids=[case[0] for case in URGENT])
def test_the_urgency_is_after_every_turn(said: tuple[Said, ...], wanted: Urgency | None) -> None:
    assert FLOW.urgency(play(FLOW, *said)) == wanted


REAL: list[tuple[str, Flow, tuple[Said, ...], Urgency | None]] = [
    ("an eviction now", eviction.FLOW, (tap("safe"), tap("now")), Urgency.NOW),
    ("an eviction that is over", eviction.FLOW, (tap("safe"), tap("over")), None),
    ("danger in an eviction", eviction.FLOW, (tap("danger"),), Urgency.LIFE),
    ("violence, a doctor now", police_violence.FLOW, (tap("safe"), tap("urgent")), Urgency.LIFE),
    ("violence, no doctor", police_violence.FLOW, (tap("safe"), tap("no")), None),
    ("police now, pressed by mistake or not", FLOWS["police_now"], (), Urgency.NOW),
    ("talk to a person", FLOWS["talk"], (), Urgency.REST),
]


@pytest.mark.parametrize(("flow", "said", "wanted"), [case[1:] for case in REAL], ids=[case[0] for case in REAL])
def test_the_real_flows_wake_a_human_at(flow: Flow, said: tuple[Said, ...], wanted: Urgency | None) -> None:
    assert flow.urgency(play(flow, *said)) == wanted


WRONG: list[tuple[str, tuple[Step, ...], str]] = [
    ("two steps of one name", (SAFE, SAFE), "small has two steps safe"),
    ("a condition on what comes later", (DOCTOR, SAFE), "small.doctor asks for safe, which comes later or never"),
]


@pytest.mark.parametrize(("steps", "why"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_a_wrong_flow_fails_at_import(steps: tuple[Step, ...], why: str) -> None:
    with pytest.raises(FlowError, match=why):
        Flow(key="small", sign="", label="", steps=steps)


def test_a_condition_on_an_option_that_does_not_exist_fails_at_import() -> None:
    with pytest.raises(FlowError, match="safe has no option maybe"):
        SAFE.is_("maybe")


def test_an_urgency_by_a_step_that_is_never_asked_fails_at_import() -> None:
    with pytest.raises(FlowError, match="small is urgent by safe, which it never asks"):
        Flow(key="small", sign="", label="", steps=(), urgent=((Urgency.NOW, SAFE.is_("danger")),))


@pytest.mark.parametrize(
    ("options", "groups", "why"),
    [
        ((Option("a", "", "A"), Option("a", "", "B")), (), "x has two options a"),
        ((Option("a" * 44, "", "A"),), (), "does not fit into a button"),
        ((Option("a", "", "A", "g"),), (), "groups and options do not match"),
        ((Option("a", "", "A"),), (Group("g", "", "G"),), "groups and options do not match"),
    ],
    ids=["twice", "too long", "a group not listed", "a group without options"],
)
def test_wrong_options_fail_at_import(options: tuple[Option, ...], groups: tuple[Group, ...], why: str) -> None:
    with pytest.raises(FlowError, match=why):
        Choice(key="x", text="", options=options, groups=groups)


TOLD: list[tuple[str, Step, tuple[Said, ...], list[str]]] = [
    ("an option", KNOWN, (tap("yes"),), ["✅ Yes"]),
    ("words as they are", KNOWN, (typed("Mon frère!"),), ["Mon frère!"]),
    ("several", WHO, (tap("crs"), tap("pn"), tap("@done")), ["🪖 CRS riot police", "👮 National police"]),
    ("about 40", COUNT, (typed("about 40"),), ["〰️ About 40"]),
    ("not seen is not 0", COUNT, (tap("not_seen"),), ["🙈 I could not see"]),
    ("a pin", WHERE, (PIN,), ["📍 We have your location."]),
    ("a place by voice", WHERE, (VOICE,), ["🎤 Told by voice"]),
    (
        "yesterday morning",
        PAST,
        (tap("yesterday"), tap("part:morning")),
        ["⬅️ Yesterday", "🕗 We understood: Saturday 21/11/2026, Morning"],
    ),
    (
        "a time that was written",
        PAST,
        (typed("yesterday at 8 pm"),),
        ["🕗 We understood: Saturday 21/11/2026, 20:00", "yesterday at 8 pm"],
    ),
    ("files", MEDIA, (PHOTO, tap("@done")), ["📎 Files: 1"]),
]


@pytest.mark.parametrize(("step", "said", "lines"), [case[1:] for case in TOLD], ids=[case[0] for case in TOLD])
def test_an_answer_is_read_back_as(step: Step, said: tuple[Said, ...], lines: list[str]) -> None:
    value = told(step, *said)

    assert value is not None
    assert english(step.tell(value, WORLD)) == lines


def test_nothing_is_said_that_is_not_marked_or_plain() -> None:
    for flow in FLOWS.values():
        for step in flow.steps:
            for line in step.ask(None, WORLD).lines:
                assert isinstance(line, str | Text | Plain)
