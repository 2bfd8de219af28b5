"""The work of a job on many rows: one that fails holds up no other, and a human hears of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError
from sqlalchemy.orm import Session

from handlers import audit
from handlers.duty import coordinators
from handlers.reply import tell
from handlers.words import Plain, Text, _s
from models.audit import Audit

log = logging.getLogger(__name__)
FAILED = _s("The bot could not finish something ({job}). It goes on with the rest. Please tell whoever runs the bot.")
ACTION = "job failed"
ONCE = timedelta(days=1)
"""The coordinators hear of the same job at most so often."""


def each(session: Session, job: str, rows: Iterable[int], do: Callable[[int], object], now: datetime) -> list[int]:
    """Does it for every row by itself; gives those that failed, to be put off by whoever asked for it."""
    return [row for row in rows if not alone(session, job, row, do, now)]


def alone(session: Session, job: str, row: int, do: Callable[[int], object], now: datetime) -> bool:
    """Does it in a savepoint; false when it failed. An error of the database itself is raised: all may be lost."""
    try:
        with session.begin_nested():
            do(row)
    except (OperationalError, InterfaceError, InternalError):
        raise
    except Exception as error:
        log.error("%s: %d failed (%s)", job, row, type(error).__name__)
        hear_of(session, job, row, now)
        return False
    return True


def hear_of(session: Session, job: str, row: int, now: datetime) -> None:
    """The coordinators are told that a job fails (at `row`), but not again and again."""
    told = (Audit.action == ACTION, Audit.note == job, Audit.at > now - ONCE)
    if session.scalar(select(Audit.id).where(*told).limit(1)) is not None:
        return
    audit.note(session, None, ACTION, row, now, job)
    for coordinator in coordinators(session):
        tell(session, coordinator, [Text(FAILED, {"job": Plain(job)}, sign="🔧")], now)
