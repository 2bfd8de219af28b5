"""python -m bot talk: plays the reporter in the terminal; numbers press the buttons."""

import click


@click.command()
def talk() -> None:
    """Talk to the bot in the terminal."""
