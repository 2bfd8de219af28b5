"""What has become of a report: who is told of it, when, and what she reads in My reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import became
from handlers.at_desk import Desk
from handlers.flows import FLOWS
from handlers.person import meet
from handlers.reply import short
from handlers.report import change_answers, file_report, hide, open_report
from handlers.rules import Rules
from handlers.words import say, say_all
from models.outbox import Outbox, open_message
from models.person import COORDINATOR, Person
from models.report import Report

pytestmark = pytest.mark.asyncio
RULES = Rules()
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
GOOD = {
    "consent_store": "yes",
    "consent_stats": "yes",
    "consent_legal": "yes",
    "consent_contact": "write",
    "phone_private": "mine",
}
SOON = timedelta(minutes=6)
CASES = [
    ("allowed", {}, "read", SOON, True),
    ("not at once, for it can be undone", {}, "read", timedelta(minutes=4), False),
    ("not at night", {}, "verified", timedelta(hours=9), False),
    ("the morning after", {}, "verified", timedelta(hours=21, minutes=1), True),
    ("no contact", {"consent_contact": "no"}, "read", SOON, False),
    ("call, not write", {"consent_contact": "call"}, "read", SOON, False),
    ("not said whether", {"consent_contact": ""}, "read", SOON, False),
    ("a shared phone", {"phone_private": "shared"}, "read", SOON, False),
    ("counted, and she agreed", {}, "counted", SOON, True),
    ("counted, and she did not agree", {"consent_stats": "no"}, "counted", SOON, False),
    ("a lawyer, and she agreed", {}, "lawyer", SOON, True),
    ("a lawyer, and she was not asked", {"consent_legal": ""}, "lawyer", SOON, False),
]


def told(session: Session, more: dict[str, str]) -> tuple[Desk, Report]:
    """Amal has told a report; Karim coordinates."""
    amal, karim = (meet(session, "demo", "demo", name, NOON) for name in ("amal", "karim"))
    amal.language, karim.role, karim.staff_language = "fa", COORDINATOR, "en"
    report = open_report(session, amal, FLOWS["eviction"], NOON, timedelta(hours=2))
    answers = tuple((key, {"option": value, "done": True}) for key, value in {**GOOD, **more}.items() if value)
    change_answers(session, report, answers, None, NOON)
    file_report(amal, report, NOON)
    session.flush()
    return Desk(session, karim, NOON, RULES), report


def press(desk: Desk, report: Report, what: str) -> None:
    became.press(Desk(desk.session, desk.person, desk.now, RULES, f"{short(report.id)}:{what}"))


def heard(session: Session) -> list[str]:
    """What Amal was written."""
    amal = meet(session, "demo", "demo", "amal", NOON)
    rows = session.scalars(select(Outbox).where(Outbox.person_id == amal.id)).all()
    return [open_message(session, row.id, row.body).text for row in rows]


@pytest.mark.parametrize(("more", "what", "after", "yes"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
async def test_she_is_told_once_and_only_what_and_where_she_allowed(
    sqlite_store: Store, more: dict[str, str], what: str, after: timedelta, *, yes: bool
) -> None:
    def run(session: Session) -> list[str]:
        desk, report = told(session, more)
        press(desk, report, what)
        press(desk, report, what)
        became.look(session, NOON + after, RULES)
        became.look(session, NOON + after + timedelta(days=1), RULES) if yes else None
        return heard(session)

    texts = await sqlite_store.write(run)
    assert len(texts) == yes
    assert all(say("fa", became.HERS[what][1]) in text for text in texts)


async def told_again(store: Store, then: Callable[[Desk, Report], None]) -> list[str]:
    def run(session: Session) -> list[str]:
        desk, report = told(session, {})
        press(desk, report, "verified")
        then(desk, report)
        became.look(session, NOON + SOON, RULES)
        return heard(session)

    return await store.write(run)


async def test_what_was_undone_is_told_to_nobody(sqlite_store: Store) -> None:
    assert await told_again(sqlite_store, lambda desk, report: press(desk, report, "verified:undo")) == []


async def test_who_has_deleted_it_is_told_nothing(sqlite_store: Store) -> None:
    assert await told_again(sqlite_store, lambda desk, report: hide(desk.session, report, NOON)) == []


async def test_who_is_telling_something_now_is_told_later(sqlite_store: Store) -> None:
    def begins(desk: Desk, report: Report) -> None:
        person = desk.session.get_one(Person, report.person_id)
        open_report(desk.session, person, FLOWS["talk"], NOON, timedelta(0))

    assert await told_again(sqlite_store, begins) == []


async def test_she_reads_it_in_my_reports_and_the_buttons_for_it_are_gone(sqlite_store: Store) -> None:
    def run(session: Session) -> tuple[str, int, int]:
        desk, report = told(session, {"consent_contact": "no"})
        before = sum(len(row) for row in became.told_rows(desk, report))
        press(desk, report, "read")
        press(desk, report, "verified")
        lines = say_all("ar", became.lines_of(session, report, RULES))
        after = sum(len(row) for row in became.told_rows(desk, report))
        hide(session, report, NOON)
        assert became.told_rows(desk, report) == []
        return lines, before, after

    lines, before, after = await sqlite_store.write(run)
    assert (before, after) == (4, 2)
    assert say("ar", became.HERS["read"][1]) in lines
    assert say("ar", became.HERS["verified"][1]) in lines
    assert "23/11/2026" in lines
