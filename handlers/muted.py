"""Whether what somebody sends rings: a coordinator has muted her (/mute), and it is no danger. Only reads.

Everything is kept and filed. Muting never stops the red button, danger words, somebody hurt or a danger to life:
who was muted by mistake, or has really come to harm since, is heard.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from handlers.flow import Urgency
from handlers.flows import FLOWS, police_now
from handlers.report import answers_of
from models.person import Person
from models.report import Report


def is_silenced(session: Session, report: Report) -> bool:
    """Whether nothing of this report rings. The person is in memory: for who is not muted it reads nothing."""
    if session.get_one(Person, report.person_id).muted_at is None:
        return False
    if report.flow == police_now.FLOW.key or report.dangers:
        return False
    return FLOWS[report.flow].urgency(answers_of(session, report.id)) is not Urgency.LIFE
