"""python -m bot doctor: looks at the installation and says what to do. Touches nothing, also while the bot runs."""

from __future__ import annotations

import shutil
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import click
from sqlalchemy.orm import Session

from bot import catalogues, check_up
from bot.commands.doctor_phone import look_at_phones
from bot.commands.doctor_room import look_at_room
from bot.commands.doctor_signal import look_at_age, look_at_signal
from bot.commands.doctor_telegram import look_at_telegram
from bot.commands.finding import Finding
from bot.commands.run import key_beside, rules_of
from bot.database import DatabaseRefused
from bot.keyfile import KeyRefused, read_key
from bot.settings import Settings, read_settings
from handlers import check as texts
from handlers import duty, gate
from handlers.person import chat_of
from handlers.words import say
from models.person import COORDINATOR, Person
from models.secret import Keys, keys_of
from models.setting import NAMED, Setting

ROOM = 500 * 1024 * 1024
"""Bytes of free disk below which a warning is due."""


@click.command()
def doctor() -> None:
    """Look at settings, key, database, disk, clock, messenger, texts and the field gate, and say what to do."""
    found = findings(read_settings())
    for finding in found:
        click.echo(f"{'-' if finding.to_do else ' '} {finding.text}")
    if any(finding.to_do for finding in found):
        sys.exit(1)
    click.echo("All is well.")


def findings(settings: Settings) -> list[Finding]:
    """What was found, each with what to do, in the order in which it is best done."""
    found = [*_key(settings), *_disk(settings), *look_at_telegram(settings), *look_at_signal(settings)]
    found += [*_texts(settings), *_heartbeat(settings)]
    if settings.key_path.is_file():
        try:
            found += _database(settings, read_key(settings.key_path))
        except (KeyRefused, DatabaseRefused) as error:
            found.append(Finding(str(error)))
    return found


def _key(settings: Settings) -> Iterator[Finding]:
    path = settings.key_path
    if not path.exists():
        there = settings.database_url or (settings.data_dir / "hro.db").exists()
        yield Finding(
            f"There is no key at {path}. "
            + ("Put the key of this database back." if there else "python -m bot run makes it.")
        )
        return
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield Finding(f"Others on this computer may read the key. Run: chmod 600 {path}")
    if key_beside(settings):
        yield Finding(f"The key lies beside the database ({path}). Print it, keep it elsewhere, set HRO_KEY_FILE.")


def _disk(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir.resolve()
    there = next(one for one in (folder, *folder.parents) if one.exists())
    if shutil.disk_usage(there).free < ROOM:
        yield Finding("The disk is almost full. Make room: messages that cannot be written stay at the messenger.")


def _heartbeat(settings: Settings) -> Iterator[Finding]:
    """Whether anybody outside notices when the bot itself is dead. It is not told where: the address is a secret."""
    if settings.heartbeat_url:
        yield Finding("HRO_HEARTBEAT_URL is set: an outside monitor hears from the bot each minute.", to_do=False)
    else:
        yield Finding("HRO_HEARTBEAT_URL is not set: nobody outside would notice a dead bot.", to_do=False)


def _texts(settings: Settings) -> Iterator[Finding]:
    errors = texts.errors(catalogues.entries(), catalogues.expected()) + catalogues.wrong_headers()
    counts: dict[str, int] = {}
    for line in errors:
        code = line.partition(":")[0]
        counts[code] = counts.get(code, 0) + 1
    for code, count in counts.items():
        if code in settings.offered:
            yield Finding(f"{count} texts in {code} are missing, stale or wrong. See: python -m bot check")
    for code, count in catalogues.drafts().items():
        if code in settings.offered:
            yield Finding(
                f"{count} texts in {code} wait for a speaker's signature. Have them signed, or leave it out of"
                " HRO_LANGUAGES."
            )


def _database(settings: Settings, keys: Keys) -> list[Finding]:
    """What the database says; nothing of it is changed."""
    if not settings.database_url and not (settings.data_dir / "hro.db").exists():
        return [Finding("There is no database yet: python -m bot run makes it.")]
    with check_up.looking(settings, keys) as session:
        found = [Finding("The database was read only, without its lock: the bot may go on running.", to_do=False)]
        if old := check_up.age(session.connection()):
            return [*found, Finding(old)]
        if damaged := check_up.damage(session):
            found.append(Finding(damaged))
        ages = look_at_age(session, datetime.now(UTC))
        phones = look_at_phones(session) if settings.telegram_token else ()
        room = look_at_room(session, rules_of(settings, {}))
        return [*found, *_coordinators(session, settings), *phones, *room, *ages, *_gate(session, settings)]


def _coordinators(session: Session, settings: Settings) -> Iterator[Finding]:
    """Who is named in the settings and cannot be woken yet."""
    named = session.get(Setting, NAMED)
    known = named.value.split(",") if named is not None else None
    for channel, address in sorted(settings.named_coordinators):
        account = settings.telegram_token.partition(":")[0] if channel == "telegram" else settings.signal_account
        chat = chat_of(session, channel, account, address)
        person = session.query(Person).filter(Person.chat == chat).first()
        if person is not None and person.role == COORDINATOR and person.blocked_at is None and person.left_at is None:
            continue
        who = f"{channel}:{address} of HRO_COORDINATORS"
        if person is not None and person.blocked_at is not None:
            yield Finding(f"{who} has blocked the bot. The bot must be unblocked there.")
        elif known is not None and keys_of(session).lookup("named", channel, address).hex() not in known:
            yield Finding(f"{who} was named after the first coordinator began. A coordinator has to /invite them.")
        else:
            yield Finding(f"{who} has not pressed Start. They have to open the bot and press Start.")
    if not duty.coordinators(session) and not settings.named_coordinators:
        yield Finding("Nobody coordinates. Open the link that python -m bot run prints, or set HRO_COORDINATORS.")


def _gate(session: Session, settings: Settings) -> list[Finding]:
    """The points of the field gate that are not found above already."""
    missing = gate.lacking(session, rules_of(settings, {}))
    told = [say("en", point.text) + (f" Then, in the chat: /gate {point.key}" if point.key else "") for point in missing
            if point.text.text not in (gate.KEY_BESIDE, gate.DRAFTS)]  # fmt: skip
    return [Finding(f"Field gate: {one}") for one in told]
