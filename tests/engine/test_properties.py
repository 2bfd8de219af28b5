"""What must hold whatever is said to any flow."""

from __future__ import annotations

import json

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handlers import engine
from handlers.flow import Flow, Said, Value, World
from handlers.flows import FLOWS
from handlers.reply import short
from handlers.steps import Choice, Choices, Say
from handlers.words import say
from models.base import new_id
from tests.engine.walks import A_WORLD, after, check_question, flows, moves, said, turn_of, walk, worlds

SAID_KEYS = {"option", "chosen", "words", "files", "value", "how", "pin", "site", "start", "end", "precision"}


@settings(max_examples=250)
@given(flows, st.lists(moves, max_size=25), worlds)
@example(FLOWS["eviction"], [Said(option="safe"), Said(option="told_day"), Said(option="day:2026-11-30")], A_WORLD)
def test_nothing_said_makes_it_fail_and_every_turn_leaves_everything_in_order(
    flow: Flow, told: list[Said | str], world: World
) -> None:
    answers = after({}, engine.start(flow, {}))
    for move in told:
        turn = turn_of(flow, answers, move, world)
        answers = after(answers, turn)

        assert orjson.loads(orjson.dumps(answers)) == answers == json.loads(json.dumps(answers))
        assert turn.open == engine.open_step(flow, answers)
        assert not isinstance(turn.open, Say)
        assert all(isinstance(say(world.language, line), str) for line in turn.lines)
        for key, value in answers.items():
            step = flow.step(key)
            if step is None:
                # A place that was not asked for.
                assert key == engine.WHERE
                assert set(value) == {"pin", "done"}
                continue
            assert all(isinstance(say(world.language, line), str) for line in step.tell(value, world))
        if turn.open is not None:
            check_question(turn.open, answers.get(turn.open.key), world)


@settings(max_examples=150)
@given(flows, st.lists(moves, max_size=20), worlds)
def test_where_she_stands_is_determined_by_the_answers_alone(flow: Flow, told: list[Said | str], world: World) -> None:
    answers = walk(flow, told, world)
    shuffled = dict(reversed(answers.items()))

    assert engine.open_step(flow, shuffled) == engine.open_step(flow, json.loads(json.dumps(answers)))
    assert engine.start(flow, shuffled).changes == ()
    assert flow.urgency(shuffled) == flow.urgency(answers)


@settings(max_examples=250)
@given(flows, st.lists(moves, max_size=20), said, worlds)
def test_back_and_then_the_same_answer_is_as_if_nothing_had_happened(
    flow: Flow, told: list[Said | str], last: Said, world: World
) -> None:
    """For any step that one message answered from the beginning, as the open question.

    Unless a later question had been answered or begun before (a pin, an older button): back begins with that one.
    """
    before = walk(flow, told, world)
    asked = engine.open_step(flow, before)
    turn = engine.answer(flow, before, last, world)
    answers = after(before, turn)
    if asked is None or asked.key in before or not answers.get(asked.key, {}).get("done"):
        return
    later = flow.steps[flow.steps.index(asked) + 1 :]
    if any(before.get(step.key, {}).keys() - {"again", "done"} for step in later):
        return
    turn_back = engine.back(flow, answers)

    assert turn_back.changes == ((asked.key, None),)
    assert turn_back.open == asked
    assert after(after(answers, turn_back), engine.answer(flow, after(answers, turn_back), last, world)) == answers


@settings(max_examples=150)
@given(flows, st.lists(moves, max_size=20), worlds)
def test_back_reopens_the_last_question_before_the_open_one_or_its_first_part(
    flow: Flow, told: list[Said | str], world: World
) -> None:
    answers = walk(flow, told, world)
    asked = engine.open_step(flow, answers)
    turn = engine.back(flow, answers)
    done = [key for key, value in flow.visible(answers).items() if value.get("done")]
    before = [step.key for step in flow.steps if step.key in done and not isinstance(step, Say)]
    if asked is not None:
        order = [step.key for step in flow.steps]
        before = [key for key in before if order.index(key) < order.index(asked.key)]
    if asked is not None and asked.midway(answers.get(asked.key, {})):
        assert turn.changes == ((asked.key, None),)
    else:
        assert turn.changes == (((before[-1], None),) if before else ())
    assert turn.open == engine.open_step(flow, after(answers, turn))


