"""Who looked at or changed what: rows are only ever added."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Audit(Base):
    """One thing done by somebody: `about` is the id of what it was done to, never its words."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    person_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(32))
    about: Mapped[int | None]
    note: Mapped[str] = mapped_column(String(200), default="")
