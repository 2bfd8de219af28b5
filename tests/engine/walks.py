"""Ways through a flow, whatever is said: for the properties of the engine."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from handlers import engine
from handlers.engine import Turn
from handlers.flow import Flow, Said, SiteName, Step, Value, World
from handlers.flows import FLOWS
from handlers.words import say

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
