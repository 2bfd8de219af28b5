"""Where a conversation stands and what comes next, worked out from the answers alone. Pure.

`back` reopens the last answer, a press on an older question corrects that answer, coming back after days just walks
again, and a deploy that adds a step asks it next.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from handlers.flow import ALWAYS, Answers, Flow, Said, Step, Value, World
from handlers.steps.place import BEFORE, Place
from handlers.steps.say import Say
from handlers.words import Line, Text, _

FIRST = _("This is the first question.")
ONCE_MORE = _("This answer helps us a lot. You can also skip it.")
KEPT = _("We kept what you sent.")
CHANGED = _("Your new answer is kept.")
WHERE = "where"
"""Under this name the place stands, in every flow."""


@dataclass(frozen=True)
class Turn:
    """What one message does: answers to store (nothing: reopened), lines to say first, and the step that is open now.

    `heard` is false for something that answered no step; it is kept with the report all the same. `ask` is false when
    the open question need not be said again.
    """

    changes: tuple[tuple[str, Value | None], ...] = ()
    lines: tuple[Line, ...] = ()
    open: Step | None = None
    heard: bool = True
    ask: bool = True


def open_step(flow: Flow, answers: Answers) -> Step | None:
    """The first step that is asked and not yet done; nothing when the flow is at its end."""
    seen: dict[str, Value] = {}
    for step in flow.steps:
        if step.when is not ALWAYS and not step.when.holds(seen):
            continue
        value = answers.get(step.key)
        if value is None or not value.get("done"):
            return step
        seen[step.key] = value
    return None


def start(flow: Flow, answers: Answers) -> Turn:
    """Opens a flow, or goes on with it: says what is only to be said and stops at the first question."""
    return _settle(flow, dict(answers), (), ())


def answer(flow: Flow, answers: Answers, said: Said, world: World) -> Turn:
    """Takes one message. Never raises for anything a person can send."""
    walked = start(flow, answers)
    if not walked.changes:
        return _answer(flow, answers, said, world, walked.open)
    # A deploy added something that is only said: it is said now, and what she sent is taken all the same.
    turn = _answer(flow, dict(answers) | _values(walked), said, world, walked.open)
    return replace(turn, changes=(*walked.changes, *turn.changes), lines=(*walked.lines, *turn.lines))


def _answer(flow: Flow, answers: Answers, said: Said, world: World, current: Step | None) -> Turn:
    pressed = flow.step(said.step) if said.step else None
    step = pressed or current
    if said.pin is not None and not isinstance(step, Place):
        return _take_pin(flow, answers, said, world, current)
    if step is None:
        return Turn(heard=False, ask=False)
    value = step.take(answers.get(step.key), said, world)
    if value is None:
        return Turn(lines=() if said.early else (Text(KEPT, sign="📎"),), open=current, heard=False, ask=not said.early)
    older = pressed is not None and (current is None or pressed.key != current.key)
    if older and {**(answers.get(step.key) or {}), **value} == answers.get(step.key):
        # Frightened fingers press twice: nothing has changed.
        return Turn(open=current)
    lines: tuple[Line, ...] = ()
    if value.get("again") and not (answers.get(step.key) or {}).get("again"):
        lines = (Text(ONCE_MORE, sign="🙏"),)
    elif older and value.get("done"):
        lines = (Text(CHANGED, sign="✏️"), *step.tell(value, world))
    elif value.get("done"):
        lines = step.echo(value, world)
    return _settle(flow, dict(answers) | {step.key: value}, ((step.key, value),), lines)


def back(flow: Flow, answers: Answers) -> Turn:
    """Reopens the answer before the open question; half-way through a question of several parts, its first part."""
    current = open_step(flow, answers)
    if current is not None and current.midway(answers.get(current.key) or {}):
        return Turn(changes=((current.key, None),), open=current)
    visible = [key for key in flow.visible(answers) if not isinstance(flow.step(key), Say)]
    before = [key for key in visible if answers[key].get("done") and (current is None or key != current.key)]
    order = [step.key for step in flow.steps]
    if current is not None:
        before = [key for key in before if order.index(key) < order.index(current.key)]
    if not before:
        return Turn(lines=(Text(FIRST, sign="↩️"),), open=current)
    reopened = before[-1]
    left = {key: value for key, value in answers.items() if key != reopened}
    return Turn(changes=((reopened, None),), open=open_step(flow, left))


def skip(flow: Flow, answers: Answers) -> Turn:
    """Passes over the open question; one that is required is asked once more first. What was given stays given."""
    step = open_step(flow, answers)
    if step is None:
        return Turn(heard=False, ask=False)
    value = answers.get(step.key) or {}
    if step.required and not value.get("again"):
        again = value | {"again": True, "done": False}
        return Turn(changes=((step.key, again),), lines=(Text(ONCE_MORE, sign="🙏"),), open=step)
    given = value if step.given(value) else {"skipped": True}
    skipped: Value = given | {"done": True}
    return _settle(flow, dict(answers) | {step.key: skipped}, ((step.key, skipped),), ())


def _take_pin(flow: Flow, answers: Answers, said: Said, world: World, current: Step | None) -> Turn:
    """A pin sent at any moment tells the place, if there is none yet, asked for or not; words and site stay."""
    seen = flow.visible(answers)
    for step in flow.steps:
        if isinstance(step, Place) and step.when.holds(seen) and not _has_pin(answers.get(step.key)):
            value = step.take(answers.get(step.key), said, world)
            if value is not None:
                return _settle(flow, dict(answers) | {step.key: value}, ((step.key, value),), step.echo(value, world))
    return Turn(unasked_place(flow, answers, said), (Text(KEPT, sign="📍"),), current, heard=False)


def unasked_place(flow: Flow, answers: Answers, said: Said) -> tuple[tuple[str, Value | None], ...]:
    """What the first pin tells where no place is asked for; nothing without one."""
    if said.pin is None or flow.step(WHERE) is not None or _has_pin(answers.get(WHERE)):
        return ()
    return ((WHERE, {"pin": list(said.pin), "done": True}),)


def _has_pin(value: Value | None) -> bool:
    """Whether a pin told this place; one from before the report gives way to a new one."""
    return value is not None and bool(value.get("pin")) and BEFORE not in value


def _values(turn: Turn) -> dict[str, Value]:
    return {key: value for key, value in turn.changes if value is not None}


def _settle(
    flow: Flow, answers: dict[str, Value], changes: tuple[tuple[str, Value | None], ...], lines: tuple[Line, ...]
) -> Turn:
    """Walks on to the next question, saying on the way what is only to be said."""
    step = open_step(flow, answers)
    while isinstance(step, Say):
        value: Value = {"done": True}
        answers[step.key] = value
        changes, lines = (*changes, (step.key, value)), (*lines, *step.said())
        step = open_step(flow, answers)
    return Turn(changes=changes, lines=lines, open=step)
