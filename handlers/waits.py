"""How long each step of an alert waits: 2, 3 and 15 minutes, until coordinators set it otherwise (/waits)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers import audit
from handlers.action import Action
from handlers.at_desk import Desk
from handlers.duty import coordinators
from handlers.flow import Urgency
from handlers.person import first_name_of
from handlers.reply import tell
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _s
from models.person import COORDINATOR, VOLUNTEER, Person
from models.setting import Setting

BOUNDS = {Urgency.LIFE: (1, 5), Urgency.NOW: (1, 10), Urgency.REST: (5, 60)}
"""The least and the most minutes that can be set."""
NAME = "wait {urgency}"
"""The name of its row in `setting`; the value is a number of minutes."""
SHOWN = _s("Minutes until the next are called: {life} danger to life, {now} now, {rest} to read.")
BY = _s("{name} changed it.")
HOW = _s("To change it, write three numbers: /waits 2 3 15")
AS_BEFORE = _s("Nothing was changed.")
LIMITS = _s("Danger to life: 1 to 5. Now: 1 to 10. To read: 5 to 60.")


def wait_of(session: Session, urgency: Urgency, rules: Rules) -> timedelta:
    """How long one step waits for an answer."""
    row = session.get(Setting, NAME.format(urgency=urgency.value))
    if row is None or not row.value.isdecimal():
        return rules.waits[urgency]
    low, high = BOUNDS[urgency]
    return timedelta(minutes=min(max(int(row.value), low), high))


def waits(desk: Desk) -> None:
    """/waits shows them, /waits 2 3 15 sets them."""
    if not desk.rest:
        desk.tell(_shown(desk.session, desk.rules), HOW, LIMITS)
    elif not _set(desk.session, desk.person, desk.rest.split(), desk.now):
        desk.tell(Text(AS_BEFORE, sign="↩️"), _shown(desk.session, desk.rules), HOW, LIMITS)
    else:
        news: list[Line] = [_shown(desk.session, desk.rules)]
        desk.tell(*news)
        news.append(Text(BY, {"name": Plain(first_name_of(desk.session, desk.person) or "?")}, sign="⏱️"))
        for other in coordinators(desk.session):
            if other.id != desk.person.id:
                tell(desk.session, other, news, desk.now)


def _set(session: Session, person: Person, words: list[str], now: datetime) -> bool:
    """False when it is not one number for each urgency, within its bounds."""
    if len(words) != len(BOUNDS) or not all(word.isascii() and word.isdecimal() and len(word) < 4 for word in words):
        return False
    given = {urgency: int(word) for urgency, word in zip(BOUNDS, words, strict=True)}
    if not all(low <= given[urgency] <= high for urgency, (low, high) in BOUNDS.items()):
        return False
    for urgency, minutes in given.items():
        session.merge(Setting(name=NAME.format(urgency=urgency.value), value=str(minutes)))
    audit.note(session, person.id, "waits", None, now, " ".join(words))
    session.flush()
    return True


def _shown(session: Session, rules: Rules) -> Line:
    minutes = {urgency: wait_of(session, urgency, rules) // timedelta(minutes=1) for urgency in BOUNDS}
    names = {Urgency.LIFE: "life", Urgency.NOW: "now", Urgency.REST: "rest"}
    return Text(SHOWN, {names[urgency]: Plain(str(number)) for urgency, number in minutes.items()}, sign="⏱️")


ACTIONS = (
    Action(VOLUNTEER, waits, ("waits", "délais", "delais"), _s("how long an alert waits"), with_words=COORDINATOR),
)
"""Its command, and who may use it."""
