"""Every option of every flow can be reached, and a flow that is written wrong fails when it is imported."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from handlers.flow import Flow, FlowError, Step, Urgency, Value
from handlers.flows import FLOWS
from handlers.steps import Choice, Choices, Group, Option
from tests.engine.steps import DOCTOR, SAFE, WORLD, tap


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
