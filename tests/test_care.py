"""Who is asked how she is after an eviction, and when: an answer that is missing is a no."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import care
from handlers.flows import FLOWS
from handlers.person import mark_blocked, meet
from handlers.reply import short
from handlers.report import change_answers, file_report, hide, open_report
from handlers.rules import Rules
from handlers.talk import Talk
from models.care import Care
from models.messages import Inbound, Kind
from models.outbox import Outbox, open_message
from models.person import COORDINATOR, REPORTER, VOLUNTEER
from models.report import Report
from models.report import Testimony as Words
from models.secret import unseal
from tests.world import world

pytestmark = pytest.mark.asyncio
RULES = Rules()
TOLD = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # 9:00 in Paris
GOOD = {"when": "over", "consent_store": "yes", "consent_contact": "write", "phone_private": "mine"}
HOURS = timedelta(hours=1)

CASES = [
    ("all of it is allowed", {}, "eviction", 4, True),
    ("not yet", {}, "eviction", 3.9, False),
    ("by day only: at 20:59", {}, "eviction", 11.98, True),
    ("by day only: at 21:00", {}, "eviction", 12, False),
    ("a day later it would come out of nowhere", {}, "eviction", 24, False),
    ("happening when she told it", {"when": "now"}, "eviction", 4, True),
    ("announced for another day", {"when": "told_day"}, "eviction", 4, False),
    ("a shared phone", {"phone_private": "shared"}, "eviction", 4, False),
    ("a borrowed phone", {"phone_private": "borrowed"}, "eviction", 4, False),
    ("not said whose phone", {"phone_private": ""}, "eviction", 4, False),
    ("no contact", {"consent_contact": "no"}, "eviction", 4, False),
    ("call, not write", {"consent_contact": "call"}, "eviction", 4, False),
    ("not said whether we may", {"consent_contact": ""}, "eviction", 4, False),
    ("does not know whether we may keep it", {"consent_store": "dk"}, "eviction", 4, True),
    ("not kept", {"consent_store": "no"}, "eviction", 4, False),
    ("not an eviction", {}, "police_violence", 4, False),
]


def told(session: Session, more: dict[str, str], flow: str = "eviction") -> Report:
    """Amal has told a report."""
    person = meet(session, "demo", "demo", "amal", TOLD)
    person.language = "fa"
    report = open_report(session, person, FLOWS[flow], TOLD, timedelta(hours=2))
    answers = tuple((key, {"option": value, "done": True}) for key, value in {**GOOD, **more}.items() if value)
    change_answers(session, report, answers, None, TOLD)
    file_report(person, report, TOLD)
    session.flush()
    return report


def asked(session: Session) -> int:
    """How often she was asked."""
    rows = session.scalars(select(Outbox)).all()
    return sum("w:care:" in repr(open_message(session, row.id, row.body)) for row in rows)


@pytest.mark.parametrize(("more", "flow", "hours", "yes"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
async def test_she_is_asked_only_where_it_was_allowed(
    sqlite_store: Store, more: dict[str, str], flow: str, hours: float, *, yes: bool
) -> None:
    def run(session: Session) -> int:
        told(session, more, flow)
        care.look(session, TOLD + hours * HOURS, RULES)
        return asked(session)

    assert await sqlite_store.write(run) == yes


async def test_she_is_asked_once_whatever_runs_twice_and_by_night_the_morning_is_waited_for(store: Store) -> None:
    def run(session: Session) -> list[int]:
        report = told(session, {})
        report.opened_at = report.touched_at = TOLD + 9 * HOURS  # 18:00 in Paris
        counts = []
        for hours in (12, 13, 20, 22, 22.9, 23.1, 23.2, 30):
            care.look(session, TOLD + hours * HOURS, RULES)
            counts.append(asked(session))
        return counts

    assert await store.write(run) == [0, 0, 0, 0, 0, 1, 1, 1]


@pytest.mark.parametrize(
    "what", ["she blocked us", "she deleted it", "she tells something now", "she said: do not ask"]
)
async def test_she_is_left_alone_where_it_would_be_wrong(sqlite_store: Store, what: str) -> None:
    def run(session: Session) -> int:
        report = told(session, {})
        person = meet(session, "demo", "demo", "amal", TOLD)
        if what == "she blocked us":
            mark_blocked(person, TOLD)
        elif what == "she deleted it":
            hide(session, report, TOLD)
        elif what == "she tells something now":
            open_report(session, person, FLOWS["talk"], TOLD, timedelta(0))
        else:
            older = told(session, {})
            session.add(Care(report_id=older.id, looked_at=TOLD, asked_at=TOLD, stopped=True, answered_at=TOLD))
        session.flush()
        care.look(session, TOLD + 4 * HOURS, RULES)
        return asked(session)

    assert await sqlite_store.write(run) == 0


async def test_those_who_talk_with_us_now_keep_nobody_waiting_and_the_first_due_are_asked_first(store: Store) -> None:
    def run(session: Session) -> tuple[int, int]:
        people = [meet(session, "demo", "demo", f"p{number}", TOLD) for number in range(care.AT_ONCE + 2)]
        for number, person in enumerate(people):
            person.language = "fa"
            report = open_report(session, person, FLOWS["eviction"], TOLD, timedelta(0))
            answers = tuple((key, {"option": value, "done": True}) for key, value in GOOD.items())
            change_answers(session, report, answers, None, TOLD)
            file_report(person, report, TOLD)
            report.opened_at = TOLD - timedelta(minutes=len(people) - number)
            if person is not people[-1]:
                open_report(session, person, FLOWS["talk"], TOLD, timedelta(0))
        session.flush()
        care.look(session, TOLD + 4 * HOURS, RULES)
        before = asked(session)
        for person in people[:-1]:
            person.report_id = None
        session.flush()
        care.look(session, TOLD + 4 * HOURS, RULES)
        left = session.scalars(select(Care.report_id)).all()
        first = session.scalars(select(Report.id).where(Report.flow == "eviction").order_by(Report.opened_at)).first()
        assert first in left
        return before, asked(session)

    assert await store.write(run) == (1, 1 + care.AT_ONCE)


async def test_what_she_answers_is_kept_with_her_words_alone_and_goes_with_them(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, {"amal": REPORTER, "lea": VOLUNTEER, "karim": COORDINATOR}) as told_world:
        await told_world.begin()
        await told_world.on_duty("lea")

        def begin(session: Session) -> str:
            person = told_world.meet(session, "amal")
            person.greeted = True
            report = told(session, {})
            person.language = "en"
            report.opened_at = report.touched_at = told_world.clock.now() - 5 * HOURS
            session.flush()
            care.look(session, told_world.clock.now(), RULES)
            return short(report.id)

        name = await told_world.store.write(begin)
        await told_world.does("amal", press=f"w:care:{name}:lost", message="1")
        assert "lost things" in "".join(told_world.texts("lea"))
        words = await told_world.store.read(_everything)
        assert words.count("I lost things") == 1, "with her words, and nowhere else"
        await told_world.says("amal", "delete")
        await told_world.presses("amal", "Yes, delete")
        await told_world.pushes(25 * 3600)
        assert "I lost things" not in await told_world.store.read(_everything)


def _everything(session: Session) -> str:
    """What is kept of her: her words, and all that stands in clear about the question."""
    said = [unseal(session, "testimony.words", one.id, one.words) for one in session.scalars(select(Words))]
    return " ".join([*said, *(str(vars(one)) for one in session.scalars(select(Care)))])


@pytest.mark.parametrize("said", ["ok", "lost"])
async def test_what_came_by_a_private_messenger_is_not_said_on_another_one(
    store: Store, tmp_path: Path, said: str
) -> None:
    rules = replace(RULES, private=frozenset({"signal"}))
    people = {"amal": REPORTER, "lea": VOLUNTEER}
    async with world(store, tmp_path, people, rules=rules, typing=frozenset({"amal"})) as told_world:
        await told_world.begin()
        await told_world.on_duty("lea")

        def answers(session: Session) -> None:
            person, now = told_world.meet(session, "amal"), told_world.clock.now()
            person.language = "en"
            report = open_report(session, person, FLOWS["eviction"], now, timedelta(0))
            file_report(person, report, now)
            session.add(Care(report_id=report.id, looked_at=now, asked_at=now))
            session.flush()
            message = Inbound(person.channel, person.account, "amal", Kind.PRESS)
            care.answer(Talk(session, person, message, 1, now, told_world.rules), report.id, said)

        await told_world.store.write(answers)
        await told_world.app.settle()
        heard = "".join(told_world.texts("lea"))
        assert "the person has answered" in heard
        assert "I lost things" not in heard
        assert "I am OK" not in heard
