"""Who of the team may be rung today without being on duty."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Available(Base):
    """What a member of the team said last of being rung off duty: yes or no, and until when that holds."""

    __tablename__ = "available"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    yes: Mapped[bool]
    until: Mapped[datetime]
