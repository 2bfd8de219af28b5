"""A team at work, to which everybody does everything: what was said and what changed is told, and undone."""

from __future__ import annotations

import contextlib
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import alert as alerts
from handlers import duty, inbox, interpreter, phone, phrase, report, second_tap, shift, team
from handlers.at_desk import Desk
from handlers.flow import Urgency
from handlers.flows import FLOWS
from handlers.person import chat_of, mark_muted, meet
from handlers.reply import short
from handlers.rota_time import Span
from handlers.rules import Rules
from models.base import new_id
from models.duty import PRIMARY
from models.messages import Connection, Inbound, Kind
from models.outbox import Outbox, open_message
from models.person import COORDINATOR, HELPER, REPORTER, VOLUNTEER, Person
from models.schema import METADATA
from models.second_tap import SecondTap
from models.secret import seal
from tests.world import MORNING, plain

RULES = Rules()
LEFT, SUSPENDED, NEVER_SEEN = "left", "suspended", "never seen"
NOT_COMPARED = {"inbox", "outbox", "testimony", "audit", "shown"}
OF_HERSELF = {"seen_at", "listen_at", "quiet_at", "greeted", "language", "language_by"}
"""That somebody wrote to us, and that a human will look at it, is no staff action."""


class Team:
    """A team at work: one alert that is nobody's here, with everything a button could do something to."""

    def __init__(self, session: Session) -> None:
        self.session, self._before = session, dict[str, set[str]]()
        self.people = {name: self._person(name, role) for name, role in NAMES.items()}
        amal = self.people["amal"]
        amal.language, amal.greeted = "en", True
        self.report = report.open_report(session, amal, FLOWS["talk"], MORNING, timedelta())
        duty.come_on(session, self.people["lea"], MORNING)
        duty.come_on(session, self.people["rosa"], MORNING)
        alert = alerts.raise_alert(session, self.report, Urgency.LIFE, MORNING, RULES)
        assert alert is not None
        self.alert = alert
        alerts.take(session, self.alert, self.people["lea"], MORNING, RULES)
        self.now = MORNING + timedelta(minutes=1)
        span = Span(self.now + timedelta(hours=30), self.now + timedelta(hours=32))
        self.shift = shift.put(session, self.people["lea"], span, PRIMARY, self.now, RULES.zone)
        self.call = interpreter.ask(session, self.report, self.people["lea"], self.now)
        connection = Connection("c1", "7", "Phone", enabled=True)
        self.phone, _news = phone.learn(session, "demo", "us", connection, self.now)
        self.phrase = phrase.set_own(session, "bread", {"en": "Bread is here."}, self.now)
        second_tap.ask(Desk(session, self.people["rosa"], self.now, RULES), "contacts", "", [])
        self.wish = session.scalars(select(SecondTap)).one()
        mark_muted(self.people["zaki"], self.now)
        team.leave(session, self.people[LEFT], self.now)
        for name in (SUSPENDED, "yaw"):
            team.suspend(session, self.people[name], self.people["rosa"], self.now)
        session.flush()

    def _person(self, name: str, role: str) -> Person:
        person = meet(self.session, "demo", "us", name, MORNING)
        person.role = role
        if role != REPORTER:
            person.staff_language, person.language, person.greeted = "en", "en", True
            person.first_name = seal(self.session, "person.first_name", person.id, name.title())
        return person

    def options(self, key: str) -> list[str]:
        """Buttons of this kind: on cards that are not hers, and forged ones."""
        alert, lea, case = short(self.alert.id), short(self.people["lea"].id), short(self.report.id)
        rest = {
            "c": [f"{case}:{word}" for word in ("", "s:assessing", "p:0", "a", "n", "g", "d", "l", "f", "x", "w", "h")],
            "d": [case, f"{case}:", "0"],
            "fi:o": [case],
            "fi:q": ["f:0", f"f:{case}"],
            "fi:s": ["0", case],
            "g": [f"{alert}:{word}" for word in ("take", "cannot", "show", "card")],
            "g2": [case, alert],
            "l2": [f"{case}:{word}" for word in ("read", "verified", "counted", "lawyer")],
            "m2": [f"{case}:{word}:{case}" for word in ("m", "l", "n", "u", "c", "f")],
            "s2": [case, f"{case}:close", f"{case}:pin"],
            "v": [case, f"{case}:y", f"{case}:n"],
            "v:t": ["next", "enough", f"yes:{case}"],
            "a": [f"{alert}:{word}" for word in ("take", "cannot", "show")],
            "b": [f"{short(self.phone.id)}:{word}" for word in ("yes", "no")],
            "e": [f"{alert}:{word}" for word in ("settle", "on", "say", "me", "how:rescue")],
            "h": [alert, f"{alert}:end"],
            "h:l": ["ar"],
            "h:c": [short(self.call.id)],
            "h:n": [""],
            "h:v": [short(self.people[HELPER].id)],
            "i": [VOLUNTEER, COORDINATOR],
            "k": [f"{word}:{short(self.wish.id)}" for word in "yn"],
            "p": [alert, f"{alert}:", f"{alert}::safe:0"],
            "px": [self.phrase.key, f"{self.phrase.key}:remove"],
            "r": [f"{word}:{short(self.shift.id)}" for word in ("s", "G", "here")] + ["heard", "ics", "t:0"],
            "r:all": ["0"],
            "r:copy": [""],
            "t": [f"{alert}:{word}" for word in ("how", "over", f"to:{lea}", f"yes:{lea}", f"no:{lea}")],
            "u:who": [""],
            "u:s": [lea],
            "u:r": [short(self.people["yaw"].id)],
            "u:contacts": [""],
            "u:m": [short(self.people["zaki"].id)],
        }[key]
        return [f"{key}:{one}" for one in rest] + [f"{key}:", f"{key}:zzzzzz:zzzzzz:zzzzzz:zzzzzz:zzzzzz"]

    def does(self, who: str, *, option: str = "", text: str = "") -> tuple[list[tuple[int, str]], set[str]]:
        """What was said to whom after this, and what changed in which table; then it is as if it had not been."""
        session, kind = self.session, Kind.PRESS if option else Kind.TEXT
        at = new_id()
        with contextlib.suppress(_Undo), session.begin_nested():
            message = Inbound("demo", "us", who, kind, wire_id=str(new_id()), option=option, text=text)
            inbox.receive(session, message, new_id(), self.now, RULES)
            session.flush()
            said = session.scalars(select(Outbox).where(Outbox.id > at).order_by(Outbox.id)).all()
            texts = [(one.person_id, plain(open_message(session, one.id, one.body).text)) for one in said]
            changed = self.rows(who) - self.before(who)
            raise _Undo
        return texts, changed

    def before(self, who: str) -> set[str]:
        """The rows before; what was done is undone, so they are the same each time."""
        if who not in self._before:
            self._before[who] = self.rows(who)
        return self._before[who]

    def rows(self, who: str) -> set[str]:
        """Every row of every table, but what she says and hears, and that she was here; and how many there are."""
        chat = self.session.scalar(select(Person.id).where(Person.chat == chat_of(self.session, "demo", "us", who)))
        found: set[str] = set()
        for table in METADATA.sorted_tables:
            if table.name in NOT_COMPARED:
                continue
            rows = [dict(row._mapping) for row in self.session.execute(select(table))]
            rows = [row for row in rows if not (who == NEVER_SEEN and table.name == "person" and row["id"] == chat)]
            for row in rows:
                if table.name == "person" and row["id"] == chat:
                    row.update(dict.fromkeys(OF_HERSELF))
            found |= {f"{table.name}: {len(rows)} rows", *(f"{table.name}: {row}" for row in rows)}
        return found


class _Undo(Exception):
    """Nothing of it is kept."""


NAMES = {
    REPORTER: REPORTER,
    HELPER: HELPER,
    VOLUNTEER: VOLUNTEER,
    COORDINATOR: COORDINATOR,
    LEFT: COORDINATOR,
    SUSPENDED: COORDINATOR,
    "amal": REPORTER,
    "zaki": REPORTER,
    "lea": VOLUNTEER,
    "rosa": COORDINATOR,
    "yaw": VOLUNTEER,
}