@settings(max_examples=150)
@given(flows, st.lists(moves, max_size=20), worlds)
def test_back_again_and_again_ends_at_the_first_question(flow: Flow, told: list[Said | str], world: World) -> None:
    answers = walk(flow, told, world)
    for _step in range(2 * len(flow.steps)):
        answers = after(answers, engine.back(flow, answers))

    first = next(step for step in flow.steps if not isinstance(step, Say))
    assert engine.open_step(flow, answers) == first


@settings(max_examples=150)
@given(flows, st.lists(moves, max_size=20), worlds)
def test_skip_always_ends_a_flow_and_loses_nothing(flow: Flow, told: list[Said | str], world: World) -> None:
    answers = walk(flow, told, world)
    given_before = {key: value for key, value in answers.items() if _holds(flow, key, value)}
    for _step in range(2 * len(flow.steps)):
        answers = after(answers, engine.skip(flow, answers))

    assert engine.open_step(flow, answers) is None
    for key, value in given_before.items():
        assert {name: answers[key].get(name) for name in value.keys() & SAID_KEYS} == _said(value)


def _said(value: Value) -> Value:
    return {name: kept for name, kept in value.items() if name in SAID_KEYS}


def _holds(flow: Flow, key: str, value: Value) -> bool:
    step = flow.step(key)
    return bool(value.get("done")) or (step is not None and step.given(value))


@settings(max_examples=150)
@given(flows, st.lists(moves, max_size=25), worlds)
def test_the_urgency_never_depends_on_hidden_answers(flow: Flow, told: list[Said | str], world: World) -> None:
    answers = walk(flow, told, world)

    assert flow.urgency(flow.visible(answers)) == flow.urgency(answers)


@settings(max_examples=100)
@given(flows, st.lists(moves, max_size=15), worlds)
def test_an_answer_is_urgent_the_moment_it_is_given(flow: Flow, told: list[Said | str], world: World) -> None:
    """Never less urgent because a later question stays open: skipping the rest changes nothing."""
    answers = walk(flow, told, world)
    urgency = flow.urgency(answers)
    for _step in range(2 * len(flow.steps)):
        answers = after(answers, engine.skip(flow, answers))

    assert urgency is None or flow.urgency(answers) == urgency


@pytest.mark.parametrize("key", FLOWS)
def test_every_question_can_be_shown_in_every_state_it_opens(key: str) -> None:
    for step in FLOWS[key].steps:
        todo: list[Value | None] = [None]
        seen: set[str] = set()
        while todo and len(seen) < 200:
            value = todo.pop()
            check_question(step, value, A_WORLD)
            for shown in step.ask(value, A_WORLD).options:
                taken = step.take(value, Said(option=shown.key), A_WORLD)
                assert taken is not None, (step.key, shown.key)
                mark = json.dumps(taken, sort_keys=True)
                if not taken.get("done") and mark not in seen and len(taken.get("chosen", ())) < 2:
                    seen.add(mark)
                    todo.append(taken)


@pytest.mark.parametrize("key", FLOWS)
def test_every_question_has_something_to_press_or_takes_words(key: str) -> None:
    for step in FLOWS[key].steps:
        if isinstance(step, Choice | Choices):
            assert step.ask(None, A_WORLD).options
        elif not isinstance(step, Say):
            assert step.take(None, Said(text="words"), A_WORLD) is not None


@pytest.mark.parametrize("key", FLOWS)
def test_no_step_asks_for_more_than_fits_its_column(key: str) -> None:
    """`answer.step` and `testimony.step` hold 32 letters, `report.flow` too."""
    assert len(key) <= 32
    assert [step.key for step in FLOWS[key].steps if len(step.key) > 32 or ":" in step.key] == []


def test_an_id_in_base_36_has_at_most_thirteen_signs() -> None:
    assert len(short(2**63 - 1)) == 13
    assert len(short(new_id())) <= 13
