"""Calls to the Bot API: one token, one server, and what each failing means to us.

A call without files is one JSON document on a connection that is kept; one with a file is a form, streamed. Errors of
the libraries below name the address they went to, and that has the token in it: none of them is passed on or chained.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import aiohttp
import orjson

from bot.channels.base import Blocked, Moved, Refused, SendFailed, Throttled, Unreachable
from bot.channels.short_calls import CONNECT_S, NoAnswer, ShortCalls

READ_S = 20.0
CONNECTIONS = 64
SLOWEST = 50_000
"""Bytes a second: a file has longer to leave, for the wait for an answer begins while it is still leaving."""
GONE_CHATS = ("chat not found", "user is deactivated", "bot was kicked", "peer_id_invalid")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that leaves with a call."""

    content: bytes
    name: str
    mime: str


class Calls:
    """One bot on a Bot API server. An answer may take `read_s` seconds."""

    def __init__(self, token: str, api_url: str, read_s: float = READ_S) -> None:
        self._token, self._api, self._read_s = token, api_url, read_s
        self._short = ShortCalls()
        self._session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The connections of this event loop for what is not a short call."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONNECTIONS))
        return self._session

    def method_url(self, method: str) -> str:
        """Where a method is; holds the token, so it may be shown to nobody."""
        return f"{self._api}/bot{self._token}/{method}"

    def file_url(self, path: str) -> str:
        """Where a file is; holds the token, so it may be shown to nobody."""
        return f"{self._api}/file/bot{self._token}/{path}"

    async def call(self, method: str, body: Json) -> Any:
        """Calls Telegram; gives what it answers. Raises one of `SendFailed`."""
        try:
            if any(isinstance(value, Upload) for value in body.values()):
                status, payload = await self._upload(method, body)
            else:
                status, payload = await self._short.post(self.method_url(method), orjson.dumps(body), self._read_s)
        except TimeoutError:
            raise Unreachable("no answer in time") from None
        except (NoAnswer, aiohttp.ClientError, OSError) as error:
            raise Unreachable(type(error).__name__) from None
        return _result(status, payload)

    async def quietly(self, method: str, body: Json) -> str:
        """Calls Telegram where failing is not the end; gives why it failed, or nothing."""
        try:
            await self.call(method, body)
        except SendFailed as error:
            return error.why or type(error).__name__
        return ""

    async def close(self) -> None:
        """Lets go of connections."""
        self._short.close()
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _upload(self, method: str, body: Json) -> tuple[int, bytes]:
        # Names of files leave as they are: quoted, an Arabic one would arrive as a row of percent signs.
        form, size = aiohttp.FormData(quote_fields=False), 0
        for name, value in body.items():
            if isinstance(value, Upload):
                # As a stream: large bytes in one piece would hold everything else up while they leave.
                form.add_field(name, io.BytesIO(value.content), filename=value.name, content_type=value.mime)
                size += len(value.content)
            else:
                form.add_field(name, value if isinstance(value, str) else orjson.dumps(value).decode())
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_S, sock_read=self._read_s + size / SLOWEST)
        url = self.method_url(method)
        async with self.session.post(url, data=form, timeout=timeout, allow_redirects=False) as answer:
            return answer.status, await answer.read()


def _result(status: int, payload: bytes) -> Any:
    """What an answer holds. Raises one of `SendFailed`.

    A refusal counts only when Telegram itself says it: a proxy or a portal on the way can answer 403 as well.
    """
    if status == 413:
        raise Refused("the file is too large to send")
    try:
        told = orjson.loads(payload)
        if told["ok"]:
            if status >= 300:
                raise Unreachable(f"HTTP {status}, and not from Telegram")
            return told["result"]
        code, why = int(told.get("error_code") or status), str(told["description"])
        more = told.get("parameters") or {}
        after, moved = more.get("retry_after"), more.get("migrate_to_chat_id")
    except (ValueError, LookupError, TypeError, AttributeError):
        raise Unreachable(f"HTTP {status}, and an answer that is not Telegram's") from None
    # "Bad Request: chat not found": what stands before the colon only repeats the number.
    raise _refusal(code, why.removeprefix("Bad Request: ").removeprefix("Forbidden: "), after, moved)


def _refusal(code: int, why: str, after: object, moved: object) -> SendFailed:
    """What Telegram's saying no means to the sender."""
    if moved:
        return Moved(str(moved))
    if isinstance(after, int | float):
        return Throttled(float(after), f"wait {after:.0f} s")
    if code == 403 or (code == 400 and any(gone in why.casefold() for gone in GONE_CHATS)):
        return Blocked(why)
    if code == 400:
        return Refused(why)
    if code in (401, 404):
        return Unreachable("Telegram does not know this token")
    return Unreachable(f"Telegram says {code}")
