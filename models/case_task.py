"""What has to be done about a report by a certain day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, partial_index


class CaseTask(Base):
    """One dated task. `kind` is a key of handlers/task_plan.py. Empty `made_by`: it was worked out from the answers.

    `remind_at` is when somebody is reminded next, empty when nobody is any more; `reminded` counts. A task is over at
    `done_at`, by `done_by`, or by nobody: its reason is gone. `words` is sealed: what a task of one's own is.
    """

    __tablename__ = "case_task"
    __table_args__ = (
        Index("ix_case_task_report_id_kind", "report_id", "kind"),
        partial_index("ix_case_task_open", "due_at", which="done_at IS NULL"),
        partial_index("ix_case_task_remind_at", "remind_at", which="remind_at IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    kind: Mapped[str] = mapped_column(String(16))
    due_at: Mapped[datetime]
    remind_at: Mapped[datetime | None]
    reminded: Mapped[int] = mapped_column(default=0, server_default="0")
    made_by: Mapped[int | None]
    made_at: Mapped[datetime]
    done_by: Mapped[int | None]
    done_at: Mapped[datetime | None]
    words: Mapped[bytes | None] = mapped_column(LargeBinary)
