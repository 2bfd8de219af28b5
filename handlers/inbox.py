"""The one door: who is it, and is it for the conversation, for joining the team, or for the desk?"""

from __future__ import annotations

import logging
from datetime import datetime

from sqlalchemy.exc import InterfaceError, InternalError, OperationalError, StatementError
from sqlalchemy.orm import Session

from handlers import (
    across,
    alert,
    audit,
    conversation,
    danger,
    deleted,
    desk,
    duty,
    interpreter_desk,
    notices,
    phone,
    phone_chat,
    phone_desk,
    relay_desk,
    room_desk,
    room_watch,
    secret_number,
    settle,
    silence,
    site_desk,
    team,
    way,
    welcome,
)
from handlers.evidence import note_files
from handlers.numbered import as_press
from handlers.outside import last_or_new
from handlers.person import mark_blocked, meet
from handlers.phone import is_of_phone
from handlers.reply import tell
from handlers.report import belongs_to, current_report, keep_words
from handlers.rules import Rules
from handlers.talk import Talk
from handlers.words import Plain, Text, _, _s, say
from handlers.words_everywhere import COMMANDS
from models.messages import Inbound, Kind
from models.person import HELPER, REPORTER, Person

log = logging.getLogger(__name__)
SORRY = _("We kept your message, but we could not read it. A human will look at it.")
NOT_READ = _s("(a message that the bot could not read; it is kept)")
STRANGE = _s("A message could not be read by the bot. It is kept.")
UNTRUSTED = "untrusted"
"""The notice of a message whose words the messenger does not show, since the sender has a new phone."""
SILENT = frozenset({Kind.DELETION, Kind.REACTION, Kind.MEMBERS, Kind.CONNECTION, Kind.BLOCKED, Kind.UNBLOCKED})
"""Kinds that are kept with their meaning and need no answer."""


def receive(session: Session, message: Inbound, inbox_id: int, now: datetime, rules: Rules) -> Person:
    """Handles one message that was kept. Gives the person it came from. Raises `NotYetKnown`: it has to wait."""
    if message.business:
        return phone_chat.receive(session, message, inbox_id, now, rules)
    if message.from_us:
        return phone_chat.by_hand(session, message, inbox_id, now)
    person = meet(session, message.channel, message.account, message.address, now, also=message.also)
    pause = phone_chat.pause_there(session, person, now) if message.shared else ""
    message = as_press(session, person, message, now, rules, talking=bool(pause))
    if message.shared and _is_all(session, person, message, inbox_id, now, rules, quiet=pause == phone.PAUSED):
        return person
    if message.kind in SILENT or message.room:
        _keep_silently(session, person, message, inbox_id, now, rules)
        return person
    if person.blocked_at is not None:
        mark_blocked(person, None)
    if team.begin(session, person, now, rules) or _joined_by_link(session, person, message, now):
        return person
    if person.role != REPORTER and _for_the_team(session, person, message, inbox_id, now, rules):
        return person
    if person.role == REPORTER and _strange_to_her(message) and _is_refused(session, person, message, now):
        return person
    talk = Talk(session, person, message, inbox_id, now, rules, pause=pause)
    if secret_number.used(talk):
        return person
    conversation.receive(talk)
    across.tell_her(session, person, now, rules)
    return person


def _is_all(
    session: Session, person: Person, message: Inbound, inbox_id: int, now: datetime, rules: Rules, *, quiet: bool
) -> bool:
    """What only a chat of our own account has: notices, and messages that she deleted. True when that was all of it."""
    if message.notice and not quiet:
        notices.give(session, person, message.notice, now, rules)
    if message.notice == UNTRUSTED:
        receive_unreadable(session, message, inbox_id, now, rules)
    elif message.kind is Kind.DELETION:
        deleted.hide(session, person, phone.chat_of(session, person), message, now, ask=not quiet)
    else:
        return False
    return True


def receive_unreadable(session: Session, message: Inbound, inbox_id: int, now: datetime, rules: Rules) -> Person | None:
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


def _joined_by_link(session: Session, person: Person, message: Inbound, now: datetime) -> bool:
    """An invitation opened by its link (/start TOKEN) or typed (/join TOKEN)."""
    word, _space, token = message.text.strip().partition(" ")
    if message.kind is not Kind.TEXT or word not in ("/start", "/join") or not token:
        return False
    return team.accept(session, person, token.strip(), now)


def _for_the_team(
    session: Session, person: Person, message: Inbound, inbox_id: int, now: datetime, rules: Rules
) -> bool:
    """What a member of the team does as such; false when she reports like anybody."""
    pressed = message.kind is Kind.PRESS and message.option.partition(":")[0] in desk.PRESSES
    if not pressed:
        # Also who answers a person is awake, and still on what she was asked about.
        way.heard_from(session, person, now, rules)
    take = interpreter_desk.writes if person.role == HELPER else relay_desk.answers
    if take(session, person, message, inbox_id, now, rules):
        return True
    if pressed:
        desk.press(session, person, message.option, now, rules)
        return True
    if team.joining(person) and (message.kind is Kind.TEXT or message.option.startswith("j:")):
        if not (message.text.startswith("/") and desk.command(session, person, message.text, now, rules)):
            team.go_on_joining(session, person, message.text, message.option, now)
        return True
    if message.kind is Kind.TEXT and desk.command(session, person, message.text, now, rules):
        return True
    if message.kind is Kind.TEXT and settle.words(session, person, message.text, now, rules):
        return True
    if message.kind is Kind.PLACE and site_desk.place(session, person, message, now):
        return True
    if message.kind is Kind.PRESS or current_report(session, person) is not None:
        return False
    keep_words(session, person, message.text or message.kind.value, message, inbox_id, now)
    note_files(session, person, message, inbox_id, "", now)
    desk.not_a_command(session, person, message.text, now, rules)
    return True


def _strange_to_her(message: Inbound) -> bool:
    """A staff command or a staff button used by somebody who is not in the team."""
    if message.kind is Kind.PRESS:
        return message.option.partition(":")[0] in {"j", *desk.PRESSES}
    word = message.text.partition(" ")[0].removeprefix("/").partition("@")[0].casefold()
    return message.text.startswith("/") and word in {"join", *desk.COMMANDS} - COMMANDS.keys()


def _is_refused(session: Session, person: Person, message: Inbound, now: datetime) -> bool:
    """It is noted; in the triage room that was all of it, elsewhere she is answered like anybody who reports."""
    audit.note(session, person.id, "staff action by a stranger", None, now)
    return room_desk.refuses(session, person, message, now)


def _keep_silently(
    session: Session, person: Person, message: Inbound, inbox_id: int, now: datetime, rules: Rules
) -> None:
    """Keeps what needs no answer, with its meaning."""
    if message.room:
        room_watch.heard(session, message, now, rules)
        room_desk.reacted(session, message, now, rules)
    if message.kind is Kind.BLOCKED:
        mark_blocked(person, now)
        alert.pass_on(session, person, now, rules, gone=True)
    elif message.kind is Kind.UNBLOCKED:
        mark_blocked(person, None)
    elif message.connection is not None:
        phone_desk.connected(session, message.channel, message.account, message.connection, now)
    keep_words(session, person, message.text or message.kind.value, message, inbox_id, now)
    note_files(session, person, message, inbox_id, "", now)
