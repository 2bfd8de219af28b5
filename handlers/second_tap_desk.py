"""What is done after a second coordinator's tap, by its name, and the buttons of that question."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers import search_desk, second_tap, team_desk
from handlers.action import Act, Action
from handlers.at_desk import Desk
from handlers.rules import Rules
from handlers.staff_copies import take_back_list
from models.person import COORDINATOR

AFTER: dict[str, Act] = {"contacts": team_desk.show_contacts, search_desk.SEARCH: search_desk.find}
"""What is done with what was asked about, in the name of whoever asked (`Desk.rest`)."""


def press(desk: Desk) -> None:
    """A second coordinator agrees, or not."""
    second_tap.decide(desk, AFTER)


def look(session: Session, now: datetime, rules: Rules) -> int:
    """Does what a coordinator alone asked for a day ago, and takes lists of contacts back; gives how many were done."""
    for person in second_tap.over(session, "contacts", now):
        take_back_list(session, person, team_desk.CONTACT_LIST, now)
    return second_tap.do_due(session, now, rules, AFTER)


PRESSES = {"k": Action(COORDINATOR, press)}
"""Its buttons, and who may press them."""
