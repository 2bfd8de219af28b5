"""A long text leaves in pieces, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram import Telegram
from bot.channels.telegram_sending import TEXT_LIMIT, cut, units
from models.messages import Outbound
from tests.botapi.client import BotApi
from tests.telegram_sends.chat import ADDRESS, CHAT, KEYS, LONG, PARAGRAPH, ROWS, WORD, calls


@pytest.mark.asyncio
@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
async def test_a_long_text_leaves_in_pieces_with_the_buttons_on_the_last(
    api: BotApi, telegram: Telegram, text: str
) -> None:
    await telegram.send(ADDRESS, Outbound(text, ROWS))
    sent = [params for _method, params in await calls(api)]
    pieces = [params["text"] for params in sent]
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(0 < units(piece) <= TEXT_LIMIT for piece in pieces)
    assert [params.get("reply_markup") for params in sent] == [None] * (len(sent) - 1) + [KEYS]


@pytest.mark.asyncio
async def test_a_long_text_that_is_throttled_on_its_way_goes_on_where_it_was(api: BotApi, telegram: Telegram) -> None:
    await api.limits(chat_burst=2, chat_rate=2)
    text = " ".join(f"{WORD}{number}" for number in range(1500))
    await telegram.send(ADDRESS, Outbound(text))
    assert await api.limits(on=False) > 0, "it was throttled"
    assert " ".join(shown.text for shown in (await api.screen(CHAT)).messages) == text


def test_a_long_text_is_cut_between_paragraphs_else_between_words() -> None:
    assert all(piece.endswith(PARAGRAPH) for piece in cut(LONG["paragraphs"], TEXT_LIMIT))
    assert {word for piece in cut(LONG["words"], TEXT_LIMIT) for word in piece.split(" ")} == {WORD}


@given(st.text(alphabet=st.sampled_from("ab \n🆘ت\u200d"), max_size=80), st.integers(2, 12))
def test_cutting_loses_nothing_but_space(text: str, limit: int) -> None:
    pieces = cut(text, limit)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(units(piece) <= limit for piece in pieces)
    assert all(pieces) or pieces == [""]
