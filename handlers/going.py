"""Somebody leaves the team, or an account of it is suspended: all that was hers goes on without her, at once.

What she has not finished rings on, she is off duty, no helper's reading goes on, and what the bot has shown in her chat
is taken out of it. Her role is gone in the same moment, so no button of hers does anything any more.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import casework, duty, team, waiting
from handlers.account import accounts_of
from handlers.interpreter_case import close
from handlers.person import first_name_of
from handlers.reply import Rows, short, tell
from handlers.rules import Rules
from handlers.staff_copies import take_back_all
from handlers.team_list import messenger_of
from handlers.words import Line, Plain, Text, _s
from models.interpreter import Call
from models.person import Person

SUSPENDS = _s("{who} has suspended the account of {name} ({messenger}).")
NOW_SUSPENDED = _s("This account is suspended from now on. A coordinator can give it back.")
RESTORES = _s("{who} has restored the account of {name} ({messenger}).")
CAN_RESTORE = _s("Was it a mistake? Only coordinators can give it back.")
RESTORE = _s("Give it back")
BACK = _s("Your account is restored. Write /onduty if you are on duty.")
LEFT = _s("{name} has left the team.")
GOODBYE = _s("You have left the team. Thank you for all you did. An invitation brings you back.")
NOBODY_LEFT = _s("Nobody is on duty now: alerts go to the coordinators at once.")


def suspend(session: Session, person: Person, by: Person, now: datetime, rules: Rules) -> None:
    """Somebody of the team suspends an account, perhaps her own; the coordinators hear who suspended whom."""
    team.suspend(session, person, by, now)
    _go(session, person, now, rules)
    tell(session, person, [Text(NOW_SUSPENDED, sign="⛔")], now, language=_language(person))
    who: dict[str, Line] = {
        "who": _name(session, by),
        "name": _name(session, person),
        "messenger": messenger_of(person),
    }
    rows: Rows = [[("↩️", RESTORE, f"u:r:{short(person.id)}")]]
    _tell_coordinators(session, [Text(SUSPENDS, who, sign="⛔"), CAN_RESTORE], now, rows)


def restore(session: Session, person: Person, by: Person, now: datetime) -> bool:
    """A coordinator gives an account back; she and the coordinators are told. False: it may not be."""
    if not team.restore(session, person, by, now):
        return False
    tell(session, person, [Text(BACK, sign="✅")], now)
    who: dict[str, Line] = {
        "who": _name(session, by),
        "name": _name(session, person),
        "messenger": messenger_of(person),
    }
    _tell_coordinators(session, [Text(RESTORES, who, sign="↩️")], now)
    return True


def leave(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    """She leaves with all her accounts."""
    for one in accounts_of(session, person):
        team.leave(session, one, now)
        _go(session, one, now, rules)
        tell(session, one, [Text(GOODBYE, sign="👋")], now, language=_language(one))
    _tell_coordinators(session, [Text(LEFT, {"name": _name(session, person)}, sign="👋")], now)


def _go(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    """This account is none of the team's any more."""
    casework.leaves(session, person)
    was_on_duty = duty.go_off(session, person, now, alone=True)
    waiting.gone(session, person, now, rules)
    reading = select(Call).where(Call.helper_id == person.id, Call.ended_at.is_(None))
    for call in session.scalars(reading).all():
        close(session, call, now)
    take_back_all(session, person, now)
    if was_on_duty and not duty.on_duty(session):
        _tell_coordinators(session, [Text(NOBODY_LEFT, sign="⚠️")], now)


def _tell_coordinators(session: Session, lines: list[Line], now: datetime, rows: Rows = ()) -> None:
    for one in duty.coordinators(session):
        tell(session, one, lines, now, rows=rows)


def _language(person: Person) -> str:
    return person.staff_language or "en"


def _name(session: Session, person: Person) -> Plain:
    return Plain(first_name_of(session, person) or "?")
