"""The phone's own accounts: whose a connection is, what it allows, and whether the bot may write in a chat there.

The only file that changes `phone`, `phone_link` and `phone_chat`. On the wire a chat is named by its connection, which
changes; with us by the account, which stays. This file alone turns one into the other: `phone_of` and `ours` on the way
in, `way_out` on the way out.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.rules import Rules
from handlers.words import Line, _s
from models.base import new_id
from models.inbox import OF_NOBODY
from models.messages import BUSINESS, Connection, Inbound
from models.person import Person
from models.phone import Phone, PhoneChat, PhoneLink
from models.prepared import Prepared
from models.secret import keys_of, seal, unseal

PAUSE = timedelta(minutes=30)
"""So long after the last words of a human on the phone the bot sends nothing there."""
WINDOW = timedelta(hours=24)
"""So long after her last message a bot may write in a chat of the phone's own account (Bot API, can_reply)."""
RIGHTS = {
    "can_reply": "can_reply",
    "can_read_messages": "can_read",
    "can_delete_sent_messages": "can_delete_sent",
    "can_delete_all_messages": "can_delete_all",
}
"""What the messenger calls a right, and the column that holds it."""
OF_WIRE = Prepared(
    select(Phone).join(PhoneLink, PhoneLink.phone_id == Phone.id).where(PhoneLink.wire == bindparam("wire"))
)
_is_itself = Phone.approved_at.is_not(None) & Phone.approved_by.is_(None)
ALL = Prepared(select(Phone).where(~_is_itself).order_by(Phone.id))
NEW, LOST, BACK = "new", "lost", "back"
PAUSED, OVER = "paused", "over"
NOT_APPROVED = _s("No coordinator has approved this account.")
ENDED = _s("The account is not connected to the bot any more.")
NO_REPLY = _s("The right to reply to messages is missing.")
NO_READ = _s("The right to read messages is missing.")


class NotYetKnown(Exception):
    """A message came by a connection that nobody has told us of yet: it waits, and the messenger is asked."""

    def __init__(self, channel: str, connection: str) -> None:
        super().__init__(OF_NOBODY)
        self.channel, self.connection = channel, connection


def learn(session: Session, channel: str, account: str, told: Connection, now: datetime) -> tuple[Phone, str]:
    """The messenger tells of a connection. Gives the account, and what is new of it: NEW, LOST, BACK or nothing."""
    wire = keys_of(session).lookup("connection", channel, account, told.id)
    link = session.scalars(select(PhoneLink).where(PhoneLink.wire == wire)).first()
    phone = _met(session, channel, account, told, now)
    if link is not None and told.asked:
        # What we asked for may be older than what we were told meanwhile.
        return phone, ""
    if link is None:
        session.add(PhoneLink(id=new_id(), wire=wire, phone_id=phone.id))
    well = lacks(phone) is None
    current = connection_of(session, phone)
    if told.enabled or current in ("", told.id):
        phone.connection = seal(session, "phone.connection", phone.id, told.id)
        phone.enabled, phone.seen_at = told.enabled, now
        for right, column in RIGHTS.items():
            setattr(phone, column, right in told.rights)
    session.flush()
    if phone.approved_at is None:
        return phone, NEW if told.enabled else ""
    is_well = lacks(phone) is None
    return phone, "" if well == is_well else BACK if is_well else LOST


def _met(session: Session, channel: str, account: str, told: Connection, now: datetime) -> Phone:
    user = keys_of(session).lookup("phone", channel, account, told.user)
    phone = session.scalars(select(Phone).where(Phone.user == user)).first()
    if phone is None:
        row = new_id()
        phone = Phone(
            id=row,
            channel=channel,
            account=account,
            user=user,
            number=seal(session, "phone.number", row, told.user),
            name=b"",
            connection=seal(session, "phone.connection", row, ""),
            seen_at=now,
        )
        session.add(phone)
    phone.name = seal(session, "phone.name", phone.id, told.name)
    session.flush()
    return phone


def itself(session: Session, channel: str, account: str, now: datetime) -> Phone:
    """The account that the bot itself is (Signal): there is no connection, and nothing to approve."""
    phone = _met(session, channel, account, Connection(id="", user=account, name=account, enabled=True), now)
    phone.enabled = phone.can_reply = phone.can_read = phone.can_delete_sent = True
    phone.approved_at = phone.approved_at or now
    return phone


def lacks(phone: Phone) -> Line | None:
    """What keeps the bot from answering for an account, if anything does."""
    if not phone.enabled:
        return ENDED
    if not phone.can_reply:
        return NO_REPLY
    return None if phone.can_read else NO_READ


