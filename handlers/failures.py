"""What happens when a message cannot be delivered or a file cannot be had: a human hears of it, an alert moves on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import alert, audit, clean, duty, room_watch, staff_copies, waiting
from handlers.evidence import give_up
from handlers.person import first_name_of, mark_blocked, move
from handlers.phone import chat_of
from handlers.reply import short, tell
from handlers.room import SLOT
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _, _s
from models import sending
from models.evidence import GONE, WAITING, Evidence
from models.evidence import TOO_BIG as GIVEN_UP_AS_TOO_BIG
from models.leaving import Leaving
from models.outbox import AFTER_PAUSE, HELD, Outbox
from models.person import REPORTER, ROOM, Person
from models.report import HUMAN, Report

Note = Callable[[Session], None]

MEMBER_GONE = _s("{name} cannot be reached any more: the bot is blocked there.")
REFUSED = _s("A message could not be delivered and is set aside. The messenger refused it.")
REPORTER_GONE = _s("The person of report {code} cannot be reached: the bot is blocked there.")
MEMBER_TOO_BIG = _s("Report {code}: a file is too big for the bot. The person was asked for a shorter one.")
FILE_GONE = _s("Report {code}: a file could not be fetched. The messenger no longer has it.")
TOO_BIG = _("This file is too big for us. Can you send a shorter one?")
ASK_AGAIN = _("We could not get one file. Can you send it again?")
BY_HAND = _s("Report {code}: the bot cannot answer on the phone's account. {why} Please write there by hand.")
REFUSED_THERE = _s("The messenger refused the message.")
NOTICE = "f:"
"""How the slots of notices about failures begin."""
QUIET = timedelta(hours=1)
"""The same notice is told to the same person at most so often."""


def not_delivered(
    session: Session,
    person_id: int,
    slots: tuple[str, ...],
    now: datetime,
    rules: Rules,
    *,
    urgent: bool,
    blocked: bool,
) -> None:
    """A message to this person will never arrive: the team is told; a ring counts as "I cannot".

    A notice about a failure that is refused itself is only noted: two coordinators whose chats refuse would tell each
    other for ever. Whoever blocked the bot is told about once, for nothing is sent there any more.
    """
    person = session.get_one(Person, person_id)
    audit.note(session, None, "not delivered", person_id, now)
    if person.role == ROOM:
        room_watch.not_delivered(session, person, slots, now, rules)
        return
    if blocked:
        mark_blocked(person, now)
        # Whatever message it was that told us so: what rings for her, and what she has taken, needs somebody else.
        waiting.gone(session, person, now, rules)
    elif urgent:
        for slot in slots:
            alert.undelivered(session, slot, person, now, rules)
    if not blocked and any(slot.startswith(NOTICE) for slot in slots):
        return
    line = _told(session, person, blocked=blocked)
    slot = f"{NOTICE}blocked:{short(person.id)}" if blocked else f"{NOTICE}refused"
    for coordinator in duty.coordinators(session):
        if coordinator.id != person_id and not _was_told(session, coordinator, slot, now):
            tell(session, coordinator, [line], now, slot=slot)


def closed(session: Session, one: Leaving, why: Line, now: datetime) -> None:
    """It cannot leave for a chat of the phone's own account, and is not tried later: a human answers there by hand.

    Without a reason a human is writing there just now: nobody has to be told.
    """
    waits = not why and AFTER_PAUSE in one.slots
    sending.give_up(session, one, HELD if waits else "not sent: a human writes on the phone, or has to")
    person = session.get_one(Person, one.person_id)
    if not why or one.message.remove:
        return
    slot = f"{NOTICE}phone:{short(person.id)}"
    line = Text(BY_HAND, {"code": Plain(_code(session, person)), "why": why}, sign="📱")
    for member in dict.fromkeys([*duty.on_duty(session), *duty.coordinators(session)]):
        if not _was_told(session, member, slot, now):
            tell(session, member, [line], now, slot=slot)


def moved(session: Session, person_id: int, address: str) -> None:
    """A chat has another address from now on (Telegram: a group became a supergroup): it is followed."""
    move(session, session.get_one(Person, person_id), address)


def not_removed(session: Session, one: Leaving, why: str, now: datetime) -> None:
    """The messenger does not remove a message. What is gone already is as it should be; the rest is a human's task."""
    if "not found" not in why:
        for slot in one.slots:
            if slot.startswith(staff_copies.SLOT):
                staff_copies.not_removed(session, slot, session.get_one(Person, one.person_id), now)


def file_lost(session: Session, evidence_id: int, why: str, now: datetime, *, too_big: bool) -> None:
    """A file cannot be had: it stays recorded, she is asked kindly, once, and a human is told."""
    if session.get_one(Evidence, evidence_id).state != WAITING:
        return
    file = give_up(session, evidence_id, why, too_big=too_big)
    if file.state not in (GONE, GIVEN_UP_AS_TOO_BIG):
        # She took it back meanwhile.
        return
    person = session.get_one(Person, file.person_id)
    too_big = too_big and file.step != HUMAN
    if file.step != HUMAN:
        # What we sent her is asked of whoever sent it (see `relay_jobs`), never of her.
        line = Text(TOO_BIG, sign="📦") if too_big else Text(ASK_AGAIN, sign="📎")
        tell(session, person, [line], now, language=person.language or "en")
    report = session.get(Report, file.report_id) if file.report_id else None
    code = Plain(report.code if report else "-")
    line = Text(MEMBER_TOO_BIG if too_big else FILE_GONE, {"code": code}, sign="📎")
    for member in dict.fromkeys([*duty.on_duty(session), *duty.coordinators(session)]):
        tell(session, member, [line], now)


def _was_told(session: Session, person: Person, slot: str, now: datetime) -> bool:
    """Whether the same notice went to this person a moment ago, or is still on its way."""
    told = (Outbox.person_id == person.id, Outbox.slot == slot, Outbox.created_at > now - QUIET)
    return session.scalar(select(Outbox.id).where(*told).limit(1)) is not None


def _told(session: Session, person: Person, *, blocked: bool) -> Line:
    """What the coordinators read, without any words of hers."""
    if not blocked and chat_of(session, person) is not None:
        return Text(BY_HAND, {"code": Plain(_code(session, person)), "why": REFUSED_THERE}, sign="📱")
    if not blocked:
        return Text(REFUSED, sign="✉️")
    if person.role != REPORTER:
        return Text(MEMBER_GONE, {"name": Plain(first_name_of(session, person) or "?")}, sign="📵")
    return Text(REPORTER_GONE, {"code": Plain(_code(session, person))}, sign="📵")


def _code(session: Session, person: Person) -> str:
    """The code of her newest report."""
    found = session.query(Report.code).where(Report.person_id == person.id).order_by(Report.id.desc()).first()
    return found.code if found else "-"


def has_left(session: Session, one: Leaving, wire_id: str, now: datetime) -> None:
    """No failure at all: it has left."""
    sending.sent(session, one, wire_id, now)
    if one.message.remove:
        clean.has_left(session, one.person_id, one.slots)
    elif one.slots and one.slots[0].startswith(SLOT):
        # Where she is may be told by how far it is from a site: it stays nowhere but in the room.
        sending.blank(session, one.rows)
        room_watch.arrived(session, one.person_id, one.slots[0], now)
