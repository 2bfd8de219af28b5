"""Every ring of every alert."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Ring(Base):
    """One ring of one alert to one member of the team, and whether that member said "I cannot" to it."""

    __tablename__ = "ring"
    __table_args__ = (Index("ix_ring_alert_id_person_id", "alert_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    step: Mapped[str] = mapped_column(String(16))
    urgency: Mapped[int]
    rung_at: Mapped[datetime]
    declined_at: Mapped[datetime | None]
