"""The bot goes on where a human of ours has written: at once when the team says so, or when he no longer answers."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers import phone, relay
from handlers.alert import alert_of, ask_for_human
from handlers.at_desk import Desk
from handlers.each import each
from handlers.earlier import last_report
from handlers.flow import Urgency
from handlers.outside import LATELY
from handlers.person import ours, wait_for
from handlers.ring import at_work, ring
from handlers.rules import Rules
from handlers.told import unanswered
from handlers.way import hung_up
from handlers.words import Plain, Text, _s
from models.base import fixed
from models.person import Person
from models.phone import PhoneChat
from models.prepared import Prepared
from models.relay import Dialogue
from models.report import Report

AT_ONCE = 50
NONE = _s("The bot is not paused in any chat.")
WHICH = _s("The bot is paused in the chats of: {codes}. Write /resume and the code.")
NO_ANSWER = _s("The person wrote, and no human has answered for {minutes} minutes.")
RESUMED = _s("Report {code}: the bot goes on in this chat.")
DUE = tuple(
    Prepared(select(table.person_id).where(table.waits_at <= bindparam("now")).limit(fixed(AT_ONCE)))
    for table in (PhoneChat, Dialogue)
)


def command(desk: Desk) -> None:
    """/resume ends the only pause there is, /resume CODE the one of this report."""
    found = _paused(desk.session, desk.now)
    wanted = desk.rest.upper() or (next(iter(found)) if len(found) == 1 else "")
    if wanted in found:
        person = ours(desk.session, found[wanted])
        _resume(desk.session, person, desk.now, desk.rules)
        desk.tell(Text(RESUMED, {"code": Plain(wanted)}, sign="▶️"))
    elif found:
        desk.tell(Text(WHICH, {"codes": Plain(", ".join(found))}, sign="⏸️"))
    else:
        desk.tell(Text(NONE, sign="▶️"))


def look(session: Session, now: datetime, rules: Rules) -> int:
    """A message that no human has answered in time ends the pause and rings. Gives how many."""
    due = [row[0] for waiting in DUE for row in waiting.all(session, now=now)]
    each(
        session, "resume", dict.fromkeys(due), lambda row: _nobody_answers(session, ours(session, row), now, rules), now
    )
    return len(due)


def _nobody_answers(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    dialogue = relay.dialogue_of(session, person)
    report = session.get(Report, dialogue.report_id) if dialogue is not None else None
    report = last_report(session, person, now - LATELY) or report
    _resume(session, person, now, rules)
    if person.listen_at is not None or person.quiet_at is not None:
        # What belongs to no report yet, or nobody has heard, is looked at now (see `silence`), and rings there.
        wait_for(person, person.listen_at and now, person.quiet_at and now)
        return
    if report is None or report.hidden_at is not None or report.erased_at is not None:
        return
    alert = alert_of(session, report.id)
    taker = at_work(session, alert, now) if alert is not None else None
    reason = Text(NO_ANSWER, {"minutes": Plain(str(round(rules.answered_within / timedelta(minutes=1))))}, sign="⏰")
    if alert is None or taker is None:
        # She hears how that goes on, as with every alert.
        ask_for_human(session, report, reason, now, rules)
        return
    # It stays hers: that she is slow to answer is no reason to take it from her.
    ring(session, alert, [taker], now, rules, (reason,))
    if alert.urgency < Urgency.REST:
        unanswered(session, alert, now)


def _resume(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    chat, dialogue = phone.chat_of(session, person), relay.dialogue_of(session, person)
    if chat is not None:
        phone.resume(chat, now)
        report = last_report(session, person, now - LATELY)
        alert = alert_of(session, report.id) if report is not None else None
        if alert is not None:
            hung_up(session, alert, now, rules)
    if dialogue is not None:
        relay.end(dialogue, now)


def _paused(session: Session, now: datetime) -> dict[str, int]:
    """The code of the newest report of everybody with whom a human talks now, and who it is."""
    talks = session.scalars(select(Dialogue).where(Dialogue.ended_at.is_(None))).all()
    people = list(session.scalars(select(PhoneChat.person_id).where(PhoneChat.paused_until > now)))
    people += [one.person_id for one in talks if relay.goes_on(one, now)]
    found: dict[str, int] = {}
    for row in dict.fromkeys(people):
        query = select(Report.code).where(Report.person_id == row).order_by(Report.id.desc()).limit(1)
        found[session.scalar(query) or "-"] = row
    return found
