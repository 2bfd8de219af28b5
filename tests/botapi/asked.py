"""What a bot gets when it asks for updates."""

import asyncio

from tests.botapi.client import BotApi


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
