"""Files that people sent: the original bytes, where they lie, and their SHA-256 at receipt."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

WAITING, FETCHED, GONE, TOO_BIG = "waiting", "fetched", "gone", "too_big"
ERASING, ERASED = "erasing", "erased"


class Evidence(Base):
    """One file. `kind` remembers how it was sent (a photo is compressed by the messenger, a document is not).

    `sha256` and `size` (bytes) are of the original bytes, worked out while they arrived; `stored_as` is the name of
    the age-encrypted file in the files' folder. `unique_id` is the messenger's name of the content, `wire_id`
    its name of the message. What is `erasing` has no name any more and waits for its file to be overwritten.
    """

    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_state_due_at", "state", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    inbox_id: Mapped[int]
    channel: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    file_id: Mapped[bytes] = mapped_column(LargeBinary)
    unique_id: Mapped[str] = mapped_column(String(64), default="")
    name: Mapped[bytes] = mapped_column(LargeBinary)
    mime: Mapped[str] = mapped_column(String(100), default="")
    claimed_size: Mapped[int | None]
    seconds: Mapped[int | None]
    album: Mapped[str] = mapped_column(String(64), default="")
    step: Mapped[str] = mapped_column(String(32), default="")
    wire_id: Mapped[str] = mapped_column(String(64), default="", server_default="")
    forwarded: Mapped[bool] = mapped_column(default=False)
    received_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(8), default=WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    fetched_at: Mapped[datetime | None]
    sha256: Mapped[str | None] = mapped_column(String(64))
    size: Mapped[int | None]
    stored_as: Mapped[str | None] = mapped_column(String(64))
    error: Mapped[str | None] = mapped_column(String(200))
