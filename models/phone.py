"""The phone's own accounts: which of them is connected to the bot, by which connection, and their chats."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Phone(Base):
    """One account that somebody connected to the bot of `account`. It is answered for once a coordinator approved it.

    `user` is the keyed fingerprint of the account's number, `number` and `name` are sealed. `connection` is the sealed
    id of the connection it has now; the messenger gives it a new one each time. `enabled` and the rights are what the
    messenger said last. While nobody has approved it, what comes there is kept `kept_until` then; the coordinators were
    told of that at `warned_at`.
    """

    __tablename__ = "phone"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    channel: Mapped[str] = mapped_column(String(16))
    account: Mapped[str] = mapped_column(String(64))
    user: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    number: Mapped[bytes] = mapped_column(LargeBinary)
    name: Mapped[bytes] = mapped_column(LargeBinary)
    connection: Mapped[bytes] = mapped_column(LargeBinary)
    enabled: Mapped[bool] = mapped_column(default=False)
    can_reply: Mapped[bool] = mapped_column(default=False)
    can_read: Mapped[bool] = mapped_column(default=False)
    can_delete_sent: Mapped[bool] = mapped_column(default=False)
    can_delete_all: Mapped[bool] = mapped_column(default=False)
    seen_at: Mapped[datetime]
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime | None]
    kept_until: Mapped[datetime | None]
    warned_at: Mapped[datetime | None]


class PhoneLink(Base):
    """Which account a connection belongs to; `wire` is the keyed fingerprint of its id. Older ones stay known."""

    __tablename__ = "phone_link"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    wire: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    phone_id: Mapped[int] = mapped_column(ForeignKey("phone.id"))


class PhoneChat(Base):
    """One person's chat with such an account.

    `heard_at` is when she wrote last: the messenger lets the bot write there for 24 hours from then. Until
    `paused_until` a human is writing to her and the bot sends nothing; it ends at `waits_at` if nobody has answered
    what she wrote since. What was there at `cleaned_at` was removed from the chat by us, not by her.
    """

    __tablename__ = "phone_chat"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    phone_id: Mapped[int] = mapped_column(ForeignKey("phone.id"))
    heard_at: Mapped[datetime | None]
    paused_until: Mapped[datetime | None]
    waits_at: Mapped[datetime | None] = mapped_column(index=True)
    cleaned_at: Mapped[datetime | None]
