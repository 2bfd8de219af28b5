"""Whatever is said, in any order, to any flow: what always holds of answers, questions, back, skip and urgency."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handlers import engine
from handlers.engine import Turn
from handlers.flow import Flow, Said, SiteName, Step, Value, World
from handlers.flows import FLOWS
from handlers.reply import short
from handlers.steps import Choice, Choices, Say
from handlers.words import say
from models.base import new_id

SITES = tuple(SiteName(f"S{number:02}", (f"Camp {number}", "🏕️", "")) for number in range(13))
LANGUAGES = ("ar", "fa", "ps", "ti", "en", "fr")
STEPS = sorted({step.key for flow in FLOWS.values() for step in flow.steps})
NAVIGATION = ("@at:", "@done")
A_WORLD = World(datetime(2026, 11, 22, 14, 0, tzinfo=UTC), ZoneInfo("Europe/Paris"), "en", SITES)


def options() -> list[str]:
    """Every option that any flow shows or knows, and some that no flow does."""
    found = {"site:S03", "hour:0", "hour:3", "day:2026-11-18", "day:2026-13-01", "part:noon", "@at:1", "@at:-", "@at:²"}
    found |= {"@done", "10+", "not_seen", "exact", "about", "7", "9" * 40, "nonsense", "hour:²", "q:x:y"}
    for flow in FLOWS.values():
        for step in flow.steps:
            found |= step.option_keys() | {shown.key for shown in step.ask(None, A_WORLD).options}
            found |= {f"@at:{group.key}" for group in getattr(step, "groups", ())}
    return sorted(found)


WORDS = [
    "yes",
    "لا",
    "ኣይፈልጥን",
    "2",
    "٢",
    "፪",
    "➀",
    "9" * 4400,
    "8h",
    "ሰዓት 2",
    "yesterday at midnight",
    "about 40",
    "12",
]
WORDS += ["camp 3", "tents, bags", "Done", "I am safe", "\x00", "\ufeff", "🏕️", "۱۰-۱۵", "hier à 2h", "tomorrow", "1, 3"]
texts = st.sampled_from(WORDS) | st.text(max_size=40)
files = st.lists(
    st.tuples(st.sampled_from(["photo", "voice", "video", "document", "audio"]), st.integers(1, 2**62)), max_size=2
)
pins = st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.none() | st.floats(0, 5000))
said = st.one_of(
    st.builds(Said, option=st.sampled_from(options())),
    st.builds(Said, option=st.sampled_from(options()), step=st.sampled_from(STEPS) | st.just("gone")),
    st.builds(Said, text=texts, early=st.booleans(), files=files.map(tuple)),
    st.builds(Said, pin=pins, text=st.just("") | texts),
    st.builds(Said, text=texts, option=st.text(max_size=30)),
)
flows = st.sampled_from(list(FLOWS.values()))
moments = st.datetimes(datetime(2025, 1, 1), datetime(2035, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))
worlds = st.builds(
    World,
    now=moments,
    zone=st.sampled_from([ZoneInfo("Europe/Paris"), ZoneInfo("UTC"), ZoneInfo("America/St_Johns")]),
    language=st.sampled_from(LANGUAGES),
    sites=st.sampled_from([(), SITES[:2], SITES]),
)
ACTIONS = ("back", "skip")
SAID_KEYS = {"option", "chosen", "words", "files", "value", "how", "pin", "site", "start", "end", "precision"}
moves = said | st.sampled_from(ACTIONS)


def turn_of(flow: Flow, answers: dict[str, Value], move: Said | str, world: World) -> Turn:
    if isinstance(move, Said):
        return engine.answer(flow, answers, move, world)
    return engine.back(flow, answers) if move == "back" else engine.skip(flow, answers)


def after(answers: dict[str, Value], turn: Turn) -> dict[str, Value]:
    left = dict(answers)
    for key, value in turn.changes:
        left.pop(key, None)
        if value is not None:
            left[key] = value
    return left


def walk(flow: Flow, told: list[Said | str], world: World) -> dict[str, Value]:
    answers = after({}, engine.start(flow, {}))
    for move in told:
        answers = after(answers, turn_of(flow, answers, move, world))
    return answers


def check_question(step: Step, value: Value | None, world: World) -> None:
    """One question as it is shown: enough to press, not too much, and nothing that cannot be told apart."""
    question = step.ask(value, world)
    keys = [shown.key for shown in question.options]
    assert len(keys) == len(set(keys))
    assert len([key for key in keys if not key.startswith(NAVIGATION)]) <= 9
    for key in keys:
        data = f"q:{'z' * 13}:{step.key}:{key}"
        assert len(data.encode()) <= 64, data
    for language in LANGUAGES:
        labels = [say(language, shown.label) for shown in question.options]
        assert "" not in labels
        assert len(labels) == len(set(labels)), (step.key, language, labels)
        assert all(say(language, line) for line in question.lines)


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
