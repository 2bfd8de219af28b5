"""Who looked at or changed what: rows are only ever added, each with a hash over the one before."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Audit(Base):
    """One thing done by somebody: `about` is the id of what it was done to, never its words.

    `number` counts the rows of the chain from 1, `hash` is this row's link (32 bytes); rows older than the chain have
    neither. The database itself refuses to change or remove a row (migration 0016).
    """

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    person_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(32))
    about: Mapped[int | None] = mapped_column(index=True)
    note: Mapped[str] = mapped_column(String(200), default="")
    number: Mapped[int | None] = mapped_column(unique=True, index=True)
    hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
