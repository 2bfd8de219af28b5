"""A Telegram just big enough to be walked over, cheap enough not to be what is measured.

tests/botapi answers some 5,000 calls in a second of its own CPU time and would be the limit; this one lives in the
process of the simulated people. It knows nothing of errors: the tests use tests/botapi.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_plus

import orjson

ME = {"id": 123, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
SHOWN = (b"sendMessage", b"editMessageText")
Heard = Callable[[int, str, list[str], bool], None]
"""Told of every message shown: chat, text, what its buttons carry, whether it is an edit."""


class Messenger:
    """Takes calls of one bot and gives it updates by long polling."""

    def __init__(self, heard: Heard) -> None:
        self.heard = heard
        self.port = 0
        self.calls = 0
        self._number = 0
        self._updates: deque[tuple[int, bytes]] = deque()
        self._polls: list[_Wire] = []
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        """Where the bot finds it."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Listens on a free port."""
        self._server = await asyncio.get_running_loop().create_server(lambda: _Wire(self), "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    def close(self) -> None:
        """Listens no more."""
        if self._server is not None:
            self._server.close()

    def push(self, kind: str, body: dict[str, Any]) -> None:
        """Something that a person did; a waiting poll gets it at once, with what comes in the same turn of the loop."""
        self._number += 1
        self._updates.append((self._number, orjson.dumps({"update_id": self._number, kind: body})))
        if self._polls:
            asyncio.get_running_loop().call_soon(self._answer_polls)

    def answer(self, wire: _Wire, method: bytes, body: bytes) -> None:
        """One call of the bot."""
        if method == b"getUpdates":
            offset = int(_fields(body).get("offset", 0) or 0)
            while self._updates and self._updates[0][0] < offset:
                self._updates.popleft()
            self._polls.append(wire)
            if self._updates:
                self._answer_polls()
            return
        self.calls += 1
        if method in SHOWN:
            self._show(wire, method, _fields(body))
        elif method == b"getMe":
            wire.reply(orjson.dumps(ME))
        else:
            wire.reply(b"true")

    def _show(self, wire: _Wire, method: bytes, said: dict[str, Any]) -> None:
        chat, text = int(said["chat_id"]), str(said["text"])
        markup = said.get("reply_markup") or {}
        markup = orjson.loads(markup) if isinstance(markup, str) else markup
        buttons = [one["callback_data"] for row in markup.get("inline_keyboard", ()) for one in row]
        self._number += 1
        shown: dict[str, Any] = {"message_id": self._number, "from": ME, "date": int(time.time()), "text": text}
        shown["chat"] = {"id": chat, "type": "private", "first_name": "Amal"}
        if buttons:
            shown["reply_markup"] = markup
        wire.reply(orjson.dumps(shown))
        self.heard(chat, text, buttons, method != b"sendMessage")

    def _answer_polls(self) -> None:
        if not self._updates or not self._polls:
            return
        polls, self._polls = self._polls, []
        batch = b",".join(raw for _number, raw in list(self._updates)[:100])
        polls[-1].reply(b"[" + batch + b"]")


def _fields(body: bytes) -> dict[str, Any]:
    """The parameters of a call, as JSON or as a form."""
    if body[:1] == b"{":
        found: dict[str, Any] = orjson.loads(body)
        return found
    pairs = (part.partition("=") for part in body.decode().split("&") if part)
    return {name: unquote_plus(value) for name, _equals, value in pairs}


class _Wire(asyncio.Protocol):
    """One HTTP/1.1 connection: as much of it as the two bots speak."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger, self._buffer = messenger, b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, error: Exception | None) -> None:
        self._transport = None
        if self in self._messenger._polls:
            self._messenger._polls.remove(self)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end].lower()
            at = head.find(b"content-length:")
            length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if len(self._buffer) < end + 4 + length:
                return
            path = self._buffer.split(b" ", 2)[1]
            body, self._buffer = self._buffer[end + 4 : end + 4 + length], self._buffer[end + 4 + length :]
            self._messenger.answer(self, path.rpartition(b"/")[2], body)

    def reply(self, result: bytes) -> None:
        """Answers the call that came in on this connection."""
        body = b'{"ok":true,"result":' + result + b"}"
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
        if self._transport is not None:
            self._transport.write(head + body)
