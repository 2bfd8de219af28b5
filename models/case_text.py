"""What the team writes about a report, beside the person's words and never instead of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, partial_index


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


class Translation(Base):
    """One thing that is to be translated by a helper and read by a second one: `of_id` was said, or is a file.

    `text_id` is the text of whoever translated it. Whoever works on it now has it until `claimed_until`; a second
    reader is another one than `translator_id`. `read_at` is when the second reader has agreed, or written a better one.
    """

    __tablename__ = "translation"
    __table_args__ = (
        partial_index("ix_translation_open", "language", "id", which="read_at IS NULL AND ended_at IS NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    of_id: Mapped[int] = mapped_column(index=True)
    language: Mapped[str] = mapped_column(String(8))
    queued_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    queued_at: Mapped[datetime]
    claimed_by: Mapped[int | None]
    claimed_until: Mapped[datetime | None]
    translator_id: Mapped[int | None]
    text_id: Mapped[int | None]
    reader_id: Mapped[int | None]
    read_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
