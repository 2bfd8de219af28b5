"""The Bot API server for tests keeps Telegram's limits, and fails as it is told to."""

import asyncio
import time

import pytest
from telegram import Bot
from telegram.error import NetworkError

from tests.botapi.client import BotApi

pytestmark = pytest.mark.asyncio


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
