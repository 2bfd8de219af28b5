"""Short calls over HTTP/1.1: a JSON body out, status and body back, on connections that are kept.

Every update is answered by two such calls. The library for files (aiohttp) costs a fifth of a millisecond a
call, more than all of the database; this costs a fourth of that. The parser is httptools', TLS is asyncio's.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from functools import cached_property, lru_cache
from http import HTTPStatus
from typing import NamedTuple, cast
from urllib.parse import urlsplit

import httptools

IDLE_S = 15.0
"""A connection that was quiet for longer is not used again: the other side may be about to close it."""
CONNECT_S = 10.0
NEXT_ADDRESS_S = 0.25
"""A host may have an address that leads nowhere (often IPv6): the next one is tried beside it (RFC 8305)."""
LIMIT = 64
MEASURES = (b"content-length", b"transfer-encoding")
"""An answer without one of these ends where its connection does (RFC 9112, 6.3)."""


class NoAnswer(Exception):
    """The connection could not be made, or ended before the answer did. Holds no address: that has the token in it."""


class _Place(NamedTuple):
    """Where a call goes to, and how its request begins."""

    host: str
    port: int
    tls: bool
    head: bytes


@lru_cache(maxsize=256)
def _place(url: str) -> _Place:
    parts = urlsplit(url)
    tls = parts.scheme == "https"
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    host = parts.netloc.rpartition("@")[2]
    head = f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: "
    return _Place(parts.hostname or "", parts.port or (443 if tls else 80), tls, head.encode())


class ShortCalls:
    """Connections made when they are needed, at most `LIMIT` at a time."""

    def __init__(self) -> None:
        self._idle: dict[tuple[str, int], list[_Connection]] = {}
        self._places = asyncio.Semaphore(LIMIT)

    async def post(self, url: str, body: bytes, answer_s: float) -> tuple[int, bytes]:
        """One call, whose answer may take so long. Raises `NoAnswer` and `TimeoutError`."""
        place = _place(url)
        idle = self._idle.setdefault((place.host, place.port), [])
        async with self._places:
            connection = _take(idle) or await self._connect(place)
            try:
                answer = await connection.ask(b"%b%d\r\n\r\n%b" % (place.head, len(body), body), answer_s)
            except BaseException:
                connection.close()
                raise
        if connection.usable:
            idle.append(connection)
        return answer

    def close(self) -> None:
        """Closes every connection that is not in use."""
        for idle in self._idle.values():
            while idle:
                idle.pop().close()

    async def _connect(self, place: _Place) -> _Connection:
        loop, context = asyncio.get_running_loop(), self._context if place.tls else None
        try:
            async with asyncio.timeout(CONNECT_S):
                _transport, connection = await loop.create_connection(
                    _Connection, place.host, place.port, ssl=context, happy_eyeballs_delay=NEXT_ADDRESS_S
                )
        except OSError as error:
            raise NoAnswer(type(error).__name__) from None
        return connection

    @cached_property
    def _context(self) -> ssl.SSLContext:
        return ssl.create_default_context()


def _take(idle: list[_Connection]) -> _Connection | None:
    while idle:
        connection = idle.pop()
        if connection.usable and time.monotonic() - connection.used_at < IDLE_S:
            return connection
        connection.close()
    return None


class _Connection(asyncio.Protocol):
    """One connection, with one question at a time."""

    def __init__(self) -> None:
        self.usable = False
        self.used_at = time.monotonic()
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._pieces: list[bytes] = []
        self._measured = self._ends_with_connection = False

    async def ask(self, request: bytes, answer_s: float) -> tuple[int, bytes]:
        """Sends it and waits so long for the answer. Raises `NoAnswer` and `TimeoutError`."""
        if self._transport is None or self._transport.is_closing():
            raise NoAnswer("closed")
        loop = asyncio.get_running_loop()
        self.usable, self._answer = False, loop.create_future()
        patience = loop.call_later(answer_s, self._too_late)
        self._transport.write(request)
        try:
            return await self._answer
        finally:
            patience.cancel()

    def _too_late(self) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(TimeoutError())

    def close(self) -> None:
        """Ends it."""
        self.usable = False
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See `asyncio.Protocol`."""
        self._transport, self.usable = cast(asyncio.Transport, transport), True

    def data_received(self, data: bytes) -> None:
        """See `asyncio.Protocol`."""
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            self._end(type(error).__name__)

    def connection_lost(self, error: Exception | None) -> None:
        """See `asyncio.Protocol`."""
        if error is None and self._ends_with_connection:
            self.on_message_complete()
        self._end(type(error).__name__ if error else "closed")

    def on_message_begin(self) -> None:
        """Called by the parser."""
        self._pieces, self._measured = [], False
        if self._answer is None or self._answer.done():
            # Something that nobody asked for: what comes next would be taken for the answer to another question.
            self.close()

    def on_header(self, name: bytes, _value: bytes) -> None:
        """Called by the parser."""
        self._measured |= name.lower() in MEASURES

    def on_headers_complete(self) -> None:
        """Called by the parser."""
        self._ends_with_connection = not self._measured and self._parser.get_status_code() >= HTTPStatus.OK

    def on_body(self, piece: bytes) -> None:
        """Called by the parser."""
        self._pieces.append(piece)

    def on_message_complete(self) -> None:
        """Called by the parser."""
        self._ends_with_connection = False
        status = self._parser.get_status_code()
        # Below 200 it is only a word on the way ("100 Continue"); who has stopped waiting takes no answer.
        if status < HTTPStatus.OK or self._answer is None or self._answer.done():
            return
        self.usable, self.used_at = self._parser.should_keep_alive(), time.monotonic()
        self._answer.set_result((status, b"".join(self._pieces)))

    def _end(self, why: str) -> None:
        self.close()
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(NoAnswer(why))
