"""Several people do anything, in any order, on a real database: nothing is lost, everybody is answered."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.store import Store
from tests.anything import REPORTERS, TEAM, Did, told

WORDS = ["help", "yes", "لا", "stop", "رجوع", "skip", "delete", "person", "language", "1", "2", "8h", "about 40", "ሓገዝ"]
WORDS += [
    "Police now / danger",
    "/start",
    "/onduty",
    "/join abc",
    "/site A b",
    "\x00",
    "a\x00b",
    "\ud800",
    "👍",
    "menu",
]


texts = st.sampled_from(WORDS) | st.text(st.characters(), max_size=30)
ids = st.sampled_from(["q", "n", "a", "p", "pa", "px", "l", "m", "i", "j", ""])
FORGED = [
    "q:1:safe_now:danger",
    "n:1:back",
    "a:1:take",
    "l:xx",
    "m:nothing",
    "i:coordinator",
    "j:fr",
    "q::",
    ":",
    "q:-1:x:y",
    "p:1::safe:0",
    "p:1:own9",
    "p:",
    "pa:1:yes",
    "px:own1:remove",
]
FORGED += [
    "m:police_now",
    "m:eviction",
    "m:police_violence",
    "m:talk",
    "m:rights",
    "m:language",
    "l:ar",
    "l:ti",
    "\x00",
]
kinds = st.sampled_from(["photo", "voice", "video", "document", "audio", "sticker"])
dids: st.SearchStrategy[Did] = st.one_of(
    st.tuples(st.just("text"), texts),
    st.tuples(st.just("shown"), st.integers(0, 200)),
    st.tuples(st.just("shown"), st.integers(0, 200)),
    st.tuples(st.just("press"), st.sampled_from(FORGED)),
    st.tuples(st.just("press"), st.builds("{}:{}:{}".format, ids, st.text(max_size=8), st.text(max_size=8))),
    st.tuples(
        st.just("file"),
        st.fixed_dictionaries(
            {"kind": kinds, "name": texts, "text": texts, "album": st.sampled_from(["", "7"]), "mime": st.just("x/y")}
        ),
    ),
    st.tuples(st.just("place"), st.tuples(st.floats(-91, 91), st.floats(-181, 181))),
    st.tuples(st.just("edit"), texts),
    st.tuples(st.just("delete"), st.none()),
    st.tuples(st.just("react"), texts),
    st.tuples(st.just("block"), st.booleans()),
    st.tuples(st.just("unknown"), st.dictionaries(st.text(max_size=5), st.integers() | texts, max_size=2)),
    st.tuples(st.just("raw"), st.binary(max_size=20)),
    st.tuples(st.just("again"), st.none()),
    st.tuples(st.just("push"), st.sampled_from([1, 150, 1000, 90000])),
)
who = st.sampled_from([*REPORTERS, *REPORTERS, *TEAM])
stories = st.lists(st.tuples(who, dids), min_size=1, max_size=12)


RED: list[tuple[str, Did]] = [
    ("amina", ("press", "m:police_now")),
    ("amina", ("shown", 5)),
    ("amina", ("text", "\x00")),
]


@pytest.mark.parametrize("examples", [20])
def test_nothing_is_lost_and_everybody_is_answered_whatever_several_people_do(
    store: Store, tmp_path: Path, examples: int
) -> None:
    tell = told(store, tmp_path)
    with asyncio.Runner() as runner:

        @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
        @given(stories)
        @example(RED)
        def run(story: list[tuple[str, Did]]) -> None:
            tell(runner, story)

        run()
