"""What wakes a human: one alert per report."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, partial_index


class Alert(Base):
    """The alert of one report. `urgency` is 0 (danger to life), 1 (happening now) or 2 (the rest).

    `step` is its place in the plan (handlers/plan.py) and `round` how often it was there in a row. `next_at` is when it
    moves on; while somebody has it, when she hears of what was said since her last ring, mostly never. `unheard_at` is
    since when nobody at all can be rung. `ask_at` is when whoever has it is asked whether she is still on it, or, from
    `asked_at` on, when it is open again without an answer; `settled_at` ends that.
    `closed_at` is when the desk closed the case (handlers/casework.py).
    At `phone_at` a human of ours began to answer her by hand on the phone: nobody is rung further until he has gone.
    Alerts of one place have the same `with_id`, the id of one of them: a name, nothing more. `place` is a keyed
    fingerprint of kind and place, to find its like by.
    `stale` is set while its cards do not show all that was told: an id as rings have them, newer than those that rang
    before (handlers/redraw.py).
    """

    __tablename__ = "alert"
    remembered = True
    __table_args__ = (
        Index("ix_alert_next_at", "next_at"),
        Index("ix_alert_taken_by", "taken_by"),
        Index("ix_alert_place_raised_at", "place", "raised_at"),
        partial_index("ix_alert_open", "urgency", "report_id", which="closed_at IS NULL"),
        partial_index("ix_alert_stale", "stale", which="stale IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), unique=True)
    urgency: Mapped[int]
    step: Mapped[str] = mapped_column(String(16))
    raised_at: Mapped[datetime]
    next_at: Mapped[datetime | None]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    taken_at: Mapped[datetime | None]
    unheard_at: Mapped[datetime | None]
    round: Mapped[int] = mapped_column(default=1, server_default="1")
    ask_at: Mapped[datetime | None] = mapped_column(index=True)
    asked_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    phone_at: Mapped[datetime | None]
    with_id: Mapped[int | None] = mapped_column(index=True)
    place: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    stale: Mapped[int | None]
