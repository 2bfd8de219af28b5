"""python -m bot signal: links the phone's Signal account to the daemon; writes down what the daemon prints.

signal-cli -o json daemon --http ... | python -m bot signal journal
"""

from __future__ import annotations

import asyncio
import io
import json
import select
import sys
import time
from typing import BinaryIO

import click
import segno

from bot.channels.base import SendFailed
from bot.channels.signal import JOURNAL
from bot.channels.signal_calls import Calls
from bot.channels.signal_journal import Writer
from bot.channels.signal_messages import says_nothing
from bot.keyfile import read_key
from bot.settings import Settings, SettingsError, read_settings

SCAN_S = 600.0
"""So long somebody may take to scan the code."""
DEVICE = "HRO bot"
AGAIN_S = 1.0


@click.group()
def signal() -> None:
    """Link the phone's Signal account; keep the daemon's journal."""


@signal.command()
def link() -> None:
    """Show a QR code that the HRO phone scans: Signal, Settings, Linked devices, Link a new device."""
    settings = read_settings()
    if not settings.signal_url:
        raise SettingsError("HRO_SIGNAL_URL is not set: the address of signal-cli's daemon, see docs/signal.md.")
    try:
        account = asyncio.run(_link(settings))
    except SendFailed as error:
        raise SettingsError(
            f"The daemon at {settings.signal_url} could not link: {error.why or 'no answer'}."
        ) from None
    click.echo(f"Linked. Set HRO_SIGNAL_ACCOUNT={account}")
    if account != settings.signal_account:
        click.echo("It is not the account that is set now.")


@signal.command()
def journal() -> None:
    """Write down, encrypted, what the daemon prints on standard input, until that ends."""
    settings = read_settings()
    if not settings.key_path.exists():
        click.echo(
            f"There is no key at {settings.key_path} yet: python -m bot run makes it. The journal waits.", err=True
        )
    # Not an error: whoever links the account has not run the bot before, and the daemon must not lose its reader.
    while not settings.key_path.exists():
        if is_over(sys.stdin.fileno()):
            return
        time.sleep(AGAIN_S)
    writer = Writer(settings.data_dir / JOURNAL, read_key(settings.key_path))
    write_down(sys.stdin.buffer, writer)


def is_over(descriptor: int) -> bool:
    """Whether whoever wrote into this pipe is gone, and nothing is left in it: the daemon did not start, or ended."""
    pipe = select.poll()
    pipe.register(descriptor, select.POLLIN)
    return any(event & select.POLLHUP and not event & select.POLLIN for _descriptor, event in pipe.poll(0))


def write_down(lines: BinaryIO, writer: Writer) -> None:
    """Each envelope is on the disk before the next line is read.

    While the disk refuses, the pipe fills and the daemon waits: Signal's servers keep what it has not fetched.
    """
    for line in lines:
        if not is_envelope(line) or says_nothing(line):
            continue
        while True:
            try:
                writer.write(line.strip())
                break
            except OSError as error:
                click.echo(f"The journal cannot be written ({type(error).__name__}).", err=True)
                time.sleep(AGAIN_S)


def is_envelope(line: bytes) -> bool:
    """Whether the daemon printed an envelope, not a word of its own."""
    try:
        return "envelope" in json.loads(line)
    except (ValueError, TypeError, RecursionError):
        return False


async def _link(settings: Settings) -> str:
    calls = Calls(settings.signal_url, settings.signal_account, SCAN_S)
    try:
        begun = await calls.call("startLink", of_account=False)
        address = str(begun["deviceLinkUri"])
        click.echo(qr_code(address))
        click.echo("On the HRO phone: Signal, Settings, Linked devices, Link a new device. Scan this code.")
        done = await calls.call("finishLink", {"deviceLinkUri": address, "deviceName": DEVICE}, of_account=False)
    except (LookupError, TypeError):
        raise SettingsError("The daemon's answer cannot be understood: is it signal-cli 0.13 or newer?") from None
    finally:
        await calls.close()
    return str((done or {}).get("number") or settings.signal_account)


def qr_code(address: str) -> str:
    """The code as a terminal shows it."""
    shown = io.StringIO()
    segno.make(address, error="l").terminal(shown, compact=True)
    return shown.getvalue()
