"""The buttons of a card: who may press them, and what each does."""

from __future__ import annotations

from handlers import alert as alerts
from handlers import audit, settle, way
from handlers.at_desk import NOT_HERS, Desk, may_see
from handlers.folding import fold
from handlers.numbered import SAYS
from handlers.person import first_name_of
from handlers.relay_desk import cases
from handlers.reply import long, short
from handlers.show import show_report
from handlers.words import Plain, Text, _s, in_every_language
from models.alert import Alert
from models.messages import Inbound, Kind
from models.person import Person

TAKEN_BY = _s("{name} has already taken it.")
GONE = _s("This alert does not exist any more.")
ACTIONS = {"✋": "take", "🚫": "cannot", "👁": "show"}
"""What a button of the card does, by its pictogram."""


def press(desk: Desk) -> None:
    """One of the buttons of a card."""
    session, person, now, rules = desk.session, desk.person, desk.now, desk.rules
    name, _colon, action = desk.rest.partition(":")
    alert = alerts.find(session, long(name))
    if alert is None:
        desk.tell(GONE)
    elif not may_see(session, person, alert, now):
        desk.tell(NOT_HERS)
        audit.note(session, person.id, "refused press", alert.id, now)
    elif action == "take":
        _take(desk, alert)
        way.touched(session, alert, person, now, rules)
    elif action == "cannot":
        alerts.cannot(session, alert, person, now, rules)
    else:
        audit.note(session, person.id, "show", alert.report_id, now)
        show_report(session, person, alert.report_id, now, rules)
        settle.show_why(desk, alert)
        if alert.taken_by == person.id:
            alerts.shown(alert)
        way.touched(session, alert, person, now, rules)


def typed(desk: Desk, message: Inbound) -> bool:
    """ "I take it" in reply to anything of a case is said to the bot: it never leaves for the person. False: it is not.

    Where the quoted message has such a button itself, or there are none, that is pressed: handlers/numbered.py.
    """
    said = fold(message.text) if message.kind is Kind.TEXT and message.target else ""
    sign = next((own for own, label in SAYS.items() if said and said in in_every_language(label)), "")
    found = cases(desk.session, desk.person, message.target, desk.now) if sign else []
    alert = alerts.find_of(desk.session, found[0]) if len(found) == 1 else None
    if alert is None:
        return False
    desk.rest = f"{short(alert.id)}:{ACTIONS[sign]}"
    press(desk)
    return True


def _take(desk: Desk, alert: Alert) -> None:
    if not alerts.take(desk.session, alert, desk.person, desk.now, desk.rules) and alert.taken_by is not None:
        other = desk.session.get_one(Person, alert.taken_by)
        desk.tell(Text(TAKEN_BY, {"name": Plain(first_name_of(desk.session, other) or "?")}, sign="✅"))
        return
    audit.note(desk.session, desk.person.id, "take", alert.id, desk.now)
