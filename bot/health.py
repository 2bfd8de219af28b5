"""What is wrong now, in words, from one read. Never a name, never words of a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, exists, func, select
from sqlalchemy.orm import Session, aliased

from handlers.messengers import VERSION, too_old
from models.alert import Alert
from models.base import written
from models.duty import Duty
from models.inbox import IS_KEPT, KEPT, OF_NOBODY, Inbox
from models.outbox import Outbox, is_live
from models.person import COORDINATOR, VOLUNTEER, Person
from models.setting import Setting

PATIENCE = timedelta(minutes=1)
"""What waits longer than this is wrong."""


@dataclass(frozen=True, slots=True)
class Health:
    """`wrong`: messages are not kept, or alerts not sent. `warnings`: somebody should look, but nothing is lost."""

    wrong: tuple[str, ...]
    warnings: tuple[str, ...]


def look(session: Session, now: datetime) -> Health:
    """How it stands, in one statement."""
    found = _found(session)
    wrong = []
    if found.kept is not None and now - found.kept > PATIENCE:
        wrong.append(f"a kept message has not been handled for {_minutes(now - found.kept)}")
    if found.urgent is not None and now - found.urgent > PATIENCE:
        wrong.append(f"an alert has been waiting to be sent for {_minutes(now - found.urgent)}")
    due = min((at for at in (found.moves, found.listens) if at is not None), default=now)
    if now - due > PATIENCE:
        wrong.append(f"what is due by the clock has not been done for {_minutes(now - due)}")
    if found.unheard:
        wrong.append(f"nobody could be rung for an alert ({found.unheard})")
    return Health(
        tuple(wrong), tuple(_warnings(rung=found.coordinated or found.on_duty, version=found.version, now=now))
    )


def _found(session: Session) -> Row[Any]:
    """The oldest of what waits, and who is there to be rung."""
    reachable = (Person.left_at.is_(None), Person.blocked_at.is_(None))
    on_duty = exists().where(
        Duty.person_id == Person.id, Duty.until.is_(None), Person.role.in_((VOLUNTEER, COORDINATOR)), *reachable
    )
    there = aliased(Inbox)
    strangers = select(there.chat).where(there.state == written(KEPT), there.error == OF_NOBODY)
    return session.execute(
        select(
            # By a connection that Telegram knows nothing of only a stranger's chats come: they wait as long as that.
            select(func.min(Inbox.kept_at))
            .where(IS_KEPT, Inbox.chat.not_in(strangers))
            .scalar_subquery()
            .label("kept"),
            select(func.min(Outbox.created_at))
            .where(Outbox.urgent.is_(True), is_live(Outbox))
            .scalar_subquery()
            .label("urgent"),
            select(func.count())
            .select_from(Alert)
            .where(Alert.unheard_at.is_not(None), Alert.taken_by.is_(None))
            .scalar_subquery()
            .label("unheard"),
            # An alert that should move on, and who should be listened to: both are looked at every two seconds.
            select(func.min(Alert.next_at)).scalar_subquery().label("moves"),
            select(func.min(Person.listen_at)).scalar_subquery().label("listens"),
            exists().where(Person.role == COORDINATOR, *reachable).label("coordinated"),
            on_duty.label("on_duty"),
            select(Setting.value).where(Setting.name == f"{VERSION}signal").scalar_subquery().label("version"),
        )
    ).one()


def _warnings(*, rung: bool, version: str | None, now: datetime) -> Iterator[str]:
    if not rung:
        yield "nobody can be rung: there is no coordinator and nobody is on duty"
    if old := too_old(version, now):
        yield f"signal-cli {old[0]} is {old[1]} days old here, new ones are out"


def _minutes(passed: timedelta) -> str:
    minutes = int(passed / timedelta(minutes=1))
    return f"{minutes} minute{'s' if minutes != 1 else ''}"
