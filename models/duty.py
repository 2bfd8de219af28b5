"""Who is on duty: a row from the beginning of somebody's duty to its end."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

PRIMARY, BACKUP = 1, 2
"""Who is rung first, and who next."""


class Duty(Base):
    """One stretch of duty of one member of the team, as primary or backup; `until` is empty while it lasts."""

    __tablename__ = "duty"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    rank: Mapped[int] = mapped_column(default=PRIMARY, server_default="1")
