"""A flow as a Mermaid diagram, so that a coordinator can see what is asked when."""

from __future__ import annotations

from handlers.flow import ALWAYS, Flow, Step
from handlers.steps.choice import Options


def mermaid(flow: Flow) -> str:
    """The flow, top down: each step with its question and options; conditions on the arrows."""
    lines = ["flowchart TD", f'    begin(["{flow.sign} {flow.label}"])']
    previous = "begin"
    for step in flow.steps:
        lines.append(f'    {step.key}["{_text(step)}"]')
        arrow = "-->" if step.when is ALWAYS else f'-. "if {", ".join(sorted(step.when.reads))}" .->'
        lines.append(f"    {previous} {arrow} {step.key}")
        previous = step.key
    lines.append(f'    {previous} --> finished(["case code"])')
    return "\n".join(lines)


def _text(step: Step) -> str:
    text = step.text.replace("\n", "<br/>").replace('"', "'")
    if isinstance(step, Options):
        listed = step.groups or step.options
        text += "<br/>" + " · ".join(f"{one.sign} {one.label}" for one in listed)
    return f"{type(step).__name__}: {text}"
