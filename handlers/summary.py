"""A report read back: questions and answers, in the language of whoever reads."""

from __future__ import annotations

from handlers.flow import Flow, Value, World
from handlers.words import Line, Text


def summary(flow: Flow, answers: dict[str, Value], world: World) -> list[Line]:
    """Questions and answers, as they were told. Nothing the person said is rewritten."""
    lines: list[Line] = []
    for key, value in flow.visible(answers).items():
        step = flow.step(key)
        told = step.tell(value, world) if step and not value.get("skipped") else ()
        if step and told:
            lines.append(Text(step.text, sign="▫️"))
            lines += told
    return lines
