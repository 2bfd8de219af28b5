"""The diagram shows when a step is asked, the way around it, and which answers wake somebody."""

from __future__ import annotations

import pytest

from handlers.diagram import mermaid
from handlers.flow import ALWAYS, Flow
from handlers.flows import FLOWS


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("eviction", 'safe_now -. "if safe_now = at_sea" .-> numbers_sea'),
        ("eviction", "calling_danger --> when"),
        ("eviction", "safe_now --> when"),
        ("eviction", 'when -. "if when = told_day" .-> announce_date'),
        ("talk", 'safe_now -. "if safe_now = danger or hurt or at_sea" .-> calling_danger'),
        ("police_violence", 'hurt_now -. "if hurt_now = urgent and not (safe_now = hurt)" .-> numbers_doctor'),
        ("police_violence", "phone_private --> finished"),
    ],
)
def test_the_way_to_a_step_and_the_way_around_it_are_drawn(key: str, line: str) -> None:
    assert f"\n    {line}" in mermaid(FLOWS[key])


@pytest.mark.parametrize(
    ("key", "marked", "unmarked"),
    [
        ("eviction", "⚠️🔴 Danger now", "· 📅 They said another day"),
        ("eviction", "⚠️🔴 Now", "⚠️⚪"),
        ("police_violence", "⚠️🚫 Touching, undressing", "⚠️👊"),
        ("police_violence", "⚠️🚑 Yes, now", "⚠️🩺"),
        ("police_now", "⚠️🌊 We are on the sea", "⚠️⛺"),
    ],
)
def test_the_answers_that_wake_somebody_are_marked(key: str, marked: str, unmarked: str) -> None:
    drawn = mermaid(FLOWS[key])

    assert marked in drawn
    assert (unmarked in drawn) is unmarked.startswith("·")


def test_every_condition_of_every_flow_can_be_read() -> None:
    texts = [step.when.text for flow in FLOWS.values() for step in flow.steps]

    assert [text for text in texts if not text or "frozenset" in text] == []
    assert ALWAYS.text == "always"


def test_a_flow_of_steps_that_may_all_be_left_out_leads_to_its_end() -> None:
    steps = tuple(step for step in FLOWS["talk"].steps if step.key in ("safe_now", "numbers_sea"))
    drawn = mermaid(Flow(key="f", sign="", label="", steps=steps)).splitlines()

    assert drawn[-2:] == ['    numbers_sea --> finished(["case code"])', '    safe_now --> finished(["case code"])']
