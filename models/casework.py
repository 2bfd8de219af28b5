"""The life of a report on the desk: its state, how urgent the work is, whose it is, and its tags."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, partial_index


class Casework(Base):
    """The desk's work on one report. There is no row as long as nobody has done anything and nothing was worked out.

    `state` is a key of handlers/case_states.py, since `state_at`. `priority` is 0 to 3; empty `priority_by`: worked out
    from the answers. `looked_at` is when tasks were made of its answers last. `documented_by` called it complete,
    `edited_by` changed it last; neither may verify it. While it is verified, `verified_by` says by whom. One verifier
    has it until `claimed_until`. `flags` are keys of handlers/legal_clock.py, added by hand or (-) taken away.
    """

    __tablename__ = "casework"
    __table_args__ = (
        partial_index("ix_casework_open", "priority", "report_id", which="state NOT IN ('closed', 'no_action')"),
        partial_index("ix_casework_documented", "priority", "report_id", which="state = 'documented'"),
        partial_index("ix_casework_assigned_to", "assigned_to", which="assigned_to IS NOT NULL"),
    )

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(String(12))
    state_at: Mapped[datetime]
    priority: Mapped[int]
    priority_by: Mapped[int | None]
    assigned_to: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    looked_at: Mapped[datetime | None]
    documented_by: Mapped[int | None]
    edited_by: Mapped[int | None]
    edited_at: Mapped[datetime | None]
    verified_by: Mapped[int | None]
    verified_at: Mapped[datetime | None]
    claimed_by: Mapped[int | None]
    claimed_until: Mapped[datetime | None]
    flags: Mapped[str] = mapped_column(String(120), default="", server_default="")


class CaseTag(Base):
    """A word by which the team finds a report again, sealed; `key` is the keyed fingerprint of the folded word."""

    __tablename__ = "case_tag"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    tag: Mapped[bytes] = mapped_column(LargeBinary)
    key: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    tagged_at: Mapped[datetime]
