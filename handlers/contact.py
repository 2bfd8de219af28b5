"""Whether the bot may write to somebody by itself, about something she told: only if she said so, on her own phone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers import phone, way_out
from handlers.flow import chosen
from handlers.person import address_of
from handlers.report import answers_of, is_taken_back
from models.person import Person
from models.report import Report


def allows_contact(session: Session, report: Report) -> bool:
    """She said that we may write to her, and that nobody else uses her phone."""
    answers = answers_of(session, report.id)
    asked = "write" in chosen(answers.get("consent_contact")) and "mine" in chosen(answers.get("phone_private"))
    return asked and report.consent != "no" and not is_taken_back(report)


def can_be_reached(session: Session, person: Person, now: datetime) -> bool:
    """Nothing closes the way to her chat now."""
    if person.blocked_at is not None:
        return False
    if phone.chat_of(session, person) is None:
        return True
    try:
        way_out.way_out(session, person.id, address_of(session, person), now, removing=False)
    except way_out.Closed:
        return False
    return True
