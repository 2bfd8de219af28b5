"""What the database knows of itself: which key opens it, and whether it is the demo's, who may begin."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

FINGERPRINT, PURPOSE, NAMED = "key fingerprint", "purpose", "named coordinators"
TOUCHED = "touched"
"""When the bot last made sure that it can write."""


class Setting(Base):
    """One name and its value."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(String(4000))
