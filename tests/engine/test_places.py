"""What a person presses, types, says or sends becomes a place, as a table."""

from __future__ import annotations

import pytest

from handlers.flow import Said, SiteName, Value
from tests.engine.steps import PHOTO, PIN, VOICE, WHERE, WORLD, tap, told, typed

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


@pytest.mark.parametrize(
    ("said", "pin_stays"), [(tap("dont_know"), True), (typed("behind the road"), True), (tap("site:BMX"), False)]
)
def test_a_pin_from_before_the_report_stays_unless_a_site_is_told(said: Said, pin_stays: bool) -> None:
    value = WHERE.take({"pin": [1.0, 2.0, None], "before": True, "done": False}, said, WORLD)

    assert value is not None
    assert value["done"]
    assert ("pin" in value, "before" in value) == (pin_stays, pin_stays)


def test_many_sites_are_paged_and_every_one_can_be_reached() -> None:
    world = WORLD._replace(sites=tuple(SiteName(f"S{number:02}") for number in range(20)))
    value: Value | None = None
    seen: list[str] = []
    for _page in range(4):
        shown = [one.key for one in WHERE.ask(value, world).options]
        seen += [key for key in shown if key.startswith("site:")]
        value = WHERE.take(value, tap(next(key for key in shown if key.startswith("@at:"))), world)

    assert seen == [f"site:S{number:02}" for number in range(20)]
    assert WHERE.ask(value, world) == WHERE.ask(None, world)
