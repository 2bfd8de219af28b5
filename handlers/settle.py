"""Whoever has an alert settles it. The only file that changes `settlement`.

A danger to life or at sea is settled by nothing less than a call for rescue, by whom and when, or by words why none is
needed. These words are sealed, and shown only with the report.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import across, audit, way
from handlers import alert as alerts
from handlers.at_desk import Desk
from handlers.card import clock
from handlers.flow import Urgency
from handlers.interpreter_case import case_over
from handlers.person import first_name_of, is_active
from handlers.reply import long, short, tell
from handlers.ring import last_rings
from handlers.rules import Rules
from handlers.sentence import TO_HER, send
from handlers.settled import CALLED, HERSELF, HOW, NEEDLESS, settlement_of, ways, why_of
from handlers.words import Line, Plain, Text, _s
from models.alert import Alert
from models.base import new_id
from models.person import COORDINATOR, Person
from models.report import Report
from models.secret import seal
from models.settle import Settlement

ASKED_FOR = timedelta(minutes=15)
"""So long after the question what she writes is its answer."""
TAKE_FIRST = _s("Only whoever has this alert can do this. Press “I take it” first.")
WHICH = _s("Report {code}: how was it settled?")
WHO_CALLED = _s("Who called, and when? Please write it in one message.")
ME_NOW = _s("I did, just now")
WHY_NOT = _s("Why is no rescue needed? Please write it in one message.")
KEPT = _s("Report {code} is settled: {how}.")
STILL_YOURS = _s("Thank you. Report {code} stays with you.")
REASON = _s("Settled: {how}, {name}, {time}: {words}")
NOTHING_YET = _s("Nothing is known of a danger yet: there is nothing to say in French.")
LONGEST = 1000


def press(desk: Desk) -> None:
    """A button about an alert that somebody has: still on it, how it was settled, the text in French."""
    name, _colon, action = desk.rest.partition(":")
    alert = alerts.find(desk.session, long(name))
    is_open = alert is not None and alert.taken_by is None
    if alert is not None and is_open and action == "on" and desk.person.id in last_rings(desk.session, alert):
        # Asked, and too late: she takes it again, unless somebody else has.
        alerts.take(desk.session, alert, desk.person, desk.now, desk.rules)
    if alert is None or not _may(desk.person, alert):
        desk.tell(TAKE_FIRST)
        return
    way.touched(desk.session, alert, desk.person, desk.now, desk.rules)
    word, _colon, how = action.partition(":")
    if word == "on":
        desk.tell(Text(STILL_YOURS, {"code": _code(desk.session, alert)}, sign="✅"))
    elif word == "say":
        _say_in_french(desk, alert)
    elif word == "me":
        _answer(desk, f"{first_name_of(desk.session, desk.person) or '?'}, {clock(desk.now, desk.rules)}")
    elif word == "how" and how in ways(desk.session, alert):
        _ask_why(desk, alert, how)
    else:
        _ask_how(desk, alert)


def words(session: Session, person: Person, text: str, inbox_id: int, now: datetime, rules: Rules) -> bool:
    """What she wrote, if she was just asked how an alert was settled. False when it was not for that."""
    return _answer(Desk(session, person, now, rules), text, inbox_id)


def show_why(desk: Desk, alert: Alert) -> None:
    """Who shows a report is shown too how it was settled."""
    one, report = settlement_of(desk.session, alert), desk.session.get_one(Report, alert.report_id)
    if (
        one is not None
        and one.settled_at is not None
        and across.may_show(desk.session, desk.person, report, desk.rules)
    ):
        name = first_name_of(desk.session, desk.session.get_one(Person, one.person_id)) or "?"
        time, said = clock(one.settled_at, desk.rules), why_of(desk.session, one) or "-"
        values: dict[str, Line] = {
            "how": HOW[one.how][1],
            "name": Plain(name),
            "time": Plain(time),
            "words": Plain(said),
        }
        line = Text(REASON, values, sign="🏁")
        tell(desk.session, desk.person, [line], desk.now, protect=True, about=alert.report_id)


def with_case(desk: Desk, report: Report) -> None:
    """Its case is closed: nobody is asked any more whether she is still on it.

    How a danger to life has ended is still to be said.
    """
    alert = alerts.find_of(desk.session, report.id)
    if alert is not None and alert.taken_by is not None and alert.settled_at is None and alert.urgency != Urgency.LIFE:
        way.settled(desk.session, alert, desk.now, desk.rules)
        case_over(desk.session, report, desk.now)


def erase(session: Session, report_id: int) -> None:
    """Overwrites what was written of a report that is erased; that and how it was settled stays."""
    hers = select(Settlement).join(Alert, Alert.id == Settlement.alert_id).where(Alert.report_id == report_id)
    for one in session.scalars(hers).all():
        one.why = seal(session, "settlement.why", one.id, "")
    session.flush()


def _may(person: Person, alert: Alert) -> bool:
    """Whoever has it; a coordinator for anybody who has it."""
    return (
        alert.taken_by is not None and is_active(person) and (alert.taken_by == person.id or person.role == COORDINATOR)
    )


def _ask_how(desk: Desk, alert: Alert) -> None:
    """One way: it is that. Else she chooses."""
    possible = ways(desk.session, alert)
    if len(possible) == 1:
        _finish(desk, alert, _asked(desk, alert, possible[0]), "")
        return
    name = short(alert.id)
    rows: list[list[tuple[str, Line, str]]] = [[(*HOW[how], f"e:{name}:how:{how}")] for how in possible]
    desk.tell(Text(WHICH, {"code": _code(desk.session, alert)}, sign="🏁"), rows=rows)


def _ask_why(desk: Desk, alert: Alert, how: str) -> None:
    one = _asked(desk, alert, how)
    if how == HERSELF:
        _finish(desk, alert, one, "")
    elif how in CALLED:
        desk.tell(Text(WHO_CALLED, sign=HOW[how][0]), rows=[[("👤", ME_NOW, f"e:{short(alert.id)}:me")]])
    else:
        desk.tell(Text(WHY_NOT, sign=HOW[NEEDLESS][0]))


def _asked(desk: Desk, alert: Alert, how: str) -> Settlement:
    """She is asked about this one now, and about nothing else any more."""
    pending = (Settlement.person_id == desk.person.id, Settlement.settled_at.is_(None))
    for old in desk.session.scalars(select(Settlement).where(*pending)).all():
        desk.session.delete(old)
    one = Settlement(id=new_id(), alert_id=alert.id, person_id=desk.person.id, how=how, asked_at=desk.now)
    desk.session.add(one)
    desk.session.flush()
    return one


def _answer(desk: Desk, text: str, inbox_id: int | None = None) -> bool:
    pending = (Settlement.person_id == desk.person.id, Settlement.settled_at.is_(None))
    one = desk.session.scalars(select(Settlement).where(*pending, Settlement.asked_at > desk.now - ASKED_FOR)).first()
    alert = alerts.find(desk.session, one.alert_id) if one is not None else None
    if one is None or alert is None or not text.strip() or not _may(desk.person, alert):
        return False
    one.inbox_id = inbox_id
    _finish(desk, alert, one, text.strip()[:LONGEST])
    return True


def _finish(desk: Desk, alert: Alert, one: Settlement, why: str) -> None:
    one.settled_at, one.alert_id = desk.now, alert.id
    one.why = seal(desk.session, "settlement.why", one.id, why) if why else None
    desk.session.flush()
    way.settled(desk.session, alert, desk.now, desk.rules)
    case_over(desk.session, desk.session.get_one(Report, alert.report_id), desk.now)
    audit.note(desk.session, desk.person.id, "settle", alert.id, desk.now, one.how)
    desk.tell(Text(KEPT, {"code": _code(desk.session, alert), "how": HOW[one.how][1]}, sign="🏁"))


def _say_in_french(desk: Desk, alert: Alert) -> None:
    """Gives the person the text in French, and shows it to whoever asked."""
    report = desk.session.get_one(Report, alert.report_id)
    text = send(desk.session, report, desk.now, anew=True)
    if text:
        audit.note(desk.session, desk.person.id, "show", report.id, desk.now, "French text")
    if text and not across.may_show(desk.session, desk.person, report, desk.rules):
        # It says where she is.
        across.look_there(desk.session, desk.person, report, desk.now)
        return
    lines: list[Line] = [Text(TO_HER, sign="🗣️"), Plain(text)] if text else [Text(NOTHING_YET)]
    tell(desk.session, desk.person, lines, desk.now, protect=True, about=report.id)


def _code(session: Session, alert: Alert) -> Plain:
    return Plain(session.get_one(Report, alert.report_id).code)
