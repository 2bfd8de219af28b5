"""What leaves for Telegram, as a table, against the tests' own Bot API server."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.telegram import Telegram
from models.messages import Outbound, Pin
from tests.botapi.client import BotApi
from tests.telegram_sends.chat import ADDRESS, ARABIC, CHAT, KEYS, ROWS, WORD, calls

SENDS = [
    pytest.param(
        Outbound(f"{WORD}?", ROWS),
        [("sendMessage", {"text": f"{WORD}?", "reply_markup": KEYS})],
        id="a text with buttons, one of them with 64 bytes",
    ),
    pytest.param(Outbound(ARABIC), [("sendMessage", {"text": ARABIC})], id="right-to-left text arrives unchanged"),
    pytest.param(
        Outbound("<b>1 < 2</b> & *no* _marks_"),
        [("sendMessage", {"text": "<b>1 < 2</b> & *no* _marks_"})],
        id="signs are only signs",
    ),
    pytest.param(
        Outbound(WORD, replies_to="41 42"),
        [("sendMessage", {"text": WORD, "reply_parameters": {"message_id": 42, "allow_sending_without_reply": True}})],
        id="shown under a message, or by itself where that is gone",
    ),
    pytest.param(
        Outbound(WORD, replies_to="of another messenger"),
        [("sendMessage", {"text": WORD})],
        id="what is no message of Telegram is not named",
    ),
    pytest.param(
        Outbound(WORD, protect=True),
        [("sendMessage", {"text": WORD, "protect_content": True})],
        id="what is protected cannot be passed on",
    ),
    pytest.param(
        Outbound(WORD, locate="📍 Send my location"),
        [
            (
                "sendMessage",
                {
                    "text": WORD,
                    "reply_markup": {
                        "keyboard": [[{"text": "📍 Send my location", "request_location": True}]],
                        "one_time_keyboard": True,
                        "resize_keyboard": True,
                    },
                },
            )
        ],
        id="a button that sends the place",
    ),
    pytest.param(
        Outbound(pin=Pin(50.95, 1.85), protect=True),
        [("sendLocation", {"latitude": 50.95, "longitude": 1.85, "protect_content": True})],
        id="a place",
    ),
    pytest.param(
        Outbound(WORD, ROWS, pin=Pin(50.95, 1.85)),
        [
            ("sendLocation", {"latitude": 50.95, "longitude": 1.85}),
            ("sendMessage", {"text": WORD, "reply_markup": KEYS}),
        ],
        id="a place with words",
    ),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("message", "expected"), SENDS)
async def test_sends(
    api: BotApi, telegram: Telegram, message: Outbound, expected: list[tuple[str, dict[str, Any]]]
) -> None:
    wire_id = await telegram.send(ADDRESS, message)
    assert await calls(api) == expected
    assert wire_id == " ".join(str(one.message_id) for one in (await api.screen(CHAT)).messages)


@pytest.mark.asyncio
async def test_a_press_that_cannot_be_acknowledged_is_no_error(api: BotApi, telegram: Telegram) -> None:
    await telegram.acknowledge("2200112233445566778")
    await api.fault("drop", "answerCallbackQuery")
    await telegram.acknowledge("2200112233445566779")
    assert [one.method for one in await api.sent()] == ["answerCallbackQuery"] * 2


@pytest.mark.asyncio
async def test_the_bots_name_is_asked_and_its_menus_are_set(api: BotApi, telegram: Telegram) -> None:
    assert await telegram.username() == "hro_test_bot"
    await telegram.describe({"": [("start", "Begin")], "ar": [("start", "ابدأ")]}, {"": "HRO", "ar": "توت"})
    assert [(one["what"], one["language"], one["value"]) for one in await api.texts()] == [
        ("commands", "", [{"command": "start", "description": "Begin"}]),
        ("commands", "ar", [{"command": "start", "description": "ابدأ"}]),
        ("short_description", "", "HRO"),
        ("short_description", "ar", "توت"),
    ]
