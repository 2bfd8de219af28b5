"""What doctor says of Signal: is the daemon there, which version, is the account linked, is the journal written."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from bot.channels.base import SendFailed
from bot.channels.signal import JOURNAL
from bot.channels.signal_calls import Calls, NotLinked
from bot.channels.signal_messages import GROUP
from bot.commands.finding import Finding
from bot.settings import Settings
from handlers.messengers import VERSION, too_old
from models.setting import Setting

ANSWER_S = 10.0
OLDEST = (0, 13)
IN_GROUP = "A group of the Signal account: {name}. As triage room: HRO_TRIAGE_CHAT={room}"


def look_at_signal(settings: Settings) -> list[Finding]:
    """What is wrong with the daemon. Nothing of it is changed."""
    return asyncio.run(_ask(settings)) if settings.signal_url else []


async def _ask(settings: Settings) -> list[Finding]:
    calls, where = Calls(settings.signal_url, settings.signal_account, ANSWER_S), settings.signal_url
    found: list[Finding] = []
    try:
        version = str((await calls.call("version", of_account=False))["version"])
        found += _version(version)
        await calls.call("listDevices")
        found.append(Finding(f"signal-cli {version} answers and the account is linked.", to_do=False))
        if not settings.triage_chat:
            found += await _groups(calls)
    except NotLinked:
        found.append(Finding("The Signal account is not linked. Run: python -m bot signal link"))
    except (SendFailed, LookupError, TypeError) as error:
        why = error.why if isinstance(error, SendFailed) else type(error).__name__
        found.append(Finding(f"The Signal daemon at {where} does not answer ({why}). Start it: see docs/signal.md."))
    finally:
        await calls.close()
    if not (settings.data_dir / JOURNAL).is_dir():
        found.append(Finding("The Signal daemon's journal is not written: see docs/signal.md.", to_do=True))
    return found


async def _groups(calls: Calls) -> list[Finding]:
    """One of them can be the triage room; its id stands nowhere on a phone."""
    try:
        groups = [one for one in await calls.call("listGroups") if one["isMember"]]
        return [
            Finding(IN_GROUP.format(name=one["name"], room=f"signal:{GROUP}{one['id']}"), to_do=False) for one in groups
        ]
    except (SendFailed, LookupError, TypeError):
        return []


def _version(version: str) -> Iterator[Finding]:
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdecimal())
    if numbers < OLDEST:
        yield Finding(f"signal-cli {version} is too old. Install 0.14 or newer.")


def look_at_age(session: Session, now: datetime) -> Iterator[Finding]:
    """Versions that were first seen so long ago that the messenger soon lets them in no more."""
    row = session.get(Setting, f"{VERSION}signal")
    if row is not None and (old := too_old(row.value, now)):
        yield Finding(f"signal-cli {old[0]} is {old[1]} days old here. Install the newest: old ones stop working.")
