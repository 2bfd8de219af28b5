"""Who is on duty: a row from *I am on duty* to *I am off*."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Duty(Base):
    """One stretch of duty of one member of the team; `until` is empty while it lasts."""

    __tablename__ = "duty"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    since: Mapped[datetime]
    until: Mapped[datetime | None]
