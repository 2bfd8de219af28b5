"""What reports are found by. Words are encrypted at rest: they are found by keyed fingerprints of them alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.secret import TOKEN


class FindToken(Base):
    """One thing a report is found by: `Keys.token` of a folded word, its kind, its place or its day.

    `source_id` is the testimony that the word stands in; the report itself for what was worked out from its answers.
    """

    __tablename__ = "find_token"
    __table_args__ = (
        Index("ix_find_token_report_id_source_id", "report_id", "source_id"),
        # It is searched by its key alone: without rows of their own it takes half the room.
        {"sqlite_with_rowid": False},
    )

    token: Mapped[bytes] = mapped_column(LargeBinary(TOKEN), primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True, autoincrement=False)
    source_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class FindAgain(Base):
    """A report whose tokens are to be made anew, though nothing new was said in it; after a failure at `due_at`."""

    __tablename__ = "find_again"

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True, autoincrement=False)
    due_at: Mapped[datetime | None]


class Search(Base):
    """The last search of one member of the team (sealed JSON), so that its pages can be turned."""

    __tablename__ = "search"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    wanted: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
