"""The Bot API server of the tests in this very process: the bot's calls reach it without a connection."""

from __future__ import annotations

from typing import Any

import orjson

from bot.channels.telegram_calls import Calls, _result
from bot.channels.telegram_updates import ALLOWED
from bot.channels.upload import Upload
from bot.clock import PushedClock
from tests.botapi import wire
from tests.botapi.chats import Chat
from tests.botapi.clock import Clock
from tests.botapi.methods import METHODS
from tests.botapi.world import World

TOKEN = "7001:TEST"
Json = dict[str, Any]


class StoryClock(Clock):
    """The server's clock goes as the story's."""

    def __init__(self, clock: PushedClock) -> None:
        super().__init__()
        self._clock = clock

    def now(self) -> float:
        """See `Clock.now`."""
        return self._clock.now().timestamp()

    def today(self) -> int:
        """See `Clock.today`."""
        return int(self.now())


class CallsHere(Calls):
    """Answers as Telegram does; writes down what has changed on a screen since `arrived` was cleared."""

    def __init__(self, clock: PushedClock) -> None:
        super().__init__(TOKEN, "http://nowhere.invalid")
        self.server = World(TOKEN, StoryClock(clock))
        self.server.queue.allow(list(ALLOWED))
        self.off: set[int] = set()
        """These chats answer with what no Telegram says."""
        self.arrived: list[Json] = []

    async def call(self, method: str, body: Json) -> Any:
        """See `Calls.call`."""
        if body.get("chat_id") in self.off:
            return _result(502, b"<html>Bad Gateway</html>")
        given = {name: value for name, value in body.items() if not isinstance(value, Upload)}
        files = {
            name: wire.Upload(value.name, value.mime, value.content)
            for name, value in body.items()
            if isinstance(value, Upload)
        }
        try:
            done = METHODS[method](self.server, wire.Call(method, orjson.loads(orjson.dumps(given)), files))
        except wire.Refused as why:
            no = {"ok": False, "error_code": why.code, "description": why.description}
            return _result(why.code, orjson.dumps({**no, "parameters": why.parameters or {}}))
        if isinstance(done, dict) and "message_id" in done:
            _check_links(done)
            self.arrived.append(done)
        return _result(200, orjson.dumps({"ok": True, "result": done}))


def said(message: Json) -> str:
    """The words of a message, or below its file."""
    return str(message.get("text") or message.get("caption") or "")


def chats_of(server: World, number: int) -> list[Chat]:
    """A person's chat with the bot, and those with the phone's own account."""
    return [chat for chat in server.chats.values() if chat.id == number]


def _check_links(message: Json) -> None:
    """A link lies under just the letters that it opens."""
    words = said(message).encode("utf-16-le")
    for link in [*message.get("entities", ()), *message.get("caption_entities", ())]:
        there = words[2 * link["offset"] : 2 * (link["offset"] + link["length"])].decode("utf-16-le")
        assert link["url"].endswith(f"?start={there}"), link
