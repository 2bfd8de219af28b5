"""What the person who waits for a human is told of her alert: honestly, with the numbers first where it is urgent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.emergency import whom_to_call
from handlers.flow import Urgency
from handlers.reply import tell
from handlers.words import Line, Text, _
from models.alert import Alert
from models.person import Person
from models.report import Report

READ = _("A human has read your message.")
NOBODY_YET = _("No human has answered yet. We are calling more people of our team.")
NOBODY = _("Right now we cannot reach a human of our team. We keep trying.")

UNANSWERED = _("No human could answer you yet. We are calling our team again.")
MEANWHILE = _("You can write, speak or send photos here. Only if it is safe.")


def read(session: Session, alert: Alert, now: datetime) -> None:
    """Somebody took it."""
    _tell(session, alert, (Text(READ, sign="👁️"),), now)


def nobody_yet(session: Session, alert: Alert, now: datetime) -> None:
    """Those on duty did not take it: more are called."""
    _tell(session, alert, (*_numbers(session, alert), Text(NOBODY_YET, sign="🙏"), _meanwhile()), now)


def nobody(session: Session, alert: Alert, now: datetime) -> None:
    """Nobody at all can be rung."""
    _tell(session, alert, (*_numbers(session, alert), Text(NOBODY, sign="🙏"), _meanwhile()), now)


def unanswered(session: Session, alert: Alert, now: datetime) -> None:
    """A human talked with her, and has not answered what she wrote since."""
    _tell(session, alert, (*_numbers(session, alert), Text(UNANSWERED, sign="🙏"), _meanwhile()), now)


def _meanwhile() -> Line:
    """What she can do until then."""
    return Text(MEANWHILE, sign="💬")


def _numbers(session: Session, alert: Alert) -> tuple[Line, ...]:
    if alert.urgency >= Urgency.REST:
        return ()
    return whom_to_call(session.get_one(Report, alert.report_id).dangers.split())


def _tell(session: Session, alert: Alert, lines: tuple[Line, ...], now: datetime) -> None:
    """In her language."""
    report = session.get_one(Report, alert.report_id)
    person = session.get_one(Person, report.person_id)
    if person.blocked_at is None:
        tell(session, person, lines, now, language=person.language or "en")
