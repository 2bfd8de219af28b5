"""A team on shift, some reports, and what happens; after each thing that happens all that must be true is looked at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers import alert as alerts
from handlers import available, duty, failures, forget, settle, waiting, way
from handlers import report as reports
from handlers.at_desk import Desk
from handlers.escalation import escalate
from handlers.flow import Urgency
from handlers.flows import FLOWS
from handlers.person import mark_blocked, meet
from handlers.reply import short
from models.alert import Alert
from models.memory import forget_all
from models.outbox import SENT, Outbox
from models.person import COORDINATOR, REPORTER, VOLUNTEER, Person
from models.report import Report
from models.ring import Ring
from tests.shift import RULES, wrong
from tests.world import MORNING

TEAM = {
    "lea": VOLUNTEER,
    "tom": VOLUNTEER,
    "vera": VOLUNTEER,
    "zoe": VOLUNTEER,
    "karim": COORDINATOR,
    "nadia": COORDINATOR,
}


class Shift:
    """A team, some reports, and what happens."""

    def __init__(self, session: Session) -> None:
        self.session, self.now = session, MORNING
        self.people = {name: self._meet(name, role) for name, role in TEAM.items()}
        self.count = 0

    def _meet(self, name: str, role: str = REPORTER) -> Person:
        person = meet(self.session, "demo", "demo", name, self.now)
        person.role, person.staff_language, person.language, person.blocked_at = role, "en", "en", None
        return person

    def do(self, what: str, first: Any, second: Any) -> None:
        """One thing happens; then the jobs run, and what must be true is looked at."""
        action: Callable[[Any, Any], None] = getattr(self, f"_{what}", None) or (
            lambda *_: self._answer(what, first, second)
        )
        action(first, second)
        self.tick()

    def tick(self) -> None:
        """The jobs run, what is to leave leaves, and everything that must be true is true."""
        escalate(self.session, self.now, RULES)
        self.session.execute(update(Outbox).values(state=SENT))
        assert list(wrong(self.session, self.now)) == []

    def _report(self, urgency: Urgency, site: str) -> None:
        report = self._open()
        if site:
            self._tell_place(report, site)
        alerts.raise_alert(self.session, report, urgency, self.now, RULES)

    def _open(self) -> Report:
        self.count += 1
        person = self._meet(f"amal{self.count}")
        return reports.open_report(self.session, person, FLOWS["eviction"], self.now, timedelta(0))

    def _tell_place(self, report: Report, site: str) -> None:
        reports.change_answers(self.session, report, (("where", {"site": site}),), None, self.now)

    def _told_later(self, urgency: Urgency, site: str) -> None:
        """It rings before its place is known."""
        report = self._open()
        alerts.raise_alert(self.session, report, urgency, self.now, RULES)
        self.now += timedelta(seconds=20)
        self.tick()
        self._tell_place(report, site)
        alerts.raise_alert(self.session, report, urgency, self.now, RULES)

    def _delete(self, number: int, _none: int) -> None:
        """Her person takes it back."""
        if (report := self._about(number)) and report.hidden_at is None:
            forget.ask_for(self.session, self.session.get_one(Person, report.person_id), [report], self.now, RULES)

    def _undelete(self, number: int, _none: int) -> None:
        if report := self._about(number):
            forget.take_back(self.session, self.session.get_one(Person, report.person_id), self.now, RULES)

    def _hand_over(self, name: str, number: int) -> None:
        alert, to = self._one(number), self.people[name]
        if alert is not None and alert.taken_by is not None and to.blocked_at is None:
            had = self.session.get_one(Person, alert.taken_by)
            alerts.take(self.session, alert, to, self.now, RULES, after=had)

    def _one(self, number: int) -> Alert | None:
        rows = self.session.scalars(select(Alert.id).order_by(Alert.id)).all()
        return alerts.find(self.session, rows[number % len(rows)]) if rows else None

    def _about(self, number: int) -> Report | None:
        rows = self.session.scalars(select(Report).order_by(Report.id)).all()
        return rows[number % len(rows)] if rows else None

    def _answer(self, what: str, name: str, number: int) -> None:
        """Somebody who was rung presses a button."""
        person, alert = self.people[name], self._one(number)
        if alert is None or person.blocked_at is not None:
            return
        if person.id not in self.session.scalars(select(Ring.person_id).where(Ring.alert_id == alert.id)).all():
            return
        if what == "take":
            alerts.take(self.session, alert, person, self.now, RULES)
        elif what == "cannot":
            alerts.cannot(self.session, alert, person, self.now, RULES)
        elif what == "undelivered":
            alerts.undelivered(self.session, f"a:{short(alert.id)}", person, self.now, RULES)
        elif what == "show":
            way.touched(self.session, alert, person, self.now, RULES)
        else:
            option = {"settle": "how:196", "still_on": "on"}.get(what, "say")
            settle.press(Desk(self.session, person, self.now, RULES, f"{short(alert.id)}:{option}"))
            settle.words(self.session, person, "the coast guard, 8:40", 0, self.now, RULES)

    def _worse(self, number: int, _none: int) -> None:
        if report := self._about(number):
            alerts.raise_alert(self.session, report, Urgency.LIFE, self.now, RULES)

    def _again(self, number: int, _none: int) -> None:
        if report := self._about(number):
            alerts.wrote_again(self.session, report, self.now, RULES)

    def _human(self, number: int, _none: int) -> None:
        if report := self._about(number):
            alerts.ask_for_human(self.session, report, alerts.WROTE_AGAIN, self.now, RULES)

    def _on(self, name: str, rank: int) -> None:
        if self.people[name].blocked_at is None and duty.come_on(self.session, self.people[name], self.now, rank):
            waiting.ring_waiting(self.session, self.people[name], self.now, RULES)

    def _off(self, name: str, _none: int) -> None:
        if duty.go_off(self.session, self.people[name], self.now):
            waiting.pass_on(self.session, self.people[name], self.now, RULES)

    def _blocks(self, name: str, _none: int) -> None:
        if self.people[name].blocked_at is None:
            failures.not_delivered(self.session, self.people[name].id, (), self.now, RULES, urgent=False, blocked=True)

    def _unblocks(self, name: str, _none: int) -> None:
        mark_blocked(self.people[name], None)

    def _available(self, name: str, _none: int) -> None:
        available.say(self.session, self.people[name], self.now, yes=True)

    def _unavailable(self, name: str, _none: int) -> None:
        available.say(self.session, self.people[name], self.now, yes=False)

    def _writes(self, name: str, _none: int) -> None:
        way.heard_from(self.session, self.people[name], self.now, RULES)

    def _restart(self, _none: int, _nothing: int) -> None:
        forget_all(self.session)

    def _time(self, seconds: int, _none: int) -> None:
        self.now += timedelta(seconds=seconds)
