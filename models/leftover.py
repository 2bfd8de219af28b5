"""What the bot could not take out of the chats of the team."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, partial_index


class Leftover(Base):
    """Something of a report that is left in the chat of a member: she removes it herself and says so at `done_at`.

    At `ask_at` she is asked, again and again until then.
    """

    __tablename__ = "leftover"
    __table_args__ = (partial_index("ix_leftover_ask_at", "ask_at", which="ask_at IS NOT NULL"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    since: Mapped[datetime]
    ask_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
