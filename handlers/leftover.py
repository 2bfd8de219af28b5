"""What the bot cannot remove becomes a task of the person who has it. The only file that changes `leftover`.

She is asked at once and then every day, by day, until she says that it is done.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers import audit
from handlers.action import Action
from handlers.at_desk import Desk
from handlers.reply import Rows, long, short, tell
from handlers.rules import Rules
from handlers.words import Plain, Text, _s
from models.base import new_id
from models.leftover import Leftover
from models.person import HELPER, REPORTER, Person
from models.report import Report

LEFT = _s("The bot cannot remove here what it showed you of report {code}.")
LEFT_HELPER = _s("The bot cannot remove here what it showed you.")
TO_DO = _s("Please delete it on your phone: open the menu of this chat, press “Delete chat”. Then press Done.")
DONE = _s("Done")
THANKS = _s("Thank you. It is noted.")
EVERY = timedelta(days=1)
FROM, UNTIL = 9, 20
"""Nobody is asked before or after these hours of the day."""
AT_ONCE = 50


def leave(session: Session, person: Person, report_id: int, now: datetime) -> None:
    """Something of this report stays in her chat: she is asked to delete it herself, once however much it is."""
    open_ = (Leftover.person_id == person.id, Leftover.report_id == report_id, Leftover.done_at.is_(None))
    if session.scalar(select(Leftover.id).where(*open_).limit(1)) is not None:
        return
    one = Leftover(id=new_id(), person_id=person.id, report_id=report_id, since=now, ask_at=now + EVERY)
    session.add(one)
    session.flush()
    _ask(session, one, person, now)


def remind(session: Session, now: datetime, rules: Rules) -> int:
    """Asks again whoever has not said that it is done; gives how many."""
    due = select(Leftover).where(Leftover.ask_at.is_not(None), Leftover.ask_at <= now).order_by(Leftover.ask_at)
    if not FROM <= now.astimezone(rules.zone).hour < UNTIL:
        return 0
    found = session.scalars(due.limit(AT_ONCE)).all()
    for one in found:
        one.ask_at = now + EVERY
        person = session.get_one(Person, one.person_id)
        if person.blocked_at is None:
            _ask(session, one, person, now)
    return len(found)


def press(desk: Desk) -> None:
    """She has deleted it."""
    one = desk.session.get(Leftover, long(desk.rest))
    if one is None or one.person_id != desk.person.id:
        return
    if one.done_at is None:
        one.done_at, one.ask_at = desk.now, None
        audit.note(desk.session, desk.person.id, "deleted by hand", one.report_id, desk.now)
    desk.tell(Text(THANKS, sign="🙏"))


def open_tasks(session: Session) -> dict[int, int]:
    """For each person, how many such tasks she has not done."""
    rows = select(Leftover.person_id, func.count()).where(Leftover.done_at.is_(None)).group_by(Leftover.person_id)
    return {person: count for person, count in session.execute(rows)}


def _ask(session: Session, one: Leftover, person: Person, now: datetime) -> None:
    report = session.get_one(Report, one.report_id)
    # Who reads a language for us knows no code of a case.
    helper = person.role in (HELPER, REPORTER)
    first = Text(LEFT_HELPER, sign="🧹") if helper else Text(LEFT, {"code": Plain(report.code)}, sign="🧹")
    rows: Rows = [[("✅", DONE, f"g2:{short(one.id)}")]]
    tell(session, person, [first, TO_DO], now, rows=rows)


PRESSES: dict[str, Action] = {"g2": Action(HELPER, press)}
