"""The triage room: a group of the team in which every report has one card."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, false
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, partial_index


class Room(Base):
    """The room as the bot knows it. Its address is that of the person `person_id`, who is nobody: a chat to send to.

    `named` is a keyed fingerprint of what the settings call it: the group may have moved since. Nothing is posted
    before `next_at`. From `lost_at` on the bot cannot write there. `members` is how many the messenger counted last,
    the bot among them, and `told` for how many of them that was said to the coordinators.
    """

    __tablename__ = "room"
    remembered = True

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    named: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    next_at: Mapped[datetime]
    lost_at: Mapped[datetime | None]
    members: Mapped[int | None]
    told: Mapped[int | None]


class RoomCard(Base):
    """The card of one alert in the room. It stands in the message of this `slot`; "" while it was not posted yet.

    At `due_at` it is to be changed, or posted; `anew`: what changed must be noticed: it comes as a new message. Until
    that has arrived it still stands in the message `older` too. `said` is a keyed fingerprint of what it says there.
    """

    __tablename__ = "room_card"
    __table_args__ = (partial_index("ix_room_card_due_at", "due_at", which="due_at IS NOT NULL"),)

    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id"), primary_key=True, autoincrement=False)
    due_at: Mapped[datetime | None]
    anew: Mapped[bool] = mapped_column(default=False, server_default=false())
    slot: Mapped[str] = mapped_column(String(24), default="", server_default="", index=True)
    older: Mapped[str] = mapped_column(String(24), default="", server_default="")
    said: Mapped[bytes | None] = mapped_column(LargeBinary(32))
