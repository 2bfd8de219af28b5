"""The Bot API server for tests keeps Telegram's rules of polling."""

import asyncio

import pytest

from tests.botapi.asked import ids, polled
from tests.botapi.client import BotApi

pytestmark = pytest.mark.asyncio


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
