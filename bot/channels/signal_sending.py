"""What leaves for Signal: one `Outbound` as one call, one after the other, and the fate of what does not leave.

There is no idempotency key: after a time-out it is not known whether a message left, and it is sent again (by the
sender, later and later). A question that comes twice is harmless, an alert that does not come is not.
"""

from __future__ import annotations

import asyncio
import base64
import re
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from bot.channels.base import NoSuchMessage, Refused, Throttled, Unreachable
from bot.channels.map_links import link_to
from bot.channels.numbered import text_of
from bot.channels.signal_calls import Calls, Proof, Untrusted, of_results
from bot.channels.signal_messages import GROUP
from bot.channels.signal_revision import Revision, stamps_of
from models.messages import OWN, FileRef, Outbound

DAY_S = 86_400.0
CAPTCHA_AGAIN_S = 120.0
"""While a captcha waits to be solved it is tried again so often: it shows when it was solved."""
VOICE_NOTES = (0, 14, 2)
"""From this version on a sound can leave as a voice note."""
SHOWN_LAST = 1000
"""So many changeable messages are remembered as they were sent last."""
LATER_S = 30.0
"""A ring that could leave only later than this does not wait: the next one is rung."""
Json = dict[str, Any]


class Turns:
    """One at a time, what is urgent first."""

    def __init__(self) -> None:
        self._busy = False
        self._waiting: tuple[deque[asyncio.Future[None]], deque[asyncio.Future[None]]] = (deque(), deque())

    @asynccontextmanager
    async def take(self, *, urgent: bool) -> AsyncIterator[None]:
        """Waits until it is this one's turn."""
        if self._busy:
            mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting[0 if urgent else 1].append(mine)
            try:
                await mine
            except asyncio.CancelledError:
                if mine.done() and not mine.cancelled():
                    self._next()
                raise
        self._busy = True
        try:
            yield
        finally:
            self._next()

    def _next(self) -> None:
        for line in self._waiting:
            while line:
                waiting = line.popleft()
                if not waiting.done():
                    waiting.set_result(None)
                    return
        self._busy = False


