"""Nobody is missed: what happens when somebody says nothing more.

What nobody has understood, from somebody who has chosen nothing, wakes a human after two minutes. Any conversation is
shown to the team as unfinished after ten, and filed as it is after thirty; she can always go on. Due times are rows.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import report as reports
from handlers.alert import alert_of, raise_alert, refresh
from handlers.flow import Urgency
from handlers.flows import FLOWS
from handlers.person import wait_for
from handlers.report import answers_of, current_report, open_report
from handlers.rules import Rules
from handlers.talk import Talk
from models.messages import Kind
from models.person import Person
from models.report import Report


def goes_on(talk: Talk) -> None:
    """She does something: her report is open, again if need be, and its card no longer says that it is unfinished."""
    report = current_report(talk.session, talk.person)
    if report is not None and reports.goes_on(report, talk.now + talk.rules.unfinished):
        _refresh(talk.session, report, talk.now, talk.rules)


def spoke(talk: Talk, *, unheard: bool, chose: bool = False) -> None:
    """She wrote or sent something. `unheard`: nobody has understood it; `chose`: it named what she wants."""
    person, now, rules = talk.person, talk.now, talk.rules
    report = current_report(talk.session, person)
    if report is None:
        if unheard and talk.message.kind is Kind.TEXT:
            # "Thank you", after a report that she knew how to tell, wakes nobody.
            unheard = not reports.pressed_since(talk.session, person, now - rules.earlier_words)
        listens = unheard or person.listen_at is not None
        wait_for(person, now + rules.listen if listens else None, now + rules.unfinished)
        return
    if chose:
        reports.mark_pressed(report)
    reports.goes_on(report, now + rules.unfinished)
    listens = not report.pressed and (unheard or person.listen_at is not None)
    wait_for(person, now + rules.listen if listens else None, None)


def pressed(talk: Talk, *, chose: bool) -> None:
    """She pressed something. A choice of hers (`chose`) says what she wants; a language or the numbers do not yet."""
    person, now, rules = talk.person, talk.now, talk.rules
    report = current_report(talk.session, person)
    if report is not None and chose:
        reports.mark_pressed(report)
    if report is not None:
        reports.goes_on(report, now + rules.unfinished)
    waits = person.listen_at is not None and not chose
    quiet = report is None and person.quiet_at is not None
    wait_for(person, now + rules.listen if waits else None, now + rules.unfinished if quiet else None)


def failed(session: Session, person: Person, report: Report, now: datetime, rules: Rules) -> None:
    """A message of hers could not be read: somebody looks after her if nothing better comes."""
    reports.goes_on(report, now + rules.unfinished)
    wait_for(person, None if report.pressed else now + rules.listen, None)


def look(session: Session, now: datetime, rules: Rules) -> int:
    """Does what is due for everybody who has fallen silent; gives how many."""
    listen = select(Person).where(Person.listen_at <= now).order_by(Person.listen_at)
    quiet = select(Person).where(Person.quiet_at <= now).order_by(Person.quiet_at)
    silent = select(Report).where(Report.silent_at <= now, Report.filed_at.is_(None)).order_by(Report.silent_at)
    count = 0
    for person in session.scalars(listen.with_for_update(skip_locked=True)).all():
        _please_listen(session, person, now, rules)
        count += 1
    for person in session.scalars(quiet.with_for_update(skip_locked=True)).all():
        _open(session, person, now, rules)
        count += 1
    session.flush()
    # Twice: after a long sleep of ours both may be due.
    for _time in range(2):
        for report in session.scalars(silent.with_for_update(skip_locked=True)).all():
            _silent(session, report, now, rules)
            count += 1
        session.flush()
    return count


def _please_listen(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    """Wakes a human for what was sent; more urgent things stay so."""
    report = _open(session, person, now, rules)
    reports.mark_unheard(report)
    alert = alert_of(session, report.id)
    urgency = Urgency.NOW if alert is None else min(Urgency.NOW, Urgency(alert.urgency))
    raise_alert(session, report, urgency, now, rules)


def _open(session: Session, person: Person, now: datetime, rules: Rules) -> Report:
    """Her open report, or a new one with what she said; silent since she was last seen."""
    report = current_report(session, person)
    if report is None:
        earlier = rules.earlier_words + (now - person.seen_at)
        report = open_report(session, person, FLOWS["say_it"], now, earlier)
        report_due = person.seen_at + rules.unfinished
        reports.goes_on(report, report_due)
    wait_for(person, None, None)
    return report


def _silent(session: Session, report: Report, now: datetime, rules: Rules) -> None:
    """Shows an unfinished report to the team, or files it: as complete when it says enough."""
    due = report.silent_at or now
    flow = FLOWS[report.flow]
    if report.unfinished_at is not None or flow.enough.holds(answers_of(session, report.id)):
        reports.file_silent(report, now)
        return
    reports.show_unfinished(report, now, due + (rules.filed - rules.unfinished))
    if alert_of(session, report.id) is None:
        raise_alert(session, report, Urgency.REST, now, rules)
    else:
        _refresh(session, report, now, rules)


def _refresh(session: Session, report: Report, now: datetime, rules: Rules) -> None:
    session.flush()
    alert = alert_of(session, report.id)
    if alert is not None:
        refresh(session, alert, now, rules)
