"""What the team writes about a report, beside the person's words and never instead of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class CaseText(Base):
    """One text by one member of the team. `words` is sealed. Nothing is changed: a better text is a new row.

    `kind` is a key of handlers/case_text.py. `about` is the row it is about: an answer that was corrected, something
    said, a file, or a translation. `language` is the one it is written in.
    """

    __tablename__ = "case_text"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(12))
    about: Mapped[int | None]
    language: Mapped[str] = mapped_column(String(8), default="")
    words: Mapped[bytes] = mapped_column(LargeBinary)
    written_at: Mapped[datetime]
