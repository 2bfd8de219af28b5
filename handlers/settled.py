"""The ways in which an alert can be settled, as data, and how one was. Only reads."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.flow import Urgency
from handlers.words import _s
from models.alert import Alert
from models.prepared import Prepared
from models.report import Report
from models.secret import unseal
from models.settle import Settlement

CALLED = ("112", "15", "196")
"""Who called, and when, has to be said."""
HERSELF, NEEDLESS, DONE = "person", "no", "done"
HOW = {
    "112": ("📞", _s("112 called")),
    "15": ("🚑", _s("15 called")),
    "196": ("🌊", _s("196 called")),
    HERSELF: ("💬", _s("The person called")),
    NEEDLESS: ("✖️", _s("Not needed, because…")),
    DONE: ("🏁", _s("done")),
}
OF_ALERT = Prepared(
    select(Settlement)
    .where(Settlement.alert_id == bindparam("alert"), Settlement.settled_at.is_not(None))
    .order_by(Settlement.id.desc())
)


def ways(session: Session, alert: Alert) -> tuple[str, ...]:
    """How this alert may be settled: a danger to life or at sea by the rescuers, or by words why not."""
    danger = alert.urgency == Urgency.LIFE or "sea" in session.get_one(Report, alert.report_id).dangers.split()
    return (*CALLED, HERSELF, NEEDLESS) if danger else (DONE,)


def settlement_of(session: Session, alert: Alert) -> Settlement | None:
    """How it was settled, while that holds."""
    found: Settlement | None = OF_ALERT.first(session, alert=alert.id) if alert.settled_at is not None else None
    return found


def why_of(session: Session, one: Settlement) -> str:
    """What was said about it."""
    return unseal(session, "settlement.why", one.id, one.why)
