"""Where somebody was last, as far as she has sent it: a boat drifts on, and a live location moves. Only reads."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.forget import Erasure
from models.messages import Kind
from models.report import Report, Testimony
from models.secret import unseal

BEFORE = timedelta(hours=2)
"""What she sent so long before she told of danger may be where she still is."""
PIN = re.compile(r"(-?\d+\.\d+), (-?\d+\.\d+)")
"""How a pin is kept: see handlers/said.py."""


class Sent(NamedTuple):
    """A place (WGS 84 degrees) and the message it came with."""

    pin: tuple[float, float]
    inbox_id: int


def last_pin(session: Session, report: Report) -> Sent | None:
    """The last place she sent, whatever was asked and in whichever report that stands; nothing that she deleted."""
    deleted = select(Erasure.inbox_id).where(
        Erasure.person_id == report.person_id, Erasure.inbox_id.is_not(None), Erasure.taken_back_at.is_(None)
    )
    stands = or_(Testimony.report_id.is_(None), Report.hidden_at.is_(None) & Report.erased_at.is_(None))
    sent = (Testimony.person_id == report.person_id, Testimony.kind == Kind.PLACE.value)
    lately = (Testimony.said_at > report.opened_at - BEFORE, Testimony.inbox_id.not_in(deleted))
    query = select(Testimony).outerjoin(Report, Report.id == Testimony.report_id).where(*sent, *lately, stands)
    last = session.scalars(query.order_by(Testimony.id.desc()).limit(1)).first()
    found = PIN.match(unseal(session, "testimony.words", last.id, last.words)) if last is not None else None
    return Sent((float(found[1]), float(found[2])), last.inbox_id) if last is not None and found else None
