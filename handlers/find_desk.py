"""The buttons of lists of reports, written out: the queue, a search, and a case in either."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers import queue_desk, same_event_desk, search_desk
from handlers.action import Action
from handlers.at_desk import Desk
from handlers.codes import read_code
from handlers.rules import Rules
from models.person import COORDINATOR, HELPER, VOLUNTEER, Person


def names_case(session: Session, person: Person, text: str, now: datetime, rules: Rules) -> bool:
    """Opens the case whose code is all that was written; or, on Telegram, tapped (/start CODE). False: it is none."""
    code = read_code(text.strip().removeprefix("/start "))
    found = queue_desk.find_report(session, code) if code else None
    if found is None or person.role == HELPER:
        return False
    queue_desk.open_case(Desk(session, person, now, rules), found)
    return True


ACTIONS = (*queue_desk.ACTIONS, *search_desk.ACTIONS, *same_event_desk.ACTIONS)
PRESSES: dict[str, Action] = {
    "fi:q": Action(VOLUNTEER, queue_desk.turn),
    "fi:o": Action(VOLUNTEER, queue_desk.open_pressed),
    "fi:s": Action(COORDINATOR, search_desk.turn),
    "m2": Action(COORDINATOR, same_event_desk.press),
}
