"""python -m bot migrate: brings the database up to date."""

from __future__ import annotations

import click

from bot import database
from bot.settings import read_settings


@click.command()
def migrate() -> None:
    """Bring the database up to date."""
    click.echo(f"The database is up to date ({database.migrate(read_settings())}).")
