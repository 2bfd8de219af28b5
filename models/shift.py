"""Who will be on duty when: the rota, one row for each shift."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

BEGIN, END, HERE, REACH, REMIND = "begin", "end", "here", "reach", "remind"
"""What the clock does next with a shift; in this order when several are due at the same moment."""


class Shift(Base):
    """One person from one moment to another (UTC), as primary or backup (`models.duty`).

    `step` is what happens next, at `due_at`; both are empty when it is over. `here_at` is when she said that she is
    here. `swap_with` is the shift that she would have instead, if its holder says yes.
    """

    __tablename__ = "shift"
    __table_args__ = (Index("ix_shift_ends_at", "ends_at"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    rank: Mapped[int]
    step: Mapped[str] = mapped_column(String(8), default="")
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    here_at: Mapped[datetime | None]
    swap_with: Mapped[int | None]
