"""Everything that came in, as it came: raw, sealed, once."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, partial_index, written

KEPT, DONE, FAILED, UNREADABLE = "kept", "done", "failed", "unreadable"
OF_NOBODY = "its connection is not known yet"
"""The `error` of what waits until the messenger says to which account it came."""
DELAYS = (timedelta(seconds=1), timedelta(seconds=5), timedelta(seconds=25))
"""Between tries after a passing error; then it is given up."""
PATIENCE = (*DELAYS, timedelta(minutes=1))
"""Between looks at a message whose connection is not known yet; the last one again and again."""


class Inbox(Base):
    """One raw message. `chat` is the keyed fingerprint of where it came from: a chat is handled in order.

    `content` is a keyed fingerprint of what it says, to tell a repeated delivery from a re-used number. `due_at`:
    not to be handled before. `attempts` counts the times it was met after a crash or a passing error; `error` says
    why it waits or was given up, or which worker met it alone, and when.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "account", "wire_id"),
        partial_index("ix_inbox_kept", "chat", which="state = 'kept'"),
        partial_index("ix_inbox_lost", "state", which="state IN ('failed', 'unreadable')"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    channel: Mapped[str] = mapped_column(String(16))
    account: Mapped[str] = mapped_column(String(64))
    wire_id: Mapped[str] = mapped_column(String(128))
    chat: Mapped[bytes] = mapped_column(LargeBinary(32))
    content: Mapped[bytes] = mapped_column(LargeBinary(32))
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(12), default=KEPT)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    handled_at: Mapped[datetime | None]
    kind: Mapped[str | None] = mapped_column(String(16))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"))
    error: Mapped[str | None] = mapped_column(String(200))


IS_KEPT = Inbox.state == written(KEPT)
IS_LOST = Inbox.state.in_([written(FAILED), written(UNREADABLE)])
