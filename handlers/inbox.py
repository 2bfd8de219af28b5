"""The one door: who is it, and is it for the conversation, for joining the team, or for the desk?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import InterfaceError, InternalError, OperationalError, StatementError
from sqlalchemy.orm import Session

from handlers import alert, audit, conversation, danger, desk, duty, evidence, silence, team
from handlers.danger_words import read_danger
from handlers.flow import Urgency
from handlers.flows import FLOWS
from handlers.person import mark_blocked, meet
from handlers.reply import tell
from handlers.report import current_report, hear_danger, keep_words, open_report
from handlers.rules import Rules
from handlers.talk import Talk
from handlers.words import Text, _, _s
from models.messages import Inbound, Kind
from models.person import REPORTER, Person

SORRY = _("We kept your message, but we could not read it. A human will look at it.")
STRANGE = _s("A message could not be read by the bot. It is kept.")
CONNECTION = _s("A Telegram business account was connected to the bot or changed. It is kept and not answered yet.")
SILENT = frozenset({Kind.DELETION, Kind.REACTION, Kind.MEMBERS, Kind.CONNECTION, Kind.BLOCKED, Kind.UNBLOCKED})
"""Kinds that are kept with their meaning and need no answer."""


def receive(session: Session, message: Inbound, inbox_id: int, now: datetime, rules: Rules) -> Person:
    """Handles one message that was kept. Gives the person it came from."""
    person = meet(session, message.channel, message.account, message.address, now)
    if message.kind in SILENT or message.business or message.room or message.from_us:
        _keep_silently(session, person, message, inbox_id, now, rules)
        return person
    if person.blocked_at is not None:
        mark_blocked(person, None)
    if team.begin(session, person, now, rules) or _joined_by_link(session, person, message, now):
        return person
    if person.role != REPORTER and _for_the_team(session, person, message, now, rules):
        return person
    if person.role == REPORTER and _strange_to_her(message):
        audit.note(session, person.id, "staff action by a stranger", None, now)
    talk = Talk(session, person, message, inbox_id, now, rules)
    conversation.receive(talk)
    return person


def receive_unreadable(session: Session, message: Inbound, inbox_id: int, now: datetime, rules: Rules) -> Person | None:
    """A message that failed or that the channel cannot read: she is told kindly, a human is shown what is left of it.

    `message` holds whatever could be read; its address is empty when nobody may be answered.
    """
    if not message.address:
        for coordinator in duty.coordinators(session):
            tell(session, coordinator, [Text(STRANGE, sign="❗")], now)
        return None
    person = meet(session, message.channel, message.account, message.address, now)
    tell(session, person, [Text(SORRY, sign="🙏")], now)
    if person.role != REPORTER:
        return person
    report = current_report(session, person)
    if report is None:
        report = open_report(session, person, FLOWS["say_it"], now, rules.earlier_words)
    told = read_danger(message.text)
    urgency = danger.urgency_of(told) if told else Urgency.REST
    standing = alert.alert_of(session, report.id)
    _keep_what_is_left(session, person, message, inbox_id, now)
    if told and hear_danger(report, told.value):
        tell(session, person, danger.NUMBERS[told], now)
    highest = urgency if standing is None else min(urgency, Urgency(standing.urgency))
    alert.raise_alert(session, report, highest, now, rules)
    silence.failed(session, person, report, now, rules)
    return person


def _keep_what_is_left(session: Session, person: Person, message: Inbound, inbox_id: int, now: datetime) -> None:
    """Keeps the words and files of a message that failed, so that duty sees them; what cannot be kept stays raw."""

    def words() -> None:
        keep_words(session, person, message.text, message, inbox_id, now)

    def files() -> None:
        evidence.note_files(session, person, message, inbox_id, "", now)

    for keep in (words, files):
        try:
            with session.begin_nested():
                keep()
                session.flush()
        except (OperationalError, InterfaceError, InternalError):
            raise
        except (StatementError, ValueError, TypeError, AttributeError):
            # It may be this very part that made it fail.
            continue


def _joined_by_link(session: Session, person: Person, message: Inbound, now: datetime) -> bool:
    """An invitation opened by its link (/start TOKEN) or typed (/join TOKEN)."""
    word, _space, token = message.text.strip().partition(" ")
    if message.kind is not Kind.TEXT or word not in ("/start", "/join") or not token:
        return False
    return team.accept(session, person, token.strip(), now)


def _for_the_team(session: Session, person: Person, message: Inbound, now: datetime, rules: Rules) -> bool:
    """What a member of the team does as such; false when she reports like anybody."""
    if message.kind is Kind.PRESS and message.option.startswith(("a:", "i:")):
        desk.press(session, person, message.option, now, rules)
        return True
    if team.joining(person) and (message.kind is Kind.TEXT or message.option.startswith("j:")):
        if not (message.text.startswith("/") and desk.command(session, person, message.text, now, rules)):
            team.go_on_joining(session, person, message.text, message.option, now)
        return True
    if message.kind is Kind.TEXT and desk.command(session, person, message.text, now, rules):
        return True
    if message.kind is Kind.PRESS or current_report(session, person) is not None:
        return False
    desk.not_a_command(session, person, message.text, now, rules)
    return True


def _strange_to_her(message: Inbound) -> bool:
    """A staff command or a staff button used by somebody who is not in the team."""
    if message.kind is Kind.PRESS:
        return message.option.startswith(("a:", "i:", "j:"))
    word = message.text.partition(" ")[0].removeprefix("/").casefold()
    return message.text.startswith("/") and word in desk.COMMANDS.keys() - {"start", "help", "menu", "language"}


def _keep_silently(
    session: Session, person: Person, message: Inbound, inbox_id: int, now: datetime, rules: Rules
) -> None:
    """Keeps what needs no answer, with its meaning."""
    if message.kind is Kind.BLOCKED:
        mark_blocked(person, now)
        alert.pass_on(session, person, now, rules)
    elif message.kind is Kind.UNBLOCKED:
        mark_blocked(person, None)
    elif message.kind is Kind.CONNECTION:
        for coordinator in duty.coordinators(session):
            tell(session, coordinator, [Text(CONNECTION, sign="🔌")], now)
    keep_words(session, person, message.text or message.kind.value, message, inbox_id, now)
