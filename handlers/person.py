"""Finds or meets the person who writes. The only file that changes `person`, with `team` for roles."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models.base import new_id
from models.memory import memory_of
from models.person import REPORTER, ROOM, Person
from models.prepared import Prepared
from models.secret import keys_of, seal, unseal

OURS = Prepared(select(Person).where(Person.id == bindparam("row")).with_for_update(key_share=True))
OF_CHAT = Prepared(select(Person).where(Person.chat == bindparam("chat")).with_for_update(key_share=True))
CHOSEN, GUESSED, UNKNOWN = "chosen", "guessed", ""
SEEN_AGAIN = timedelta(minutes=1)
"""So much older must the time of somebody's last message be to be written anew."""


def chat_of(session: Session, channel: str, account: str, address: str) -> bytes:
    """The keyed fingerprint by which a chat is found."""
    return keys_of(session).lookup("chat", channel, account, address)


def meet(session: Session, channel: str, account: str, address: str, now: datetime, *, also: str = "") -> Person:
    """The person of this chat, ours until the end of the transaction (PostgreSQL); a new one if nobody wrote before.

    `also` is another name of the same chat: who was met under it before is the same person, and has moved here.

    Everybody takes a person before her report, and that before its alert: so nobody waits for one another.
    """
    chat = chat_of(session, channel, account, address)
    known = memory_of(session, "people")
    person: Person | None = known.get(chat) or OF_CHAT.first(session, chat=chat)
    if person is None and also:
        person = OF_CHAT.first(session, chat=chat_of(session, channel, account, also))
        if person is not None:
            move(session, person, address)
    if person is not None:
        known[chat] = person
        if now - person.seen_at >= SEEN_AGAIN:
            person.seen_at = now
        return person
    row = new_id()
    person = Person(
        id=row,
        channel=channel,
        account=account,
        chat=chat,
        address=seal(session, "person.address", row, address),
        created_at=now,
        seen_at=now,
        language="",
        language_by="",
        role=REPORTER,
        staff_language="",
        greeted=False,
    )
    session.add(person)
    session.flush()
    return person


def ours(session: Session, row: int) -> Person:
    """A person by her id, ours until the end of the transaction (PostgreSQL): to be taken before her alert is."""
    person: Person = OURS.first(session, row=row)
    return person


def address_of(session: Session, person: Person) -> str:
    """The address of the chat, to send to."""
    return unseal(session, "person.address", person.id, person.address)


def first_name_of(session: Session, person: Person) -> str:
    """The first name a member of the team goes by; never shown to reporters."""
    return unseal(session, "person.first_name", person.id, person.first_name)


def is_active(person: Person) -> bool:
    """Whether this account is one of the team's: it has a role, was not left and is not suspended."""
    return person.role != REPORTER and person.left_at is None and person.suspended_at is None


def mark_muted(person: Person, at: datetime | None) -> None:
    """What she sends rings nobody from then on, unless it is a danger; or (nothing) it rings again."""
    person.muted_at = at


def move(session: Session, person: Person, address: str) -> None:
    """The chat has another address from now on. When somebody already writes from there, that one stays as it is."""
    chat = chat_of(session, person.channel, person.account, address)
    memory_of(session, "people").clear()
    if session.scalars(select(Person.id).where(Person.chat == chat)).first() is None:
        person.chat = chat
    person.address = seal(session, "person.address", person.id, address)


def speak(person: Person, language: str, by: str) -> None:
    """From now on we speak this language with the person; `by` says how we know: CHOSEN, GUESSED or UNKNOWN."""
    person.language, person.language_by = language, by


def mark_blocked(person: Person, at: datetime | None) -> None:
    """The person blocked us at this time, or lets us write again (nothing)."""
    person.blocked_at = at


def mark_told_across(person: Person, now: datetime) -> None:
    """She was told that the team may read her on another messenger than hers."""
    person.told_across_at = now


def wait_for(person: Person, listen_at: datetime | None, quiet_at: datetime | None) -> None:
    """When somebody looks after the person if nothing more comes; nothing: there is nothing to wait for."""
    if (person.listen_at, person.quiet_at) != (listen_at, quiet_at):
        person.listen_at, person.quiet_at = listen_at, quiet_at


def become_room(person: Person, language: str) -> None:
    """It is no person but the team's room; `language` is spoken there, French or English."""
    person.role, person.staff_language, person.greeted = ROOM, language or "en", True


def talks_in(person: Person, report_id: int | None) -> None:
    """A human of ours answers her in this report from now on; or (none) nobody does any more."""
    person.relay_id = report_id
