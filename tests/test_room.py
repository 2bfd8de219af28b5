"""The triage room when something happens to it: strangers, a group that moves, a bot that is removed from it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.messengers import Messengers
from bot.store import Store
from handlers.action import ONLY
from handlers.reply import short
from handlers.room_desk import ROOM_WORKS, STRANGER
from handlers.room_watch import BACK, JOINED, LOST, TOO_MANY
from handlers.words import say
from models.audit import Audit
from models.outbox import Outbox, open_message
from models.person import COORDINATOR, ROOM, Person
from tests.botapi.client import BotApi
from tests.burst import CODE, GROUP, LEA, ROSA, TOM, Burst, an_alert, burst, press, told
from tests.world import plain

STRANGE = 6001
BOT = {"id": 123, "is_bot": True, "first_name": "HRO"}


def member(status: str, user: dict[str, object], **more: object) -> dict[str, object]:
    """What became of somebody in the group."""
    chat = {"id": GROUP, "type": "supergroup"}
    by = {"id": LEA, "is_bot": False, "first_name": "Lea"}
    old = {"user": user, "status": "member"}
    return {"chat": chat, "from": by, "date": 1_790_000_000, "old_chat_member": old, "new_chat_member": {
        "user": user, "status": status, **more}}  # fmt: skip


def human(number: int) -> dict[str, object]:
    return {"id": number, "is_bot": False, "first_name": "N"}


async def in_outbox(store: Store) -> set[str]:
    """What the outbox still holds of what was said in the room."""

    def read(session: Session) -> set[str]:
        room = session.scalar(select(Person.id).where(Person.role == ROOM))
        rows = session.scalars(select(Outbox).where(Outbox.person_id == room))
        return {open_message(session, row.id, row.body).text for row in rows}

    return await store.read(read)


@pytest_asyncio.fixture
async def one(api: BotApi, sqlite_store: Store, tmp_path: Path) -> AsyncIterator[Burst]:
    """A room on the embedded database."""
    async with burst(api, sqlite_store, tmp_path) as made:
        yield made


async def a_report(one: Burst, number: int, *, urgent: bool = True) -> None:
    await one.reports(number, urgent=urgent)
    await one.goes_on(5)


@pytest.mark.asyncio
async def test_whoever_removes_the_bot_stops_no_alert_and_the_coordinators_hear_of_it_once(
    api: BotApi, store: Store, tmp_path: Path
) -> None:
    async with burst(api, store, tmp_path) as one:
        await a_report(one, 1)
        await one.tell(my_chat_member=member("kicked", BOT))
        await one.goes_on()
        await api.fault("forbidden", chat=GROUP)
        await a_report(one, 2)
        await one.goes_on(8, by=50)
        lea = "\n".join(shown.text for shown in (await api.screen(LEA)).messages)

        assert (await told(api, ROSA, LOST), await told(api, LEA, LOST)) == (1, 0)
        assert len(set(CODE.findall(lea))) == 2
        assert len(await one.shown()) == 1

        await api.no_faults()
        await one.tell(my_chat_member=member("member", BOT))
        await one.goes_on(8)

        assert await told(api, ROSA, BACK) == 1
        assert [len(cards) for cards in (await one.shown()).values()] == [1, 1]


@pytest.mark.asyncio
@pytest.mark.parametrize("kind", ["forbidden", "bad_request"])
async def test_a_room_that_refuses_is_tried_again_and_nothing_of_it_is_lost(api: BotApi, one: Burst, kind: str) -> None:
    await api.fault(kind, chat=GROUP)
    await a_report(one, 1)
    await a_report(one, 2)
    assert await told(api, ROSA, LOST) == 1

    await api.no_faults()
    await one.goes_on(8, by=45)

    assert [len(cards) for cards in (await one.shown()).values()] == [1, 1]
    assert (await told(api, ROSA, LOST), await told(api, ROSA, BACK)) == (1, 1)


@pytest.mark.asyncio
async def test_a_bot_that_may_not_write_there_any_more_is_as_good_as_removed(api: BotApi, one: Burst) -> None:
    await a_report(one, 1)
    await one.tell(my_chat_member=member("restricted", BOT, can_send_messages=False))
    await one.goes_on()
    assert await told(api, ROSA, LOST) == 1


@pytest.mark.asyncio
async def test_a_group_that_becomes_a_supergroup_is_followed(api: BotApi, store: Store, tmp_path: Path) -> None:
    async with burst(api, store, tmp_path) as one:
        await a_report(one, 1)
        await api.fault("migrate", chat=GROUP, to_chat=-1009999)
        await a_report(one, 2)
        await a_report(one, 3)
        moved = (await api.screen(-1009999)).messages

        assert sum("Report" in shown.text for shown in moved) == 2
        assert await told(api, ROSA, LOST) == 0


@pytest.mark.asyncio
async def test_the_messenger_telling_of_a_move_is_enough(api: BotApi, one: Burst) -> None:
    await a_report(one, 1)
    await api.meet(-1009999, type="supergroup")
    moved = {"id": -1009999, "type": "supergroup"}
    old = {"message_id": 1, "date": 1_790_000_000, "chat": moved, "from": human(LEA)}
    await one.tell(message={**old, "migrate_from_chat_id": GROUP})
    await a_report(one, 2)

    assert sum("Report" in shown.text for shown in (await api.screen(-1009999)).messages) == 1


@pytest.mark.asyncio
async def test_a_stranger_who_comes_is_told_of_once_and_one_of_the_team_is_not(api: BotApi, one: Burst) -> None:
    await one.tell(chat_member=member("member", human(TOM)))
    await one.goes_on()
    assert await told(api, ROSA, JOINED) == 0

    chat = {"id": GROUP, "type": "supergroup"}
    came = {"message_id": 9, "date": 1_790_000_000, "chat": chat, "from": human(LEA)}
    await one.tell(chat_member=member("member", human(STRANGE)))
    await one.tell(message={**came, "new_chat_members": [human(STRANGE)]})
    await one.goes_on()

    assert (await told(api, ROSA, JOINED), await told(api, LEA, JOINED)) == (1, 0)


@pytest.mark.asyncio
async def test_more_in_the_room_than_in_the_team_are_told_of_once_for_each_more(
    api: BotApi, one: Burst, sqlite_store: Store
) -> None:
    looks = Messengers(sqlite_store, one.app.channels, one.clock, one.app.rules)
    for count, times in ((4, 0), (5, 1), (5, 1), (6, 2), (4, 2), (5, 3)):
        await api.control("members", {"chat": GROUP, "count": count})
        await one.clock.push(3600)
        await looks.look()
        await one.app.settle()
        assert await told(api, ROSA, TOO_MANY) == times, count


@pytest.mark.asyncio
async def test_a_stranger_who_presses_there_is_shown_nothing_and_is_not_written_to(
    api: BotApi, one: Burst, sqlite_store: Store
) -> None:
    await a_report(one, 1)
    for action in ("take", "show", "show"):
        await one.tell(callback_query=press(STRANGE, f"g:{short(await an_alert(sqlite_store))}:{action}"))
    await one.tell(callback_query=press(STRANGE, "g:x"))
    await one.goes_on()
    noted = select(Audit.action).where(Audit.action == "staff action by a stranger")

    assert await api.sent(chat=STRANGE) == []
    assert await told(api, ROSA, STRANGER) == 1
    notes = await sqlite_store.read(lambda session: list(session.scalars(noted)))
    assert len(notes) == 4
    assert "Nobody has it yet" in next(iter((await one.shown()).values()))[0]
    assert say("en", STRANGER) not in "\n".join(shown.text for shown in (await api.screen(GROUP)).messages)


def reaction(number: int, emoji: str, message: int, group: int = GROUP) -> dict[str, object]:
    chat, by = {"id": group, "type": "supergroup"}, human(number)
    new = [{"type": "emoji", "emoji": emoji}]
    when: dict[str, object] = {"date": 1_790_000_000, "old_reaction": []}
    return {"chat": chat, "message_id": message, "user": by, **when, "new_reaction": new}


@pytest.mark.asyncio
async def test_a_reaction_under_a_card_takes_it_for_who_is_in_the_team(
    api: BotApi, store: Store, tmp_path: Path
) -> None:
    async with burst(api, store, tmp_path) as one:
        await a_report(one, 1)
        card = next(shown for shown in (await api.screen(GROUP)).messages if "Report" in shown.text)
        await one.tell(message_reaction=reaction(STRANGE, "👍", card.message_id))
        await one.tell(message_reaction=reaction(LEA, "❤", card.message_id))
        await one.tell(message_reaction=reaction(LEA, "👍", card.message_id, group=-1007777))
        await one.goes_on(5)
        assert "Nobody has it yet" in next(iter((await one.shown()).values()))[0]

        await one.tell(message_reaction=reaction(LEA, "👍", card.message_id))
        await one.goes_on(5)
        assert "Taken by M9001" in next(iter((await one.shown()).values()))[0]
        assert await in_outbox(store) == {""}


@pytest.mark.asyncio
async def test_a_reaction_under_several_cards_brings_each_to_her_own_chat(api: BotApi, one: Burst) -> None:
    for number in (1, 2, 3):
        await one.reports(number, urgent=True)
    await one.goes_on(5)
    card = next(shown for shown in (await api.screen(GROUP)).messages if shown.text.count("Report") == 3)
    before = len((await api.screen(ROSA)).messages)
    await one.tell(message_reaction=reaction(ROSA, "👍", card.message_id))
    await one.goes_on(5)

    hers = (await api.screen(ROSA)).messages[before:]
    assert sum("NOW · Police now" in shown.text for shown in hers) == 3
    assert all("Nobody has it yet" in cards[0] for cards in (await one.shown()).values())


@pytest.mark.asyncio
async def test_of_another_group_the_coordinators_hear_how_it_becomes_the_room(api: BotApi, one: Burst) -> None:
    added = member("member", BOT)
    added["chat"] = {"id": -1007777, "type": "supergroup"}
    await one.tell(my_chat_member=added)
    await one.goes_on()

    assert await told(api, ROSA, "The bot was added to a group. To make it the triage room: HRO_TRIAGE_CHAT=") == 1
    assert "HRO_TRIAGE_CHAT=telegram:-1007777" in "\n".join(
        plain(shown.text) for shown in (await api.screen(ROSA)).messages
    )


def typed(number: int, text: str, *, group: int = GROUP) -> dict[str, object]:
    where = {"id": group, "type": "supergroup"}
    return {"message_id": 900, "date": 1_790_000_000, "chat": where, "from": human(number), "text": text}


@pytest.mark.asyncio
async def test_a_command_typed_in_the_room_is_answered_in_the_own_chat_of_who_typed_it(api: BotApi, one: Burst) -> None:
    await a_report(one, 1)
    before = await in_outbox(one.app.store)
    await one.tell(message=typed(ROSA, "/room@hro_bot"))
    await one.tell(message=typed(LEA, "/room"))
    await one.goes_on(2)

    assert await told(api, ROSA, ROOM_WORKS) == 1
    assert (await told(api, LEA, ROOM_WORKS), await told(api, LEA, ONLY[COORDINATOR])) == (0, 1)
    assert await in_outbox(one.app.store) == before


@pytest.mark.asyncio
async def test_what_is_no_command_of_ours_or_typed_by_a_stranger_or_in_another_group_is_met_with_silence(
    api: BotApi, one: Burst
) -> None:
    await a_report(one, 1)
    await api.meet(-1007777, type="supergroup")
    await api.meet(STRANGE)
    before = [len((await api.screen(chat)).messages) for chat in (ROSA, STRANGE, GROUP)]
    await one.tell(message=typed(ROSA, "/weather@other_bot"))
    await one.tell(message=typed(ROSA, "we need /room to talk"))
    await one.tell(message=typed(STRANGE, "/room"))
    await one.tell(message=typed(ROSA, "/room", group=-1007777))
    await one.goes_on(2)

    assert [len((await api.screen(chat)).messages) for chat in (ROSA, STRANGE, GROUP)] == before
