"""Whether the bot can wake somebody: the wake test of each member of the team."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

ASK, RING, LISTEN = "ask", "ring", "listen"
"""What the clock does next: asks for a new test, rings, or stops waiting for "I heard it"."""


class Wake(Base):
    """The wake test of one person. `step` is what happens next, at `due_at`; `heard_at` is her last "I heard it"."""

    __tablename__ = "wake"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    step: Mapped[str] = mapped_column(String(8), default="")
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    heard_at: Mapped[datetime | None]
