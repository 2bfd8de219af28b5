"""The phone's own accounts before the team: who approved which, and what the coordinators are told of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import audit, phone, phone_before
from handlers.duty import coordinators
from handlers.person import first_name_of
from handlers.reply import Rows, long, short, tell
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _s
from models.messages import Connection
from models.outbox import Outbox
from models.person import Person
from models.phone import Phone

CONNECTED = _s("A Telegram account was connected to the bot: {name}, number {number}. It is kept and not answered.")
ONLY_OURS = _s("Approve it only if it is the HRO phone's own account. Anybody can connect one and choose its name.")
LOST = _s("The bot cannot answer on the phone's account {name} any more. Please answer there by hand.")
WELL_AGAIN = _s("The bot can answer on the phone's account {name} again.")
WAITING = _s("Messages to an account wait: Telegram does not say whose connection it is. They are kept.")
APPROVED = _s("{who} approved the account {name}. The bot answers there now.")
WITHDRAWN = _s("{who} took back the approval of the account {name}. The bot does not answer there any more.")
LISTED = _s("{name}, number {number}: {state}")
IS_WELL = _s("approved, the bot answers")
NONE = _s("No Telegram account is connected to the bot. README says how to do it.")
NO_CLEANING = _s("The right to delete messages is missing: chats there cannot be cleaned.")
APPROVE = _s("Approve")
TAKE_BACK = _s("Take approval back")
QUIET_SLOT = "b:"
"""How the slots of these notices begin; what still waits under the same is said once."""


def connected(session: Session, channel: str, account: str, told: Connection, now: datetime) -> None:
    """The messenger tells of a connection: the coordinators hear what it changes, at once."""
    one, news = phone.learn(session, channel, account, told, now)
    name = {"name": Plain(phone.name_of(session, one))}
    if news == phone.NEW and not _was_told(session, one, now):
        number = {"number": Plain(phone.number_of(session, one))}
        lines: list[Line] = [Text(CONNECTED, {**name, **number}, sign="🔌"), Text(ONLY_OURS, sign="⚠️")]
        tell_all(session, lines, now, rows=rows_of(one), slot=_slot(one))
    elif news == phone.LOST:
        tell_all(session, [Text(LOST, name, sign="❗"), phone.lacks(one) or ""], now, urgent=True)
    elif news == phone.BACK:
        tell_all(session, [Text(WELL_AGAIN, name, sign="✅")], now)


def unknown(session: Session, now: datetime) -> None:
    """Messages wait because the messenger knows nothing of their connection; said once, until it is known."""
    told = select(Outbox.id).where(Outbox.slot == f"{QUIET_SLOT}unknown", Outbox.created_at > now - phone.WINDOW)
    if session.scalar(told.limit(1)) is None:
        tell_all(session, [Text(WAITING, sign="⏳")], now, slot=f"{QUIET_SLOT}unknown")


def show(session: Session, person: Person, now: datetime) -> None:
    """Every account with its state, and a button to approve it or to take that back."""
    found = phone.phones(session)
    if not found:
        tell(session, person, [NONE], now)
    for one in found:
        named = {"name": Plain(phone.name_of(session, one)), "number": Plain(phone.number_of(session, one))}
        state = (phone.lacks(one) or IS_WELL) if one.approved_at is not None else phone.NOT_APPROVED
        lines: list[Line] = [Text(LISTED, {**named, "state": state}, sign="📱")]
        if one.approved_at is not None and not one.can_delete_all:
            lines.append(Text(NO_CLEANING, sign="🧹"))
        tell(session, person, lines, now, rows=rows_of(one))


def press(session: Session, person: Person, option: str, now: datetime, rules: Rules) -> None:
    """A coordinator approves an account, or takes that back; all of them are told, and it is audited."""
    name, _colon, action = option.partition(":")
    one = session.get(Phone, long(name))
    if one is None or action not in ("yes", "no"):
        show(session, person, now)
        return
    yes = action == "yes"
    if yes and one.approved_at is None:
        phone_before.look_at(session, one, now, rules)
    phone.approve(one, person if yes else None, now)
    audit.note(session, person.id, "phone approved" if yes else "phone approval withdrawn", one.id, now)
    who = {"who": Plain(first_name_of(session, person) or "?"), "name": Plain(phone.name_of(session, one))}
    lines: list[Line] = [Text(APPROVED if yes else WITHDRAWN, who, sign="📱")]
    lines += [why] if yes and (why := phone.lacks(one)) else []
    tell_all(session, lines, now, rows=rows_of(one))


def rows_of(one: Phone) -> Rows:
    """The button to approve an account, or to take that back."""
    if one.approved_at is None:
        return [[("✅", APPROVE, f"b:{short(one.id)}:yes")]]
    return [[("↩️", TAKE_BACK, f"b:{short(one.id)}:no")]]


def _slot(one: Phone) -> str:
    return f"{QUIET_SLOT}{short(one.id)}"


def _was_told(session: Session, one: Phone, now: datetime) -> bool:
    """A stranger who connects and disconnects all day makes one notice a day."""
    told = select(Outbox.id).where(Outbox.slot == _slot(one), Outbox.created_at > now - phone.WINDOW)
    return session.scalar(told.limit(1)) is not None


def tell_all(
    session: Session, lines: list[Line], now: datetime, *, rows: Rows = (), slot: str = "", urgent: bool = False
) -> None:
    """Tells every coordinator."""
    for coordinator in coordinators(session):
        tell(session, coordinator, lines, now, rows=rows, slot=slot, urgent=urgent)
