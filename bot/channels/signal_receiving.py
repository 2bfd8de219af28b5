"""How Signal's envelopes reach us: the daemon's event stream, and its journal after a break.

GET /api/v1/events: `event:receive`, `data:{...}`, a comment every 15 s. In `on-connection` mode the daemon fetches from
Signal only while somebody listens there; what it has written into the stream it forgets. So each envelope is kept
before the next is read, for as long as that takes; only then is it told as read to her.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import Any, NoReturn

import httpx
from httpx_sse import SSEError, aconnect_sse

from bot.channels.base import Keep, SendFailed
from bot.channels.signal_calls import CONNECT_S, Calls, NotLinked
from bot.channels.signal_journal import Reader
from bot.channels.signal_messages import NOT_AS_DOCUMENTED, parse, says_nothing

log = logging.getLogger(__name__)
SILENT_S = 35.0
"""The daemon says something every 15 seconds; after so many without a word it is gone: two words were missed."""
PAUSE_S, LONGEST_PAUSE_S = 1.0, 30.0
LOOK_S = 35.0
"""How often the daemon is asked for its version and Signal whether the account is still linked."""
JOURNAL_S = 300.0
RECEIPTS_WAITING = 10_000
NOT_LINKED = "the account is not linked: python -m bot signal link"
Json = dict[str, Any]


class Receiving:
    """Receives for one account. `journal` is made when it is first read: the key may not be there before."""

    def __init__(self, calls: Calls, journal: Callable[[], Reader | None], pause_s: float = PAUSE_S) -> None:
        self.version = ""
        """What the daemon says it is; empty until it has answered."""
        self._calls, self._make_journal, self._pause_s = calls, journal, pause_s
        self._journal: Reader | None = None
        self._broken = ""
        self._unlinked = ""
        self._not_kept = ""
        self._after: asyncio.Queue[tuple[str, Json]] = asyncio.Queue(RECEIPTS_WAITING)

    @property
    def trouble(self) -> str:
        """What is wrong with receiving, in words; empty when all is well."""
        return self._unlinked or self._broken or self._not_kept

    async def listen(self, keep: Keep) -> NoReturn:
        """Receives for ever."""
        self._broken = "not connected yet"
        beside = [asyncio.create_task(work) for work in (self._watch(), self._say_read(), self._follow(keep))]
        try:
            await self._receive(keep)
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            # Another process receives now, or none: this one has nothing to say of it.
            self._broken = self._unlinked = self._not_kept = ""

    async def _receive(self, keep: Keep) -> NoReturn:
        pause = 0.0
        while True:
            try:
                await asyncio.sleep(pause)
                pause = min(max(self._pause_s, pause * 2), LONGEST_PAUSE_S)
                async for raw in self._stream():
                    pause = self._pause_s
                    await self._keep(keep, raw)
                self._broken = "the daemon ended the stream"
            except _Failed as error:
                self._broken = str(error)
            except (httpx.HTTPError, SSEError, OSError) as error:
                self._broken = f"the daemon cannot be reached ({type(error).__name__})"
            log.warning("signal: receiving failed (%s), again in %.0f s", self._broken, pause)

    async def _stream(self) -> Any:
        """Each envelope as it comes. What the journal has from before the connection comes first."""
        timeout = httpx.Timeout(CONNECT_S, read=SILENT_S)
        url, params = f"{self._calls.url}/api/v1/events", {"account": self._calls.account}
        async with aconnect_sse(self._calls.client, "GET", url, params=params, timeout=timeout) as source:
            if source.response.status_code == 400:
                raise _Failed(NOT_LINKED)
            if source.response.status_code != 200:
                raise _Failed(f"the daemon says HTTP {source.response.status_code}")
            async for raw in self._from_journal():
                yield raw
            self._broken = ""
            async for event in source.aiter_sse():
                if event.data:
                    yield event.data.encode("utf-8", "replace")

    async def _keep(self, keep: Keep, raw: bytes) -> None:
        """Keeps it, however long it takes: what has been read is nowhere else any more. Then it is told as read."""
        if says_nothing(raw):
            return
        pause = self._pause_s
        while True:
            try:
                new = await keep([raw])
                break
            except Exception as error:
                self._not_kept = f"messages cannot be kept ({type(error).__name__})"
                log.error("signal: %s", self._not_kept)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_S)
        self._not_kept = ""
        self._tell_after(raw, new=bool(new))

    def _tell_after(self, raw: bytes, *, new: bool) -> None:
        """Once it is kept: that it was read, and that whoever has a new phone is trusted from now on.

        What the journal brings once more (not `new`) was told as read before.
        """
        with contextlib.suppress(*NOT_AS_DOCUMENTED, asyncio.QueueFull):
            document = parse(raw)
            envelope = document["envelope"]
            sender = envelope.get("sourceUuid") or envelope["sourceNumber"]
            if document.get("exception"):
                if "untrusted" in str(document["exception"].get("type", "")).casefold():
                    self._after.put_nowait(("trust", {"recipient": sender, "trustAllKnownKeys": True}))
                return
            data = envelope.get("dataMessage") or (envelope.get("editMessage") or {}).get("dataMessage")
            if new and data and not data.get("groupInfo"):
                stamp = int(data.get("timestamp") or envelope["timestamp"])
                self._after.put_nowait(
                    ("sendReceipt", {"recipient": sender, "targetTimestamp": [stamp], "type": "read"})
                )

    async def _say_read(self) -> NoReturn:
        """Tells her that it was read. A receipt that fails is no loss."""
        while True:
            method, params = await self._after.get()
            try:
                await self._calls.call(method, params)
            except SendFailed as error:
                log.debug("signal: %s failed (%s)", method, type(error).__name__)

    async def _watch(self) -> NoReturn:
        """Whether the account is still linked, and which version the daemon has."""
        while True:
            try:
                told = await self._calls.call("version", of_account=False)
                self.version = str(told["version"])
                await self._calls.call("listDevices")
                self._unlinked = ""
            except NotLinked:
                self._unlinked = NOT_LINKED
            except (SendFailed, LookupError, TypeError) as error:
                log.info("signal: the daemon does not say how it is (%s)", type(error).__name__)
            await asyncio.sleep(LOOK_S if self.version else min(LOOK_S, self._pause_s * 5))

    async def _follow(self, keep: Keep) -> NoReturn:
        """Reads the journal along, so that its files can go."""
        while True:
            await asyncio.sleep(JOURNAL_S)
            with contextlib.suppress(_Failed):
                async for raw in self._from_journal():
                    await self._keep(keep, raw)

    async def _from_journal(self) -> Any:
        """What was written down and not read yet; each batch is done with when the next is asked for."""
        if self._journal is None:
            self._journal = self._make_journal()
        if self._journal is None:
            return
        while True:
            try:
                lines = self._journal.lines()
            except OSError as error:
                raise _Failed(f"the journal cannot be read ({type(error).__name__})") from None
            for line in lines:
                yield line
            if not lines:
                return
            self._journal.kept()


class _Failed(Exception):
    """Nothing was received; says why in words."""
