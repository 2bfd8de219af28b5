"""Signal as a channel: signal-cli's own daemon, linked to the HRO phone's account. See docs/signal.md."""

from __future__ import annotations

import base64
import binascii
from collections.abc import AsyncIterator
from pathlib import Path

from bot.channels.base import FetchFailed, Keep, Label, Refused, SendFailed, Unreadable
from bot.channels.signal_calls import READ_S, Calls
from bot.channels.signal_files import split_file_id
from bot.channels.signal_journal import Reader
from bot.channels.signal_messages import GROUP, NOT_AS_DOCUMENTED, label_envelope, parse, read_envelope
from bot.channels.signal_receiving import PAUSE_S, Receiving
from bot.channels.signal_sending import Sending
from bot.keyfile import KeyRefused, read_key
from models.messages import Attachment, Inbound, Outbound

JOURNAL = "signal-journal"
"""The folder of the journal within the data folder."""
BEGIN = b'"data":"'
LONGEST_HEAD = 4096


class Signal:
    """The phone's own account on a daemon. `journal` is the folder of the journal, `key` the file that opens it."""

    name = "signal"
    buttons = False
    shared = True
    """A human of ours writes in the same chats, on the phone."""

    def __init__(
        self,
        url: str,
        account: str,
        *,
        journal: Path | None = None,
        key: Path | None = None,
        read_s: float = READ_S,
        pause_s: float = PAUSE_S,
    ) -> None:
        self.account = account
        self._journal, self._key = journal, key
        self._calls = Calls(url, account, read_s)
        self._receiving = Receiving(self._calls, self._reader, pause_s)
        self._sending = Sending(self._calls, version=lambda: self._receiving.version)

    @property
    def trouble(self) -> str:
        """What is wrong with receiving, in words; empty when all is well."""
        return self._receiving.trouble

    @property
    def version(self) -> str:
        """What the daemon says it is; empty until it has answered."""
        return self._receiving.version

    @property
    def challenge(self) -> str:
        """The token of the captcha that Signal wants solved before more is sent; empty when none."""
        return self._sending.challenge

    def new_phones(self) -> list[str]:
        """Addresses of people whose safety number changed while something was sent to them; each is given once."""
        found = sorted(self._sending.changed)
        self._sending.changed.clear()
        return found

    def label(self, raw: bytes) -> Label:
        """See `Channel.label`."""
        return label_envelope(raw, self.account)

    def read(self, raw: bytes) -> Inbound:
        """See `Channel.read`."""
        try:
            return read_envelope(parse(raw), self.account)
        except NOT_AS_DOCUMENTED as error:
            raise Unreadable(type(error).__name__) from None

    async def listen(self, keep: Keep) -> None:
        """Receives for ever."""
        await self._receiving.listen(keep)

    async def acknowledge(self, press: str) -> None:
        """Nothing is pressed at Signal."""

    async def send(self, address: str, message: Outbound, *, edits: str = "", content: bytes | None = None) -> str:
        """Sends or edits one message; gives its timestamp, an edit has its own. Raises `SendFailed`."""
        return await self._sending.send(address, message, edits, content)

    async def delete(self, address: str, wire_id: str) -> None:
        """Takes a message of ours out of a chat, for a day; see `Channel.delete`."""
        await self._sending.delete(address, wire_id)

    async def connection(self, name: str) -> bytes:
        """There are no connections at Signal: the bot is the account."""
        raise Refused("Signal knows no connections")

    async def solve(self, captcha: str) -> None:
        """Answers Signal's challenge with a solved captcha. Raises `SendFailed`."""
        await self._sending.solve(captcha)

    async def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        """Streams a file out of the daemon's answer ({"result": {"data": "<base64>"}}); see `Channel.fetch`."""
        address, name = split_file_id(attachment.file_id)
        where = {"groupId": address.removeprefix(GROUP)} if address.startswith(GROUP) else {"recipient": address}
        try:
            async with self._calls.stream("getAttachment", {"id": name, **where}) as answer:
                async for piece in decoded(answer):
                    yield piece
        except SendFailed as error:
            raise FetchFailed(error.why or type(error).__name__) from None

    async def close(self) -> None:
        """Lets go of connections."""
        await self._calls.close()

    def _reader(self) -> Reader | None:
        """The journal, once there is one; the key is read by whoever needs it."""
        if self._journal is None or self._key is None or not self._journal.is_dir():
            return None
        try:
            return Reader(self._journal, read_key(self._key))
        except KeyRefused:
            return None


async def decoded(answer: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The bytes of a file out of the JSON that carries them. Raises `FetchFailed`; `refused` when there is none."""
    left = b""
    async for piece in _within(answer):
        text = left + piece
        whole, at_end = text.partition(b'"')[0], b'"' in text
        left = whole[len(whole) - len(whole) % 4 :]
        try:
            yield base64.b64decode(whole[: len(whole) - len(left)], validate=True)
        except binascii.Error:
            raise FetchFailed("the file is not base64") from None
        if at_end and not left:
            return
    raise FetchFailed("the file broke off")


async def _within(answer: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """What comes after `"data":"`. Raises `FetchFailed` where that does not come."""
    head, found = b"", False
    async for piece in answer:
        if found:
            yield piece
            continue
        head += piece
        before, found_here, rest = head.partition(BEGIN)
        if b'"error":' in before or len(before) > LONGEST_HEAD:
            raise FetchFailed("the daemon gives no file", refused=b'"error":' in before)
        if found_here:
            found = True
            yield rest
    if not found:
        raise FetchFailed("the daemon gives no file")
