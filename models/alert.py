"""What wakes a human: one alert per report, and every ring of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Alert(Base):
    """The alert of one report. `urgency` is 0 (danger to life), 1 (happening now) or 2 (the rest).

    `step` is how far it went: "duty", then "coordinators". `next_at` is when it moves on if nobody takes it; empty
    when there is nothing left to wait for (somebody took it, or it was not urgent and the coordinators have it).
    """

    __tablename__ = "alert"
    __table_args__ = (Index("ix_alert_next_at", "next_at"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), unique=True)
    urgency: Mapped[int]
    step: Mapped[str] = mapped_column(String(16))
    raised_at: Mapped[datetime]
    next_at: Mapped[datetime | None]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    taken_at: Mapped[datetime | None]
    unheard_at: Mapped[datetime | None]


class Ring(Base):
    """One ring of one alert to one member of the team, and whether that member said "I cannot"."""

    __tablename__ = "ring"
    __table_args__ = (Index("ix_ring_alert_id_person_id", "alert_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    step: Mapped[str] = mapped_column(String(16))
    urgency: Mapped[int]
    rung_at: Mapped[datetime]
    declined_at: Mapped[datetime | None]
