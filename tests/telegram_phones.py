"""Phones with Telegram: what they do is an update as Telegram gives it, what reaches them a call as Telegram takes it.

The channel's own code reads and writes both, and the tests' own Telegram (tests/botapi) answers it, with Telegram's
rules; only the connection between them is not there. What a phone shows is what that Telegram holds.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from bot.channels.base import Keep, Label
from bot.channels.telegram import Telegram
from bot.clock import PushedClock
from bot.demo_screens import Json, Screens, Shown
from models.messages import BUSINESS, Attachment, Inbound, Outbound
from models.person import ROOM
from tests.botapi import control, people
from tests.botapi.chats import Chat
from tests.phone_account import Phones
from tests.telegram_calls import TOKEN, CallsHere, chats_of, said

FIRST, APART, ROOMS = 5_123_456_001, 1000, -1_001_000_000_000
"""The first person's number; how far apart the numbers of messages in two chats begin; where groups have theirs."""


class TelegramScreens(Screens):
    """What every phone shows: what is in its chats at Telegram."""

    def __init__(self, now: Callable[[], datetime], chats: Callable[[str], list[Chat]]) -> None:
        super().__init__(now)
        self._chats = chats

    def on(self, phone: str) -> list[Shown]:
        """See `Screens.on`."""
        return [_shown(phone, chat, message) for chat in self._chats(phone) for message in chat.messages.values()]


