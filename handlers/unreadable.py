"""A message that failed or that nobody can read: it is answered kindly, and a human is shown what is left of it."""

from __future__ import annotations

import logging
from datetime import datetime

from sqlalchemy.exc import InterfaceError, InternalError, OperationalError, StatementError
from sqlalchemy.orm import Session

from handlers import alert, danger, duty, phone_chat, silence, welcome
from handlers.evidence import note_files
from handlers.outside import last_or_new
from handlers.person import meet
from handlers.phone import is_of_phone
from handlers.reply import tell
from handlers.report import belongs_to, current_report, keep_words
from handlers.rules import Rules
from handlers.talk import Talk
from handlers.words import Plain, Text, _, _s, say
from models.messages import Inbound
from models.person import REPORTER, Person

log = logging.getLogger(__name__)
SORRY = _("We kept your message, but we could not read it. A human will look at it.")
NOT_READ = _s("(a message that the bot could not read; it is kept)")
STRANGE = _s("A message could not be read by the bot. It is kept.")


def receive(session: Session, message: Inbound, inbox_id: int, now: datetime, rules: Rules) -> Person | None:
    """A message that failed or that the channel cannot read: she is told kindly, a human is shown what is left of it.

    `message` holds whatever could be read; its address is empty when nobody may be answered.
    """
    answered = True
    if is_of_phone(message.address):
        message, answered = phone_chat.failed(session, message, now)
    if not message.address:
        _tell_coordinators(session, Text(STRANGE, sign="❗"), now)
        return None
    person = meet(session, message.channel, message.account, message.address, now)
    talk, open_ = Talk(session, person, message, inbox_id, now, rules), current_report(session, person)
    if person.role != REPORTER and open_ is None:
        _keep_what_is_left(talk)
        _tell_coordinators(session, Text(STRANGE, sign="❗"), now)
        tell(session, person, [Text(SORRY, sign="🙏")], now)
        return person
    if not answered:
        _keep_what_is_left(talk)
        return person
    silence.goes_on(talk)
    if not person.language:
        welcome.guess(talk)
    _keep_what_is_left(talk)
    told = danger.hear(talk, open_, None)
    if not talk.is_told:
        talk.tell([Text(SORRY, sign="🙏")] if person.language else [Plain(say(one, SORRY)) for one in rules.languages])
    report = told or open_ or last_or_new(talk)
    belongs_to(session, person, report, inbox_id)
    if told is None:
        alert.wrote_again(session, report, now, rules)
    silence.spoke(talk, unheard=told is None, shown=True)
    return person


def _tell_coordinators(session: Session, line: Text, now: datetime) -> None:
    for coordinator in duty.coordinators(session):
        tell(session, coordinator, [line], now)


def _keep_what_is_left(talk: Talk) -> None:
    """Keeps the words and files of a message that failed, so that duty sees them; what cannot be kept stays raw."""
    session, person, message = talk.session, talk.person, talk.message
    unread = say("en", NOT_READ)
    for keep in (
        # By itself: that something came is known also where its words cannot be kept.
        lambda: keep_words(session, person, unread, message, talk.inbox_id, talk.now),
        lambda: keep_words(session, person, message.text, message, talk.inbox_id, talk.now) if message.text else None,
        lambda: note_files(session, person, message, talk.inbox_id, "", talk.now),
    ):
        try:
            with session.begin_nested():
                keep()
                session.flush()
        except (OperationalError, InterfaceError, InternalError):
            raise
        except (StatementError, ValueError, TypeError, AttributeError) as error:
            # It may be this very part that made it fail; the raw message has it all.
            log.warning("inbox: a part of message %d stays raw (%s)", talk.inbox_id, type(error).__name__)
