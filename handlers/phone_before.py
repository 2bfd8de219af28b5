"""What people wrote to an account before a coordinator approved it: nobody was woken then, so it is looked at now."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.earlier import last_erased
from handlers.not_deleted import deleted_messages
from handlers.person import wait_for
from handlers.phone import WINDOW
from handlers.rules import Rules
from handlers.words_everywhere import is_greeting
from models.evidence import Evidence
from models.person import Person
from models.phone import Phone, PhoneChat
from models.report import HUMAN, Testimony
from models.secret import unseal


def look_at(session: Session, one: Phone, now: datetime, rules: Rules) -> None:
    """Whoever wrote there within a day is waited for from when she did: it rings, or is shown, with the next look.

    What is older stays kept: an account may have been connected for weeks, and nobody reads a hundred cards.
    """
    since = now - WINDOW
    wrote = select(Testimony.person_id).where(Testimony.said_at >= since, Testimony.report_id.is_(None))
    sent = select(Evidence.person_id).where(Evidence.received_at >= since, Evidence.report_id.is_(None))
    chats = select(PhoneChat.person_id).where(PhoneChat.phone_id == one.id)
    silent = (Person.id.in_(chats), Person.report_id.is_(None), Person.id.in_(wrote) | Person.id.in_(sent))
    for person in session.scalars(select(Person).where(*silent)).all():
        _wait(session, person, since, rules)


def _wait(session: Session, person: Person, since: datetime, rules: Rules) -> None:
    gone, after = deleted_messages(session, person.id), last_erased(session, person.id)
    mine = (Testimony.person_id == person.id, Testimony.said_at >= since, Testimony.id > after)
    words = [
        one
        for one in session.scalars(select(Testimony).where(*mine).order_by(Testimony.id))
        if one.report_id is None and one.inbox_id not in gone
    ]
    hers = (Evidence.person_id == person.id, Evidence.received_at >= since, Evidence.id > after)
    files = [
        one
        for one in session.scalars(select(Evidence).where(*hers, Evidence.step != HUMAN).order_by(Evidence.id))
        if one.report_id is None and one.inbox_id not in gone
    ]
    said = [one for one in words if one.kind != HUMAN]
    answered = max((one.said_at for one in words if one.kind == HUMAN), default=since)
    unheard = [one.received_at for one in files if one.received_at > answered]
    unheard += [
        one.said_at
        for one in said
        if one.said_at > answered and not is_greeting(unseal(session, "testimony.words", one.id, one.words))
    ]
    began = min([one.said_at for one in said] + [one.received_at for one in files], default=None)
    if began is not None:
        wait_for(person, min(unheard) + rules.listen if unheard else None, began + rules.unfinished)
