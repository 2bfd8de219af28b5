"""Which answers wake a human."""

from __future__ import annotations

import pytest

from handlers.flow import Flow, Said, Urgency
from handlers.flows import FLOWS, eviction, police_violence
from handlers.words import say
from tests.engine.steps import FLOW, PIN, SAFE, play, tap, typed

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
