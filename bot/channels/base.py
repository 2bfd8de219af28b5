"""What a channel is, and how sending can fail.

SendFailed
  Unreachable        the messenger did not answer, or answered nonsense: try again later
    Throttled(after) the messenger asks this chat to wait `after` seconds
  Blocked            the person does not want our messages any more: give up, tell the team
  Moved(to)          the chat has a new address: send it there, now and from now on
  Refused            the messenger will never take this message: set it aside, show it
    NoSuchMessage    the message to be changed is gone: send a new one
FetchFailed          a file cannot be had now: try again later
  Gone               a file cannot be had ever (too big for a bot, expired, removed)
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import NamedTuple, Protocol

from models.messages import Attachment, Inbound, Outbound

Keep = Callable[[Sequence[bytes]], Awaitable[int]]
"""Keeps raw messages (each one JSON document). Returns only after they are committed, how many of them were new;
raises if they are not."""


class SendFailed(Exception):
    """A message did not leave. `why` is for the team and never holds words of a person."""

    again = False

    def __init__(self, why: str = "") -> None:
        super().__init__(why)
        self.why = why


class Unreachable(SendFailed):
    """The messenger cannot be reached or is broken: the same message is tried again later."""

    again = True


class Throttled(Unreachable):
    """The messenger wants a pause of `after` seconds before the next message."""

    def __init__(self, after: float, why: str = "", *, whole_account: bool = False) -> None:
        super().__init__(why)
        self.after = after
        self.whole_account = whole_account


class Blocked(SendFailed):
    """The person blocked us, left, or closed the account."""


class Moved(SendFailed):
    """The chat lives on under the address `to` (a group that became a supergroup); nothing was sent."""

    def __init__(self, to: str) -> None:
        super().__init__("the chat has a new address")
        self.to = to


class Refused(SendFailed):
    """The messenger refuses this very message, now and later."""


class NoSuchMessage(Refused):
    """The message to be edited is gone or too old to be edited: a new one has to be sent."""


class FetchFailed(Exception):
    """A file could not be fetched now; it is tried again. `refused`: the messenger itself says that it has none."""

    def __init__(self, why: str = "", *, refused: bool = False) -> None:
        super().__init__(why)
        self.refused = refused


class Gone(FetchFailed):
    """A file can never be fetched: too big for a bot, expired or removed. `why` is for the team."""

    def __init__(self, why: str = "", *, too_big: bool = False) -> None:
        super().__init__(why, refused=True)
        self.why = why
        self.too_big = too_big


class Unreadable(Exception):
    """A kept message that the channel cannot read. It stays kept and is shown to a human."""


class Label(NamedTuple):
    """As much of a raw message as is needed to keep it: cheap to find, never raises.

    `wire_id` is the messenger's own number of this delivery; the same number with another `content` is another
    message. `address` is the chat it belongs to, empty when that cannot be told. `press` is what the messenger wants
    back at once as the receipt of a pressed button. `answerable` is false where the bot must not speak by itself.
    """

    wire_id: str
    address: str
    content: str
    press: str = ""
    answerable: bool = True


class Channel(Protocol):
    """A way to people. One file, one line in `CHANNELS`, one folder of wire samples.

    `buttons`: the messenger has buttons to press. Where it has none, `send` writes what `numbered.text_of` gives.
    """

    name: str
    account: str
    buttons: bool

    def label(self, raw: bytes) -> Label:
        """Says under which id and for whom a raw message is to be kept. Never raises."""

    def read(self, raw: bytes) -> Inbound:
        """Turns a raw message into an `Inbound`. Pure. Raises `Unreadable`."""

    async def listen(self, keep: Keep) -> None:
        """Receives until cancelled: hands raw messages to `keep` and confirms them only after it returned."""

    async def acknowledge(self, press: str) -> None:
        """Tells the messenger at once that a press was seen. Failing is harmless and silent."""

    async def send(self, address: str, message: Outbound, *, edits: str = "", content: bytes | None = None) -> str:
        """Sends one message, or changes the one with wire id `edits`; gives its wire id. Raises `SendFailed`.

        `content` holds the bytes of `message.file`.
        """

    async def delete(self, address: str, wire_id: str) -> None:
        """Takes a message out of a chat, ours or hers. Raises `SendFailed`; `Refused` where it cannot be done."""

    async def connection(self, name: str) -> bytes:
        """Asks about a connection to the phone's own account; gives a raw message to keep. Raises `SendFailed`."""

    def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        """Streams a file that somebody sent. Raises `FetchFailed`."""

    async def close(self) -> None:
        """Lets go of connections."""
