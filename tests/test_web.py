"""Health and figures: what is wrong in words, what counts without names."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.embedded_store import EmbeddedStore
from bot.health import look
from bot.store import Store
from bot.web import app_routes
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
from models.person import COORDINATOR, REPORTER, VOLUNTEER
from tests.world import MORNING, World, world

ROOT = Path(__file__).resolve().parents[1]
NOBODY = "nobody can be rung: there is no coordinator and nobody is on duty"
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
    keeping.keep(session, "demo", "demo", [Raw("1", "amal", "x", b"{}")], MORNING)


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


class Spoken:
    """A channel that says how its receiving goes."""

    name, account = "spoken", "us"

    def __init__(self, trouble: str) -> None:
        self.trouble = trouble


def asked(told: World, path: str, *, wrong: list[str] | None = None, trouble: str = "") -> tuple[int, str]:
    """Status and text of an address."""
    routes = app_routes(
        told.store,
        told.app.intake,
        {"spoken": Spoken(trouble)},  # type: ignore[dict-item]  # only what health asks a channel
        lambda: wrong or [],
        now=told.clock.now,
        folder=told.app.folder,
    )
    with TestClient(Starlette(routes=routes)) as client:
        answer = client.get(path)
    return answer.status_code, answer.text


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


def value(page: str, name: str) -> float:
    """One figure."""
    found = re.search(rf"^{re.escape(name)} (\S+)$", page, re.MULTILINE)
    assert found, f"{name} is not there"
    return float(found[1])


FIGURES = {
    "hro_messages_kept": 5,
    "hro_messages_handled": 5,
    "hro_messages_failed": 0,
    "hro_messages_waiting": 0,
    "hro_messages_oldest_waiting_seconds": 0,
    "hro_outbox_waiting": 1,
    "hro_outbox_dead": 0,
    "hro_outbox_urgent": 1,
    "hro_outbox_oldest_urgent_seconds": 120,
    'hro_alerts_open{urgency="life"}': 0,
    'hro_alerts_open{urgency="now"}': 2,
    "hro_alerts_oldest_open_seconds": 120,
    "hro_alerts_unheard": 0,
    'hro_people{role="reporter"}': 2,
    'hro_people{role="coordinator"}': 1,
    'hro_reports{kind="police_now"}': 2,
    'hro_reports{kind="eviction"}': 0,
    "hro_files_waiting": 0,
}
"""What is counted when two report danger and one of their alerts cannot leave."""


@pytest.mark.asyncio
async def test_metrics_count_what_happened_and_name_nobody(store: Store, tmp_path: Path) -> None:
    people = {"amal": REPORTER, "yonas": REPORTER, "lea": VOLUNTEER, "karim": COORDINATOR}
    async with world(store, tmp_path, people) as told:
        await told.begin()
        await told.on_duty("lea")
        await told.says("amal", "hello")
        await told.presses("amal", "Police now / danger")
        await told.says("amal", "my brother is called Dawit")
        told.channel.switch("lea", off=True)
        await told.says("yonas", "hello")
        await told.presses("yonas", "Police now / danger")
        await told.pushes(120)
        status, page = await asyncio.to_thread(asked, told, "/metrics")

    assert status == 200
    assert {name: value(page, name) for name in FIGURES} == FIGURES
    assert all(
        value(page, name) > 0 for name in ("hro_database_bytes", "hro_disk_free_bytes", "hro_start_time_seconds")
    )
    assert value(page, 'hro_build_info{version="0.1.0"}') == 1
    for word in ("amal", "Amal", "Dawit", "lea", "Lea", "karim"):
        assert not re.search(rf"\b{word}\b", page)


@pytest.mark.asyncio
async def test_every_figure_is_described_and_nothing_else_is(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, {}) as told:
        _status, page = await asyncio.to_thread(asked, told, "/metrics")
    shown = set(re.findall(r"^# TYPE (\w+) ", page, re.MULTILINE))
    described = set(re.findall(r"^\| `(\w+)", (ROOT / "docs" / "metrics.md").read_text(), re.MULTILINE))

    assert shown == described


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
