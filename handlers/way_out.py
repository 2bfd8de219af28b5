"""Whether something may leave for a chat in which a human of ours writes too, and by which way."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.phone import ENDED, NO_REPLY, NOT_APPROVED, WINDOW, connection_of, is_of_phone, is_paused
from handlers.words import Line, _s
from models.messages import BUSINESS
from models.phone import Phone, PhoneChat

LATE = _s("The person's last message is older than 24 hours.")


class Closed(Exception):
    """Nothing may leave for this chat now. `why` is for the team; without it a human of ours is writing there."""

    def __init__(self, why: Line = "") -> None:
        super().__init__("closed" if why else "a human is writing there")
        self.why = why


def way_out(session: Session, person_id: int, address: str, now: datetime, *, removing: bool) -> str:
    """The address to send to now, by the connection the account has now. Raises `Closed`."""
    chat = session.get(PhoneChat, person_id)
    if not is_of_phone(address):
        # The bot is the account itself.
        if chat is not None and not removing and is_paused(chat, now):
            raise Closed
        return address
    phone = session.get_one(Phone, chat.phone_id) if chat is not None else None
    if chat is None or phone is None or phone.approved_at is None:
        raise Closed(NOT_APPROVED)
    if not phone.enabled:
        raise Closed(ENDED)
    if not removing:
        if is_paused(chat, now):
            raise Closed
        if not phone.can_reply:
            raise Closed(NO_REPLY)
        if chat.heard_at is None or now - chat.heard_at >= WINDOW:
            raise Closed(LATE)
    return f"{BUSINESS}{connection_of(session, phone)}:{address.rpartition(':')[2]}"