def approve(phone: Phone, person: Person | None, now: datetime) -> None:
    """A coordinator says that this account is ours; or (nobody) takes that back."""
    phone.approved_by, phone.approved_at = (person.id, now) if person is not None else (None, None)
    keep_until(phone, None)


def keep_until(phone: Phone, until: datetime | None, warned_at: datetime | None = None) -> None:
    """How long what comes there is kept without an approval, and when the coordinators were told."""
    phone.kept_until, phone.warned_at = until, warned_at


def phones(session: Session) -> list[Phone]:
    """Every account that was ever connected, the oldest first. What nobody approved and is, the bot is itself."""
    return ALL.all(session)


def number_of(session: Session, phone: Phone) -> str:
    """The messenger's number of an account."""
    return unseal(session, "phone.number", phone.id, phone.number)


def name_of(session: Session, phone: Phone) -> str:
    """The name an account shows, as its owner chose it: a stranger may have chosen ours."""
    return unseal(session, "phone.name", phone.id, phone.name)


def connection_of(session: Session, phone: Phone) -> str:
    """The id of the connection an account has now, or had last."""
    return unseal(session, "phone.connection", phone.id, phone.connection)


def phone_of(session: Session, channel: str, account: str, connection: str) -> Phone:
    """The account a connection belongs to. Raises `NotYetKnown`."""
    wire = keys_of(session).lookup("connection", channel, account, connection)
    phone: Phone | None = OF_WIRE.first(session, wire=wire)
    if phone is None:
        raise NotYetKnown(channel, connection)
    return phone


def ours(session: Session, phone: Phone, address: str) -> str:
    """The address of a chat as we keep it, out of the one on the wire."""
    return f"{BUSINESS}{number_of(session, phone)}:{address.rpartition(':')[2]}"


def is_of_phone(address: str) -> bool:
    """Whether this is a chat of the phone's own account."""
    return address.startswith(BUSINESS)


def chat_of(session: Session, person: Person) -> PhoneChat | None:
    """Her chat with the phone's own account, if this is one."""
    return session.get(PhoneChat, person.id)


def chat_with(session: Session, person: Person, phone: Phone) -> PhoneChat:
    """Her chat with this account, made if it is new."""
    chat = session.get(PhoneChat, person.id)
    if chat is None:
        chat = PhoneChat(person_id=person.id, phone_id=phone.id)
        session.add(chat)
        session.flush()
    return chat


def heard(chat: PhoneChat, message: Inbound, now: datetime) -> None:
    """She wrote: the messenger counts its 24 hours from here."""
    chat.heard_at = max(_when(message, now), chat.heard_at or _when(message, now))


def pause(chat: PhoneChat, message: Inbound, now: datetime) -> None:
    """A human of ours wrote: the bot is silent there until half an hour has passed."""
    until, chat.waits_at = _when(message, now) + PAUSE, None
    chat.paused_until = max(until, chat.paused_until) if is_paused(chat, now) and chat.paused_until else until


def waits(chat: PhoneChat, now: datetime, rules: Rules) -> None:
    """She wrote to the human, who has some minutes to answer the first of it."""
    chat.waits_at = chat.waits_at or now + rules.answered_within


def resume(chat: PhoneChat, now: datetime) -> None:
    """The pause is over now, if there is one."""
    chat.paused_until = now if is_paused(chat, now) else chat.paused_until
    chat.waits_at = None


def pause_of(chat: PhoneChat, now: datetime) -> str:
    """PAUSED, or OVER once after a pause, or nothing."""
    found = _state(chat, now)
    if found == OVER:
        chat.paused_until = chat.waits_at = None
    return found


def human_with(session: Session, person: Person, now: datetime) -> str:
    """PAUSED while a human writes to her on the phone; OVER after that until she writes again; or nothing."""
    chat = session.get(PhoneChat, person.id)
    return _state(chat, now) if chat is not None else ""


def cleaned(chat: PhoneChat, at: datetime) -> None:
    """We removed from the chat what was in it then: its going is not her doing."""
    chat.cleaned_at = max(at, chat.cleaned_at or at)


def _state(chat: PhoneChat, now: datetime) -> str:
    if chat.paused_until is None:
        return ""
    return PAUSED if is_paused(chat, now) else OVER


def is_paused(chat: PhoneChat, now: datetime) -> bool:
    """A pause longer than any was written by a clock that was wrong: it is none."""
    return chat.paused_until is not None and now < chat.paused_until <= now + PAUSE


def _when(message: Inbound, now: datetime) -> datetime:
    return min(message.sent_at or now, now)
