"""The one door: who is it, and is it for the conversation, for joining the team, or for the desk?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers import (
    across,
    card_desk,
    case_typed,
    conversation,
    deleted,
    desk,
    interpreter_desk,
    known_again,
    notices,
    phone,
    phone_chat,
    phone_desk,
    relay_desk,
    room_desk,
    room_watch,
    settle,
    site_desk,
    team,
    unreadable,
    waiting,
    way,
)
from handlers.at_desk import Desk
from handlers.danger_words import read_danger
from handlers.evidence import note_files
from handlers.numbered import as_press
from handlers.person import mark_blocked, meet
from handlers.reply import TYPED, tell
from handlers.report import current_report, keep_words
from handlers.rules import Rules
from handlers.strangers import is_only_for_the_team
from handlers.talk import Talk
from handlers.words import Text
from models import keeping
from models.inbox import Inbox
from models.messages import Inbound, Kind
from models.person import HELPER, REPORTER, Person

UNTRUSTED = "untrusted"
"""The notice of a message whose words the messenger does not show, since the sender has a new phone."""
SILENT = frozenset({Kind.DELETION, Kind.REACTION, Kind.MEMBERS, Kind.CONNECTION, Kind.BLOCKED, Kind.UNBLOCKED})
"""Kinds that are kept with their meaning and need no answer."""


def receive(session: Session, message: Inbound, inbox_id: int, now: datetime, rules: Rules) -> Person:
    """Handles one message that was kept. Gives the person it came from. Raises `NotYetKnown`: it has to wait."""
    try:
        return _receive(session, message, inbox_id, now, rules)
    finally:
        session.info.pop(TYPED, None)


def _receive(session: Session, message: Inbound, inbox_id: int, now: datetime, rules: Rules) -> Person:
    if message.business:
        return phone_chat.receive(session, message, inbox_id, now, rules)
    if message.from_us:
        return phone_chat.by_hand(session, message, inbox_id, now, rules)
    person = meet(session, message.channel, message.account, message.address, now, also=message.also)
    pause = phone_chat.pause_there(session, person, now) if message.shared else ""
    message = _meant(session, person, message, inbox_id, now, rules, talking=bool(pause))
    if message.shared and _is_all(session, person, message, inbox_id, now, rules, quiet=pause == phone.PAUSED):
        return person
    if message.kind in SILENT or message.room:
        _keep_silently(session, person, message, inbox_id, now, rules)
        return person
    if person.blocked_at is not None:
        _is_back(session, person, now, rules)
    if _joins(session, person, message, now, rules):
        return person
    if person.role != REPORTER and _for_the_team(session, person, message, inbox_id, now, rules):
        return person
    if person.role == REPORTER and is_only_for_the_team(session, person, message, now):
        return person
    talk = Talk(session, person, message, inbox_id, now, rules, pause=pause)
    if known_again.used(talk):
        return person
    conversation.receive(talk)
    across.tell_her(session, person, now, rules)
    return person


def _meant(
    session: Session, person: Person, message: Inbound, inbox_id: int, now: datetime, rules: Rules, *, talking: bool
) -> Inbound:
    """The message as the press that it means, where it means one."""
    meant = as_press(session, person, message, now, rules, talking=talking)
    if meant is not message and message.kind is not Kind.REACTION:
        session.info[TYPED] = person.id
    if meant.kind is Kind.PRESS and message.kind is Kind.EDIT:
        # Who deletes what she changed deletes all of its states.
        keep_words(session, person, message.text, message, inbox_id, now)
    return meant


def _is_all(
    session: Session, person: Person, message: Inbound, inbox_id: int, now: datetime, rules: Rules, *, quiet: bool
) -> bool:
    """What only a chat of our own account has: notices, and messages that she deleted. True when that was all of it."""
    if message.notice and not quiet:
        notices.give(session, person, message.notice, now, rules)
    if message.notice == UNTRUSTED:
        unreadable.receive(session, message, inbox_id, now, rules)
    elif message.kind is Kind.DELETION:
        deleted.hide(session, person, phone.chat_of(session, person), message, now, rules, ask=not quiet)
    else:
        return False
    return True


def _joins(session: Session, person: Person, message: Inbound, now: datetime, rules: Rules) -> bool:
    """Somebody of the settings, or an invitation opened by its link (/start TOKEN) or typed (/join TOKEN).

    True when that was all of it. An invitation that lets nobody in is said to be so; who came by it is answered like
    anybody all the same.
    """
    named = (message.channel, message.address) in rules.coordinators
    if named and team.begin(session, person, now, rules, message.language_code):
        return True
    if message.kind is not Kind.TEXT or not message.text.lstrip().startswith("/"):
        return False
    word, token = desk.named(message.text)
    if word not in ("start", "join") or not token:
        return False
    if team.accept(session, person, token, now, message.language_code):
        return True
    if word == "join" or (person.role == REPORTER and len(token) == team.TOKEN_LENGTH):
        hers = message.language_code if message.language_code in rules.languages else "en"
        spoken = "" if person.role != REPORTER else person.language or hers
        tell(session, person, [Text(team.NOT_LET_IN, sign="🔗")], now, language=spoken)
    return word == "join" and person.role != REPORTER


def _for_the_team(
    session: Session, person: Person, message: Inbound, inbox_id: int, now: datetime, rules: Rules
) -> bool:
    """What a member of the team does as such; false when she reports like anybody."""
    pressed = message.kind is Kind.PRESS and desk.pressed(message.option) is not None
    if not pressed:
        # Also who answers a person is awake, and still on what she was asked about.
        way.heard_from(session, person, now, rules)
    if _replies(session, person, message, inbox_id, now, rules):
        return True
    if pressed:
        desk.press(session, person, message.option, now, rules)
        return True
    if team.joining(person) and (message.kind is Kind.TEXT or message.option.startswith("j:")):
        if not (message.text.startswith("/") and desk.command(session, person, message.text, now, rules)):
            team.go_on_joining(session, person, message.text, message.option, now)
        return True
    if message.kind is Kind.TEXT and _typed_for_the_team(session, person, message.text, inbox_id, now, rules):
        return True
    if message.kind is Kind.PLACE and site_desk.place(session, person, message, now):
        return True
    if message.kind is Kind.PRESS or _is_her_own(session, person, message):
        return False
    if message.kind is Kind.EDIT and case_typed.was_for_a_case(session, person, message.target):
        tell(session, person, [Text(case_typed.NOT_CHANGED, sign="✏️")], now)
        return True
    keep_words(session, person, message.text or message.kind.value, message, inbox_id, now)
    note_files(session, person, message, inbox_id, "", now)
    desk.not_a_command(session, person, message.text, now, rules)
    return True


def _is_her_own(session: Session, person: Person, message: Inbound) -> bool:
    """Whether a member of the team reports like anybody. A helper is an exiled person: her danger is her own."""
    in_danger = person.role == HELPER and read_danger(message.text) is not None
    return in_danger or current_report(session, person) is not None


def _replies(session: Session, person: Person, message: Inbound, inbox_id: int, now: datetime, rules: Rules) -> bool:
    """A reply to something of a case: to the person, or to the bot."""
    if person.role == HELPER:
        return interpreter_desk.writes(session, person, message, inbox_id, now, rules)
    to_us = card_desk.typed(Desk(session, person, now, rules), message)
    return to_us or relay_desk.answers(session, person, message, inbox_id, now, rules)


def _typed_for_the_team(
    session: Session, person: Person, text: str, inbox_id: int, now: datetime, rules: Rules
) -> bool:
    """A command, or what a button has just asked for."""
    if desk.command(session, person, text, now, rules) or case_typed.words(session, person, text, now, rules):
        return True
    return settle.words(session, person, text, inbox_id, now, rules)


def _is_back(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    """She can be reached again; who is in the team is called for what waits."""
    mark_blocked(person, None)
    session.flush()
    if person.role != REPORTER:
        waiting.is_back(session, person, now, rules)


def _keep_silently(
    session: Session, person: Person, message: Inbound, inbox_id: int, now: datetime, rules: Rules
) -> None:
    """Keeps what needs no answer, with its meaning."""
    if message.room:
        room_watch.heard(session, message, now, rules)
        room_desk.reacted(session, message, now, rules)
        if (member := room_desk.who_commands(session, message, now, rules)) is not None:
            way.heard_from(session, member, now, rules)
            desk.command(session, member, message.text, now, rules)
        # What people say to one another in a group is not ours to keep.
        keeping.overwrite(session, Inbox.id == inbox_id)
        return
    if message.kind is Kind.BLOCKED:
        mark_blocked(person, now)
        waiting.gone(session, person, now, rules)
    elif message.kind is Kind.UNBLOCKED:
        _is_back(session, person, now, rules)
    elif message.connection is not None:
        phone_desk.connected(session, message.channel, message.account, message.connection, now)
    keep_words(session, person, message.text or message.kind.value, message, inbox_id, now)
    note_files(session, person, message, inbox_id, "", now)
