"""Those who can read a language for us: who vouches for them, what they speak, and for which case one was called."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Helper(Base):
    """Which languages a helper says that she speaks, separated by spaces."""

    __tablename__ = "helper"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    languages: Mapped[str] = mapped_column(String(64), default="")


class Vetting(Base):
    """One coordinator vouches for one helper. Two of them are needed; whoever invited her is one."""

    __tablename__ = "vetting"
    __table_args__ = (UniqueConstraint("helper_id", "by_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    helper_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    vetted_at: Mapped[datetime]


class Call(Base):
    """A helper is called for one case: the person is asked, then helpers are, then one of them reads until it ends."""

    __tablename__ = "interpreter_call"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    asked_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None]
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    accepted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
