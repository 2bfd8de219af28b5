"""Takes out of her chat what the messenger allows. Nothing is removed from our own keeping by that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from handlers import phone
from handlers.reply import tell
from handlers.staff_copies import REMOVABLE
from handlers.words import Line, Text, _
from models.evidence import Evidence
from models.messages import Outbound
from models.outbox import SENDING, SENT, Outbox, is_live, put
from models.person import Person
from models.phone import Phone, PhoneChat
from models.report import Testimony

CLEANED = _("We removed from this chat what we can: the last two days.")
CLEANED_ALL = _("We removed from this chat what we can.")
THE_REST = _("To remove the rest: open the menu of this chat, press “Delete chat”.")
STILL_KEPT = _("What you told us is still with us. To erase it, write “delete”.")

ALL = "clean "
"""How the slot of a removal of both sides begins; after it stands when it was asked for."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def clean(session: Session, person: Person, now: datetime) -> int:
    """Removes messages of both sides, the newest first, and says how to remove the rest; gives how many."""
    chat = phone.chat_of(session, person)
    if chat is not None:
        return _clean_on_phone(session, person, chat, now)
    found = _there(session, person, now - REMOVABLE, theirs=True)
    for wire_id in found:
        put(session, person.id, Outbound(remove=wire_id), now)
    _say(session, person, [Text(CLEANED, sign="🧹")], now)
    return len(found)


def _clean_on_phone(session: Session, person: Person, chat: PhoneChat, now: datetime) -> int:
    """In chats of the phone's own account age does not matter; the right that was given to the bot does."""
    account = session.get_one(Phone, chat.phone_id)
    found: list[str] = []
    if account.can_delete_all or account.can_delete_sent:
        found = _there(session, person, LONG_AGO, theirs=account.can_delete_all)
    if found:
        # What the bot sent is not asked about when it goes; what she wrote would be.
        slot = f"{ALL}{now.isoformat()}" if account.can_delete_all else ""
        put(session, person.id, Outbound(remove=" ".join(found), slot=slot), now)
    _say(session, person, [Text(CLEANED_ALL, sign="🧹")] if found else [], now)
    return len(found)


def has_left(session: Session, person_id: int, slots: Iterable[str]) -> None:
    """A removal has left: what was in the chat when it was asked for has gone by our doing."""
    for at in _asked_at(slots):
        phone.cleaned(session.get_one(PhoneChat, person_id), at)


def ours_until(session: Session, chat: PhoneChat) -> datetime | None:
    """What goes and came until then goes by our doing; also while it is tried: the messenger may tell of it first."""
    tried = or_(Outbox.state == SENDING, Outbox.attempts > 0)
    trying = select(Outbox.slot).where(Outbox.person_id == chat.person_id, is_live(Outbox), tried)
    return max(filter(None, [chat.cleaned_at, *_asked_at(session.scalars(trying))]), default=None)


def _asked_at(slots: Iterable[str]) -> list[datetime]:
    return [datetime.fromisoformat(slot.removeprefix(ALL)) for slot in slots if slot.startswith(ALL)]


def _say(session: Session, person: Person, lines: list[Line], now: datetime) -> None:
    lines += [Text(THE_REST, sign="📱"), Text(STILL_KEPT, sign="ℹ️")]
    tell(session, person, lines, now, language=person.language or "en")


def _there(session: Session, person: Person, since: datetime, *, theirs: bool) -> list[str]:
    """The wire ids of what is in her chat, the newest first; without `theirs` only of what the bot sent."""
    found: list[tuple[datetime, str]] = []
    ours = select(Outbox.sent_at, Outbox.wire_id).where(
        Outbox.person_id == person.id, Outbox.state == SENT, Outbox.sent_at > since
    )
    said = select(Testimony.said_at, Testimony.wire_id).where(
        Testimony.person_id == person.id, Testimony.said_at > since
    )
    sent = select(Evidence.received_at, Evidence.wire_id).where(
        Evidence.person_id == person.id, Evidence.received_at > since
    )
    for query in (ours, said, sent) if theirs else (ours,):
        found += [(at, wire_id) for at, wire_id in session.execute(query) if at and wire_id]
    return list(dict.fromkeys(wire_id for _at, wire_id in sorted(found, reverse=True)))
