"""What has become of a report, as the team marks it for the person who told it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, partial_index


class Became(Base):
    """One thing that has happened to a report: `what` is read, verified, counted or lawyer; no words of anybody.

    At `due_at` the person is told, if she may be written to; at `told_at` she was.
    """

    __tablename__ = "became"
    __table_args__ = (
        UniqueConstraint("report_id", "what"),
        partial_index("ix_became_due_at", "due_at", which="due_at IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    what: Mapped[str] = mapped_column(String(12))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
