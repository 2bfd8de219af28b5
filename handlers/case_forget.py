"""All that the desk has written about a report goes when the report does."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers import case_task, case_text, casework, expected, translation


def erase(session: Session, report_id: int, now: datetime) -> None:
    """Overwrites or forgets it; that the report was there, its state, and who did what stays."""
    casework.erase(session, report_id)
    case_text.erase(session, report_id)
    case_task.erase(session, report_id)
    translation.erase(session, report_id, now)
    expected.erase(session, report_id)
