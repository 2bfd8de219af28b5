"""Ready sentences: those the team added at run time, and which sentence was sent to whom and how she answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class OwnPhrase(Base):
    """A sentence of the team's own. `name` is on the button, `texts` a sealed JSON object: language code to text.

    One that was removed is kept, because what was sent with it refers to it.
    """

    __tablename__ = "phrase"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(32), unique=True)
    texts: Mapped[bytes] = mapped_column(LargeBinary)
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class SentPhrase(Base):
    """One sentence that was sent to the person of a case (`person_id`) by a member of the team (`sent_by`).

    `words` are as they were sent, sealed; `answer` is the sealed key of her answer.
    """

    __tablename__ = "phrase_sent"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    sent_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    phrase: Mapped[str] = mapped_column(String(24))
    language: Mapped[str] = mapped_column(String(8))
    words: Mapped[bytes] = mapped_column(LargeBinary)
    sent_at: Mapped[datetime]
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)
    answered_at: Mapped[datetime | None]
