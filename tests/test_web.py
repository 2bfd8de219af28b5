"""Health says what is wrong, in one statement, and a monitor reads it by its status."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from bot.embedded_store import EmbeddedStore
from bot.health import look
from bot.store import Store
from handlers import alert as alerts
from handlers import duty
from handlers.flow import Urgency
from handlers.flows import FLOWS
from handlers.person import meet
from handlers.report import open_report
from handlers.rules import Rules
from models import keeping
from models.alert import Alert
from models.keeping import Raw
from models.messages import Outbound
from models.outbox import Outbox, put
from models.person import COORDINATOR, VOLUNTEER
from models.secret import keys_of
from tests.web_pages import asked
from tests.world import MORNING, world

NOBODY = "nobody can be rung: there is no coordinator and nobody is on duty"
BY_CLOCK = "what is due by the clock has not been done for"
MINUTE = timedelta(minutes=1)


def team(session: Session) -> None:
    """A coordinator."""
    person = meet(session, "demo", "demo", "karim", MORNING)
    person.role, person.staff_language = COORDINATOR, "en"


def volunteer_on_duty(session: Session) -> None:
    person = meet(session, "demo", "demo", "lea", MORNING)
    person.role = VOLUNTEER
    duty.come_on(session, person, MORNING)


def kept(session: Session) -> None:
    """A message that nobody has handled."""
    team(session)
    raws = [Raw("1", "amal", "x", b"{}")]
    keeping.keep(session, raws, keeping.ready(keys_of(session), "demo", "demo", raws, MORNING))


def urgent(session: Session) -> None:
    """An alert that has not left."""
    team(session)
    put(session, meet(session, "demo", "demo", "karim", MORNING).id, Outbound(text="!", urgent=True), MORNING)


def claimed(session: Session) -> None:
    """An alert that is being sent and does not arrive."""
    urgent(session)
    session.query(Outbox).update({"state": "sending"})


def ordinary(session: Session) -> None:
    """A reply that has not left."""
    team(session)
    put(session, meet(session, "demo", "demo", "amal", MORNING).id, Outbound(text="?"), MORNING)


def unheard(session: Session) -> None:
    """An alert for which nobody could be rung."""
    amal = meet(session, "demo", "demo", "amal", MORNING)
    report = open_report(session, amal, FLOWS["police_now"], MORNING, Rules().earlier_words)
    alerts.raise_alert(session, report, Urgency.NOW, MORNING, Rules())
    session.query(Outbox).delete()


def taken(session: Session) -> None:
    """The same, and then somebody took it."""
    unheard(session)
    team(session)
    lea = meet(session, "demo", "demo", "lea", MORNING)
    found = session.query(Alert).one()
    alerts.take(session, found, lea, MORNING, Rules())
    session.query(Outbox).delete()


def standing_still(session: Session) -> None:
    """An alert that should have moved on."""
    team(session)
    unheard(session)
    session.query(Alert).update({"next_at": MORNING})


def not_listened_to(session: Session) -> None:
    """Somebody for whom a human should have been woken."""
    team(session)
    meet(session, "demo", "demo", "amal", MORNING).listen_at = MORNING


def all_blocked(session: Session) -> None:
    team(session)
    meet(session, "demo", "demo", "karim", MORNING).blocked_at = MORNING


CASES: list[tuple[str, Callable[[Session], None], timedelta, list[str], list[str]]] = [
    ("nothing waits", team, MINUTE, [], []),
    ("a volunteer on duty is enough", volunteer_on_duty, MINUTE, [], []),
    ("nobody is there", lambda session: None, MINUTE, [], [NOBODY]),
    ("the only coordinator has blocked us", all_blocked, MINUTE, [], [NOBODY]),
    ("a message of a minute ago", kept, MINUTE, [], []),
    ("an older message", kept, 3 * MINUTE, ["a kept message has not been handled for 3 minutes"], []),
    ("an alert of a minute ago", urgent, MINUTE, [], []),
    ("an older alert", urgent, 1.5 * MINUTE, ["an alert has been waiting to be sent for 1 minute"], []),
    ("an alert in flight", claimed, 2 * MINUTE, ["an alert has been waiting to be sent for 2 minutes"], []),
    ("a reply may wait", ordinary, 60 * MINUTE, [], []),
    ("nobody could be rung", unheard, MINUTE * 0, ["nobody could be rung for an alert (1)"], [NOBODY]),
    ("a job that is just due", standing_still, MINUTE, [], []),
    ("alerts stand still", standing_still, 2 * MINUTE, [f"{BY_CLOCK} 2 minutes"], []),
    ("nobody is listened to", not_listened_to, 3 * MINUTE, [f"{BY_CLOCK} 3 minutes"], []),
    ("somebody took it", taken, MINUTE, [], []),
    ("a clock that went back", kept, -60 * MINUTE, [], []),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("made", "later", "wrong", "warnings"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
async def test_health_says_what_waits_too_long(
    store: Store, made: Callable[[Session], None], later: timedelta, wrong: list[str], warnings: list[str]
) -> None:
    await store.write(made)
    health = await store.read(lambda session: look(session, MORNING + later))

    assert (list(health.wrong), list(health.warnings)) == (wrong, warnings)


PAGES = [
    ("all is well", [], "", 200, "all is well\n"),
    ("a short trouble", [], "no network", 200, "warning: spoken: no network\n"),
    ("a long one", ["spoken: no network"], "no network", 503, "spoken: no network\n"),
    ("nothing is kept", ["messages cannot be kept (X)"], "", 503, "messages cannot be kept (X)\n"),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("wrong", "trouble", "status", "text"), [row[1:] for row in PAGES], ids=[r[0] for r in PAGES])
async def test_healthz_is_503_for_what_is_wrong_and_200_for_warnings(
    sqlite_store: Store, tmp_path: Path, wrong: list[str], trouble: str, status: int, text: str
) -> None:
    async with world(sqlite_store, tmp_path, {"karim": COORDINATOR}) as told:
        await told.begin()

        assert await asyncio.to_thread(asked, told, "/healthz", wrong=wrong, trouble=trouble) == (status, text)


@pytest.mark.asyncio
async def test_a_database_that_cannot_be_read_is_what_is_wrong(sqlite_store: Store, tmp_path: Path) -> None:
    class Broken:
        def __init__(self, inner: Store) -> None:
            self.inner = inner

        async def read(self, work: object) -> None:
            raise OSError

    async with world(sqlite_store, tmp_path, {}) as told:
        told.store = Broken(told.store)  # type: ignore[assignment]  # a fake that only reads
        status, text = await asyncio.to_thread(asked, told, "/healthz")

        assert (status, text) == (503, "the database cannot be read (OSError)\n")


@pytest.mark.asyncio
async def test_health_is_one_statement(sqlite_store: Store) -> None:
    assert isinstance(sqlite_store, EmbeddedStore)

    def counted(session: Session) -> int:
        seen: list[str] = []
        engine = session.get_bind()
        listen = lambda c, cursor, statement, *more: seen.append(statement)  # noqa: E731 - one line, used once
        event.listen(engine, "before_cursor_execute", listen)
        look(session, MORNING)
        event.remove(engine, "before_cursor_execute", listen)
        return sum(one.lstrip().startswith("SELECT") for one in seen)

    assert await sqlite_store.read(counted) == 1
