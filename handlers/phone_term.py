"""Accounts that nobody approves: what is kept from their chats is erased after a term, like a report without consent.

The term begins when something is kept there, and anew when an approval is taken back. The coordinators hear of it three
days before, with a button to approve, and when it is over. Who has a report keeps it: that goes by its consent.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from handlers import audit, forget, phone
from handlers.each import each
from handlers.phone_desk import rows_of, tell_all
from handlers.rules import Rules
from handlers.words import Plain, Text, _s
from models.forget import SILENT, Erasure
from models.inbox import Inbox
from models.person import Person
from models.phone import Phone, PhoneChat
from models.report import Report

SOON = _s("Nobody has approved the account {name}. What we keep from its chats is erased on {day}.")
OVER = _s("Nobody approved the account {name} in time. We erase what we kept from its chats.")
NOTICE = timedelta(days=3)
"""The coordinators hear of it at least so long before."""


def look(session: Session, now: datetime, rules: Rules) -> int:
    """Looks after every account that nobody has approved; gives of how many chats something is erased."""
    found = [one.id for one in phone.phones(session) if one.approved_at is None]
    counts: list[int] = []
    each(
        session,
        "phone",
        found,
        lambda row: counts.append(_look_at(session, session.get_one(Phone, row), now, rules)),
        now,
    )
    return sum(counts)


def _look_at(session: Session, one: Phone, now: datetime, rules: Rules) -> int:
    people, name = _kept(session, one), Plain(phone.name_of(session, one))
    if not people:
        phone.keep_until(one, None)
    elif one.kept_until is None:
        phone.keep_until(one, now + rules.sealed_for)
    elif one.warned_at is None and now >= one.kept_until - NOTICE:
        # After a long sleep of ours they still have three days.
        until = max(one.kept_until, now + NOTICE)
        phone.keep_until(one, until, now)
        day = Plain(f"{until.astimezone(rules.zone):%d/%m/%Y}")
        tell_all(session, [Text(SOON, {"name": name, "day": day}, sign="⏳")], now, rows=rows_of(one))
    elif one.warned_at is not None and now >= one.kept_until:
        for person in people:
            forget.ask_for_the_rest(session, person, now, rules, SILENT)
        phone.keep_until(one, None)
        audit.note(session, None, "phone never approved", one.id, now, f"chats={len(people)}")
        tell_all(session, [Text(OVER, {"name": name}, sign="🗑️")], now)
        return len(people)
    return 0


def _kept(session: Session, one: Phone) -> list[Person]:
    """Those of whom something is kept there that belongs to no report and is not erased."""
    chat = PhoneChat.person_id
    whole = (Erasure.report_id.is_(None), Erasure.inbox_id.is_(None), Erasure.taken_back_at.is_(None))
    last = select(func.max(Erasure.id)).where(Erasure.person_id == chat, *whole).correlate(PhoneChat).scalar_subquery()
    kept = exists().where(Inbox.person_id == chat, Inbox.id > func.coalesce(last, 0)).correlate(PhoneChat)
    told = exists().where(Report.person_id == chat).correlate(PhoneChat)
    found = select(Person).join(PhoneChat, chat == Person.id).where(PhoneChat.phone_id == one.id, kept, ~told)
    return list(session.scalars(found.order_by(Person.id)))
