"""Where “back” leads, and what “skip” keeps."""

from __future__ import annotations

import pytest

from handlers import engine
from handlers.engine import FIRST, ONCE_MORE, Turn
from handlers.flow import Flow, Said, Step, Value
from tests.engine.steps import (
    COUNT,
    FLOW,
    MEDIA,
    PAST,
    PHOTO,
    PIN,
    SAFE,
    TELL,
    WHERE,
    WHO,
    english,
    play,
    tap,
    time,
    typed,
)

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
