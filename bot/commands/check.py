"""python -m bot check: every text in every language, and labels that fit."""

from __future__ import annotations

import sys

import click

from bot import catalogues
from handlers import check as texts


@click.command()
@click.option("--warnings", is_flag=True, help="Also show what is only long.")
def check(warnings: bool) -> None:
    """Check that no text is missing, stale, wrong or too long."""
    entries = list(catalogues.entries())
    errors = texts.errors(entries, catalogues.expected()) + catalogues.wrong_headers()
    warned = texts.warnings(entries)
    for line in [*errors, *(warned if warnings else ())]:
        click.echo(line)
    waiting = ", ".join(f"{language} {count}" for language, count in catalogues.drafts().items())
    click.echo(f"{len(errors)} errors, {len(warned)} warnings. Drafts that no speaker has signed: {waiting or 'none'}.")
    sys.exit(1 if errors else 0)
