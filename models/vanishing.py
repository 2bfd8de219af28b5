"""Whose messages disappear in her chat."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Vanishing(Base):
    """Somebody has set, on her messenger, that messages disappear after so many `seconds`; no row: they stay."""

    __tablename__ = "vanishing"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    seconds: Mapped[int]
    since: Mapped[datetime]
