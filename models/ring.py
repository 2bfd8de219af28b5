"""Every ring of every alert."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Ring(Base):
    """One ring of one alert to one member of the team, and whether that member said "I cannot" to it.

    From `lost_at` on it is known that she could not be reached then: it is not waited for, and is no "I cannot".

    `why` names the rule it rang by (handlers/ring.py). `again_at` is when it is repeated unless she touches it; `time`
    says which time it is.
    """

    __tablename__ = "ring"
    __table_args__ = (Index("ix_ring_alert_id_person_id", "alert_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    step: Mapped[str] = mapped_column(String(16))
    urgency: Mapped[int]
    rung_at: Mapped[datetime]
    declined_at: Mapped[datetime | None]
    lost_at: Mapped[datetime | None]
    why: Mapped[str] = mapped_column(String(12), default="", server_default="")
    time: Mapped[int] = mapped_column(default=1, server_default="1")
    again_at: Mapped[datetime | None] = mapped_column(index=True)
