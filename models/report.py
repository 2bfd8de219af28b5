"""What a person tells us: one report, its answers, and her words as they were said."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, false, or_
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, partial_index, written

HUMAN = "human"
"""The kind of what a human of ours wrote to her on the phone; among files, what stands for the step."""


class Report(Base):
    """One report from the first tap on: half a report is a report. `filed_at` is empty while she still answers.

    `code` is a name to say aloud, never a key. `flow` is the key of the questions asked. From `hidden_at` on no member
    of the team is shown what it says; at `erased_at` it was overwritten, and `site` is what an alert keeps of it.
    `consent` is the answer to "may we keep it" (yes, no, dk), "" as long as there is none; empty: not looked up yet.
    `touched_at` is when she last answered, a few seconds early; `silent_at` is when something happens if she says
    nothing more; at `unfinished_at` the team was shown that it is not finished. `pressed` says whether she has chosen
    anything in it, `unheard` that nobody understands yet what was sent, and `dangers` which kinds of danger were heard
    in words.
    """

    __tablename__ = "report"
    remembered = True
    __table_args__ = (
        partial_index(
            "ix_report_unanswered",
            "opened_at",
            which="(consent IS NULL OR consent IN ('', 'dk')) AND erased_at IS NULL AND hidden_at IS NULL",
        ),
        partial_index("ix_report_silent_at", "silent_at", which="silent_at IS NOT NULL"),
        partial_index("ix_report_filed_at", "filed_at", which="filed_at IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    flow: Mapped[str] = mapped_column(String(32))
    language: Mapped[str] = mapped_column(String(8))
    opened_at: Mapped[datetime]
    touched_at: Mapped[datetime]
    filed_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    consent: Mapped[str | None] = mapped_column(String(8), default="")
    site: Mapped[str] = mapped_column(String(16), default="", server_default="")
    silent_at: Mapped[datetime | None]
    unfinished_at: Mapped[datetime | None]
    pressed: Mapped[bool] = mapped_column(default=False, server_default=false())
    unheard: Mapped[bool] = mapped_column(default=False, server_default=false())
    dangers: Mapped[str] = mapped_column(String(32), default="", server_default="")


UNANSWERED = or_(Report.consent.is_(None), Report.consent.in_([written(""), written("dk")]))
"""Neither a yes nor a no to keeping it."""


class Answer(Base):
    """One answer to one step, sealed JSON. An answer that is replaced is superseded, never removed."""

    __tablename__ = "answer"
    __table_args__ = (Index("ix_answer_report_id_superseded_at", "report_id", "superseded_at"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    step: Mapped[str] = mapped_column(String(32))
    value: Mapped[bytes] = mapped_column(LargeBinary)
    inbox_id: Mapped[int | None]
    answered_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]


class Testimony(Base):
    """Something a person said, in her own words or as a pin: kept as it was said, in order, whatever was asked.

    `report_id` is empty for what came before a report was opened. `target` names the older message that an edit or a
    reply is about. `words` is sealed.
    """

    __tablename__ = "testimony"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    inbox_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    words: Mapped[bytes] = mapped_column(LargeBinary)
    wire_id: Mapped[str] = mapped_column(String(64), default="")
    target: Mapped[str] = mapped_column(String(64), default="")
    step: Mapped[str] = mapped_column(String(32), default="")
    said_at: Mapped[datetime]
