"""Who writes to us: exiled people and the team alike, each known by the chat they write from."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, partial_index, written

REPORTER, HELPER, VOLUNTEER, COORDINATOR = "reporter", "helper", "volunteer", "coordinator"
RANKS = (REPORTER, HELPER, VOLUNTEER, COORDINATOR)
ROOM = "room"
"""No person but the group in which the team does its triage (models/room.py): it has no rank and may do nothing."""


class Person(Base):
    """One chat on one messenger. `chat` finds it without storing the address in the clear.

    `language` is what we speak with the person; `language_by` says how we know: "chosen", "guessed" or "" (not yet
    known). `role` and, once said, `first_name` and `staff_language` belong to the team: a member who lacks one of the
    two is still joining. `greeted` says whether our first words were said; `report_id` is the report that is open.
    `listen_at` is when a human is woken for what nobody has understood, `quiet_at` when words that opened no report are
    shown to the team, if no more come. `relay_id` is the report in which a human of ours has answered her last. At
    `told_across_at` she was told that the team may read her on another messenger too.

    Who has left the team (`left_at`) or is suspended (`suspended_at`, with `was_role`) is a reporter like anybody: what
    she may do follows from `role` alone. Since `muted_at` what she sends rings nobody, unless it is a danger.
    """

    __tablename__ = "person"
    remembered = True
    __table_args__ = (
        partial_index("ix_person_team", "role", which="role != 'reporter'"),
        partial_index("ix_person_muted_at", "id", which="muted_at IS NOT NULL"),
        partial_index("ix_person_first_name", "id", which="first_name IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    channel: Mapped[str] = mapped_column(String(16))
    account: Mapped[str] = mapped_column(String(64))
    chat: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    address: Mapped[bytes] = mapped_column(LargeBinary)
    language: Mapped[str] = mapped_column(String(8), default="")
    language_by: Mapped[str] = mapped_column(String(8), default="")
    role: Mapped[str] = mapped_column(String(12), default=REPORTER)
    first_name: Mapped[bytes | None] = mapped_column(LargeBinary)
    staff_language: Mapped[str] = mapped_column(String(8), default="")
    greeted: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    blocked_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    report_id: Mapped[int | None]
    listen_at: Mapped[datetime | None] = mapped_column(index=True)
    quiet_at: Mapped[datetime | None] = mapped_column(index=True)
    relay_id: Mapped[int | None]
    told_across_at: Mapped[datetime | None]
    suspended_at: Mapped[datetime | None]
    was_role: Mapped[str | None] = mapped_column(String(12))
    muted_at: Mapped[datetime | None]


TEAM = Person.role != written(REPORTER)
"""Whoever is of the team: few, however many people report."""
