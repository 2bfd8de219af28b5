"""A flow as a Mermaid diagram, so that a coordinator can see what is asked when."""

from __future__ import annotations

from handlers.flow import ALWAYS, Flow, Step
from handlers.steps.options import Option, Options

URGENT = "⚠️"
"""Stands at every answer that wakes somebody, and at a group of answers that has one."""


def mermaid(flow: Flow) -> str:
    """The flow, top down: each step with its question and options; an arrow leads around what may be left out."""
    lines = ["flowchart TD", f'    begin(["{flow.sign} {flow.label}"])']
    always = previous = "begin"
    for step in flow.steps:
        lines.append(f'    {step.key}["{_text(flow, step)}"]')
        arrow = "-->" if step.when is ALWAYS else f'-. "if {step.when.text}" .->'
        lines += [f"    {one} {arrow} {step.key}" for one in dict.fromkeys((previous, always))]
        previous = step.key
        always = step.key if step.when is ALWAYS else always
    lines += [f'    {one} --> finished(["case code"])' for one in dict.fromkeys((previous, always))]
    return "\n".join(lines)


def _text(flow: Flow, step: Step) -> str:
    text = step.text.replace("\n", "<br/>").replace('"', "'")
    if isinstance(step, Options):
        wakes = [option for option in step.options if _is_urgent(flow, step, option)]
        groups = {option.group for option in wakes}
        listed = step.groups or step.options
        marked = groups if step.groups else {option.key for option in wakes}
        text += "<br/>" + " · ".join(f"{URGENT if one.key in marked else ''}{one.sign} {one.label}" for one in listed)
    return f"{type(step).__name__}: {text}"


def _is_urgent(flow: Flow, step: Step, option: Option) -> bool:
    """Whether this answer alone wakes somebody (in a flow that wakes somebody in any case, only what is worse)."""
    answers = {step.key: {"option": option.key}}
    return any(condition.holds(answers) and not condition.holds({}) for _urgency, condition in flow.urgent)
