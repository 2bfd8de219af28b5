"""The Bot API server for tests keeps Telegram's rules: python -m pytest tests/test_botapi.py."""

import asyncio
import time
from collections.abc import AsyncIterator

import orjson
import pytest
import pytest_asyncio
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, ReplyKeyboardMarkup, Update
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError

from tests.botapi.client import BotApi, ControlRefused, User

pytestmark = pytest.mark.asyncio

YES_NO = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Yes", callback_data="y"), InlineKeyboardButton("No", callback_data="n")]]
)


@pytest_asyncio.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    """python-telegram-bot's own Bot, talking to the server."""
    async with Bot(api.token, base_url=api.base_url, base_file_url=api.base_file_url) as bot:
        yield bot


async def updates(api: BotApi, **params: object) -> list[dict[str, object]]:
    """What getUpdates gives."""
    got = await api.call("getUpdates", **params)
    assert got["ok"], got
    result: list[dict[str, object]] = got["result"]
    return result


async def ids(api: BotApi, **params: object) -> list[object]:
    """The update ids getUpdates gives."""
    return [update["update_id"] for update in await updates(api, **params)]


async def polled(api: BotApi, times: int) -> None:
    """Wait until so many getUpdates have reached the server."""
    while (await api.fates()).polls < times:
        await asyncio.sleep(0.02)


# --- polling ---


async def test_an_update_is_given_again_until_a_higher_offset_confirms_it(api: BotApi) -> None:
    await api.user(5).say("help")

    assert await ids(api) == [1001]
    assert await ids(api, offset=1001) == [1001]
    assert await api.confirmed() == []
    assert await ids(api, offset=1002) == []
    assert await api.confirmed() == [1001]


async def test_a_negative_offset_forgets_all_but_the_last(api: BotApi) -> None:
    await api.push({"message": {}}, {"message": {}}, {"message": {}})

    assert await ids(api, offset=-1) == [1003]
    assert (await api.fates()).forgotten == [1001, 1002]


async def test_a_long_poll_answers_as_soon_as_somebody_writes(api: BotApi) -> None:
    poll = asyncio.create_task(ids(api, timeout=20))
    await polled(api, 1)
    assert not poll.done()
    await api.user(5).say("help")

    assert await asyncio.wait_for(poll, 2) == [1001]


async def test_a_second_poll_ends_the_first_with_a_conflict(api: BotApi) -> None:
    first = asyncio.create_task(api.call("getUpdates", timeout=20))
    await polled(api, 1)
    second = asyncio.create_task(ids(api, timeout=20))
    await polled(api, 2)
    ended = await asyncio.wait_for(first, 2)
    await api.user(5).say("help")

    assert ended["error_code"] == 409
    assert ended["description"].startswith("Conflict: terminated by other getUpdates request; make sure")
    assert await second == [1001]


async def test_polling_is_refused_while_a_webhook_is_set(api: BotApi) -> None:
    await api.call("setWebhook", url="http://127.0.0.1:9/hook")

    assert (await api.call("getUpdates"))["error_code"] == 409
    await api.call("deleteWebhook")
    assert await ids(api) == []


async def test_reactions_are_only_queued_once_asked_for_and_the_wish_is_kept(api: BotApi) -> None:
    amal = api.user(5)
    number = await amal.say("help")
    await amal.react(number, "👍")
    assert await ids(api, allowed_updates=["message", "message_reaction"]) == [1001]
    await amal.react(number, "❤")

    assert await ids(api) == [1001, 1002]
    assert (await api.fates()).not_allowed == 1


async def test_updates_older_than_a_day_are_lost(api: BotApi) -> None:
    await api.user(5).say("old")
    await api.push_clock(86_300)
    await api.user(5).say("new")
    await api.push_clock(200)

    assert await ids(api) == [1002]
    assert (await api.fates()).lost == [1001]


async def test_an_offset_far_above_restarted_numbers_confirms_nothing(api: BotApi) -> None:
    await api.push({"update_id": 900_000, "message": {}})
    await ids(api, offset=900_001)
    await api.push({"update_id": 7, "message": {}})

    assert await ids(api, offset=900_001) == [7]
    assert await api.pending() == [7]


async def test_raw_texts_reach_the_bot_as_they_are(api: BotApi) -> None:
    await api.push('{"message": {"location": {"latitude": 1.0}}, "x": 1e999}')
    assert api.session is not None
    async with api.session.get(f"/bot{api.token}/getUpdates?limit=1") as answer:
        text = await answer.text()

    assert '{"update_id":1001,"message": {"location": {"latitude": 1.0}}, "x": 1e999}' in text


