"""A hundred reports in ten minutes against a Telegram that lets twenty messages a minute into a group.

The whole bot in this process, on the tests' own Bot API server with its limits on: the clocks of both are pushed.
"""

from __future__ import annotations

import random
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import room_post
from handlers.flow import Urgency
from handlers.person import meet
from handlers.reply import short
from models.alert import Alert
from models.report import Report
from models.room import RoomCard
from tests.botapi.client import BotApi, Sent
from tests.burst import GROUP, LEA, ROSA, TOM, Burst, burst, press

WITHIN_S = 10
"""Also on a slow machine, with Telegram's limit of a message a second to each person: 5.3 at a load of 10."""


async def plays(told: Burst, store: Store, reports: int, seconds: int) -> list[tuple[str, Alert]]:
    """So many reports within so many seconds, most of them early; every third is taken in the room."""
    chance = random.Random(1)
    moments = Counter(min(seconds - 1, int(chance.betavariate(1, 3) * seconds)) for _one in range(reports))
    number, taken = 0, set[int]()
    for second in range(seconds):
        for _one in range(moments[second]):
            await told.reports(number, urgent=number % 2 == 0)
            number += 1
        if second % 7 == 0:
            for row in await store.read(lambda session: list(session.scalars(select(Alert.id).order_by(Alert.id)))):
                if len(taken) < reports // 3 and row not in taken and chance.random() < 0.2:
                    taken.add(row)
                    await told.tell(callback_query=press(LEA, f"g:{short(row)}:take", room=True))
        await told.goes_on()
    await quiet(told, store)
    found = select(Report.code, Alert).join(Report, Report.id == Alert.report_id)
    return await store.read(lambda session: [(code, alert) for code, alert in session.execute(found)])


async def quiet(told: Burst, store: Store) -> None:
    """Until nothing of the room is due. Meanwhile no alert rings on: nobody takes most of them."""
    waits = select(RoomCard.alert_id).where(RoomCard.due_at.is_not(None)).limit(1)
    told.clock.pushed = None
    for _second in range(300):
        await told.goes_on()
        now = told.clock.now()
        await store.write(partial(room_post.post, now=now, rules=told.app.rules))
        await told.app.sender.drain()
        if await store.read(lambda session: session.scalar(waits)) is None:
            return
    raise AssertionError("the room does not come to rest")


def slowest_ring(calls: list[Sent], told: Burst, codes: dict[int, str]) -> float:
    """How long the slowest urgent alert took from the press to somebody's own chat, in seconds."""
    waits = []
    for person, pressed in told.pressed.items():
        rung = [one.time for one in calls if codes[person] in str(one.params.get("text")) and one.outcome == "ok"]
        assert rung, f"{codes[person]} rang for nobody"
        waits.append(min(rung) - pressed)
    return max(waits)


async def check(told: Burst, store: Store, found: list[tuple[str, Alert]], reports: int) -> None:
    """Every report has one card, and it is true; every urgent alert was out at once."""
    assert len(found) == reports
    shown = await told.shown()
    assert {code: len(cards) for code, cards in shown.items()} == {code: 1 for code, _alert in found}
    for code, alert in found:
        assert ("Taken by" in shown[code][0]) == (alert.taken_by is not None), shown[code]
        assert ("To read" in shown[code][0]) == (alert.urgency == Urgency.REST), shown[code]
    everybody = select(Report.code, Report.person_id)
    people = {number: meet_id for number, meet_id in (await ids(told, store)).items()}
    by_person = {row: code for code, row in await store.read(lambda session: list(session.execute(everybody)))}
    codes = {number: by_person[row] for number, row in people.items()}
    private = [one for one in await told.api.sent() if one.params.get("chat_id") in (LEA, TOM, ROSA)]
    assert slowest_ring(private, told, codes) <= WITHIN_S


async def ids(told: Burst, store: Store) -> dict[int, int]:
    """The person behind each number."""
    account, now = told.telegram.account, told.clock.now()

    def find(session: Session) -> dict[int, int]:
        return {one: meet(session, "telegram", account, str(one), now).id for one in told.pressed}

    return await store.write(find)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("reports", "seconds"),
    [
        pytest.param(25, 60, id="25 in a minute"),
        pytest.param(100, 600, id="100 in ten minutes", marks=[pytest.mark.prove, pytest.mark.timeout(600)]),
    ],
)
async def test_no_card_is_lost_and_no_alert_waits_in_a_burst(
    api: BotApi, store: Store, tmp_path: Path, reports: int, seconds: int
) -> None:
    async with burst(api, store, tmp_path) as told:
        found = await plays(told, store, reports, seconds)

        await check(told, store, found, reports)
        group = [one for one in await api.sent(chat=GROUP) if one.method.startswith(("send", "edit"))]
        assert {one.outcome for one in group} == {"ok"}, "the group was never asked for more than it takes"
        assert most_in_a_minute([one.time for one in group]) <= 20


@pytest.mark.asyncio
async def test_a_group_that_wants_a_pause_holds_up_no_private_chat_and_loses_no_card(
    api: BotApi, sqlite_store: Store, tmp_path: Path
) -> None:
    async with burst(api, sqlite_store, tmp_path) as told:
        await api.fault("throttled", chat=GROUP, times=1, retry_after=30)
        await api.fault("bad_gateway", chat=GROUP, times=2)
        found = await plays(told, sqlite_store, 12, 40)

        await check(told, sqlite_store, found, 12)


def most_in_a_minute(times: list[float]) -> int:
    return max(sum(start <= other < start + 60 for other in times) for start in times)
