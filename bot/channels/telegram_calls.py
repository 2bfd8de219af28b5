"""Calls to the Bot API: one token, one server, and what each failing means to us."""

from __future__ import annotations

import logging
import os
from datetime import timedelta
from typing import Any

import aiohttp
from telegram import Bot, InputFile
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.channels.base import Blocked, Moved, Refused, SendFailed, Throttled, Unreachable
from bot.channels.telegram_request import READ_S, AiohttpRequest, JsonData

os.environ.setdefault("PTB_TIMEDELTA", "1")
# At DEBUG the library writes its address (with the token) and every call with its words into the log.
logging.getLogger("telegram").setLevel(logging.WARNING)

GONE_CHATS = ("chat not found", "user is deactivated", "bot was kicked", "peer_id_invalid")


class Calls:
    """One bot on a Bot API server. An answer may take `read_s` seconds."""

    def __init__(self, token: str, api_url: str, read_s: float = READ_S) -> None:
        self._token, self._api = token, api_url
        self._request = AiohttpRequest(read_s)
        self._bot = Bot(
            token, base_url=f"{api_url}/bot", base_file_url=f"{api_url}/file/bot", request=self._request,
            get_updates_request=self._request,
        )  # fmt: skip

    @property
    def session(self) -> aiohttp.ClientSession:
        """The connections, for what is not an ordinary call."""
        return self._request.session

    def method_url(self, method: str) -> str:
        """Where a method is; holds the token, so it may be shown to nobody."""
        return f"{self._api}/bot{self._token}/{method}"

    def file_url(self, path: str) -> str:
        """Where a file is; holds the token, so it may be shown to nobody."""
        return f"{self._api}/file/bot{self._token}/{path}"

    async def call(self, method: str, body: dict[str, Any]) -> Any:
        """Calls Telegram; its errors become ours. The answer is not parsed into types: that is the larger cost."""
        try:
            if any(isinstance(value, InputFile) for value in body.values()):
                return await self._bot.do_api_request(method, api_kwargs=body)
            # Straight to our own `do_request`; in between the library only names the errors.
            return await self._request.post(self.method_url(method), JsonData(body))  # type: ignore[arg-type]
        except (TelegramError, LookupError, TypeError, ValueError, AttributeError) as error:
            raise _ours(error) from None

    async def quietly(self, method: str, body: dict[str, Any]) -> str:
        """Calls Telegram where failing is not the end; gives why it failed, or nothing."""
        try:
            await self.call(method, body)
        except SendFailed as error:
            return error.why or type(error).__name__
        return ""

    async def close(self) -> None:
        """Lets go of connections."""
        await self._request.shutdown()


def _ours(error: Exception) -> SendFailed:
    """What an error means to the sender."""
    match error:
        case RetryAfter() if isinstance(error._retry_after, timedelta):
            after = error._retry_after.total_seconds()
            return Throttled(after, f"wait {after:.0f} s")
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case Forbidden():
            return Blocked(error.message)
        case BadRequest() if any(gone in error.message.casefold() for gone in GONE_CHATS):
            return Blocked(error.message)
        case BadRequest():
            return Refused(error.message)
        case InvalidToken():
            return Unreachable("Telegram does not know this token")
    return Unreachable(type(error).__name__)
