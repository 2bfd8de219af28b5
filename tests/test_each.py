"""A row at which a job fails holds up no other row, and the coordinators hear of it once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import interpreter, interpreter_case, wake
from handlers.each import each
from handlers.flows import FLOWS
from handlers.person import meet
from handlers.report import open_report
from handlers.rules import Rules
from models.outbox import Outbox, open_message
from models.person import COORDINATOR, HELPER, VOLUNTEER, Person
from models.wake import RING, Wake
from tests.world import MORNING

pytestmark = pytest.mark.asyncio
RULES = Rules()


def person(session: Session, name: str, role: str) -> Person:
    found = meet(session, "demo", "demo", name, MORNING)
    found.role, found.staff_language = role, "en"
    session.flush()
    return found


def wakes(session: Session) -> tuple[int, Callable[[], bool]]:
    """Two are to be rung; the first of them fails. Gives which row fails, and whether the other was looked after."""
    rows = [Wake(person_id=person(session, name, VOLUNTEER).id, step=RING, due_at=MORNING) for name in ("lea", "tom")]
    session.add_all(rows)
    session.flush()
    return rows[0].person_id, lambda: rows[1].step != RING


def calls(session: Session) -> tuple[int, Callable[[], bool]]:
    """Two calls are over; the first of them fails."""
    lea, rows = person(session, "lea", VOLUNTEER), []
    for name in ("amal", "reza"):
        reporter = meet(session, "demo", "demo", name, MORNING)
        report = open_report(session, reporter, FLOWS["talk"], MORNING, timedelta(0))
        rows.append(interpreter.ask(session, report, lea, MORNING - interpreter.ACCESS))
    return rows[0].id, lambda: rows[1].ended_at is not None


CASES = [
    ("wake", "person_id", "NEW.step <> OLD.step", wakes, wake.look),
    ("interpreter_call", "id", "TRUE", calls, interpreter_case.look),
]


@pytest.mark.parametrize(("table", "key", "when", "begin", "look"), CASES, ids=[case[0] for case in CASES])
async def test_one_that_fails_holds_up_no_other_and_the_coordinators_hear_of_it_once(
    sqlite_store: Store,
    table: str,
    key: str,
    when: str,
    begin: Callable[[Session], tuple[int, Callable[[], bool]]],
    look: Callable[[Session, datetime, Rules], int],
) -> None:
    def live(session: Session) -> tuple[bool, int]:
        person(session, "karim", COORDINATOR)
        bad, is_done = begin(session)
        # The database itself refuses this row.
        broken = f"WHEN NEW.{key} = {bad} AND {when} BEGIN SELECT RAISE(ABORT, 'broken'); END"
        session.execute(text(f"CREATE TRIGGER broken BEFORE UPDATE ON {table} {broken}"))
        session.commit()
        look(session, MORNING, RULES)
        look(session, MORNING + timedelta(minutes=5), RULES)
        return is_done(), told(session)

    assert await sqlite_store.write(live) == (True, 1)


async def test_what_fails_leaves_nothing_half_done_and_is_named(store: Store) -> None:
    def live(session: Session) -> tuple[list[int], list[str], int]:
        person(session, "karim", COORDINATOR)

        def do(row: int) -> None:
            person(session, f"p{row}", HELPER)
            if row == 2:
                raise ValueError("no")

        failed = each(session, "test", [1, 2, 3], do, MORNING)
        names = sorted(one for one in ("p1", "p2", "p3") if _known(session, one))
        return failed, names, told(session)

    assert await store.write(live) == ([2], ["p1", "p3"], 1)


def _known(session: Session, name: str) -> bool:
    before = session.query(Person).count()
    meet(session, "demo", "demo", name, MORNING)
    session.flush()
    return session.query(Person).count() == before


def told(session: Session) -> int:
    """How often a coordinator was told that a job fails."""
    rows = session.query(Outbox).all()
    return sum("could not finish something" in open_message(session, row.id, row.body).text for row in rows)
