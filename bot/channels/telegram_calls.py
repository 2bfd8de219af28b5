"""Calls to the Bot API: one token, one server, and what each failing means to us.

A call without files is one JSON document on a connection that is kept (short_calls.py); one with a file is streamed
(telegram_files.py). Errors of the libraries below name the address they went to, and that has the token in it: none of
them is passed on or chained.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import orjson

from bot.channels.base import Blocked, Moved, Refused, SendFailed, Throttled, Unreachable
from bot.channels.short_calls import NoAnswer, ShortCalls
from bot.channels.upload import Upload

if TYPE_CHECKING:
    from bot.channels.telegram_files import Streams

READ_S = 20.0
GONE_CHATS = ("chat not found", "user is deactivated", "bot was kicked", "peer_id_invalid")
Json = dict[str, Any]


class Calls:
    """One bot on a Bot API server. An answer may take `read_s` seconds."""

    def __init__(self, token: str, api_url: str, read_s: float = READ_S) -> None:
        self._token, self._api, self._read_s = token, api_url, read_s
        self._short = ShortCalls()

    @cached_property
    def streams(self) -> Streams:
        """The connections of this event loop for files."""
        from bot.channels.telegram_files import Streams  # a tenth of the start and of the memory, for the first file

        return Streams()

    def method_url(self, method: str) -> str:
        """Where a method is; holds the token, so it may be shown to nobody."""
        return f"{self._api}/bot{self._token}/{method}"

    def file_url(self, path: str) -> str:
        """Where a file is; holds the token, so it may be shown to nobody."""
        return f"{self._api}/file/bot{self._token}/{path}"

    async def call(self, method: str, body: Json) -> Any:
        """Calls Telegram; gives what it answers. Raises one of `SendFailed`."""
        return _result(*await self.ask(method, body, self._read_s))

    async def ask(self, method: str, body: Json, answer_s: float) -> tuple[int, bytes]:
        """Calls Telegram, whose answer may take so long; gives its status and body. Raises `Unreachable`."""
        url = self.method_url(method)
        try:
            if any(isinstance(value, Upload) for value in body.values()):
                return await self.streams.upload(url, body, answer_s)
            return await self._short.post(url, orjson.dumps(body), answer_s)
        except TimeoutError:
            raise Unreachable("no answer in time") from None
        except NoAnswer as error:
            raise Unreachable(str(error)) from None

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
        if streams := self.__dict__.pop("streams", None):
            await streams.close()


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
