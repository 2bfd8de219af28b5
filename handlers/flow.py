"""What a flow is made of: an ordered tuple of steps, each with a condition over earlier answers.

    FlowError   a flow that cannot be right (a wrong option, a forward reference, two steps of one name): at import

A flow has no loops and no jumps. Where a person stands is worked out from the answers, never stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from functools import cached_property
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from handlers.words import Line

Value = dict[str, Any]
"""A stored answer: JSON. `done` says whether the step has all it needs; `skipped` that she would not say."""

Answers = Mapping[str, Value]


class FlowError(Exception):
    """A flow is wrong. Raised at import, never in a conversation."""


class Urgency(IntEnum):
    """How urgent a report is; the smaller, the more urgent."""

    LIFE = 0
    NOW = 1
    REST = 2


@dataclass(frozen=True, slots=True)
class SiteName:
    """A living site as a person may choose it: its public code and the names it is known by."""

    code: str
    names: tuple[str, ...] = ()


class World(NamedTuple):
    """All that a flow may know of the world: the time (aware UTC), the zone people live in, the language, the sites."""

    now: datetime
    zone: ZoneInfo
    language: str = "en"
    sites: tuple[SiteName, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said, whatever the messenger: a pressed option, words, a pin, files (their kinds and ids).

    `step` is the step whose button was pressed. `early` marks words that were sent before the open question was
    asked: they cannot be an answer to it unless they name an option.
    """

    option: str = ""
    step: str = ""
    text: str = ""
    pin: tuple[float, float, float | None] | None = None
    files: tuple[tuple[str, int], ...] = ()
    early: bool = False

    @property
    def voice(self) -> tuple[int, ...]:
        """The ids of what was spoken: sound counts as words."""
        return tuple(id_ for kind, id_ in self.files if kind in ("voice", "audio", "video_note"))


class Shown(NamedTuple):
    """One option as it is shown: what comes back, its fixed pictogram, its label, whether it is ticked."""

    key: str
    sign: str
    label: Line
    ticked: bool = False


class Question(NamedTuple):
    """One question as it is asked now. `locate` offers to send the place where the person is."""

    lines: tuple[Line, ...]
    options: tuple[Shown, ...] = ()
    locate: bool = False


@dataclass(frozen=True)
class Condition:
    """A condition over answers, the steps it reads (a forward reference is found at import), and it in words."""

    holds: Callable[[Answers], bool]
    reads: frozenset[str] = frozenset()
    text: str = ""

    def __or__(self, other: Condition) -> Condition:
        """Either of two."""
        return Condition(
            lambda answers: self.holds(answers) or other.holds(answers),
            self.reads | other.reads,
            f"({self.text} or {other.text})",
        )

    def __and__(self, other: Condition) -> Condition:
        """Both of two."""
        return Condition(
            lambda answers: self.holds(answers) and other.holds(answers),
            self.reads | other.reads,
            f"{self.text} and {other.text}",
        )

    def __invert__(self) -> Condition:
        """The opposite."""
        return Condition(lambda answers: not self.holds(answers), self.reads, f"not ({self.text})")


ALWAYS = Condition(lambda answers: True, text="always")
NEVER = Condition(lambda answers: False, text="never")


def chosen(value: Value | None) -> frozenset[str]:
    """The option keys that an answer holds, of one choice or of many."""
    if not value:
        return frozenset()
    return frozenset(value.get("chosen", ())) | ({value["option"]} if value.get("option") else frozenset())


def _holds(value: Value | None, wanted: frozenset[str]) -> bool:
    """Whether an answer holds any of these options: `chosen(value) & wanted`, which is asked many times a message."""
    return value is not None and (value.get("option") in wanted or not wanted.isdisjoint(value.get("chosen", ())))


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step. `key` names the answer; `text` is the question (a marked text). Each kind says what answers it."""

    key: str
    text: str
    when: Condition = ALWAYS
    required: bool = False

    def ask(self, value: Value | None, world: World) -> Question:
        """The question as it stands, given what was answered so far."""
        return Question((self.text,))

    def take(self, value: Value | None, said: Said, world: World) -> Value | None:
        """The new answer (`done` or not), or nothing when this is not an answer to this step."""
        return None

    def tell(self, value: Value, world: World) -> tuple[Line, ...]:
        """The answer, to be read back to her or shown to the team."""
        return ()

    def echo(self, value: Value, world: World) -> tuple[Line, ...]:
        """What we understood, said back before the next question where a mistake would matter."""
        return ()

    def midway(self, value: Value) -> bool:
        """Whether a later part of this question is open: back asks its first part again."""
        return False

    def given(self, value: Value) -> bool:
        """Whether an unfinished answer already holds something: passing over the rest of the question keeps it."""
        return any(value.get(key) for key in ("chosen", "words", "files"))

    def option_keys(self) -> frozenset[str]:
        """The options that conditions may ask for."""
        return frozenset()

    def is_(self, *keys: str) -> Condition:
        """Holds when the answer has any of these options. Raises `FlowError` for an option that does not exist."""
        if unknown := set(keys) - self.option_keys():
            raise FlowError(f"{self.key} has no option {', '.join(sorted(unknown))}")
        wanted = frozenset(keys)
        told = f"{self.key} = {' or '.join(keys)}"
        return Condition(lambda answers: _holds(answers.get(self.key), wanted), frozenset({self.key}), told)


@dataclass(frozen=True)
class Flow:
    """A form in order. `urgent` is read after every turn: the first condition that holds decides.

    Once `enough` holds the report is complete: she is thanked with its code, and nothing else is required.
    """

    key: str
    sign: str
    label: str
    steps: tuple[Step, ...]
    urgent: tuple[tuple[Urgency, Condition], ...] = ()
    closing: tuple[Line, ...] = ()
    enough: Condition = NEVER

    def __post_init__(self) -> None:
        """Checks the flow. Raises `FlowError`."""
        seen: set[str] = set()
        for step in self.steps:
            if step.key in seen:
                raise FlowError(f"{self.key} has two steps {step.key}")
            if missing := step.when.reads - seen:
                raise FlowError(
                    f"{self.key}.{step.key} asks for {', '.join(sorted(missing))}, which comes later or never"
                )
            seen.add(step.key)
        for _urgency, condition in self.urgent:
            if missing := condition.reads - seen:
                raise FlowError(f"{self.key} is urgent by {', '.join(sorted(missing))}, which it never asks")

    def step(self, key: str) -> Step | None:
        """The step of this name."""
        return self._named.get(key)

    @cached_property
    def _named(self) -> dict[str, Step]:
        return {step.key: step for step in self.steps}

    def visible(self, answers: Answers) -> dict[str, Value]:
        """The answers to steps that are asked, in the order of the flow; what a correction made moot is left out."""
        seen: dict[str, Value] = {}
        for step in self.steps:
            if step.key in answers and (step.when is ALWAYS or step.when.holds(seen)):
                seen[step.key] = answers[step.key]
        return seen

    def urgency(self, answers: Answers) -> Urgency | None:
        """How urgent these answers are, or nothing."""
        seen = self.visible(answers)
        return next((urgency for urgency, condition in self.urgent if condition.holds(seen)), None)
