"""Telegram as a channel: the Bot API, without any framework above it (docs/decisions/0006)."""

from __future__ import annotations

import hmac
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing

import orjson

from bot.channels import telegram_sending as sending
from bot.channels.base import FetchFailed, Gone, Keep, Label, Refused, SendFailed, Unreachable, Unreadable
from bot.channels.telegram_calls import READ_S, Calls
from bot.channels.telegram_links import linking
from bot.channels.telegram_receiving import PAUSE_S, Receiving
from bot.channels.telegram_updates import ASKED, NOT_AS_DOCUMENTED, label_update, parse, read_update
from models.messages import Attachment, Inbound, Outbound

log = logging.getLogger(__name__)


class Telegram:
    """One bot on a Bot API server. With `webhook_url` Telegram brings the updates; without it they are fetched."""

    name = "telegram"
    buttons = True

    def __init__(
        self,
        token: str,
        api_url: str,
        *,
        webhook_url: str = "",
        webhook_secret: str = "",
        read_s: float = READ_S,
        pause_s: float = PAUSE_S,
        calls: Calls | None = None,
    ) -> None:
        self.account = token.partition(":")[0]
        self._secret = webhook_secret
        self._name = ""
        self._calls = calls or Calls(token, api_url, read_s)
        self._receiving = Receiving(self._calls, webhook_url, webhook_secret, pause_s)

    @property
    def trouble(self) -> str:
        """What is wrong with receiving, in words; empty when all is well."""
        return self._receiving.trouble

    def label(self, raw: bytes) -> Label:
        """See `Channel.label`."""
        return label_update(raw)

    def read(self, raw: bytes) -> Inbound:
        """See `Channel.read`."""
        try:
            return read_update(parse(raw), self.account)
        except NOT_AS_DOCUMENTED as error:
            raise Unreadable(type(error).__name__) from None

    async def listen(self, keep: Keep) -> None:
        """Fetches updates for ever, or lets Telegram bring them."""
        await self._receiving.listen(keep)

    def is_webhook_secret(self, given: str) -> bool:
        """Whether a webhook call comes from Telegram; compared in constant time."""
        return bool(self._secret) and hmac.compare_digest(given.encode(), self._secret.encode())

    async def acknowledge(self, press: str) -> None:
        """Stops the little clock on a pressed button."""
        if why := await self._calls.quietly("answerCallbackQuery", {"callback_query_id": press}):
            log.debug("telegram: a press could not be acknowledged (%s)", why)

    async def send(self, address: str, message: Outbound, *, edits: str = "", content: bytes | None = None) -> str:
        """Sends or edits one message; a text that is too long leaves in several, cut between words."""
        try:
            if message.silent:
                await self._calls.call("sendChatAction", {**sending.chat(address), "action": "typing"})
                return ""
            call: sending.Call = self._calls.call
            if message.cases and self._name:
                call = linking(call, message.cases, self._name)
            if edits and sending.can_edit(message):
                return await sending.edit(call, address, message, edits)
            return await sending.send(call, address, message, content)
        except (LookupError, TypeError):
            raise Unreachable("an answer that is not Telegram's") from None

    async def delete(self, address: str, wire_id: str) -> None:
        """Takes a message (all of its pieces) out of a chat; see `Channel.delete`."""
        await sending.delete(self._calls.call, address, wire_id)

    async def connection(self, name: str) -> bytes:
        """What Telegram says of a connection, as an update would say it; see `Channel.connection`."""
        told = await self._calls.call("getBusinessConnection", {"business_connection_id": name})
        try:
            return orjson.dumps({"business_connection": {**told, ASKED: True}})
        except TypeError:
            raise Unreachable("an answer that is not Telegram's") from None

    async def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        """Streams a file; see `Channel.fetch`."""
        url = self._calls.file_url(await self._file_path(attachment))
        async with aclosing(self._calls.streams.fetch(url)) as pieces:
            async for piece in pieces:
                yield piece

    async def username(self) -> str:
        """The bot's name for links. Raises `SendFailed`."""
        try:
            self._name = str((await self._calls.call("getMe", {}))["username"])
            return self._name
        except (LookupError, TypeError):
            raise Unreachable("an answer that is not Telegram's") from None

    async def members(self, address: str) -> int:
        """How many are in a group, the bot among them. Raises `SendFailed`."""
        try:
            return int(await self._calls.call("getChatMemberCount", sending.chat(address)))
        except (TypeError, ValueError):
            raise Unreachable("an answer that is not Telegram's") from None

    async def set_menu(self, address: str, commands: Sequence[tuple[str, str]]) -> None:
        """Sets the command menu of one chat, or (none) takes it away: then it has everybody's. Raises `SendFailed`."""
        scope = {"type": "chat", **sending.chat(address)}
        shown = [{"command": name, "description": text} for name, text in commands]
        if shown:
            await self._calls.call("setMyCommands", {"commands": shown, "scope": scope})
        else:
            await self._calls.call("deleteMyCommands", {"scope": scope})

    async def describe(self, commands: dict[str, list[tuple[str, str]]], short: dict[str, str]) -> None:
        """Sets the command menu and the short description, per language ("" is the one for all others)."""
        for language, listed in commands.items():
            shown = [{"command": name, "description": text} for name, text in listed]
            await self._calls.call("setMyCommands", {"commands": shown, "language_code": language})
        for language, text in short.items():
            await self._calls.call("setMyShortDescription", {"short_description": text, "language_code": language})

    async def close(self) -> None:
        """Lets go of connections."""
        await self._calls.close()

    async def _file_path(self, attachment: Attachment) -> str:
        try:
            return str((await self._calls.call("getFile", {"file_id": attachment.file_id}))["file_path"])
        except Refused as error:
            if "too big" in error.why:
                raise Gone(error.why, too_big=True) from None
            raise FetchFailed(error.why, refused=True) from None
        except SendFailed as error:
            raise FetchFailed(error.why or type(error).__name__) from None
        except (LookupError, TypeError):
            raise FetchFailed("an answer that is not Telegram's") from None
