"""python -m bot diagram: a flow as Mermaid, drawn from the flow itself."""

from __future__ import annotations

import click

from handlers.diagram import mermaid
from handlers.flows import FLOWS


@click.command()
@click.argument("flow", type=click.Choice(list(FLOWS)), required=False)
def diagram(flow: str | None) -> None:
    """Print a flow (or all of them) as Mermaid."""
    for key in [flow] if flow else FLOWS:
        click.echo(mermaid(FLOWS[key]))
