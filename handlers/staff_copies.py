"""What Show has put into the chats of the team is taken out of them again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from handlers import finding
from handlers.action import Action
from handlers.at_desk import Desk
from handlers.each import each
from handlers.leftover import leave, open_tasks
from handlers.person import first_name_of
from handlers.reply import long, short, tell
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _s
from models.base import fixed, written
from models.messages import Outbound
from models.outbox import OF_SEVERAL, SENT, WAITING, Outbox, open_message, overwrite, put
from models.person import COORDINATOR, HELPER, Person
from models.prepared import Prepared
from models.report import Report

TASK = _s("Report {code} is taken back. Please delete all messages of it in this chat.")
TASK_ONE = _s(
    "Report {code}: a message was deleted in its chat. Delete here what you were shown, and press Show again."
)
LISTS = "u:"
"""How the slots of lists of the team begin: who is who, with or without contacts."""
SENTENCES = "p:"
"""How the slots of the choice of sentences begin: asked for again in a moment."""
REMOVABLE = timedelta(hours=48)
"""How long a bot can take a message out of a chat (Bot API, deleteMessage)."""
LESS = {"signal": timedelta(hours=24)}
"""Where it can for less long (Signal, remote delete)."""
SLOT = "x:"
"""How the slots of removals begin; then come the report and the row of the copy."""
THERE = (Outbox.report_id.is_not(None), Outbox.state == written(SENT), Outbox.wire_id.is_not(None))
"""The copies that are in the chats of the team now."""
AT_ONCE = 100
OLD = Prepared(
    select(Outbox.id, Outbox.person_id, Outbox.wire_id)
    .where(*THERE, Outbox.sent_at <= bindparam("until"))
    .order_by(Outbox.sent_at)
    .limit(fixed(AT_ONCE))
)
NO_COPIES = _s("Nothing of any report is shown in a chat of the team.")
COPIES = _s("Shown in the chats of the team:")
COPIES_OF = _s("{name}: messages: {count}")
TASKS_OF = _s("{name}: {count} times something to delete by hand")
WHEN_GONE = _s("The bot removes them at hand-over, and after {hours} hours at the latest.")


def take_back_copies(session: Session, report: Report, now: datetime, task: str = TASK) -> None:
    """Nobody finds it, nothing more arrives, what can be removed is; who was shown it is asked to delete the rest."""
    finding.forget(session, report.id)
    about, lists = Outbox.report_id == report.id, Outbox.id.in_(_lists_with(session, report))
    overwrite(session, or_(about, lists), Outbox.state == WAITING)
    _remove(session, now, lists)
    for row in _remove(session, now, about):
        member = session.get_one(Person, row)
        if member.role == HELPER:
            # She knows no code of a case; that it has ended she is told by itself, see `interpreter_case`.
            continue
        tell(session, member, [Text(task, {"code": Plain(report.code)}, sign="🧹")], now)


def _lists_with(session: Session, report: Report) -> list[int]:
    """The lists that tell of it among others."""
    there = or_(Outbox.state == WAITING, Outbox.wire_id.is_not(None))
    rows = session.execute(select(Outbox.id, Outbox.body).where(Outbox.report_id == OF_SEVERAL, there))
    return [row for row, body in rows if report.code in open_message(session, row, body).text]


def hand_over(session: Session, member: Person, now: datetime) -> None:
    """Her duty is over, or she has left: whatever she was shown goes out of her chat. She may press Show again."""
    hers = (Outbox.person_id == member.id, or_(Outbox.report_id.is_not(None), Outbox.slot.like(f"{SENTENCES}%")))
    overwrite(session, *hers, Outbox.state == WAITING)
    _remove(session, now, *hers)


def not_removed(session: Session, slot: str, member: Person, now: datetime) -> None:
    """The messenger refuses to remove a copy: it becomes her task."""
    leave(session, member, long(slot.removeprefix(SLOT).partition(":")[0]), now)


def command(desk: Desk) -> None:
    """/copies: how much is shown to whom, and who has something to delete; never what."""
    rows = select(Outbox.person_id, func.count(Outbox.wire_id.distinct())).where(*THERE).group_by(Outbox.person_id)
    there, tasks = {person: count for person, count in desk.session.execute(rows)}, open_tasks(desk.session)
    if not there and not tasks:
        desk.tell(Text(NO_COPIES, sign="🧹"))
        return
    lines: list[Line] = [Text(COPIES, sign="🧹")]
    for text, counts in ((COPIES_OF, there), (TASKS_OF, tasks)):
        for row, count in counts.items():
            name = Plain(first_name_of(desk.session, desk.session.get_one(Person, row)) or "?")
            lines.append(Text(text, {"name": name, "count": Plain(str(count))}, sign="▫️"))
    hours = Plain(str(desk.rules.shown_for // timedelta(hours=1)))
    desk.tell(*lines, Text(WHEN_GONE, {"hours": hours}))


def take_back_from(session: Session, report: Report, member: Person, now: datetime) -> None:
    """One member has nothing more to do with a report: what she was shown of it goes out of her chat."""
    hers = (Outbox.report_id == report.id, Outbox.person_id == member.id)
    overwrite(session, *hers, Outbox.state == WAITING)
    _remove(session, now, *hers)


def take_back_all(session: Session, member: Person, now: datetime) -> None:
    """An account is the team's no more: cards, lists and all it was shown of anybody goes out of its chat."""
    lists = (Outbox.slot.like(f"{begin}%") for begin in ("a:", LISTS, SENTENCES))
    of_us = or_(Outbox.report_id.is_not(None), *lists)
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
    messages: dict[tuple[int, str | None], list[int]] = {}
    for row, person, wire_id in OLD.all(session, until=now - rules.shown_for):
        messages.setdefault((person, wire_id), []).append(row)
    rows = {found[0]: found for found in messages.values()}
    each(session, "copies", rows, lambda row: _remove(session, now, Outbox.id.in_(rows[row])), now)
    return len(rows)


def _remove(session: Session, now: datetime, *which: ColumnElement[bool]) -> list[int]:
    """Takes these copies out of the chats as far as it goes, the newest first; gives whose chats they are.

    What is too old for that becomes a task of who has it. What was changed in place has left several times under one
    name: once is enough.
    """
    what = (Outbox.id, Outbox.person_id, Outbox.wire_id, Outbox.sent_at, Outbox.report_id)
    copies = session.execute(select(*what).where(*which, Outbox.state == SENT).order_by(Outbox.id)).all()
    gone: set[tuple[int, str]] = set()
    for copy in reversed(copies):
        if not copy.wire_id:
            continue
        member = session.get_one(Person, copy.person_id)
        # A list has no words in it: what is left of it is nobody's task.
        report = copy.report_id if copy.report_id != OF_SEVERAL else None
        if copy.sent_at <= now - LESS.get(member.channel, REMOVABLE):
            if report is not None:
                leave(session, member, report, now)
        elif (copy.person_id, copy.wire_id) not in gone:
            slot = f"{SLOT}{short(report)}:{short(copy.id)}" if report is not None else ""
            put(session, copy.person_id, Outbound(remove=copy.wire_id, slot=slot), now)
        gone.add((copy.person_id, copy.wire_id))
        # A reply to what is gone has nothing to name.
        session.execute(update(Outbox).where(Outbox.id == copy.id).values(wire_id=None))
    return list(dict.fromkeys(copy.person_id for copy in copies))


ACTIONS = (Action(COORDINATOR, command, ("copies",), _s("what of reports is shown in chats of the team")),)
