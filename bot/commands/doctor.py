"""python -m bot doctor: looks at the installation and says what to do."""

from __future__ import annotations

import shutil
import sys

import click

from bot import catalogues
from bot.channels import CHANNELS
from bot.database import open_store
from bot.settings import Settings, read_settings

ROOM = 500 * 1024 * 1024
"""Bytes of free disk below which a warning is due."""


@click.command()
def doctor() -> None:
    """Look at settings, key, database, disk and texts, and say what to do."""
    settings = read_settings()
    found = list(findings(settings))
    for finding in found:
        click.echo(f"- {finding}")
    if found:
        sys.exit(1)
    click.echo("All is well.")


def findings(settings: Settings) -> list[str]:
    """What is not as it should be, each with what to do. Raises `DatabaseRefused` or `KeyRefused`."""
    found = []
    if not any(make(settings) for make in CHANNELS.values()):
        found.append("No messenger is set up. Set HRO_TELEGRAM_TOKEN to the token that BotFather gave you.")
    open_store(settings).close()
    if settings.key_path.parent.resolve() == settings.data_dir.resolve():
        found.append(
            f"The key lies beside the database ({settings.key_path}). Print it, keep it elsewhere, set HRO_KEY_FILE."
        )
    if shutil.disk_usage(settings.data_dir).free < ROOM:
        found.append("The disk is almost full. Make room: messages that cannot be written stay at the messenger.")
    drafts = {language: count for language, count in catalogues.drafts().items() if language in settings.offered}
    found += [f"{count} texts in {language} wait for a speaker's signature." for language, count in drafts.items()]
    return found
