"""The buttons of lists of reports, written out: the queue, a search, and a case in either."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import queue_desk, same_event_desk, search_desk
from handlers.at_desk import Desk
from handlers.codes import read_code
from handlers.rules import Rules
from models.person import COORDINATOR, HELPER, VOLUNTEER, Person

ACTIONS: dict[str, tuple[str, Callable[[Desk], None]]] = {
    "q": (VOLUNTEER, queue_desk.turn),
    "o": (VOLUNTEER, queue_desk.open_pressed),
    "s": (COORDINATOR, search_desk.turn),
}
"""What stands behind `fi:`, the least role, and what it does."""


def press(desk: Desk) -> None:
    """A button of a list; one that is none of ours does nothing."""
    if (action := desk.rest.partition(":")[0]) in ACTIONS:
        ACTIONS[action][1](desk)


def names_case(session: Session, person: Person, text: str, now: datetime, rules: Rules) -> bool:
    """Opens the case whose code is all that was written; or, on Telegram, tapped (/start CODE). False: it is none."""
    code = read_code(text.strip().removeprefix("/start "))
    found = queue_desk.find_report(session, code) if code else None
    if found is None or person.role == HELPER:
        return False
    queue_desk.open_case(Desk(session, person, now, rules), found)
    return True


COMMANDS: dict[str, Callable[[Desk], None]] = {
    **queue_desk.COMMANDS,
    **search_desk.COMMANDS,
    **same_event_desk.COMMANDS,
}
PRESSES: dict[str, Callable[[Desk], None]] = {"fi": press, **same_event_desk.PRESSES}
ROLE_OF = {**queue_desk.ROLE_OF, **search_desk.ROLE_OF, **same_event_desk.ROLE_OF}
