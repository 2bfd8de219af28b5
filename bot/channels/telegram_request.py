"""The request layer under python-telegram-bot, on aiohttp: its default costs several times the work per message.

Errors of aiohttp name the address they went to, and that has the token in it: none of them is passed on or chained.
"""

from __future__ import annotations

import io
from http import HTTPStatus
from typing import Any

import aiohttp
import orjson
from telegram._utils.defaultvalue import DEFAULT_NONE
from telegram._utils.types import ODVInput
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.channels.short_calls import CONNECT_S, NoAnswer, ShortCalls

READ_S = 20.0
CONNECTIONS = 64
SLOWEST = 50_000
"""Bytes a second: a file has longer to leave, for the wait for an answer begins while it is still leaving."""


class JsonData:
    """What a call without files says, as one JSON document: the library's own form is three times the work."""

    __slots__ = ("body",)

    def __init__(self, body: dict[str, Any]) -> None:
        self.body = orjson.dumps(body)


class AiohttpRequest(BaseRequest):
    """Sends requests on one shared `aiohttp` session, made when it is first needed."""

    def __init__(self, read_s: float = READ_S) -> None:
        self._read_s = read_s
        self._calls = ShortCalls()
        self._session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The session of this event loop."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS)
            self._session = aiohttp.ClientSession(connector=connector)
        return self._session

    @property
    def read_timeout(self) -> float | None:
        """How long an answer may take, in seconds."""
        return self._read_s

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Closes the connections."""
        self._calls.close()
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | JsonData | None = None,
        read_timeout: ODVInput[float] = DEFAULT_NONE,
        write_timeout: ODVInput[float] = DEFAULT_NONE,
        connect_timeout: ODVInput[float] = DEFAULT_NONE,
        pool_timeout: ODVInput[float] = DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request; gives status and body. Raises `TimedOut` and `NetworkError`.

        A refusal counts only when Telegram itself says it: a proxy or a portal on the way can answer 403 as well.
        """
        try:
            if isinstance(request_data, JsonData):
                status, payload = await self._calls.post(url, request_data.body, self._read_s)
            else:
                status, payload = await self._upload(url, method, request_data)
        except TimeoutError:
            raise TimedOut from None
        except (NoAnswer, aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None
        if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            raise BadRequest("the file is too large to send")
        if status >= HTTPStatus.MULTIPLE_CHOICES:
            try:
                self.parse_json_payload(payload)
            except TelegramError:
                raise NetworkError(f"HTTP {status}, and not from Telegram") from None
        return status, payload

    async def _upload(self, url: str, method: str, data: RequestData | None) -> tuple[int, bytes]:
        body, size = _body(data)
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_S, sock_read=self._read_s + size / SLOWEST)
        async with self.session.request(method, url, data=body, timeout=timeout, allow_redirects=False) as answer:
            return answer.status, await answer.read()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """An answer of Telegram. Raises `TelegramError`; unlike the library's own, it writes no answer into the log."""
        try:
            told = orjson.loads(payload)
        except ValueError:
            raise TelegramError("an answer that is no JSON") from None
        if not isinstance(told, dict) or not ("result" in told if told.get("ok") else "description" in told):
            raise TelegramError("an answer that is not Telegram's")
        return told


def _body(data: RequestData | None) -> tuple[aiohttp.FormData | dict[str, str] | None, int]:
    """The form to send, and the size of the files in it."""
    if data is None:
        return None, 0
    if not data.contains_files:
        return data.json_parameters, 0
    # Names of files leave as they are: quoted, an Arabic one would arrive as a row of percent signs.
    form, size = aiohttp.FormData(quote_fields=False), 0
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in (data.multipart_data or {}).items():
        # As a stream: large bytes in one piece would hold everything else up while they leave.
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=filename, content_type=mime)
        size += len(content) if isinstance(content, bytes) else 0
    return form, size
