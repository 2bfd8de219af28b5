"""What waits for the tap of a second coordinator."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, partial_index


class SecondTap(Base):
    """One wish: `action` is its name in a table, `about` (sealed) what it is to be done with, e.g. words to search.

    At `due_at` it is done for a coordinator who has no second one (`alone`), and is over for the others. Once decided,
    `about` is overwritten, and `due_at` is when what was shown is taken out of the chat again.
    """

    __tablename__ = "second_tap"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    action: Mapped[str] = mapped_column(String(32))
    about: Mapped[bytes] = mapped_column(LargeBinary)
    asked_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    alone: Mapped[bool]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]

    __table_args__ = (partial_index("ix_second_tap_open", "due_at", which="decided_at IS NULL"),)
