"""All that the desk has written about a report goes when the report does, and of one message what was made of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from handlers import case_tag, case_task, case_text, casework, expected, translation
from models.case_text import CaseText
from models.evidence import Evidence
from models.report import Testimony
from models.translation import Translation


def erase(session: Session, report_id: int, now: datetime) -> None:
    """Overwrites or forgets it; that the report was there, its state, and who did what stays."""
    casework.erase(session, report_id)
    case_tag.erase(session, report_id)
    case_text.erase(session, report_id)
    case_task.erase(session, report_id)
    translation.erase(session, report_id, now)
    expected.erase(session, report_id)


def erase_of_message(session: Session, report_id: int, inbox_id: int, now: datetime) -> None:
    """Its translations; and clear versions, of which nobody knows which words came from this message."""
    said = select(Testimony.id).where(Testimony.inbox_id == inbox_id)
    sent = select(Evidence.id).where(Evidence.inbox_id == inbox_id)
    about = or_(CaseText.about.in_(said), CaseText.about.in_(sent), CaseText.kind == case_text.CLEAR)
    case_text.erase(session, report_id, about)
    translation.erase(session, report_id, now, or_(Translation.of_id.in_(said), Translation.of_id.in_(sent)))
