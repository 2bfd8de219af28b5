"""The daemon: POST /api/v1/rpc, GET /api/v1/events (server-sent), GET /api/v1/check; on-connection mode.

Envelopes wait (at Signal, so to say) until somebody listens; what was written into a stream is forgotten, also
when the stream was cut. With `journal` each envelope is also handed to that, as the daemon prints it (`-o json`).
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiohttp import web

Json = dict[str, Any]
SAMPLES = Path(__file__).resolve().parents[1] / "wire" / "signal_real"
ACCOUNT = "+33639980001"
OWN = "99999999-0000-4000-8000-000000000001"
COMMANDS = ("getAttachment", "listDevices", "remoteDelete", "send", "sendReceipt", "sendTyping",
            "submitRateLimitChallenge", "trust")  # fmt: skip


@dataclass(frozen=True)
class Sent:
    """One call that reached the daemon, and what it answered."""

    method: str
    params: Json
    answer: Json

    @property
    def to(self) -> str:
        """The address it went to."""
        given = self.params.get("groupId") or self.params.get("recipient") or ""
        return str(given[0] if isinstance(given, list) else given)

    @property
    def text(self) -> str:
        """The text of a message."""
        return str(self.params.get("message", ""))


@dataclass
class Fault:
    """What happens to the next `times` calls of `method`: an error object, silence for so long, or no connection."""

    method: str
    error: Json | None = None
    silent_s: float = 0.0
    after_doing: bool = False
    times: int = 1


@dataclass
class Signald:
    """One daemon on a free port; `account` is the one that it has (nothing: it is not linked)."""

    account: str = ACCOUNT
    version: str = "0.14.7"
    journal: Callable[[bytes], None] | None = None
    sent: list[Sent] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    answers: dict[str, Json] = field(default_factory=dict)
    """What a method answers instead of what it does."""
    waiting: deque[Json] = field(default_factory=deque)
    cut_after: Callable[[], int] | None = None
    """How many envelopes a stream carries until it is cut in the middle of the next; nothing: it is never cut."""
    abrupt: bool = True
    """A cut is a reset of the connection: what is on the way is lost. Else all that was written still arrives."""
    hangs: bool = False
    """It takes connections and says nothing more, not even that it is alive."""
    port: int = 0
    streamed: list[int] = field(default_factory=list)
    """The timestamps of what was written whole into a stream."""

    def __post_init__(self) -> None:
        self._runner: web.AppRunner | None = None
        self._news = asyncio.Event()
        self._stamp = int(time.time() * 1000)
        self._streams: set[web.StreamResponse] = set()
        self._closing = asyncio.Event()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def listeners(self) -> int:
        """How many streams are open."""
        return len(self._streams)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listens, on the same port as before."""
        app = web.Application(client_max_size=200 * 1024 * 1024)
        app.add_routes([
            web.post("/api/v1/rpc", self._rpc),
            web.get("/api/v1/events", self._events),
            web.get("/api/v1/check", self._check),
        ])  # fmt: skip
        self._closing = asyncio.Event()
        self._runner = web.AppRunner(app, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Is gone, as after a crash."""
        self._closing.set()
        self._news.set()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def stamp(self) -> int:
        """A timestamp that nothing has had yet, in milliseconds."""
        self._stamp = max(self._stamp + 1, int(time.time() * 1000))
        return self._stamp

    def push(self, envelope: Json, **beside: Any) -> int:
        """An envelope arrives at Signal's servers; gives its timestamp."""
        stamp = int(envelope.setdefault("timestamp", self.stamp()))
        self.waiting.append({**beside, "envelope": envelope, "account": self.account})
        self._news.set()
        return stamp

    def calls(self, method: str) -> list[Sent]:
        """What reached the daemon by one method."""
        return [one for one in self.sent if one.method == method]

    async def _check(self, request: web.Request) -> web.Response:
        return web.Response()

    async def _events(self, request: web.Request) -> web.StreamResponse:
        while self.hangs:
            await asyncio.sleep(0.1)
        account = request.query.get("account")
        if not self.account or (account and account != self.account):
            return web.Response(status=400)
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await stream.prepare(request)
        self._streams.add(stream)
        left = self.cut_after() if self.cut_after else -1
        with contextlib.suppress(ConnectionError):
            await self._pour(request, stream, left)
        self._streams.discard(stream)
        return stream

    async def _pour(self, request: web.Request, stream: web.StreamResponse, left: int) -> None:
        while not self._closing.is_set():
            while self.waiting and not self.hangs:
                if request.transport is None or request.transport.is_closing():
                    return
                document = self.waiting.popleft()
                printed = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
                if self.journal is not None:
                    self.journal(printed)
                event = b"event:receive\ndata:" + printed + b"\n\n"
                if left == 0:
                    await stream.write(event[: len(event) // 2])
                    assert request.transport is not None
                    request.transport.abort() if self.abrupt else request.transport.close()
                    return
                await stream.write(event)
                self.streamed.append(int(document["envelope"]["timestamp"]))
                left -= 1
            self._news.clear()
            try:
                async with asyncio.timeout(15):
                    await self._news.wait()
            except TimeoutError:
                if not self.hangs:
                    await stream.write(b":\n")

    async def _rpc(self, request: web.Request) -> web.Response:
        if not request.headers.get("Content-Type", "").startswith("application/json"):
            return web.Response(status=415)
        while self.hangs:
            await asyncio.sleep(0.1)
        body = json.loads(await request.text())
        method, params = str(body["method"]), dict(body.get("params") or {})
        fault = next((one for one in self.faults if one.method == method), None)
        if fault is not None:
            fault.times -= 1
            if not fault.times:
                self.faults.remove(fault)
        told = {"error": fault.error} if fault and fault.error else {}
        if not told:
            if fault is None or fault.after_doing or not fault.silent_s:
                told = self._do(method, params)
            if fault is not None:
                await asyncio.sleep(fault.silent_s)
        if method in COMMANDS:
            self.sent.append(Sent(method, params, told))
        return web.json_response(
            {"jsonrpc": "2.0", **told, "id": body.get("id")}, dumps=lambda one: json.dumps(one, separators=(",", ":"))
        )

    def _do(self, method: str, params: Json) -> Json:
        if method in self.answers:
            return self.answers[method]
        if method == "version":
            return {"result": {"version": self.version}}
        if method == "startLink":
            return {"result": {"deviceLinkUri": "sgnl://linkdevice?uuid=abc&pub_key=def"}}
        if method == "finishLink":
            self.account = self.account or ACCOUNT
            return {"result": {"number": self.account}}
        if params.get("account") != self.account:
            return {"error": {"code": -32602, "message": "Specified account does not exist", "data": None}}
        if method == "getAttachment":
            return self._file(str(params["id"]))
        if method in ("send", "remoteDelete", "sendReceipt", "sendTyping"):
            return {"result": {"timestamp": self.stamp(), "results": [success(self._recipient(params))]}}
        if method == "listGroups":
            return dict(json.loads((SAMPLES / "rpc_groups.json").read_text())["answer"])
        if method in ("listDevices", "trust", "submitRateLimitChallenge", "listIdentities"):
            return {"result": []}
        return {"error": {"code": -32601, "message": "Method not implemented", "data": None}}

    def _recipient(self, params: Json) -> str:
        given = params.get("recipient")
        return str(given[0] if isinstance(given, list) else given)

    def _file(self, name: str) -> Json:
        if name not in self.files:
            return {"error": {"code": -1, "message": "Could not find attachment with ID: " + name, "data": None}}
        return {"result": {"data": base64.b64encode(self.files[name]).decode()}}


def success(uuid: str) -> Json:
    """The result for one recipient."""
    return {"recipientAddress": {"uuid": uuid, "number": None, "username": None}, "type": "SUCCESS"}


def failed(kind: str, *, code: int = -1, **more: Any) -> Json:
    """The error object when nothing reached anybody (signal-cli 0.13.19, as it answered)."""
    result = {"recipientAddress": {"uuid": "x", "number": None, "username": None}, "type": kind, **more}
    response = {"timestamp": 1795335602430, "results": [result]}
    return {"code": code, "message": "Failed to send message", "data": {"response": response}}


def from_person(uuid: str, *, number: str | None = None, name: str = "", **content: Any) -> Json:
    """An envelope of a person; `content` is what it holds (dataMessage, ...)."""
    return {
        "source": number or uuid,
        "sourceNumber": number,
        "sourceUuid": uuid,
        "sourceName": name,
        "sourceDevice": 1,
        **content,
    }
