"""Which question of a flow is open, and what is said on the way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers import engine
from handlers.engine import CHANGED, KEPT, ONCE_MORE
from handlers.flow import Said, Value
from handlers.flows import FLOWS
from handlers.steps import Say
from handlers.words import _
from tests.engine.steps import (
    DOCTOR,
    FLOW,
    KNOWN,
    MEDIA,
    NUMBERS,
    PHOTO,
    PIN,
    SAFE,
    WHERE,
    WHO,
    WORLD,
    early,
    english,
    keep,
    opened,
    play,
    tap,
    typed,
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


@pytest.mark.parametrize("flow", ["talk", "police_now", "eviction"])
def test_a_pin_from_before_the_report_gives_way_to_a_new_one_whatever_is_asked(flow: str) -> None:
    before: dict[str, Value] = {"where": {"pin": [1.0, 2.0, None], "before": True, "done": False}}
    turn = engine.answer(FLOWS[flow], before, PIN, WORLD)

    assert ("where", {"pin": [50.95, 1.85, None], "done": True}) in turn.changes


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
