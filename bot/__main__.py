"""python -m bot: try the demo, run the bot, look after it."""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Callable

import click

from bot.database import DatabaseRefused
from bot.keyfile import KeyRefused
from bot.settings import SettingsError

COMMANDS = ("demo", "run", "migrate", "talk", "check", "diagram", "doctor", "signal", "audit")
"""Each is a file of its name in bot/commands, read when it is asked for: what one needs does not hold up the others."""


class Commands(click.Group):
    """The commands of `COMMANDS`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In their order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Reads the file of a command."""
        if cmd_name not in COMMANDS:
            return None
        # Nothing becomes rubbish while modules are read: looking for it took a tenth of the start.
        gc.disable()
        try:
            command: click.Command = getattr(importlib.import_module(f"bot.commands.{cmd_name}"), cmd_name)
        finally:
            gc.enable()
        return command


@click.command(cls=Commands, help=__doc__)
def main() -> None:
    """The command line."""


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
