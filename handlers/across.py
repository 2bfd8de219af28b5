"""What came by a private messenger is shown on another one only if HRO switched that on and the person was told.

The one place for that rule: whoever shows somebody's words, files or place asks `may_show`. A card has none of these.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers import audit
from handlers.person import mark_told_across
from handlers.reply import tell
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _, _s
from models.person import REPORTER, Person
from models.report import Report
from models.setting import Setting

SWITCH = "shown across messengers"
"""The name of the setting: the time since when it is on, in ISO 8601 and UTC; no row: it is off."""
TOLD = _("Our team may read this chat on Telegram too.")
NOT_HERE = _s("{code}: there is something to read. It may not be shown on this messenger.")
LOOK_THERE = _s("Report {code} is shown only where it came from. Please look on {messenger}.")
IS_ON = _s("What comes by Signal is shown on other messengers too, once the person has been told.")
IS_OFF = _s("What comes by Signal is shown on Signal only.")
HOW = _s("To change it: /across on, or /across off.")
ON, OFF = ("on", "oui"), ("off", "non")


def may_show(session: Session, viewer: Person, report: Report, rules: Rules) -> bool:
    """Whether what this report holds may reach the chat of this member of the team."""
    return may_reach(session, viewer, session.get_one(Person, report.person_id), rules)


def may_reach(session: Session, viewer: Person, reporter: Person, rules: Rules) -> bool:
    """Whether what this person says may reach the chat of this member of the team."""
    return reporter.channel == viewer.channel or may_go_anywhere(session, reporter, rules)


def may_go_anywhere(session: Session, reporter: Person, rules: Rules) -> bool:
    """Whether what this person says may be told to all of the team, whatever messenger they are on."""
    if reporter.channel not in rules.private:
        return True
    return reporter.told_across_at is not None and _is_on(session)


def look_there(session: Session, viewer: Person, report: Report, now: datetime) -> None:
    """Says where it can be looked at."""
    messenger = Plain(session.get_one(Person, report.person_id).channel.title())
    tell(session, viewer, [Text(LOOK_THERE, {"code": Plain(report.code), "messenger": messenger}, sign="🔒")], now)


def tell_her(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    """Tells somebody once, with the next message of hers: nobody is written to for this alone."""
    if person.channel not in rules.private or person.told_across_at is not None or person.role != REPORTER:
        return
    if person.greeted and person.language and _is_on(session):
        mark_told_across(person, now)
        tell(session, person, [Text(TOLD, sign="👁️")], now)


def switch(session: Session, person: Person, word: str, now: datetime) -> list[Line]:
    """A coordinator switches it on or off, or asks; gives how it stands."""
    row, word = session.get(Setting, SWITCH), word.casefold()
    if word in ON and row is None:
        session.add(Setting(name=SWITCH, value=now.isoformat()))
        audit.note(session, person.id, "across on", None, now)
    elif word in OFF and row is not None:
        session.delete(row)
        audit.note(session, person.id, "across off", None, now)
    session.flush()
    return [Text(IS_ON, sign="🔓") if _is_on(session) else Text(IS_OFF, sign="🔒"), HOW]


def _is_on(session: Session) -> bool:
    return session.get(Setting, SWITCH) is not None