class TelegramPhones(Phones):
    """The test's phones on Telegram."""

    name = "telegram"

    def __init__(
        self, roles: Mapping[str, str], clock: PushedClock, hear: Callable[[str, Outbound, str], None]
    ) -> None:
        super().__init__(roles, clock, hear)
        self._numbers = {
            name: ROOMS - at if role == ROOM else FIRST + at for at, (name, role) in enumerate(roles.items())
        }
        self._names = {number: name for name, number in self._numbers.items()}
        self._calls = CallsHere(clock)
        self.server = self._calls.server
        self._telegram = Telegram(TOKEN, "", calls=self._calls)
        self.account = self._telegram.account
        self.screens = TelegramScreens(clock.now, lambda name: chats_of(self.server, self._numbers[name]))
        self._alone = asyncio.Lock()
        for name in roles:
            self._chat(name)

    def address_of(self, name: str) -> str:
        """See `Phones.address_of`."""
        return str(self._numbers[name])

    def first_of(self, wire_id: str) -> str:
        """Of one in several pieces the last has the buttons."""
        return wire_id.rpartition(" ")[2]

    # --- what leaves ---

    async def listen(self, keep: Keep) -> None:
        """Learns the bot's name first, as `python -m bot run` does: case codes are links with it."""
        await self._telegram.username()
        await super().listen(keep)

    async def send(self, address: str, message: Outbound, *, edits: str = "", content: bytes | None = None) -> str:
        """Through Telegram's own code; the story hears what has arrived, not what was to leave."""
        name = self._names[int(address.rpartition(":")[2])]
        assert address.startswith(BUSINESS) or name not in self.callers, "this phone never wrote to the bot itself"
        async with self._alone:
            self._calls.arrived.clear()
            wire_id = await self._telegram.send(address, message, edits=edits, content=content)
            arrived = [*self._calls.arrived]
        if not message.silent:
            self._hear(name, _heard(message, arrived), edits if wire_id == edits else "")
        return wire_id

    async def delete(self, address: str, wire_id: str) -> None:
        """See `Channel.delete`."""
        if self.removing is not None and address.startswith(BUSINESS):
            await self.removing(self._names[int(address.rpartition(":")[2])], wire_id)
        await self._telegram.delete(address, wire_id)

    async def acknowledge(self, press: str) -> None:
        """See `Channel.acknowledge`."""
        await self._telegram.acknowledge(press)

    async def connection(self, name: str) -> bytes:
        """See `Channel.connection`."""
        return await self._telegram.connection(name)

    async def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        """What getFile gives the way to, without the way."""
        linked = await self._calls.call("getFile", {"file_id": attachment.file_id})
        yield self.server.files.by_path[linked["file_path"]].data or b""

    # --- what comes ---

    def label(self, raw: bytes) -> Label:
        """See `Channel.label`."""
        return self._telegram.label(raw)

    def read(self, raw: bytes) -> Inbound:
        """See `Channel.read`."""
        return self._telegram.read(raw)

    async def post(self, document: Json) -> str:
        """What somebody did becomes the updates that Telegram makes of it, and they are kept."""
        number = self._act(str(document["phone"]), document)
        await self._listening.wait()
        assert self._keep is not None
        for update in list(self.server.queue.pending.values()):
            await self._keep([update.raw])
            self.server.queue.confirm(update)
        return number or uuid4().hex

    async def block(self, phone: str, *, blocked: bool) -> None:
        """See `Demo.block`."""
        await self.post({"phone": phone, "block": blocked})

    def switch(self, phone: str, *, off: bool) -> None:
        """See `Demo.switch`."""
        (self._calls.off.add if off else self._calls.off.discard)(self._numbers[phone])

    def vanish(self, phone: str) -> None:
        """See `Phones.vanish`."""
        self._chat(phone).state = "blocked"

    def _chat(self, name: str, business: str = "") -> Chat:
        """Her chat; no two messages in two chats have the same number, as where one account has them all."""
        chat = self.server.meet(self._numbers[name], business)
        if not chat.last_id:
            begins = 2 * list(self._numbers).index(name) + bool(business) + 1
            chat.last_id = APART * begins
        return chat

    def _act(self, name: str, document: Json) -> str:
        """Does it at Telegram; gives the number of the message, if it is one."""
        if isinstance(told := document.get("connection"), dict):
            rights = dict.fromkeys(told["rights"], True)
            who = {"id": told["id"], "user": self._numbers[name], "is_enabled": told["enabled"], "rights": rights}
            control.connect(self.server, who)
            return ""
        chat = self._chat(name, str(document.get("business", "")))
        ask: dict[str, Any] = {"chat": chat.id, "business": chat.business}
        if "by" in document:
            ask |= {"operator": True, **({"is_from_offline": True} if document.get("automatic") else {})}
        if "press" in document:
            number = int(str(document["message"]))
            room = next(one for one in self.server.chats.values() if number in one.messages)
            people.press(
                self.server,
                {**ask, "chat": room.id, "user": chat.id, "message_id": number, "data": document["press"]},
            )
        elif "edit" in document:
            number = int(str(document["edit"]))
            field = "text" if "text" in chat.messages[number] else "caption"
            people.change(self.server, {**ask, "message_id": number, field: document["text"]})
        elif "delete" in document:
            people.take_back(self.server, {**ask, "message_ids": [int(one) for one in str(document["delete"]).split()]})
        elif "react" in document:
            people.react(self.server, {**ask, "message_id": int(str(document["message"])), "emoji": document["react"]})
        elif "block" in document:
            control.block(self.server, {**ask, "state": "blocked" if document["block"] else "open"})
        else:
            return str(self._write(ask, document)["message_id"])
        return ""

    def _write(self, ask: dict[str, Any], document: Json) -> Any:
        """Somebody sends a text, a file or a place."""
        if "message" in document:
            ask["reply_to"] = int(str(document["message"]))
        if isinstance(place := document.get("place"), dict):
            return people.locate(self.server, {**ask, **place})
        if not isinstance(file := document.get("file"), dict):
            return people.say(self.server, {**ask, "text": document["text"]})
        kind = str(file["kind"])
        ask["data"] = base64.b64encode(self.screens.files[str(file["file_id"])].content)
        if document.get("text"):
            ask["caption"] = document["text"]
        if document.get("album"):
            ask["media_group_id"] = document["album"]
        if kind not in ("photo", "voice"):
            ask |= {"file_name": file["name"], "mime_type": file["mime"]}
        return people.send_file(self.server, ask, kind)


def _shown(phone: str, chat: Chat, message: dict[str, Any]) -> Shown:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return Shown(
        id=str(message["message_id"]),
        phone=phone,
        at=datetime.fromtimestamp(message["date"], UTC).isoformat(),
        mine=message["from"]["id"] == chat.id,
        text=said(message),
        rows=tuple(tuple({"label": one["text"], "option": one["callback_data"]} for one in row) for row in rows),
        edited="edit_date" in message,
    )


def _heard(message: Outbound, arrived: list[dict[str, Any]]) -> Outbound:
    """What was sent with the words and the buttons that have arrived; nothing arrives where nothing has changed."""
    if not arrived:
        return message
    keys = arrived[-1].get("reply_markup", {}).get("inline_keyboard", [])
    shown = {key["callback_data"]: key["text"] for row in keys for key in row}
    kept = ([one for one in row if one.option in shown] for row in message.rows)
    rows = tuple(tuple(one._replace(label=shown[one.option]) for one in row) for row in kept)
    return replace(message, text="\n".join(filter(None, map(said, arrived))), rows=rows)