async def test_the_server_ends_when_whoever_started_it_is_gone() -> None:
    async with BotApi() as own:
        assert own.process is not None and own.process.stdin is not None
        own.process.stdin.close()

        assert await asyncio.to_thread(own.process.wait, 5) == 0


# --- webhook ---


class Hook:
    """A bot's webhook: answers as told, then 200, and remembers what it got."""

    def __init__(self, *answers: web.Response) -> None:
        self.answers = list(answers)
        self.got: list[tuple[float, dict[str, object], str]] = []
        self.at_once = self.most_at_once = 0
        self.slow = 0.0

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        self.got.append((time.monotonic(), orjson.loads(await request.read()), secret))
        await asyncio.sleep(self.slow)
        self.at_once -= 1
        return self.answers.pop(0) if self.answers else web.Response()

    async def __aenter__(self) -> str:
        self.runner = web.ServerRunner(web.Server(self))
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self.runner.addresses[0][1]}/hook"

    async def __aexit__(self, *_: object) -> None:
        await self.runner.cleanup()


async def settled(api: BotApi) -> None:
    """Wait until nothing is pending."""
    for _ in range(300):
        if not await api.pending():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("updates still pending")


async def test_only_a_good_answer_of_the_webhook_confirms_and_the_chat_waits_in_order(api: BotApi) -> None:
    hook = Hook(web.Response(status=500), web.Response(status=503, headers={"Retry-After": "1"}))
    async with hook as url:
        await api.call("setWebhook", url=url, secret_token="s3cret")
        await api.push({"message": {"chat": {"id": 5}}}, {"message": {"chat": {"id": 5}}})
        await settled(api)

    assert [update["update_id"] for _, update, _ in hook.got] == [1001, 1001, 1001, 1002]
    assert {"s3cret"} == {secret for _, _, secret in hook.got}
    # Only lower bounds: a busy machine makes every wait longer.
    assert hook.got[1][0] - hook.got[0][0] > 0.15
    assert hook.got[2][0] - hook.got[1][0] > 0.95
    assert await api.confirmed() == [1001, 1002]


async def test_a_webhook_gets_different_chats_at_once_up_to_max_connections(api: BotApi) -> None:
    hook = Hook()
    hook.slow = 0.1
    async with hook as url:
        await api.call("setWebhook", url=url, max_connections=3)
        await api.push(*[{"message": {"chat": {"id": chat}}} for chat in (1, 2, 3, 4, 5, 1)])
        await settled(api)

    assert hook.most_at_once == 3
    assert len(hook.got) == 6


async def test_webhook_info_tells_what_went_wrong(api: BotApi) -> None:
    async with Hook(*[web.Response(status=500) for _ in range(9)]) as url:
        await api.call("setWebhook", url=url)
        await api.user(5).say("help")
        info: dict[str, object] = {}
        while "last_error_message" not in info:
            await asyncio.sleep(0.02)
            info = (await api.call("getWebhookInfo"))["result"]
        await api.call("deleteWebhook", drop_pending_updates=True)

    assert (info["pending_update_count"], info["max_connections"]) == (1, 40)
    assert str(info["last_error_message"]).startswith("Wrong response from the webhook: 500")
    assert (await api.fates()).forgotten == [1001]


# --- sending and editing ---


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


# --- files ---


async def test_a_photo_somebody_sent_can_be_downloaded(api: BotApi, bot: Bot) -> None:
    picture = bytes(range(256)) * 4000
    await api.user(5).photo(picture, caption="My house")
    update = Update.de_json((await updates(api))[0], bot)
    assert update is not None and update.message is not None
    file = await update.message.photo[-1].get_file()

    assert picture == bytes(await file.download_as_bytearray())
    assert update.message.caption == "My house"


async def test_a_big_or_expired_file_cannot_be_fetched(api: BotApi, bot: Bot) -> None:
    big, old = await api.file(size=21 * 1024 * 1024), await api.file(b"abc", expired=True)

    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(big)
    with pytest.raises(BadRequest, match="temporarily unavailable"):
        await bot.get_file(old)


