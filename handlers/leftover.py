"""What the bot cannot remove becomes a task of the person who has it. The only file that changes `leftover`.

She is asked at once and then every day, by day, until she says that it is done. Who has left the team may still say so;
she is asked for a week. A suspended account, whose phone may be in other hands, is not asked.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from handlers import audit
from handlers.action import Action
from handlers.at_desk import Desk
from handlers.each import each
from handlers.reply import Rows, long, short, tell
from handlers.rules import Rules
from handlers.words import Plain, Text, _s
from models.base import fixed, new_id
from models.leftover import Leftover
from models.person import HELPER, REPORTER, Person
from models.prepared import Prepared
from models.report import Report

LEFT = _s("The bot cannot remove here what it showed you of report {code}.")
LEFT_HELPER = _s("The bot cannot remove here what it showed you.")
TO_DO = _s("Please delete it on your phone: open the menu of this chat, press “Delete chat”. Then press Done.")
DONE = _s("Done")
THANKS = _s("Thank you. It is noted.")
EVERY, WEEK = timedelta(days=1), timedelta(days=7)
FROM, UNTIL = 9, 20
"""Nobody is asked before or after these hours of the day."""
AT_ONCE = 50
_due = (Leftover.ask_at.is_not(None), Leftover.ask_at <= bindparam("now"))
DUE = Prepared(select(Leftover.id).where(*_due).order_by(Leftover.ask_at).limit(fixed(AT_ONCE)))


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
    if not FROM <= now.astimezone(rules.zone).hour < UNTIL:
        return 0
    rows = [row[0] for row in DUE.all(session, now=now)]
    for row in each(
        session, "leftover", rows, lambda row: _ask_again(session, session.get_one(Leftover, row), now), now
    ):
        session.get_one(Leftover, row).ask_at = now + EVERY
    return len(rows)


def _ask_again(session: Session, one: Leftover, now: datetime) -> None:
    person = session.get_one(Person, one.person_id)
    if person.blocked_at is None:
        _ask(session, one, person, now)
    has_left = person.role == REPORTER and person.suspended_at is None
    one.ask_at = None if has_left and now - one.since >= WEEK else now + EVERY


def press(desk: Desk) -> None:
    """She has deleted it."""
    is_done(desk.session, desk.person, desk.rest, desk.now)


def is_done(session: Session, person: Person, name: str, now: datetime) -> bool:
    """Who has it says that it is done, whatever she is by now. False when it is none of hers."""
    one = session.get(Leftover, long(name))
    if one is None or one.person_id != person.id:
        return False
    if one.done_at is None:
        one.done_at, one.ask_at = now, None
        audit.note(session, person.id, "deleted by hand", one.report_id, now)
    tell(session, person, [Text(THANKS, sign="🙏")], now, language=person.staff_language or "en")
    return True


def open_tasks(session: Session) -> dict[int, int]:
    """For each person, how many such tasks she has not done."""
    rows = select(Leftover.person_id, func.count()).where(Leftover.done_at.is_(None)).group_by(Leftover.person_id)
    return {person: count for person, count in session.execute(rows)}


def _ask(session: Session, one: Leftover, person: Person, now: datetime) -> None:
    if person.suspended_at is not None:
        return
    report = session.get_one(Report, one.report_id)
    # Who reads a language for us knows no code of a case.
    helper = person.role in (HELPER, REPORTER)
    first = Text(LEFT_HELPER, sign="🧹") if helper else Text(LEFT, {"code": Plain(report.code)}, sign="🧹")
    rows: Rows = [[("✅", DONE, f"g2:{short(one.id)}")]]
    tell(session, person, [first, TO_DO], now, rows=rows, language=person.staff_language or "en")


PRESSES: dict[str, Action] = {"g2": Action(HELPER, press)}
