"""What leaves for chats of the phone's own account."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.base import (
    Refused,
)
from bot.channels.telegram import Telegram
from models.messages import Connection, Outbound, Pin
from tests.botapi.client import BotApi
from tests.telegram_sends.chat import ARABIC, CHAT, KEYS, ROWS, WORD, calls

HERS = f"business:bc-Q7:{CHAT}"
ALL = {"can_reply": True, "can_delete_sent_messages": True, "can_delete_all_messages": True}


async def writes_there(api: BotApi, rights: dict[str, bool] | None = None) -> int:
    """She writes to the account, which is connected with these rights; gives the number of her message."""
    await api.connect("bc-Q7", rights=ALL if rights is None else rights)
    return await api.user(CHAT, business="bc-Q7").say("salam")


THERE = {"business_connection_id": "bc-Q7"}
SENDS_THERE = [
    (Outbound(WORD, ROWS), [("sendMessage", {**THERE, "text": WORD, "reply_markup": KEYS})]),
    # A keyboard that asks for the place is refused there.
    (Outbound(WORD, locate="Send my location"), [("sendMessage", {**THERE, "text": WORD})]),
    (Outbound(pin=Pin(50.95, 1.8)), [("sendLocation", {**THERE, "latitude": 50.95, "longitude": 1.8})]),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("message", "expected"), SENDS_THERE, ids=["buttons", "no location button", "a place"])
async def test_what_leaves_for_such_a_chat_names_the_connection(
    api: BotApi, telegram: Telegram, message: Outbound, expected: list[tuple[str, dict[str, Any]]]
) -> None:
    await writes_there(api)
    await telegram.send(HERS, message)

    assert await calls(api) == expected


@pytest.mark.asyncio
async def test_a_message_there_is_changed_in_place(api: BotApi, telegram: Telegram) -> None:
    await writes_there(api)
    wire_id = await telegram.send(HERS, Outbound(WORD, ROWS))
    await telegram.send(HERS, Outbound(ARABIC), edits=wire_id)

    assert [shown.text for shown in (await api.screen(CHAT, "bc-Q7")).messages if shown.from_bot] == [ARABIC]


@pytest.mark.asyncio
async def test_both_sides_are_removed_there_a_hundred_at_a_time_whatever_their_age(
    api: BotApi, telegram: Telegram
) -> None:
    number = await writes_there(api)
    sent = [await telegram.send(HERS, Outbound(WORD)) for _each in range(2)]
    await api.push_clock(80 * 3600)
    numbers = [str(number), *sent, *(str(one) for one in range(1000, 1120))]
    await telegram.delete(HERS, " ".join(numbers))
    removals = [one for one in await api.sent() if one.method == "deleteBusinessMessages"]

    assert [len(one.params["message_ids"]) for one in removals] == [100, 23]
    assert (await api.screen(CHAT, "bc-Q7")).messages == []


NOT_THERE = [
    ("her last message is older than a day", ALL, 25 * 3600),
    ("the right to reply is missing", {"can_read_messages": True}, 0),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("rights", "later"), [row[1:] for row in NOT_THERE], ids=[row[0] for row in NOT_THERE])
async def test_what_telegram_does_not_let_a_bot_write_there_is_refused_for_ever(
    api: BotApi, telegram: Telegram, rights: dict[str, bool], later: int
) -> None:
    await writes_there(api, rights)
    await api.push_clock(later)
    with pytest.raises(Refused):
        await telegram.send(HERS, Outbound(WORD))


@pytest.mark.asyncio
async def test_an_ended_or_unknown_connection_refuses(api: BotApi, telegram: Telegram) -> None:
    with pytest.raises(Refused):
        await telegram.send(HERS, Outbound(WORD))
    await writes_there(api)
    await api.connect("bc-Q7", is_enabled=False)
    with pytest.raises(Refused):
        await telegram.send(HERS, Outbound(WORD))
    with pytest.raises(Refused):
        await telegram.connection("bc-unknown")


@pytest.mark.asyncio
async def test_her_messages_are_not_removed_with_the_smaller_right(api: BotApi, telegram: Telegram) -> None:
    number = await writes_there(api, {"can_reply": True, "can_delete_sent_messages": True})
    wire_id = await telegram.send(HERS, Outbound(WORD))
    await telegram.delete(HERS, wire_id)
    with pytest.raises(Refused):
        await telegram.delete(HERS, str(number))


@pytest.mark.asyncio
async def test_a_connection_that_is_asked_for_is_read_like_one_that_was_told(api: BotApi, telegram: Telegram) -> None:
    await api.connect("bc-Q7", user=777, rights=ALL, quiet=True)
    asked = telegram.read(await telegram.connection("bc-Q7"))

    assert asked.connection == Connection("bc-Q7", "777", "HRO", enabled=True, rights=frozenset(ALL), asked=True)


@pytest.mark.asyncio
@pytest.mark.parametrize("method", ["deleteMessage", "setMessageReaction"])
async def test_the_tests_own_server_knows_no_connection_where_telegram_knows_none(api: BotApi, method: str) -> None:
    number = await writes_there(api)
    done = await api.call(method, chat_id=CHAT, message_id=number, **THERE)

    assert done["ok"] is False
