"""What wakes a human: one alert per report."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Alert(Base):
    """The alert of one report. `urgency` is 0 (danger to life), 1 (happening now) or 2 (the rest).

    `step` is how far it went: "duty", then "coordinators". `next_at` is when it moves on; while somebody has
    it, when she hears of what was said since her last ring, mostly never. `unheard_at` is since when nobody at all can
    be rung.
    """

    __tablename__ = "alert"
    remembered = True
    __table_args__ = (Index("ix_alert_next_at", "next_at"), Index("ix_alert_taken_by", "taken_by"))

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), unique=True)
    urgency: Mapped[int]
    step: Mapped[str] = mapped_column(String(16))
    raised_at: Mapped[datetime]
    next_at: Mapped[datetime | None]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    taken_at: Mapped[datetime | None]
    unheard_at: Mapped[datetime | None]
