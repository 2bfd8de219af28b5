"""What the person who waits for a human is told of her alert: honestly, with the numbers first where it is urgent.

Who has taken her report back hears no more of it, unless a life is in danger: somebody else may read on her phone, and
she wanted to be done with it. What her own words said is then not repeated either.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.emergency import whom_to_call
from handlers.flow import Urgency
from handlers.reply import tell
from handlers.report import is_taken_back
from handlers.sentence import send
from handlers.words import Line, Text, _
from models.alert import Alert
from models.person import Person
from models.report import Report

READ = _("A human has read your message.")
NOBODY_YET = _("No human has answered yet. We are calling more people of our team.")
NOBODY = _("Right now we cannot reach a human of our team. We keep trying.")
UNANSWERED = _("No human could answer you yet. We are calling our team again.")
MEANWHILE = _("You can write, speak or send photos here. Only if it is safe.")


def read(session: Session, report: Report, now: datetime) -> None:
    """Somebody took it."""
    if not is_taken_back(report) or _is_for_life(session, report):
        _tell(session, report, (Text(READ, sign="👁️"),), now)


def _is_for_life(session: Session, report: Report) -> bool:
    urgency = session.scalar(select(Alert.urgency).where(Alert.report_id == report.id))
    return urgency == Urgency.LIFE


def nobody_yet(session: Session, alert: Alert, now: datetime) -> None:
    """Those on duty did not take it: more are called."""
    _tell_unanswered(session, alert, NOBODY_YET, now)


def nobody(session: Session, alert: Alert, now: datetime) -> None:
    """Nobody at all can be rung."""
    _tell_unanswered(session, alert, NOBODY, now)


def unanswered(session: Session, alert: Alert, now: datetime) -> None:
    """A human talked with her, and has not answered what she wrote since."""
    _tell_how_it_stands(session, session.get_one(Report, alert.report_id), alert, UNANSWERED, now)


def _tell_unanswered(session: Session, alert: Alert, text: str, now: datetime) -> None:
    """Who took her report back hears no more of it, unless a life is in danger."""
    report = session.get_one(Report, alert.report_id)
    taken_back = is_taken_back(report)
    if taken_back and alert.urgency > Urgency.LIFE:
        return
    _tell_how_it_stands(session, report, alert, text, now)
    if alert.urgency == Urgency.LIFE and not taken_back:
        # Nobody of ours has answered: what she can do by herself counts most now.
        send(session, report, now)


def _tell_how_it_stands(session: Session, report: Report, alert: Alert, text: str, now: datetime) -> None:
    """The numbers first, then how it stands, then what she can do meanwhile."""
    numbers = whom_to_call(report.dangers.split()) if alert.urgency < Urgency.REST else ()
    _tell(session, report, (*numbers, Text(text, sign="🙏"), Text(MEANWHILE, sign="💬")), now)


def _tell(session: Session, report: Report, lines: tuple[Line, ...], now: datetime) -> None:
    """In her language."""
    person = session.get_one(Person, report.person_id)
    if person.blocked_at is None:
        tell(session, person, lines, now, language=person.language or "en")
