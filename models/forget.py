"""What is to be erased, what was, and when: rows that outlive the words."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

ASKED, NO, SILENT, AGAIN, DELETED = "asked", "no", "silent", "again", "deleted"


class Erasure(Base):
    """One erasure: of a report, or (no `report_id`) of all that a person told outside of reports. It holds no words.

    With `inbox_id` it is of this one message, wherever it belongs. `why` is "asked" (delete), "no" (to keep), "silent"
    (no answer about keeping, no approval of the account), "deleted" (in the messenger) or "again" (in a restored copy).
    Only what is older than this row is erased: ids grow. `words_at` is when the database was overwritten, `erased_at`
    when the files are gone too and the tombstone file says so. `counts` says how much of what. `code` is the keyed
    fingerprint of the report's code.
    """

    __tablename__ = "erasure"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"), index=True)
    inbox_id: Mapped[int | None] = mapped_column(index=True)
    code: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    why: Mapped[str] = mapped_column(String(8))
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    taken_back_at: Mapped[datetime | None]
    words_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    counts: Mapped[str] = mapped_column(String(200), default="")
