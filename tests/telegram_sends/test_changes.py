"""Changing and taking out what was sent."""

from __future__ import annotations

import pytest

from bot.channels.base import (
    NoSuchMessage,
    Refused,
)
from bot.channels.telegram import Telegram
from models.messages import Outbound, Pin
from tests.botapi.client import BotApi
from tests.telegram_sends.chat import ADDRESS, ARABIC, CHAT, LONG, ROWS, WORD


@pytest.mark.asyncio
async def test_an_edit_changes_text_and_buttons_where_they_stand(api: BotApi, telegram: Telegram) -> None:
    first = await telegram.send(ADDRESS, Outbound("open", ROWS))
    assert await telegram.send(ADDRESS, Outbound(ARABIC), edits=first) == first
    (shown,) = (await api.screen(CHAT)).messages
    assert (shown.text, shown.buttons, shown.edited) == (ARABIC, [], True)


@pytest.mark.asyncio
async def test_a_message_is_taken_out_of_a_chat_with_all_of_its_pieces(api: BotApi, telegram: Telegram) -> None:
    kept = await telegram.send(ADDRESS, Outbound(WORD))
    wire_id = await telegram.send(ADDRESS, Outbound(WORD, pin=Pin(50.95, 1.85)))

    await telegram.delete(ADDRESS, wire_id)

    assert [str(one.message_id) for one in (await api.screen(CHAT)).messages] == [kept]


@pytest.mark.asyncio
async def test_what_is_gone_already_or_too_old_cannot_be_taken_out_and_the_rest_is(
    api: BotApi, telegram: Telegram
) -> None:
    old = await telegram.send(ADDRESS, Outbound("old"))
    await api.push_clock(49 * 3600)
    wire_id = await telegram.send(ADDRESS, Outbound(WORD))

    for gone in (f"999999 {wire_id}", old):
        with pytest.raises(Refused):
            await telegram.delete(ADDRESS, gone)

    assert [one.text for one in (await api.screen(CHAT)).messages] == ["old"]


@pytest.mark.asyncio
async def test_an_edit_to_the_same_is_fine(api: BotApi, telegram: Telegram) -> None:
    first = await telegram.send(ADDRESS, Outbound(WORD, ROWS))
    assert await telegram.send(ADDRESS, Outbound(WORD, ROWS), edits=first) == first
    assert [one.outcome[:3] for one in await api.sent(CHAT)] == ["ok", "400"]


@pytest.mark.asyncio
async def test_an_edit_of_a_deleted_message_says_so(api: BotApi, telegram: Telegram) -> None:
    first = await telegram.send(ADDRESS, Outbound("open"))
    await api.user(CHAT).delete(int(first))
    with pytest.raises(NoSuchMessage):
        await telegram.send(ADDRESS, Outbound(WORD), edits=first)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "first",
    [Outbound("where?", locate="📍"), Outbound(pin=Pin(50.9, 1.8))],
    ids=["with the button that sends the place", "a place"],
)
async def test_an_edit_of_what_cannot_be_edited_says_so(api: BotApi, telegram: Telegram, first: Outbound) -> None:
    wire_id = await telegram.send(ADDRESS, first)
    with pytest.raises(NoSuchMessage):
        await telegram.send(ADDRESS, Outbound(WORD), edits=wire_id)


@pytest.mark.asyncio
async def test_an_edit_that_is_too_long_is_sent_anew(api: BotApi, telegram: Telegram) -> None:
    first = await telegram.send(ADDRESS, Outbound("open"))
    last = await telegram.send(ADDRESS, Outbound(LONG["only pictures"]), edits=first)
    assert [one.method for one in await api.sent(CHAT)] == ["sendMessage"] * 4
    assert last != first
