"""What a person presses, types or says becomes the answer to a choice, as a table."""

from __future__ import annotations

import pytest

from handlers.flow import Said, Step, Value
from handlers.flows.eviction import HOW_MANY
from handlers.steps.options import FINISHED
from handlers.words import say
from tests.engine.steps import KNOWN, LANGUAGES, NO, PHOTO, SAFE, VOICE, WHAT, WHO, WORLD, YES, early, tap, told, typed

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
    (
        "a number of people is no place in the list",
        HOW_MANY,
        (typed("5"),),
        {"option": "b1", "done": True},
    ),
    ("a number in words", HOW_MANY, (typed("شپږ"),), {"option": "b1", "done": True}),
    (
        "a number with what is counted",
        HOW_MANY,
        (typed("about 60 people"),),
        {"option": "b3", "done": True},
    ),
    ("at least so many", HOW_MANY, (typed("٣٥٠+"),), {"option": "b5", "done": True}),
    ("the label of a number from here to there", HOW_MANY, (typed("11 to 50"),), {"option": "b2", "done": True}),
    ("nobody", HOW_MANY, (typed("0"),), {"words": ["0"], "files": [], "option": "other", "done": True}),
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_yes_and_no_are_understood_in_every_language(language: str) -> None:
    assert told(KNOWN, typed(YES[language])) == {"option": "yes", "done": True}
    assert told(KNOWN, typed(NO[language])) == {"option": "no", "done": True}


def test_a_word_with_two_meanings_is_read_in_her_language_or_not_at_all() -> None:
    assert told(KNOWN, typed("na"), language="fa") == {"option": "no", "done": True}
    assert told(KNOWN, typed("na"), language="ti") == {"words": ["na"], "files": [], "done": True, "option": ""}


def test_a_group_shows_how_many_are_ticked_in_it() -> None:
    value = told(WHAT, tap("@at:force"), tap("gas"), tap("hitting"), tap("@at:-"))
    shown = {one.key: (say("en", one.label), one.ticked) for one in WHAT.ask(value, WORLD).options}

    assert shown["@at:force"] == ("Gas, hitting, arrests (2)", True)
    assert shown["@at:things"] == ("Tents and things", False)
