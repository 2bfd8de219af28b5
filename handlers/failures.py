"""What happens when a message cannot be delivered or a file cannot be had: a human hears of it, an alert moves on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import alert, audit, duty
from handlers.evidence import give_up
from handlers.person import first_name_of, mark_blocked, move
from handlers.reply import tell
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _, _s
from models.evidence import GONE
from models.evidence import TOO_BIG as GIVEN_UP_AS_TOO_BIG
from models.person import REPORTER, Person
from models.report import Report

Note = Callable[[Session], None]

MEMBER_GONE = _s("{name} cannot be reached any more: the bot is blocked there.")
REFUSED = _s("A message could not be delivered and is set aside. The messenger refused it.")
REPORTER_GONE = _s("The person of report {code} cannot be reached: the bot is blocked there.")
TOO_BIG = _s("Report {code}: a file is too big for the bot. The person was asked for a shorter one.")
FILE_GONE = _s("Report {code}: a file could not be fetched. The messenger no longer has it.")
ASK_SHORTER = _("One file is too big for us. Can you send a shorter one?")
ASK_AGAIN = _("We could not get one file. Can you send it again?")


def not_delivered(
    session: Session,
    person_id: int,
    slots: tuple[str, ...],
    now: datetime,
    rules: Rules,
    *,
    urgent: bool,
    blocked: bool,
) -> None:
    """A message to this person will never arrive: the team is told; a ring counts as "I cannot"."""
    person = session.get_one(Person, person_id)
    if blocked:
        mark_blocked(person, now)
    audit.note(session, None, "not delivered", person_id, now)
    if urgent:
        for slot in slots:
            alert.undelivered(session, slot, person, now, rules)
    line = _told(session, person, blocked=blocked)
    for coordinator in duty.coordinators(session):
        if coordinator.id != person_id:
            tell(session, coordinator, [line], now)


def moved(session: Session, person_id: int, address: str) -> None:
    """A chat has another address from now on (Telegram: a group became a supergroup): it is followed."""
    move(session, session.get_one(Person, person_id), address)


def file_lost(session: Session, evidence_id: int, why: str, now: datetime, *, too_big: bool) -> None:
    """A file cannot be had: it stays recorded, she is asked kindly, and a human is told."""
    file = give_up(session, evidence_id, why, too_big=too_big)
    if file.state not in (GONE, GIVEN_UP_AS_TOO_BIG):
        # She took it back meanwhile.
        return
    person = session.get_one(Person, file.person_id)
    sign, text = ("📦", ASK_SHORTER) if too_big else ("📎", ASK_AGAIN)
    if not too_big or (file.claimed_size or 0) == 0:
        tell(session, person, [Text(text, sign=sign)], now, language=person.language or "en")
    report = session.get(Report, file.report_id) if file.report_id else None
    code = Plain(report.code if report else "-")
    line = Text(TOO_BIG if too_big else FILE_GONE, {"code": code}, sign="📎")
    for member in dict.fromkeys([*duty.on_duty(session), *duty.coordinators(session)]):
        tell(session, member, [line], now)


def _told(session: Session, person: Person, *, blocked: bool) -> Line:
    """What the coordinators read, without any words of hers."""
    if not blocked:
        return Text(REFUSED, sign="✉️")
    if person.role != REPORTER:
        return Text(MEMBER_GONE, {"name": Plain(first_name_of(session, person) or "?")}, sign="📵")
    reports = session.query(Report.code).where(Report.person_id == person.id).order_by(Report.id.desc()).first()
    return Text(REPORTER_GONE, {"code": Plain(reports.code if reports else "-")}, sign="📵")
