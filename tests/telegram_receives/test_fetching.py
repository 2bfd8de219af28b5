"""How updates are fetched: kept first, confirmed then."""

from __future__ import annotations

import pytest

from bot.channels.telegram_updates import ALLOWED
from tests.botapi.client import BotApi
from tests.loopback import until
from tests.telegram_receives.receiving import AMAL, MESSAGE, WORD, Kept, confirmed, fetching, listening, polled


@pytest.mark.asyncio
async def test_nothing_is_confirmed_before_it_is_kept(api: BotApi) -> None:
    kept = Kept()
    kept.gate.clear()
    async with listening(fetching(api.url), kept):
        await api.user(AMAL).say(WORD)
        await until(lambda: kept.tries == 1)
        assert (await api.confirmed(), await api.pending()) == ([], [1001])
        kept.gate.set()
        await until(confirmed(api, [1001]))
    assert kept.texts == [WORD]


@pytest.mark.asyncio
async def test_what_could_not_be_kept_stays_at_telegram_and_is_fetched_again(api: BotApi) -> None:
    kept = Kept(breaks=2)
    for text in ("one", "two"):
        await api.user(AMAL).say(text)
    async with listening(fetching(api.url, pause_s=0.2), kept) as telegram:
        await until(lambda: kept.tries == 1)
        await until(lambda: telegram.trouble)
        assert telegram.trouble == "messages cannot be kept (OSError)"
        assert (await api.confirmed(), await api.pending()) == ([], [1001, 1002])
        await until(confirmed(api, [1001, 1002]))
        assert telegram.trouble == ""
    assert kept.texts == ["one", "two"]


@pytest.mark.asyncio
async def test_more_than_a_hundred_waiting_messages_all_come_in_order(api: BotApi) -> None:
    kept = Kept()
    await api.push(*({"message": {**MESSAGE, "text": str(number)}} for number in range(250)))
    async with listening(fetching(api.url), kept):
        await until(confirmed(api, list(range(1001, 1251))))
    assert [len(batch) for batch in kept.batches] == [100, 100, 50]
    assert kept.texts == [str(number) for number in range(250)]


@pytest.mark.asyncio
async def test_every_kind_of_update_that_we_read_is_asked_for(api: BotApi) -> None:
    kept = Kept()
    async with listening(fetching(api.url), kept):
        await until(polled(api, 1))
        info = (await api.call("getWebhookInfo"))["result"]
        assert info["allowed_updates"] == list(ALLOWED)
        await api.user(AMAL).react(await api.user(AMAL).say("help"), "👍")
        await until(lambda: len(kept.updates) == 2)
    assert "message_reaction" in kept.updates[1]


@pytest.mark.asyncio
async def test_a_webhook_in_the_way_is_removed_and_nothing_is_dropped(api: BotApi) -> None:
    kept = Kept()
    await api.call("setWebhook", url="http://127.0.0.1:9/somebody-else")
    await api.user(AMAL).say(WORD)
    async with listening(fetching(api.url), kept) as telegram:
        await until(lambda: kept.texts == [WORD])
        await until(confirmed(api, [1001]))
        assert telegram.trouble == ""
    assert ((await api.fates()).forgotten, (await api.call("getWebhookInfo"))["result"]["url"]) == ([], "")


@pytest.mark.asyncio
async def test_numbers_that_begin_anew_after_a_quiet_week_are_received(api: BotApi) -> None:
    kept = Kept()
    async with listening(fetching(api.url), kept):
        for number, text in ((900_000, "before"), (17, "after"), (18, "again"), (5_000_000, "higher")):
            await api.push({"update_id": number, "message": {**MESSAGE, "text": text}})
            await until(lambda text=text: text in kept.texts)
        await until(confirmed(api, [900_000, 17, 18, 5_000_000]))


@pytest.mark.asyncio
async def test_one_message_with_half_a_surrogate_pair_stops_nobody(api: BotApi) -> None:
    kept = Kept()
    half = '{"message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "help \\ud83d"}}'
    await api.push(half, {"message": {"text": "next"}})
    async with listening(fetching(api.url), kept):
        await until(confirmed(api, [1001, 1002]))
    assert kept.texts == ["help ?", "next"]
