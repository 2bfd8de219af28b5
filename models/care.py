"""Whether somebody was asked, hours after an eviction, how she is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Care(Base):
    """One report that was looked at once its time had come. `asked_at` is empty where she is not to be asked.

    What she answered stands with her words and goes with them; here only whether she does not want to be asked again.
    """

    __tablename__ = "care"

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True, autoincrement=False)
    looked_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    stopped: Mapped[bool] = mapped_column(default=False, server_default=false())
    answered_at: Mapped[datetime | None]
