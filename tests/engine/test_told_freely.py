"""What a person tells in her own words or sends becomes an answer, and is read back to her, as tables."""

from __future__ import annotations

import pytest

from handlers.flow import Said, Step, Value
from handlers.flows import FLOWS
from handlers.steps import Ask
from handlers.steps.ask import THAT_IS_ALL
from handlers.words import Plain, Text, _, say
from tests.engine.steps import (
    COUNT,
    KNOWN,
    MEDIA,
    PAST,
    PHOTO,
    PIN,
    TELL,
    VOICE,
    WHERE,
    WHO,
    WORLD,
    early,
    english,
    tap,
    told,
    typed,
)

ONE = Ask(key="one", text=_("Is there another way to reach you? You can skip this."))
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
        ["⏪ Yesterday", "🕗 We understood: Saturday 21/11/2026, Morning"],
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
