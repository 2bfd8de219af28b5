"""What arrives in the chats of the phone's own account: from her, and from a human of ours who writes there by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers import conversation, deleted, phone, relay, way
from handlers.alert import alert_of, shown
from handlers.earlier import last_report
from handlers.evidence import note_files
from handlers.person import mark_blocked, meet, wait_for
from handlers.report import belongs_to, keep_words
from handlers.rules import Rules
from handlers.talk import Talk
from models.alert import Alert
from models.messages import Inbound, Kind, Outbound
from models.outbox import put
from models.person import REPORTER, Person
from models.phone import PhoneChat
from models.report import HUMAN

LATELY = timedelta(days=3)
"""What a human writes to her so long after her report was touched last belongs to it."""
MESSAGES = (Kind.TEXT, Kind.MEDIA, Kind.PLACE, Kind.CONTACT, Kind.UNKNOWN)
"""What the messenger counts as written by her; a press or a change is not."""
RESUME = ("/resume", "/reprendre")
"""Written by hand in her chat: the bot goes on there at once. It is taken out again where the bot may."""


def receive(session: Session, message: Inbound, inbox_id: int, now: datetime, rules: Rules) -> Person:
    """Handles one message of such a chat. Raises `NotYetKnown` while nobody has told whose connection it is."""
    account = phone.phone_of(session, message.channel, message.account, message.business)
    itself = message.address.rpartition(":")[2] == phone.number_of(session, account)
    message = replace(
        message,
        address=phone.ours(session, account, message.address),
        # In the chat an account has with itself both sides are ours.
        from_us=message.from_us or itself,
    )
    person = meet(session, message.channel, message.account, message.address, now)
    chat = phone.chat_with(session, person, account)
    approved = account.approved_at is not None
    if message.kind is Kind.DELETION:
        deleted.hide(session, person, chat, message, now, rules, ask=approved)
    elif not approved:
        by_us = message.from_us or message.automatic
        keep_words(session, person, message.text or message.kind.value, message, inbox_id, now, by_us=by_us)
        note_files(session, person, message, inbox_id, HUMAN if by_us else "", now)
    elif message.from_us or message.automatic:
        if not message.automatic and message.kind is not Kind.PRESS:
            _human(session, person, chat, message, inbox_id, now, rules)
    else:
        _person(session, person, chat, message, inbox_id, now, rules)
    return person


def pause_there(session: Session, person: Person, now: datetime) -> str:
    """`pause_of` her chat, where a human of ours has ever written to her."""
    chat = phone.chat_of(session, person) if person.role == REPORTER else None
    return phone.pause_of(chat, now) if chat is not None else ""


def by_hand(session: Session, message: Inbound, inbox_id: int, now: datetime, rules: Rules) -> Person:
    """A human of ours did something on the phone, in a chat where the bot answers as the same account (Signal)."""
    person = meet(session, message.channel, message.account, message.address, now)
    if not message.room and person.role == REPORTER and message.kind in (*MESSAGES, Kind.EDIT):
        account = phone.itself(session, message.channel, message.account, now)
        _human(session, person, phone.chat_with(session, person, account), message, inbox_id, now, rules)
    return person


def failed(session: Session, message: Inbound, now: datetime) -> tuple[Inbound, bool]:
    """A message that failed, with the address as we keep it (none: it is not known whose chat it is); is it answered?

    Where the account is not approved it is kept like any other there, and not answered.
    """
    connection = message.address.partition(":")[2].rpartition(":")[0]
    try:
        account = phone.phone_of(session, message.channel, message.account, connection)
    except phone.NotYetKnown:
        return replace(message, address=""), False
    message = replace(message, address=phone.ours(session, account, message.address), business=connection)
    person = meet(session, message.channel, message.account, message.address, now)
    chat = phone.chat_with(session, person, account)
    if account.approved_at is None:
        return message, False
    phone.heard(chat, message, now)
    return message, True


def _person(
    session: Session, person: Person, chat: PhoneChat, message: Inbound, inbox_id: int, now: datetime, rules: Rules
) -> None:
    """She wrote or pressed. While a human writes to her too it is kept, filed and raised, and nothing is sent."""
    if message.kind in MESSAGES:
        phone.heard(chat, message, now)
    if person.blocked_at is not None:
        mark_blocked(person, None)
    talk = Talk(session, person, message, inbox_id, now, rules, pause=phone.pause_of(chat, now))
    if talk.pause == phone.PAUSED and message.kind in MESSAGES:
        phone.waits(chat, now, rules)
    conversation.receive(talk)


def _human(
    session: Session, person: Person, chat: PhoneChat, message: Inbound, inbox_id: int, now: datetime, rules: Rules
) -> None:
    """A human of ours wrote to her: the bot is silent for a while, and the words belong to the case."""
    if message.text.strip().casefold() in RESUME:
        phone.resume(chat, now)
        if (alert := _alert_of_last(session, person, now)) is not None:
            way.hung_up(session, alert, now, rules)
        put(session, person.id, Outbound(remove=message.wire_id), now)
        return
    phone.pause(chat, message, now)
    if (dialogue := relay.dialogue_of(session, person)) is not None:
        relay.answered(dialogue, now)
    words = message.text
    if message.pin is not None:
        words = f"{message.pin.latitude:.6f}, {message.pin.longitude:.6f}\n{words}".strip()
    if words:
        keep_words(session, person, words, message, inbox_id, now, by_us=True)
    note_files(session, person, message, inbox_id, HUMAN, now)
    report = last_report(session, person, now - LATELY)
    # He has seen what she sent. What belongs to no report yet becomes one all the same.
    wait_for(person, None, person.quiet_at if report is None else None)
    if (alert := _alert_of_last(session, person, now)) is not None:
        shown(alert)
        if phone.is_paused(chat, now) and chat.paused_until is not None:
            way.by_hand(session, alert, chat.paused_until, now, rules)
    if report is not None and person.report_id is None:
        session.flush()
        belongs_to(session, person, report, inbox_id)


def _alert_of_last(session: Session, person: Person, now: datetime) -> Alert | None:
    report = last_report(session, person, now - LATELY)
    return alert_of(session, report.id) if report is not None else None
