"""How urgent the alert of a report is. Only reads, and imports no alert's handling."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.priority import LIFE, NOW, OLDER
from models.alert import Alert

AS_PRIORITY = {0: LIFE, 1: NOW}


def urgency_of(session: Session, report_id: int) -> int:
    """As a priority: 0 a life in danger, 1 now; what is only to be read says nothing (3)."""
    urgency = session.scalar(select(Alert.urgency).where(Alert.report_id == report_id))
    return AS_PRIORITY.get(urgency, OLDER) if urgency is not None else OLDER
