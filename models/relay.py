"""What a human of ours answers to somebody through the bot, and with whom such a talk goes on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

HELD, FILE, LEAVING, LATE = "held", "file", "leaving", "late"
SENT, FAILED, DROPPED = "sent", "failed", "dropped"
TEXT, VOICE, PICTURE, HERS = "text", "voice", "picture", "hers"


class Relay(Base):
    """One answer on its way to the person of a report, or (`hers`) a file of hers on its way to who answers her.

    Its words are a testimony and its file is evidence, both with the same `inbox_id`; nothing of them is here. `by_id`
    said it, in the message `wire_id` of her own chat (behind `OWN`), or under that card of ours. A voice is `held`
    until she has agreed that it will be heard; a `file` waits to be fetched; what is `leaving` is the row `outbox_id`
    of the outbox, until it is known what became of it; `late` when she was told that it takes long.
    """

    __tablename__ = "relay"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(8), index=True)
    inbox_id: Mapped[int]
    wire_id: Mapped[str] = mapped_column(String(64), default="")
    evidence_id: Mapped[int | None]
    outbox_id: Mapped[int | None]
    said_at: Mapped[datetime]


class Dialogue(Base):
    """One person with whom a human of ours talks through the bot, about this report.

    At `answered_at` the human wrote last. `waits_at` is when it ends because nobody has answered what she wrote since;
    from `ended_at` on her words are for the bot again.
    """

    __tablename__ = "dialogue"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    answered_at: Mapped[datetime]
    waits_at: Mapped[datetime | None] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
