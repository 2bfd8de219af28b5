"""The Bot API server for tests keeps Telegram's rules of sending and editing."""

import asyncio

import orjson
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, Update
from telegram.error import BadRequest, Forbidden

from tests.botapi.asked import updates
from tests.botapi.client import BotApi, ControlRefused, User

pytestmark = pytest.mark.asyncio
YES_NO = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Yes", callback_data="y"), InlineKeyboardButton("No", callback_data="n")]]
)


async def test_a_real_bot_sends_edits_and_sees_a_press(api: BotApi, bot: Bot) -> None:
    amal = api.user(5, language_code="ar")
    await amal.say("/start")
    sent = await bot.send_message(5, "<b>Are you</b> safe?", parse_mode="HTML", reply_markup=YES_NO)
    await amal.press("Yes")
    update = Update.de_json((await updates(api))[-1], bot)
    assert update is not None and update.callback_query is not None
    await update.callback_query.answer("Noted")
    await update.callback_query.edit_message_text("You are safe.")
    screen = await amal.screen()

    assert sent.text == "Are you safe?" and sent.entities[0].type == "bold"
    assert update.callback_query.data == "y"
    assert [shown.text for shown in screen.messages] == ["/start", "You are safe."]
    assert (screen.messages[-1].buttons, screen.toasts, screen.messages[-1].edited) == ([], ["Noted"], True)
    with pytest.raises(ControlRefused, match="404"):
        await amal.press_old(sent.message_id, "y")


async def test_an_edit_that_changes_nothing_or_finds_nothing_is_refused(api: BotApi, bot: Bot) -> None:
    await api.meet(5)
    sent = await bot.send_message(5, "Safe?", reply_markup=YES_NO)

    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_text("Safe?", 5, sent.message_id, reply_markup=YES_NO)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("Safe?", 5, 99)


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"text": " "}, "Bad Request: message text is empty"),
        ({"text": "x" * 4097}, "Bad Request: message is too long"),
        ({"text": "x", "chat_id": 6}, "Bad Request: chat not found"),
        ({"text": "<x>", "parse_mode": "HTML"}, 'entities: Unsupported start tag "x" at byte offset 0'),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "é" * 33}]]}},
            "BUTTON_DATA",
        ),
        ({"text": "x", "reply_markup": '{"inline_keyboard": [[{"text": "a"}]]}'}, "Text buttons are unallowed"),
        ({"text": "x", "reply_parameters": {"message_id": 9}}, "message to be replied not found"),
    ],
)
async def test_a_wrong_message_is_refused(api: BotApi, params: dict[str, object], description: str) -> None:
    await api.meet(5)
    answer = await api.call("sendMessage", **{"chat_id": 5, **params})

    assert (answer["ok"], answer["error_code"]) == (False, 400)
    assert description in answer["description"]
    assert (await api.screen(5)).messages == []


async def test_who_blocked_the_bot_cannot_be_written_to_and_the_bot_is_told(api: BotApi, bot: Bot) -> None:
    amal = api.user(5)
    await amal.say("help")
    await amal.block()

    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(5, "hello")
    assert "my_chat_member" in (await updates(api))[-1]
    await amal.block("deactivated")
    with pytest.raises(Forbidden, match="deactivated"):
        await bot.send_message(5, "hello")


async def test_wrong_tokens_and_unknown_methods_are_told_apart(api: BotApi) -> None:
    assert api.session is not None
    async with api.session.get("/bot9:WRONG/getMe") as answer:
        assert answer.status == 401
    assert await api.call("makeCoffee") == {"ok": False, "error_code": 404, "description": "Not Found"}


async def test_a_big_keyboard_is_pressed_by_saying_its_label(api: BotApi, bot: Bot) -> None:
    amal = api.user(5)
    await amal.say("help")
    await bot.send_message(5, "Where?", reply_markup=ReplyKeyboardMarkup([["In town", "Elsewhere"]]))
    await amal.press("town")

    assert (await amal.screen()).messages[-1].text == "In town"


async def test_a_business_chat_is_apart_from_the_bots_own_and_has_no_big_keyboards(api: BotApi, bot: Bot) -> None:
    await api.connect("bc1")
    amal: User = api.user(5, business="bc1")
    await amal.say("help")
    await bot.send_message(5, "Safe?", reply_markup=YES_NO, business_connection_id="bc1")
    await amal.press("y")

    kinds = [next(name for name in update if name != "update_id") for update in await updates(api)]
    assert kinds == ["business_connection", "business_message", "callback_query"]
    assert (await api.screen(5)).messages == []
    with pytest.raises(BadRequest):
        await bot.send_message(5, "?", reply_markup=ReplyKeyboardMarkup([["a"]]), business_connection_id="bc1")
    await api.push_clock(90_000)
    with pytest.raises(BadRequest):
        await bot.send_message(5, "Still there?", business_connection_id="bc1")


async def test_a_business_chat_tells_the_bot_of_edits_and_deletions_and_the_operators_own_words(api: BotApi) -> None:
    await api.connect("bc1", user=777)
    amal = api.user(5, business="bc1")
    number = await amal.say("help")
    await amal.edit(number, "help us")
    await amal.say("We are coming", operator=True)
    await amal.delete(number)
    got = [orjson.loads(orjson.dumps(update)) for update in await updates(api)][2:]

    assert got[0]["edited_business_message"]["text"] == "help us"
    assert got[1]["business_message"]["from"]["id"] == 777
    assert got[2]["deleted_business_messages"]["message_ids"] == [number]


async def test_a_person_waits_for_words_on_the_screen(api: BotApi, bot: Bot) -> None:
    amal = api.user(5)
    await amal.location(50.95, 1.85)
    waiting = asyncio.create_task(amal.wait_for("safe"))
    await bot.send_message(5, "Are you safe?")

    assert (await waiting).text == "Are you safe?"
    with pytest.raises(AssertionError, match="did not appear"):
        await amal.wait_for("doctor", timeout=0.05)


async def test_commands_are_kept_for_each_language(api: BotApi, bot: Bot) -> None:
    await bot.set_my_commands([("help", "Help")])
    await bot.set_my_commands([("help", "مساعدة")], language_code="ar")
    await bot.set_my_description("What we do", language_code="en")

    assert (await bot.get_my_commands(language_code="ar"))[0].description == "مساعدة"
    assert (await bot.get_my_commands())[0].description == "Help"
    assert len(await api.texts()) == 3
