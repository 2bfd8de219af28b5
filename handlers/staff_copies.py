"""What Show has put into the chats of the team is taken out of them again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from handlers import finding
from handlers.reply import tell
from handlers.rules import Rules
from handlers.words import Plain, Text, _s
from models.messages import Outbound
from models.outbox import SENT, WAITING, Outbox, overwrite, put
from models.person import HELPER, Person
from models.report import Report

TASK = _s("Report {code} is taken back. Please delete all messages of it in this chat.")
TASK_ONE = _s(
    "Report {code}: a message was deleted in its chat. Delete here what you were shown, and press Show again."
)
LISTS = "u:"
"""How the slots of lists of the team begin: who is who, with or without contacts."""
REMOVABLE = timedelta(hours=48)
"""How long a bot can take a message out of a chat (Bot API, deleteMessage)."""
AT_ONCE = 100


def take_back_copies(session: Session, report: Report, now: datetime, task: str = TASK) -> None:
    """Nobody finds it, nothing more arrives, what can be removed is; who was shown it is asked to delete the rest."""
    finding.forget(session, report.id)
    about = Outbox.report_id == report.id
    overwrite(session, about, Outbox.state == WAITING)
    for row in _remove(session, now, about):
        member = session.get_one(Person, row)
        if member.role == HELPER:
            # She knows no code of a case; that it has ended she is told by itself, see `interpreter_case`.
            continue
        tell(session, member, [Text(task, {"code": Plain(report.code)}, sign="🧹")], now)


def take_back_from(session: Session, report: Report, member: Person, now: datetime) -> None:
    """One member has nothing more to do with a report: what she was shown of it goes out of her chat."""
    hers = (Outbox.report_id == report.id, Outbox.person_id == member.id)
    overwrite(session, *hers, Outbox.state == WAITING)
    _remove(session, now, *hers)


def take_back_all(session: Session, member: Person, now: datetime) -> None:
    """An account is the team's no more: cards, lists and all it was shown of anybody goes out of its chat."""
    of_us = or_(Outbox.report_id.is_not(None), Outbox.slot.like("a:%"), Outbox.slot.like(f"{LISTS}%"))
    hers = (Outbox.person_id == member.id, of_us)
    overwrite(session, *hers, Outbox.state == WAITING)
    _remove(session, now, *hers)


def take_back_list(session: Session, member: Person, slot: str, now: datetime) -> None:
    """A list that was shown under this slot goes out of her chat."""
    hers = (Outbox.person_id == member.id, Outbox.slot == slot)
    overwrite(session, *hers, Outbox.state == WAITING)
    _remove(session, now, *hers)


def expire(session: Session, now: datetime, rules: Rules) -> int:
    """What was shown to the team so long ago goes out of its chats by itself; gives how many messages."""
    shown = (Outbox.report_id.is_not(None), Outbox.state == SENT, Outbox.wire_id.is_not(None))
    time = (Outbox.sent_at <= now - rules.shown_for, Outbox.sent_at > now - REMOVABLE)
    rows = session.scalars(select(Outbox.id).where(*shown, *time).order_by(Outbox.id).limit(AT_ONCE)).all()
    if rows:
        _remove(session, now, Outbox.id.in_(rows))
    return len(rows)


def _remove(session: Session, now: datetime, *which: ColumnElement[bool]) -> list[int]:
    """Takes these copies out of the chats as far as it goes, the newest first; gives whose chats they are."""
    query = select(Outbox.id, Outbox.person_id, Outbox.wire_id, Outbox.sent_at).where(*which, Outbox.state == SENT)
    copies = session.execute(query.order_by(Outbox.id)).all()
    gone: set[tuple[int, str]] = set()
    for copy in reversed(copies):
        if copy.wire_id and copy.sent_at > now - REMOVABLE:
            # What was changed in place has left several times under one name.
            if (copy.person_id, copy.wire_id) not in gone:
                put(session, copy.person_id, Outbound(remove=copy.wire_id), now)
            gone.add((copy.person_id, copy.wire_id))
            # Once is enough; and a reply to what is gone has nothing to name.
            session.execute(update(Outbox).where(Outbox.id == copy.id).values(wire_id=None))
    return list(dict.fromkeys(copy.person_id for copy in copies))
