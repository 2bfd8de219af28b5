"""A phone with Telegram, served by the tests' own Bot API server."""

from __future__ import annotations

from collections.abc import Mapping

from bot.channels.base import Channel
from bot.channels.telegram import Telegram
from tests.botapi.client import BotApi
from tests.conformance.phone import Seen

TOKEN, CHAT = "123:TEST", 5123456789
TOO_BIG = 21_000_000
"""Telegram: a bot can fetch 20 MB."""
FILES = ("photo", "voice", "audio", "video", "document")


class TelegramPhone:
    """A phone with Telegram."""

    address = str(CHAT)
    lacks: Mapping[str, str] = {"deletion": "Telegram tells a bot nothing of what is deleted"}

    def __init__(self, api: BotApi) -> None:
        self._api, self._user = api, api.user(CHAT)
        self._last = 0
        self.channel: Channel = self.anew()

    async def shown(self) -> list[Seen]:
        screen = await self._user.screen()
        calls = {one.result: one for one in await self._api.sent(CHAT)}
        sent = {number: one for number, one in calls.items() if one.files}
        texts = {one.message_id: one.text for one in screen.messages}
        found = []
        for one in screen.messages:
            labels = tuple(button.text for row in one.buttons for button in row)
            files = sent[one.message_id].files if one.message_id in sent else {}
            digest = next((str(file["sha256"]) for file in files.values()), "")
            reply = calls[one.message_id].params.get("reply_parameters", {}) if one.message_id in calls else {}
            under = texts.get(int(reply.get("message_id") or 0), "")
            found += [Seen(one.text, labels, digest, under)] if one.from_bot else []
        return found

    async def says(self, text: str) -> None:
        self._last = await self._user.say(text)

    async def sends(self, kind: str, content: bytes, *, album: str = "") -> None:
        await self._user.send(kind, content, **({"media_group_id": album} if album else {}))

    async def sends_too_much(self) -> None:
        await self._user.send("video", size=TOO_BIG)

    async def edits(self, text: str) -> None:
        await self._user.edit(self._last, text)

    async def deletes(self) -> None:
        raise NotImplementedError

    async def does_something_strange(self) -> None:
        chat = {"id": CHAT, "type": "private"}
        await self._api.push({"message": {"message_id": 77, "date": 1, "chat": chat, "dance": {"kind": "waltz"}}})

    async def blocks(self) -> None:
        await self._user.block()

    async def throttle(self, seconds: int) -> None:
        await self._api.fault("throttled", times=1, retry_after=seconds, chat=CHAT)

    def anew(self) -> Channel:
        return Telegram(TOKEN, self._api.url, pause_s=0.05)
