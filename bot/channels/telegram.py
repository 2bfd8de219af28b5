"""Telegram: fetches updates itself, so that nothing is confirmed before it is kept; sends through python-telegram-bot.

python-telegram-bot's own Updater confirms updates before they are handled, and one update it cannot parse stops it for
everybody; of that library only the types, the sending and the request layer are used.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import os
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import orjson

os.environ.setdefault("PTB_TIMEDELTA", "1")

from telegram import Bot, InputFile
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channels.base import (
    Blocked,
    FetchFailed,
    Gone,
    Keep,
    Label,
    NoSuchMessage,
    Refused,
    SendFailed,
    Throttled,
    Unreachable,
    Unreadable,
)
from bot.channels.telegram_request import AiohttpRequest
from bot.channels.telegram_updates import ALLOWED, label_update, read_update
from models.messages import Attachment, Inbound, Outbound

log = logging.getLogger(__name__)
TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
LONG_POLL_S = 50
PIECE = 256 * 1024
SENDING = {
    "photo": ("sendPhoto", "photo"),
    "voice": ("sendVoice", "voice"),
    "audio": ("sendAudio", "audio"),
    "video": ("sendVideo", "video"),
    "video_note": ("sendVideoNote", "video_note"),
    "animation": ("sendAnimation", "animation"),
    "sticker": ("sendSticker", "sticker"),
}
GONE_CHATS = ("chat not found", "user is deactivated", "bot was kicked", "peer_id_invalid")
GONE_MESSAGES = ("message to edit not found", "message can't be edited", "message_id_invalid")


class Telegram:
    """One bot on a Bot API server. With `webhook_url` Telegram brings the updates; without it they are fetched."""

    name = "telegram"

    def __init__(self, token: str, api_url: str, *, webhook_url: str = "", webhook_secret: str = "") -> None:
        self.account = token.partition(":")[0]
        self.trouble = ""
        """What is wrong with receiving, in words; empty when all is well."""
        self._token, self._api = token, api_url
        self._webhook_url, self._secret = webhook_url, webhook_secret
        self._request = AiohttpRequest()
        self._bot = Bot(
            token, base_url=f"{api_url}/bot", base_file_url=f"{api_url}/file/bot", request=self._request,
            get_updates_request=self._request,
        )  # fmt: skip

    def label(self, raw: bytes) -> Label:
        """See `Channel.label`."""
        return label_update(raw)

    def read(self, raw: bytes) -> Inbound:
        """See `Channel.read`."""
        try:
            return read_update(orjson.loads(raw), self.account)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Unreadable(type(error).__name__) from error

    async def listen(self, keep: Keep) -> None:
        """Fetches updates for ever, or lets Telegram bring them."""
        if self._webhook_url:
            await self._set_webhook()
            await asyncio.Event().wait()
        offset, pause = 0, 0.0
        while True:
            try:
                await asyncio.sleep(pause)
                updates = await self._get_updates(offset)
                if updates:
                    await keep([orjson.dumps(update) for update in updates])
                    # Only now: asking for a higher offset is what confirms. Numbers may start anew after a quiet week.
                    offset = int(updates[-1]["update_id"]) + 1
                self.trouble, pause = "", 0.0
            except asyncio.CancelledError:
                raise
            except Exception as error:
                pause = min(max(1.0, pause * 2), 15.0)
                self.trouble = await self._explain(error)
                log.warning("telegram: receiving failed (%s), again in %.0f s", self.trouble, pause)

    def is_webhook_secret(self, given: str) -> bool:
        """Whether a webhook call comes from Telegram; compared in constant time."""
        return bool(self._secret) and hmac.compare_digest(given.encode(), self._secret.encode())

    async def acknowledge(self, press: str) -> None:
        """Stops the little clock on a pressed button."""
        try:
            await self._call("answerCallbackQuery", {"callback_query_id": press})
        except SendFailed as error:
            log.debug("telegram: a press could not be acknowledged (%s)", error.why)

    async def send(self, address: str, message: Outbound, *, edits: str = "", content: bytes | None = None) -> str:
        """Sends or edits one message; a text that is too long leaves in several, cut between words."""
        chat = {"chat_id": int(address)}
        if edits and message.file is None and message.pin is None and len(message.text) <= TEXT_LIMIT:
            return await self._edit(chat, message, edits)
        more: dict[str, Any] = {**chat, **({"protect_content": True} if message.protect else {})}
        if message.pin is not None:
            place = {"latitude": message.pin.latitude, "longitude": message.pin.longitude}
            return await self._sent("sendLocation", {**more, **place})
        if message.file is not None:
            return await self._send_file(more, message, content)
        pieces = cut(message.text, TEXT_LIMIT)
        wire_id = ""
        for piece in pieces:
            last = piece is pieces[-1]
            wire_id = await self._sent("sendMessage", {**more, "text": piece, **(_keyboard(message) if last else {})})
        return wire_id

    async def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        """Streams a file; see `Channel.fetch`."""
        path = await self._file_path(attachment)
        try:
            async with self._request.session.get(
                f"{self._api}/file/bot{self._token}/{path}", timeout=aiohttp.ClientTimeout(total=None, sock_read=60)
            ) as answer:
                if answer.status != 200:
                    raise FetchFailed(f"HTTP {answer.status}")
                async for piece in answer.content.iter_chunked(PIECE):
                    yield piece
        except (TimeoutError, aiohttp.ClientError) as error:
            raise FetchFailed(type(error).__name__) from error

    async def username(self) -> str:
        """The bot's name for links."""
        return str((await self._call("getMe", {}))["username"])

    async def describe(self, commands: dict[str, list[tuple[str, str]]], short: dict[str, str]) -> None:
        """Sets the command menu and the short description, per language ("" is the one for all others)."""
        for language, listed in commands.items():
            shown = [{"command": name, "description": text} for name, text in listed]
            await self._call("setMyCommands", {"commands": shown, "language_code": language})
        for language, text in short.items():
            await self._call("setMyShortDescription", {"short_description": text, "language_code": language})

    async def close(self) -> None:
        """Lets go of connections."""
        await self._request.shutdown()

    async def _get_updates(self, offset: int) -> list[dict[str, Any]]:
        body = {"timeout": LONG_POLL_S, "limit": 100, "allowed_updates": list(ALLOWED)}
        if offset:
            body["offset"] = offset
        async with self._request.session.post(
            f"{self._api}/bot{self._token}/getUpdates", json=body, timeout=aiohttp.ClientTimeout(total=LONG_POLL_S + 15)
        ) as answer:
            told = orjson.loads(await answer.read())
        if not told.get("ok"):
            raise _Told(int(told.get("error_code", 0)), str(told.get("description", "")))
        result: list[dict[str, Any]] = told["result"]
        return result

    async def _explain(self, error: Exception) -> str:
        """What went wrong while fetching, in words; a webhook in the way is taken away, keeping what waits."""
        if isinstance(error, _Told) and error.code == 409:
            if "webhook" in error.description:
                await self._quietly("deleteWebhook", {"drop_pending_updates": False})
                return "a webhook was set; it was removed, nothing was dropped"
            return f"another program fetches this bot's messages with the same token ({error.description})"
        if isinstance(error, _Told):
            return f"Telegram says {error.code}: {error.description}"
        return f"{type(error).__name__}"

    async def _set_webhook(self) -> None:
        body = {
            "url": self._webhook_url,
            "secret_token": self._secret,
            "allowed_updates": list(ALLOWED),
            "drop_pending_updates": False,
        }
        pause = 1.0
        while (why := await self._quietly("setWebhook", body)) != "":
            self.trouble = f"the webhook could not be set: {why}"
            log.warning("telegram: %s", self.trouble)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 60.0)
        self.trouble = ""

    async def _quietly(self, method: str, body: dict[str, Any]) -> str:
        try:
            await self._call(method, body)
        except SendFailed as error:
            return error.why or type(error).__name__
        return ""

    async def _edit(self, chat: dict[str, Any], message: Outbound, edits: str) -> str:
        body = {**chat, "message_id": int(edits), "text": message.text, **_keyboard(message)}
        try:
            await self._call("editMessageText", body)
        except Refused as error:
            if "not modified" in error.why:
                return edits
            if any(gone in error.why.casefold() for gone in GONE_MESSAGES):
                raise NoSuchMessage(error.why) from error
            raise
        return edits

    async def _send_file(self, more: dict[str, Any], message: Outbound, content: bytes | None) -> str:
        if message.file is None or content is None:
            raise Refused("there is no file")
        method, field = SENDING.get(message.file.kind, ("sendDocument", "document"))
        name = message.file.name or message.file.kind
        body = {**more, field: InputFile(content, filename=name)}
        if message.text and field not in ("sticker", "video_note"):
            body["caption"] = message.text[:CAPTION_LIMIT]
        return await self._sent(method, body)

    async def _file_path(self, attachment: Attachment) -> str:
        try:
            found = await self._call("getFile", {"file_id": attachment.file_id})
        except Refused as error:
            if "too big" in error.why:
                raise Gone(error.why, too_big=True) from error
            raise FetchFailed(error.why) from error
        except SendFailed as error:
            raise FetchFailed(error.why or type(error).__name__) from error
        return str(found["file_path"])

    async def _sent(self, method: str, body: dict[str, Any]) -> str:
        return str((await self._call(method, body))["message_id"])

    async def _call(self, method: str, body: dict[str, Any]) -> Any:
        """Calls Telegram; its errors become ours. The answer is not parsed into types: that is the larger cost."""
        try:
            return await self._bot.do_api_request(method, api_kwargs=body)
        except RetryAfter as error:
            after = error._retry_after.total_seconds()
            raise Throttled(after, f"wait {after:.0f} s") from error
        except Forbidden as error:
            raise Blocked(error.message) from error
        except ChatMigrated as error:
            raise Refused(f"the group moved to {error.new_chat_id}") from error
        except BadRequest as error:
            if any(gone in error.message.casefold() for gone in GONE_CHATS):
                raise Blocked(error.message) from error
            raise Refused(error.message) from error
        except InvalidToken as error:
            raise Unreachable("Telegram does not know this token") from error
        except (NetworkError, TelegramError) as error:
            raise Unreachable(type(error).__name__) from error


class _Told(Exception):
    """Telegram answered "no" to getUpdates."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(f"{code} {description}")
        self.code, self.description = code, description


def cut(text: str, limit: int) -> list[str]:
    """A text in pieces of at most `limit` letters, cut between paragraphs, else between words."""
    pieces = []
    while len(text) > limit:
        at = text.rfind("\n", limit // 2, limit)
        at = at if at > 0 else text.rfind(" ", limit // 2, limit)
        at = at if at > 0 else limit
        pieces.append(text[:at])
        text = text[at:].lstrip("\n ")
    return [*pieces, text]


def _keyboard(message: Outbound) -> dict[str, Any]:
    if message.locate:
        button = {"text": message.locate, "request_location": True}
        return {"reply_markup": {"keyboard": [[button]], "one_time_keyboard": True, "resize_keyboard": True}}
    if not message.rows:
        return {}
    rows = [[{"text": button.label, "callback_data": button.option} for button in row] for row in message.rows]
    return {"reply_markup": {"inline_keyboard": rows}}
