"""What the next words of a member of the team are for: a button has asked her to write something."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Expected(Base):
    """One member was asked to write. `what` is a key of handlers/case_typed.py, `about` a row of what it is about.

    `draft` is sealed JSON: what she has chosen so far, kept until she says why.
    """

    __tablename__ = "expected"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    what: Mapped[str] = mapped_column(String(12))
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    about: Mapped[int | None]
    step: Mapped[str] = mapped_column(String(32), default="")
    draft: Mapped[bytes | None] = mapped_column(LargeBinary)
    asked_at: Mapped[datetime]
