"""A clock that is set back strands nothing: what waits for a far time is due again."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.clock import PushedClock, SetBack
from bot.store import Store
from handlers.clockwork import bring_back
from handlers.rules import Rules
from models.alert import Alert
from models.evidence import Evidence
from models.inbox import KEPT, PATIENCE, Inbox
from models.outbox import SENDING, SENT, WAITING, Outbox
from models.person import Person
from models.report import Report
from tests.world import MORNING, World, world

pytestmark = pytest.mark.asyncio
PEOPLE = {"amal": "reporter", "lea": "volunteer"}
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("wall", "steady", "back"),
    [(10.0, 10.0, False), (0.0, 10.0, True), (-7200.0, 2.0, True), (7200.0, 2.0, False), (6.0, 10.0, False)],
)
async def test_a_clock_that_falls_behind_the_steady_one_was_set_back(wall: float, steady: float, back: bool) -> None:
    clock, passed = PushedClock(MORNING), [100.0]
    watch = SetBack(clock, lambda: passed[0])
    await clock.push(wall)
    passed[0] += steady

    assert watch.since_last_look() is back
    assert watch.since_last_look() is False


async def told(made: World) -> None:
    """An alert rings Léa, and a photo has come."""
    await made.begin()
    await made.on_duty("lea")
    await made.says("amal", "hello")
    await made.presses("amal", "m:police_now")
    await made.sends("amal", "photo", b"picture")


def put_off(session: Session, until: datetime) -> None:
    """Everything that can wait waits until then."""
    session.execute(update(Inbox).values(due_at=until, state=KEPT))
    first, second = session.scalars(select(Outbox.id).order_by(Outbox.id).limit(2))
    session.execute(update(Outbox).values(due_at=until))
    session.execute(update(Outbox).where(Outbox.id == first).values(state=WAITING))
    session.execute(update(Outbox).where(Outbox.id == second).values(state=SENDING))
    session.execute(update(Evidence).values(due_at=until, state="waiting"))
    session.execute(update(Alert).values(next_at=until))
    session.execute(update(Person).values(listen_at=until, quiet_at=until))
    session.execute(update(Report).values(silent_at=until))


def dues(session: Session) -> set[datetime | None]:
    """When what waits is due."""
    found: set[datetime | None] = set(session.scalars(select(Inbox.due_at)))
    found |= set(session.scalars(select(Outbox.due_at).where(Outbox.state == WAITING)))
    for due in (Evidence.due_at, Alert.next_at, Person.listen_at, Person.quiet_at, Report.silent_at):
        found |= set(session.scalars(select(due)))
    return found


async def test_what_waits_for_a_far_time_is_due_now(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as made:
        await told(made)
        now = made.clock.now()
        await store.write(lambda session: put_off(session, now + 13 * HOUR))
        await store.write(lambda session: bring_back(session, now, Rules()))

        assert await store.read(dues) == {now}
        sending = await store.read(lambda s: s.scalars(select(Outbox.due_at).where(Outbox.state == SENDING)).one())
        assert sending == now + timedelta(seconds=90)
        left = await store.read(lambda s: set(s.scalars(select(Outbox.due_at).where(Outbox.state == SENT))))
        assert left == {now + 13 * HOUR}


async def test_what_waits_no_longer_than_anything_waits_is_left_alone(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as made:
        await told(made)
        now = made.clock.now()
        await store.write(lambda session: put_off(session, now + timedelta(seconds=20)))

        assert await store.write(lambda session: bring_back(session, now, Rules())) == 0
        assert await store.read(dues) == {now + timedelta(seconds=20)}


async def test_a_message_of_an_unknown_connection_waits_its_minute_after_the_clock_was_set_back(
    store: Store, tmp_path: Path
) -> None:
    async with world(store, tmp_path, PEOPLE) as made:
        await told(made)
        now = made.clock.now()
        await store.write(lambda s: s.execute(update(Inbox).values(due_at=now + max(PATIENCE), state=KEPT)) and None)
        assert await store.write(lambda s: bring_back(s, now, Rules())) == 0
        assert await store.write(lambda s: bring_back(s, now - timedelta(seconds=1), Rules())) > 0


async def test_an_alert_moves_on_after_the_clock_was_set_back_for_a_day(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, {**PEOPLE, "karim": "coordinator"}) as made:
        await told(made)
        rung = len(made.screen("karim"))
        await made.clock.push(-24 * 3600)
        assert len(made.screen("karim")) == rung
        await store.write(lambda session: bring_back(session, made.clock.now(), Rules()))
        await made.app.settle()
        assert len(made.screen("karim")) > rung


async def test_what_she_writes_after_the_clock_was_set_back_answers_the_question(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as made:
        await told(made)
        await made.clock.push(-24 * 3600)
        await store.write(lambda session: bring_back(session, made.clock.now(), Rules()))
        await made.says("amal", "they beat us")

        assert "This answer helps us a lot" in made.texts("amal")[-1]