async def test_a_download_can_break_off_or_be_missing_once(api: BotApi, bot: Bot) -> None:
    file = await bot.get_file(await api.file(b"x" * 100_000))
    await api.fault("cut", "file", times=1)
    await api.fault("not_found", "file", times=1)

    with pytest.raises(NetworkError):
        await file.download_as_bytearray()
    # That is what python-telegram-bot makes of every 404.
    with pytest.raises(InvalidToken):
        await file.download_as_bytearray()
    assert len(await file.download_as_bytearray()) == 100_000


async def test_uploads_are_noted_with_their_size_and_albums_belong_together(api: BotApi, bot: Bot) -> None:
    await api.meet(5)
    await bot.send_voice(5, b"OggS" * 1_000_000, caption="Listen")
    album = await bot.send_media_group(5, [InputMediaPhoto(b"one"), InputMediaPhoto(b"two!", caption="Two")])
    voice, group = await api.sent(5)

    assert ([file["size"] for file in voice.files.values()], voice.params["caption"]) == ([4_000_000], "Listen")
    assert sorted(file["size"] for file in group.files.values()) == [3, 4]
    assert group.result == [2, 3]
    assert len({message.media_group_id for message in album}) == 1


# --- limits and faults ---


async def test_limits_when_on_refuse_the_fourth_message_in_a_burst_and_the_twenty_first_to_a_group(
    api: BotApi,
) -> None:
    await api.meet(5)
    await api.meet(-100, title="Desk")
    # A slow refill, so that a busy machine does not let the fourth one through.
    await api.limits(chat_rate=0.05)
    private = [await api.call("sendMessage", chat_id=5, text="x") for _ in range(4)]
    await api.push_clock(2)
    group = [await api.call("sendMessage", chat_id=-100, text="x") for _ in range(21)]

    assert [answer["ok"] for answer in private] == [True, True, True, False]
    after = private[-1]["parameters"]["retry_after"]
    assert 10 < after <= 20
    assert private[-1]["description"] == f"Too Many Requests: retry after {after}"
    assert [answer["ok"] for answer in group] == [True] * 20 + [False]
    assert 55 < group[-1]["parameters"]["retry_after"] <= 60


async def test_a_lost_answer_leaves_the_message_in_the_chat(api: BotApi, bot: Bot) -> None:
    await api.meet(5)
    await api.fault("lose_answer", "sendMessage", chat=5, times=1)
    await api.fault("drop", "sendMessage", times=1)

    with pytest.raises(NetworkError):
        await bot.send_message(5, "one")
    with pytest.raises(NetworkError):
        await bot.send_message(5, "two")
    await bot.send_message(5, "three")
    assert [shown.text for shown in (await api.screen(5)).messages] == ["one", "three"]
    assert [call.outcome for call in await api.sent(5)] == ["lost", "dropped", "ok"]


async def test_faults_follow_their_rules(api: BotApi, bot: Bot) -> None:
    await api.meet(5)
    await api.fault("throttled", ["sendMessage"], after=1, times=1, retry_after=7)
    await bot.send_message(5, "fine")
    # Not with the Bot: its RetryAfter warns about its own future on being made.
    refused = await api.call("sendMessage", chat_id=5, text="too soon")
    assert (refused["error_code"], refused["parameters"]) == (429, {"retry_after": 7})
    await api.no_faults()
    await api.fault("bad_gateway", chance=0.5, seed=3)
    outcomes = [call.outcome for _ in range(20) if not await try_to(bot) for call in (await api.sent())[-1:]]

    assert 2 < len(outcomes) < 18 and {"502"} == set(outcomes)
    await api.no_faults()
    await api.fault("migrate", times=1, to_chat=-1001)
    answer = await api.call("sendMessage", chat_id=5, text="x")
    assert answer["parameters"] == {"migrate_to_chat_id": -1001}


async def try_to(bot: Bot) -> bool:
    """Whether a send works."""
    try:
        await bot.send_message(5, "x")
    except NetworkError:
        return False
    return True


async def test_a_thousand_messages_at_once_are_all_numbered(api: BotApi) -> None:
    await api.meet(5)
    assert api.session is not None
    session, data = api.session, {"chat_id": "5", "text": "Are you safe?"}

    async def some() -> None:
        for _ in range(50):
            async with session.post(f"/bot{api.token}/sendMessage", data=data) as answer:
                assert answer.status == 200

    began = time.monotonic()
    await asyncio.gather(*[some() for _ in range(20)])

    # Under a second on a quiet machine; the slack is for busy ones.
    assert time.monotonic() - began < 30
    assert (await api.screen(5)).messages[-1].message_id == 1000
