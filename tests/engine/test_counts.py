"""What a person presses, types or says becomes a number, as a table."""

from __future__ import annotations

import pytest

from handlers.flow import Said, Value
from handlers.steps.count import NO_VIEW
from handlers.words import say
from tests.engine.steps import COUNT, PHOTO, VOICE, WORLD, english, tap, told, typed

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
