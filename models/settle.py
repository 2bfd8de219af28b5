"""How alerts were settled."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Settlement(Base):
    """How one alert was settled, by which member of the team; while `settled_at` is empty she is still asked `why`.

    `how` is a key of handlers/settle.py; `why` is sealed: by whom and when the number was called, or why nobody was.
    `inbox_id` is the message in which she wrote that: it goes with the report.
    """

    __tablename__ = "settlement"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    how: Mapped[str] = mapped_column(String(12))
    why: Mapped[bytes | None] = mapped_column(LargeBinary)
    inbox_id: Mapped[int | None]
    asked_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