class Sending:
    """Sends for one account. `clock` gives seconds since 1970 (for the age of messages)."""

    def __init__(
        self, calls: Calls, clock: Callable[[], float] = time.time, version: Callable[[], str] = lambda: ""
    ) -> None:
        self.challenge = ""
        """The token of the captcha that Signal wants solved; empty when none."""
        self.changed: set[str] = set()
        """Addresses whose safety number changed while sending, to be told."""
        self._calls, self._clock, self._version = calls, clock, version
        self._turns = Turns()
        self._limited_until = 0.0
        self._shown: dict[str, int] = {}
        """What stands under a wire id, as a hash: a change that changes nothing is not one of the ten."""

    async def send(self, address: str, message: Outbound, edits: str, content: bytes | None) -> str:
        """Sends one message or edits one; gives its wire id. Raises one of `SendFailed`."""
        if message.silent:
            # That nobody is typing is shown to nobody, and what becomes of it tells whether she can be reached.
            await self._in_turn(address, "sendTyping", {**chat(address), "stop": True}, urgent=False)
            return ""
        params = {**chat(address), **body(message, content)}
        if message.file is not None and message.file.kind == "voice" and numbers(self._version()) >= VOICE_NOTES:
            params["voiceNote"] = True
        looks = hash(params.get("message"))
        if edits and message.file is None and self._shown.get(edits) == looks:
            return edits
        older = self._editable(edits, message) if edits else None
        params |= {"editTimestamp": older.stamp} if older else self._under(address, message)
        told = await self._in_turn(address, "send", params, urgent=message.urgent)
        try:
            stamp = int(told["timestamp"])
        except (LookupError, TypeError, ValueError):
            raise Unreachable("an answer that is not the daemon's") from None
        wire_id = (older.next(stamp) if older else Revision(stamp, stamp)).wire_id
        if message.slot and message.file is None:
            self._shown.pop(edits, None)
            self._shown[wire_id] = looks
            while len(self._shown) > SHOWN_LAST:
                del self._shown[next(iter(self._shown))]
        return wire_id

    async def delete(self, address: str, wire_id: str) -> None:
        """Takes a message of ours out of a chat, for a day. Raises one of `SendFailed`."""
        self._shown.pop(wire_id, None)
        stamps = stamps_of(wire_id)
        young = [stamp for stamp in stamps if self._clock() - stamp / 1000 < DAY_S]
        for stamp in young:
            async with self._turns.take(urgent=False):
                self._check_limit(urgent=False)
                try:
                    result = await self._calls.call("remoteDelete", {**chat(address), "targetTimestamp": stamp})
                    self._look_at(result)
                except Throttled as error:
                    raise self._limited(error, urgent=False) from None
        if len(young) < len(stamps) or not stamps:
            raise Refused("a message is too old to be deleted")

    async def solve(self, captcha: str) -> None:
        """Answers the challenge with a solved captcha. Raises one of `SendFailed`."""
        await self._calls.call("submitRateLimitChallenge", {"challenge": self.challenge, "captcha": captcha})
        self.challenge, self._limited_until = "", 0.0

    async def _in_turn(self, address: str, method: str, params: Json, *, urgent: bool) -> Json:
        """One call; who has a new phone is trusted, for a distress line has to answer whoever it is, and told of."""
        async with self._turns.take(urgent=urgent):
            self._check_limit(urgent=urgent)
            try:
                try:
                    return await self._call(method, params)
                except Untrusted:
                    self.changed.add(address)
                    await self._calls.call("trust", {"recipient": address, "trustAllKnownKeys": True})
                    return await self._call(method, params)
            except Throttled as error:
                raise self._limited(error, urgent=urgent) from None

    async def _call(self, method: str, params: Json) -> Json:
        told: Json = await self._calls.call(method, params)
        self._look_at(told)
        self.challenge, self._limited_until = "", 0.0
        return told

    def _look_at(self, told: Any) -> None:
        """Raises what the results for the recipients say."""
        try:
            failed = of_results(list(told["results"]))
        except (LookupError, TypeError, AttributeError):
            raise Unreachable("an answer that is not the daemon's") from None
        if failed is not None:
            raise failed

    def _check_limit(self, *, urgent: bool) -> None:
        """Asks nothing of Signal while it has told us to wait."""
        left = self._limited_until - time.monotonic()
        if left > 0:
            raise self._limit(left, urgent=urgent)

    def _limited(self, error: Throttled, *, urgent: bool) -> Refused | Throttled:
        after = error.after
        if isinstance(error, Proof):
            self.challenge, after = error.token, min(after, CAPTCHA_AGAIN_S)
        self._limited_until = time.monotonic() + after
        return self._limit(after, urgent=urgent)

    def _limit(self, after: float, *, urgent: bool) -> Refused | Throttled:
        """A ring does not wait long: it counts as not delivered, and another way or the next one is taken at once."""
        if urgent and after > LATER_S:
            return Refused("Signal's rate limit: a ring cannot wait for it")
        return Throttled(after, "Signal's rate limit")

    def _editable(self, edits: str, message: Outbound) -> Revision:
        """The state that is to be changed. Raises `NoSuchMessage` when it is too late for that."""
        older = Revision.read(edits)
        if message.file is not None or older is None or not older.can_change(self._clock() * 1000):
            raise NoSuchMessage("a file, or edited too often, or sent too long ago")
        return older

    def _under(self, address: str, message: Outbound) -> Json:
        """Under which message it is shown, of ours or of hers: as a quote of it. The application knows its text."""
        above = Revision.read(message.replies_to.removeprefix(OWN))
        author = address if message.replies_to.startswith(OWN) else self._calls.account
        return {"quoteTimestamp": above.stamp, "quoteAuthor": author} if above else {}


def numbers(version: str) -> tuple[int, ...]:
    """A version as numbers, to compare; what is no number counts as nothing."""
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def chat(address: str) -> Json:
    """How the calls name a chat."""
    if address.startswith(GROUP):
        return {"groupId": address.removeprefix(GROUP)}
    if not address:
        raise Refused("this is no chat of Signal")
    return {"recipient": [address]}


def body(message: Outbound, content: bytes | None) -> Json:
    """What a message holds: its text with numbered options, a place as a link, a file."""
    text = text_of(message)
    if message.pin is not None:
        text = f"{text}\n{link_to(message.pin)}".strip()
    params: Json = {"message": text} if text else {}
    if message.file is not None:
        if content is None:
            raise Refused("there is no file")
        params["attachments"] = [data_uri(message.file, content)]
    if not params:
        raise Refused("there is nothing to send")
    return params


def data_uri(file: FileRef, content: bytes) -> str:
    """A file as signal-cli takes it: within the call, for the daemon may not read our disk."""
    mime = file.mime if re.fullmatch(r"[\w.+-]+/[\w.+-]+", file.mime) else "application/octet-stream"
    name = re.sub(r"[^\w.-]", "_", file.name) or file.kind
    return f"data:{mime};filename={name};base64,{base64.b64encode(content).decode()}"
