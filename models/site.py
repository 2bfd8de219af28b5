"""Living sites, entered by coordinators at run time. Never in the code."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Site(Base):
    """One living site: a public code and the names people use for it (sealed JSON list).

    `pin` is where it is (sealed JSON: latitude, longitude) and shown to nobody outside the team; `notes` are the dated
    legal notes (sealed JSON list of objects with kind, day, words).
    """

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    names: Mapped[bytes] = mapped_column(LargeBinary)
    pin: Mapped[bytes | None] = mapped_column(LargeBinary)
    notes: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
