"""Which reports tell of one event. They are grouped, never copied: to undo it, a row is taken away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

LINKED, DIFFERENT = "linked", "different"


class SameEvent(Base):
    """One report of an event that several tell of. `event_id` is what the reports of one event share.

    `counts`: where the sources differ, the verified figures of the event are those of this report.
    """

    __tablename__ = "same_event"

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(index=True)
    counts: Mapped[bool] = mapped_column(default=False, server_default=false())
    joined_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    joined_at: Mapped[datetime]


class ReportPair(Base):
    """What the team said of two reports, the lesser id first: "linked", or "different": not proposed any more."""

    __tablename__ = "report_pair"

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True, autoincrement=False)
    other_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True, autoincrement=False, index=True)
    how: Mapped[str] = mapped_column(String(12))
    said_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]
