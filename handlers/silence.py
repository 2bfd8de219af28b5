"""Nobody is missed: what happens when somebody says nothing more.

What nobody has understood, from somebody who has chosen nothing, wakes a human two minutes after the first of it. What
is told after a silence rings whoever must hear of it now, whoever had it then. Any conversation is shown to the team
as unfinished after ten, and filed as it is after thirty; she can always go on. Due times are rows, so that a restart
changes nothing; nothing is ever written to her because she is silent: somebody else may hold the phone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from handlers import phone
from handlers import report as reports
from handlers.alert import alert_of, raise_alert, wrote_again
from handlers.each import alone
from handlers.earlier import last_report, pressed_since, said_since, unclaimed
from handlers.flow import Urgency
from handlers.flows import FLOWS
from handlers.outside import LATELY, insist
from handlers.person import wait_for
from handlers.report import answers_of, current_report, open_report
from handlers.ring import at_work, refresh
from handlers.rules import Rules
from handlers.talk import Talk
from models.base import fixed
from models.messages import Kind
from models.person import Person
from models.prepared import Prepared
from models.report import Report

Silent = TypeVar("Silent", Person, Report)
AT_ONCE = 50
"""So many are looked after in one transaction: what people write in the meantime must not wait."""
AGAIN = timedelta(minutes=1)
"""One that fails is tried again after this, and silences nobody else."""


def _first(due: Select[Person] | Select[Report]) -> Prepared:
    return Prepared(due.limit(fixed(AT_ONCE)).with_for_update(skip_locked=True, key_share=True))


_told = (Report.filed_at.is_(None), Report.hidden_at.is_(None), Report.erased_at.is_(None))
LISTEN = _first(select(Person).where(Person.listen_at <= bindparam("now")).order_by(Person.listen_at))
QUIET = _first(select(Person).where(Person.quiet_at <= bindparam("now")).order_by(Person.quiet_at))
SILENT = _first(select(Report).where(Report.silent_at <= bindparam("now"), *_told).order_by(Report.silent_at))


def goes_on(talk: Talk) -> None:
    """She does something: her report is open, again if need be."""
    report = current_report(talk.session, talk.person)
    if report is not None and reports.goes_on(report, talk.now + talk.rules.unfinished):
        talk.anew = True
        _refresh(talk.session, report, talk.now, talk.rules)


def spoke(talk: Talk, *, unheard: bool, chose: bool = False, shown: bool = False) -> None:
    """She wrote or sent something.

    `unheard`: nobody has understood it; `chose`: it named what she wants; `shown`: the team has been given it.
    """
    person, now, rules = talk.person, talk.now, talk.rules
    report = current_report(talk.session, person)
    if report is not None:
        if chose:
            reports.mark_pressed(report)
        reports.goes_on(report, now + rules.unfinished)
        if not chose and (talk.anew or _is_left_alone(talk.session, report, now)):
            wrote_again(talk.session, report, now, rules)
        listens = not report.pressed and (unheard or person.listen_at is not None)
        wait_for(person, (person.listen_at or now + rules.listen) if listens else None, None)
        return
    # Who has told a report knows what to press: "thank you" wakes nobody, and the menu is no unfinished report.
    knows = pressed_since(talk.session, person, now - LATELY)
    unheard = unheard and not (knows and talk.message.kind is Kind.TEXT)
    listens = unheard or person.listen_at is not None
    quiet = person.quiet_at is not None or not (knows or shown)
    # What came after the first does not put it off.
    listen_at = (person.listen_at or now + rules.listen) if listens else None
    wait_for(person, listen_at, now + rules.unfinished if quiet else None)


def pressed(talk: Talk, *, chose: bool) -> None:
    """She pressed something. A choice of hers (`chose`) says what she wants; a language or the numbers do not yet."""
    person, now, rules = talk.person, talk.now, talk.rules
    report = current_report(talk.session, person)
    if report is not None:
        if chose:
            reports.mark_pressed(report)
        reports.goes_on(report, now + rules.unfinished)
    waits = person.listen_at is not None and not chose
    quiet = report is None and person.quiet_at is not None
    wait_for(person, now + rules.listen if waits else None, now + rules.unfinished if quiet else None)


def gather(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    """What belongs to no report yet gets one now: she is about to delete it, and might take it back."""
    if person.listen_at is not None or person.quiet_at is not None:
        _open(session, person, now, now, rules)
    wait_for(person, None, None)


def look(session: Session, now: datetime, rules: Rules) -> int:
    """Does what is due for everybody who has fallen silent; gives how many."""
    later = now + AGAIN
    count = _each(session, LISTEN, _please_listen, now, rules, lambda one: wait_for(one, later, one.quiet_at))
    count += _each(session, QUIET, _fell_quiet, now, rules, lambda one: wait_for(one, one.listen_at, later))
    # Twice: after a long sleep of ours both may be due.
    for _time in range(2):
        count += _each(session, SILENT, _silent, now, rules, lambda one: reports.wait_until(one, later))
    return count


def _each(
    session: Session,
    due: Prepared,
    do: Callable[[Session, Silent, datetime, Rules], None],
    now: datetime,
    rules: Rules,
    put_off: Callable[[Silent], None],
) -> int:
    """Looks after each one in a savepoint: one that fails must not silence the others."""
    found: list[Silent] = due.all(session, now=now)
    for one in found:
        after = partial(_look_after, session, one, do, now, rules)
        if not alone(session, "silence", one.id, after, now):
            put_off(one)
    session.flush()
    return len(found)


def _look_after(
    session: Session,
    one: Silent,
    do: Callable[[Session, Silent, datetime, Rules], None],
    now: datetime,
    rules: Rules,
    _row: int,
) -> None:
    do(session, one, now, rules)


def _please_listen(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    """Wakes a human for what was sent; who has it already hears of it, and what is more urgent stays so."""
    if phone.human_with(session, person, now) == phone.PAUSED:
        # On the phone somebody sees it too. Says he nothing more, it rings when the pause is over.
        wait_for(person, now + rules.listen, person.quiet_at)
        return
    report = _open(session, person, (person.listen_at or now) - rules.listen, now, rules)
    wait_for(person, None, None)
    if report is None:
        return
    reports.mark_unheard(report)
    _refresh(session, report, now, rules)
    wrote_again(session, report, now, rules, Urgency.NOW)


def _fell_quiet(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    """Words that opened no report: they are one now, and shown as unfinished in the same look.

    Or words to a human of ours who writes on the phone: has he gone without an answer, they ring now.
    """
    human = phone.human_with(session, person, now)
    if human == phone.PAUSED:
        wait_for(person, person.listen_at, now + rules.listen)
        return
    report = _open(session, person, (person.quiet_at or now) - rules.unfinished, now, rules)
    wait_for(person, person.listen_at, None)
    if report is None:
        return
    alert = alert_of(session, report.id)
    if alert is None and report.filed_at is not None:
        raise_alert(session, report, Urgency.REST, now, rules)
    elif alert is not None and human == phone.OVER:
        insist(session, report, now, rules)


def _open(session: Session, person: Person, spoke_at: datetime, now: datetime, rules: Rules) -> Report | None:
    """Her open report, her last one, or a new one, with what she said and belongs to none; she spoke last then.

    Nothing when she has deleted meanwhile all that she said.
    """
    since = spoke_at - rules.earlier_words
    new = unclaimed(session, person, since)
    report = current_report(session, person) or last_report(session, person, spoke_at - LATELY)
    if report is None or not (new or report.id == person.report_id or said_since(session, report, since)):
        report = None
    if report is not None:
        reports.gather(session, report, since)
    elif new:
        report = open_report(session, person, FLOWS["say_it"], now, now - since)
        reports.goes_on(report, spoke_at + rules.unfinished)
    session.flush()
    return report


def _silent(session: Session, report: Report, now: datetime, rules: Rules) -> None:
    """Shows an unfinished report to the team, or files it: as complete when it says enough."""
    due = report.silent_at or now
    flow = FLOWS[report.flow]
    if report.unfinished_at is not None or flow.enough.holds(answers_of(session, report.id)):
        reports.file_silent(report, now)
        _refresh(session, report, now, rules)
        return
    reports.show_unfinished(report, now, due + (rules.filed - rules.unfinished))
    if alert_of(session, report.id) is None:
        session.flush()
        raise_alert(session, report, Urgency.REST, now, rules)
    else:
        _refresh(session, report, now, rules)


def _is_left_alone(session: Session, report: Report, now: datetime) -> bool:
    """Whether somebody took it who is not at work any more: then nobody watches what the person says in it."""
    alert = alert_of(session, report.id)
    return alert is not None and alert.taken_by is not None and at_work(session, alert, now) is None


def _refresh(session: Session, report: Report, now: datetime, rules: Rules) -> None:
    session.flush()
    alert = alert_of(session, report.id)
    if alert is not None:
        refresh(session, alert, now, rules)
