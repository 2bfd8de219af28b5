"""What the team was shown goes out of its chats; what the messenger does not remove is a task of who has it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import inbox, leftover
from handlers.flows import FLOWS
from handlers.person import meet
from handlers.reply import short
from handlers.report import open_report
from handlers.rules import Rules
from models.base import new_id
from models.leftover import Leftover
from models.messages import Inbound, Kind
from models.outbox import Outbox, open_message
from models.person import REPORTER
from tests.botapi.client import BotApi
from tests.burst import LEA, Burst, an_alert, burst, message, press, told
from tests.world import MORNING

HERS = "they cut the tents"


async def shown_to_lea(one: Burst, store: Store) -> None:
    """Lea is shown what somebody wrote."""
    await one.reports(1, urgent=False)
    await one.tell(message=message(20_001, 2, HERS))
    await one.goes_on()
    await one.tell(callback_query=press(LEA, f"a:{short(await an_alert(store))}:show"))
    await one.goes_on()
    assert await told(one.api, LEA, HERS) == 1


async def goes_off_duty(one: Burst) -> None:
    await one.tell(message=message(LEA, 900, "/offduty"))
    await one.goes_on(4)


@pytest.mark.asyncio
async def test_at_hand_over_it_is_gone_and_nobody_has_to_do_anything(api: BotApi, store: Store, tmp_path: Path) -> None:
    async with burst(api, store, tmp_path) as one:
        await shown_to_lea(one, store)
        await goes_off_duty(one)

        assert (await told(api, LEA, HERS), await told(api, LEA, leftover.LEFT)) == (0, 0)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("why", "tasks"),
    [("Bad Request: message can't be deleted", 1), ("Bad Request: message to delete not found", 0)],
)
async def test_what_the_messenger_does_not_remove_is_a_task_unless_it_is_gone(
    api: BotApi, sqlite_store: Store, tmp_path: Path, why: str, tasks: int
) -> None:
    async with burst(api, sqlite_store, tmp_path) as one:
        await shown_to_lea(one, sqlite_store)
        await api.fault("bad_request", "deleteMessage", description=why)
        await goes_off_duty(one)

        assert await told(api, LEA, leftover.LEFT) == tasks


@pytest.mark.asyncio
async def test_what_waits_to_be_shown_when_she_goes_off_duty_is_never_shown(
    api: BotApi, sqlite_store: Store, tmp_path: Path
) -> None:
    async with burst(api, sqlite_store, tmp_path) as one:
        await one.reports(1, urgent=False)
        await one.tell(message=message(20_001, 2, HERS))
        await one.goes_on()
        await api.fault("bad_gateway", chat=LEA)
        await one.tell(callback_query=press(LEA, f"a:{short(await an_alert(sqlite_store))}:show"))
        await one.goes_on()
        await goes_off_duty(one)
        await api.no_faults()
        await one.goes_on(20, by=20)

        assert await told(api, LEA, HERS) == 0
        assert await told(api, LEA, "You are off duty") == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("gone", ["left_at", "suspended_at"])
async def test_who_is_not_of_the_team_any_more_may_say_it_is_done_and_is_not_asked_for_ever(
    sqlite_store: Store, gone: str
) -> None:
    def live(session: Session) -> tuple[int, list[str]]:
        lea, amal = (meet(session, "demo", "demo", name, MORNING) for name in ("lea", "amal"))
        report = open_report(session, amal, FLOWS["talk"], MORNING, timedelta(0))
        session.flush()
        lea.role, lea.staff_language = REPORTER, "en"
        setattr(lea, gone, MORNING)
        leftover.leave(session, lea, report.id, MORNING)
        for day in range(1, 30):
            leftover.remind(session, MORNING + timedelta(days=day, hours=3), Rules())
        asked = session.query(Outbox).where(Outbox.person_id == lea.id).count()
        name = short(session.query(Leftover).one().id)
        press = Inbound("demo", "demo", "lea", Kind.PRESS, wire_id="1", option=f"g2:{name}")
        inbox.receive(session, press, new_id(), MORNING, Rules())
        assert leftover.open_tasks(session) == {}
        said = session.query(Outbox).order_by(Outbox.id.desc()).first()
        return asked, [open_message(session, said.id, said.body).text] if said else []

    asked, said = await sqlite_store.write(live)
    assert asked == (8 if gone == "left_at" else 0)
    assert "Thank you. It is noted." in said[0]
