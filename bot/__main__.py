"""python -m bot: try the demo, run the bot, look after it."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from bot.commands import check, demo, diagram, doctor, migrate, run, talk
from bot.database import DatabaseRefused
from bot.keyfile import KeyRefused
from bot.settings import SettingsError

COMMANDS = (demo.demo, run.run, migrate.migrate, talk.talk, check.check, diagram.diagram, doctor.doctor)


@click.group(help=__doc__)
def main() -> None:
    """The command line."""


for command in COMMANDS:
    main.add_command(command)


def told(action: Callable[[], object]) -> int:
    """Runs a command; a refusal is one clear sentence and exit code 2."""
    try:
        action()
    except (SettingsError, KeyRefused, DatabaseRefused) as error:
        click.echo(str(error), err=True)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(told(main))
