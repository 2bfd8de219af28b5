"""python -m bot audit verify: proves that nothing of the audit was changed or removed, also while the bot runs."""

from __future__ import annotations

import sys

import click

from bot import check_up
from bot.database import DatabaseRefused
from bot.keyfile import read_key
from bot.settings import read_settings
from handlers.audit import verify as verify_chain


@click.group()
def audit() -> None:
    """Who did what."""


@audit.command()
def verify() -> None:
    """Prove the chain of the audit, or show the first row that does not fit; then the exit code is 1."""
    settings = read_settings()
    if not settings.database_url and not (settings.data_dir / "hro.db").exists():
        raise DatabaseRefused("There is no database yet: python -m bot run makes it.")
    with check_up.looking(settings, read_key(settings.key_path)) as session:
        if old := check_up.age(session.connection()):
            raise DatabaseRefused(old)
        proof = verify_chain(session)
    older = f" {proof.older} older rows are not part of it." if proof.older else ""
    if proof.broken:
        click.echo(f"The chain is broken: {proof.broken}. The {proof.rows} rows before it hold.{older}")
        sys.exit(1)
    # To be written down on paper: only so it is seen when the newest rows are cut off.
    click.echo(f"The chain holds: {proof.rows} rows, the last hash is {proof.last.hex()[:16] or '-'}.{older}")
