"""Two thousand alerts, a team that answers by chance, restarts, phones that fail: none is unanswered in silence."""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers.flow import Urgency
from handlers.reply import short
from models.alert import Alert
from models.audit import Audit
from models.person import COORDINATOR, REPORTER, VOLUNTEER, Person
from models.ring import Ring
from models.secret import unseal
from tests.shift import RULES, unexplained, wrong
from tests.world import World, world

TEAM = {f"v{number}": VOLUNTEER for number in range(7)} | {"cora": COORDINATOR, "karim": COORDINATOR}
SAYS: list[dict[str, str]] = [
    {"press": "m:police_now", "message": "1"},
    {"text": "police are here now"},
    {"text": "we are drowning"},
    {"press": "m:talk", "message": "1"},
]
ANSWERS = ["take"] * 6 + ["cannot"] * 3 + ["show"] * 2
HAS = ["on"] * 3 + ["settle", "how:196", "me", "how:no", "say", "cannot"]
PASSES = [1, 20, 41, 61, 121, 181, 301, 901]
ODD = [
    "/onduty",
    "/offduty",
    "/available",
    "/unavailable",
    "hello",
    "off",
    "on",
    "on",
    "vanishes",
    "unblocks",
    "unblocks",
]


class Soak:
    """The world, and chance."""

    def __init__(self, told: World, seed: int) -> None:
        self.world, self.chance = told, random.Random(seed)
        self.sent, self.told = 0, Counter[str]()

    async def sends(self, name: str, **document: Any) -> None:
        """Somebody does something; what follows happens when time goes by."""
        self.sent += 1
        raw = json.dumps({"id": f"s{self.sent}", "phone": name, **document}).encode()
        await self.world.app.intake.keep(self.world.channel, [raw])

    async def answers(self) -> None:
        """Those who were called press something, or not; some who have one say how it is."""
        rung, has = await self.world.store.read(_cards)
        for alert, names in rung.items():
            if self.chance.random() < 0.5:
                name, what = self.chance.choice(names), self.chance.choice(ANSWERS)
                await self.sends(name, press=f"a:{short(alert)}:{what}", message="1")
        for alert, name in has.items():
            if self.chance.random() < 0.4:
                what = self.chance.choice(HAS)
                await self.sends(name, press=f"{'a' if what == 'cannot' else 'e'}:{short(alert)}:{what}", message="1")

    async def happens(self) -> None:
        """Duty changes, phones fail and work again."""
        name, what = self.chance.choice(sorted(TEAM)), self.chance.choice(ODD)
        if what in ("off", "on"):
            self.world.channel.switch(name, off=what == "off")
        elif what in ("vanishes", "unblocks"):
            self.world.channel.screens.block(name, blocked=what == "vanishes")
            if what == "unblocks":
                await self.sends(name, text="/team")
        else:
            await self.sends(name, text=what)

    async def goes_by(self, seconds: float) -> None:
        """Time goes by, and everything that must be true is."""
        await self.world.clock.push(seconds)
        now = self.world.clock.now()
        assert await self.world.store.read(lambda session: list(wrong(session, now))) == []


def _cards(session: Session) -> tuple[dict[int, list[str]], dict[int, str]]:
    """Open alerts with those who were called, and taken ones that are not settled with whoever has them."""
    names = {
        person.id: unseal(session, "person.address", person.id, person.address)
        for person in session.scalars(select(Person).where(Person.role != REPORTER))
    }
    rung: dict[int, list[str]] = {}
    open_ = select(Alert.id).where(Alert.taken_by.is_(None))
    for alert, person in session.execute(select(Ring.alert_id, Ring.person_id).where(Ring.alert_id.in_(open_))):
        rung.setdefault(alert, []).append(names[person])
    taken = select(Alert.id, Alert.taken_by).where(
        Alert.taken_by.is_not(None), Alert.settled_at.is_(None), Alert.urgency < Urgency.REST
    )
    return rung, {alert: names[person] for alert, person in session.execute(taken) if person is not None}


async def soak(store: Store, folder: Path, *, alerts: int, at_once: int, seed: int) -> None:
    """So many people report, so many at a time."""
    reporters = [f"p{number}" for number in range(alerts)]
    async with world(store, folder, {**dict.fromkeys(reporters, REPORTER), **TEAM}) as told:
        await told.begin()
        await told.on_duty("v0", "v1")
        await told.on_duty("v2", "v3", rank=2)
        one = Soak(told, seed)
        for start in range(0, alerts, at_once):
            for name in reporters[start : start + at_once]:
                await one.sends(name, **one.chance.choice(SAYS))
            await one.goes_by(1)
            for _time in range(3):
                await one.happens()
                await one.answers()
                if one.chance.random() < 0.3:
                    one.world.start()
                await one.goes_by(one.chance.choice(PASSES))
        for name in TEAM:
            told.channel.switch(name, off=False)
            told.channel.screens.block(name, blocked=False)
            await one.sends(name, text="/team")
        for _quarter in range(4):
            await one.goes_by(900)
        await _ends(store, told, alerts)


async def _ends(store: Store, told: World, alerts: int) -> None:
    """Each has an alert; each call has a rule; who has not been answered is still called for; no fault was found."""
    now = told.clock.now()

    def read(session: Session) -> tuple[int, list[str], Counter[str], list[int], Counter[str]]:
        late = now - RULES.ring_again * 2
        open_ = (Alert.taken_by.is_(None), Alert.urgency < Urgency.REST, Alert.unheard_at.is_(None))
        heard = select(Ring.alert_id).where(Ring.rung_at > late)
        forgotten = session.scalars(select(Alert.id).where(*open_, Alert.id.not_in(heard))).all()
        faults = Counter(row.note for row in session.scalars(select(Audit).where(Audit.action == "fault")))
        whys = Counter(session.scalars(select(Ring.why)))
        count = len(session.scalars(select(Alert.id)).all())
        return count, list(unexplained(session)), faults, list(forgotten), whys

    count, calls, faults, forgotten, whys = await store.read(read)
    assert count == alerts
    assert calls == [], "each call is explained by a rule"
    assert forgotten == [], "none is unanswered in silence"
    assert not faults.keys() - {"stuck"}, f"the auditor found faults: {faults}"
    assert {"step", "repeat", "given", "silent"} <= whys.keys(), whys


@pytest.mark.prove
@pytest.mark.asyncio
async def test_sixty_alerts_with_restarts_and_phones_that_fail(sqlite_store: Store, tmp_path: Path) -> None:
    await soak(sqlite_store, tmp_path, alerts=60, at_once=6, seed=3)


@pytest.mark.prove
@pytest.mark.timeout(3600)
@pytest.mark.asyncio
async def test_many_alerts_with_restarts_and_phones_that_fail(store: Store, tmp_path: Path) -> None:
    """Three hundred, or as many as HRO_SOAK says."""
    await soak(store, tmp_path, alerts=int(os.environ.get("HRO_SOAK", "300")), at_once=20, seed=5)


@pytest.mark.prove
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(6, 12))
@pytest.mark.asyncio
async def test_more_nights_of_many_alerts_two_thousand_in_all(sqlite_store: Store, tmp_path: Path, seed: int) -> None:
    """Not all in one night: a phone that is off for as long as two thousand alerts take has all of them waiting."""
    await soak(sqlite_store, tmp_path, alerts=300, at_once=20, seed=seed)
