"""What is to be translated of a report, by whom it was, and who has read it a second time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, partial_index


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
