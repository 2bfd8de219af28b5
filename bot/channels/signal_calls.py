"""Calls to signal-cli's own daemon: JSON-RPC by POST /api/v1/rpc, and what each failing means to us.

{"jsonrpc": "2.0", "id": "1", "method": "send", "params": {"account": "+33...", "recipient": ["<uuid>"], ...}}
The HTTP status is 200 for errors too (signal-cli-jsonrpc.5). Codes: -1 user, -3 input/output, -4 untrusted identity,
-5 rate limit, -6 captcha rejected, -32xxx JSON-RPC. -1 is for what passes and for what does not: `results` tells.
"""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from bot.channels.base import Blocked, Refused, SendFailed, Throttled, Unreachable

CONNECT_S, READ_S = 5.0, 60.0
"""Sending waits for Signal's servers; only after so long it is not known whether it left."""
RATE_LIMIT_S = 300.0
"""The pause where Signal names none."""
PASSING = ("NETWORK_FAILURE", "INVALID_PRE_KEY_FAILURE")
LOST_ACCOUNT = ("not registered", "unregistered user", "authorization failed", "not linked", "valid account parameter",
                "specified account does not exist")  # fmt: skip
Json = dict[str, Any]


class NotLinked(Unreachable):
    """The daemon has no such account, or Signal does not let it in any more: it has to be linked again."""


class Proof(Throttled):
    """Signal wants a captcha to be solved before more is sent; `token` names the challenge."""

    def __init__(self, token: str, after: float) -> None:
        super().__init__(after, "Signal wants a captcha")
        self.token = token


class Untrusted(Unreachable):
    """The person has a new phone: her safety number changed, and nothing leaves before it is trusted."""


class Calls:
    """One account on one daemon. An answer may take `read_s` seconds."""

    def __init__(self, url: str, account: str, read_s: float = READ_S) -> None:
        self.url, self.account, self._read_s = url, account, read_s
        self._ids = itertools.count(1)
        self._client: httpx.AsyncClient | None = None

    @property
    def client(self) -> httpx.AsyncClient:
        """The connections of this event loop. No proxy of the machine: the daemon is ours."""
        if self._client is None or self._client.is_closed:
            timeout = httpx.Timeout(CONNECT_S, read=self._read_s, write=self._read_s)
            self._client = httpx.AsyncClient(timeout=timeout, trust_env=False)
        return self._client

    async def call(self, method: str, params: Json | None = None, *, of_account: bool = True) -> Any:
        """Calls the daemon; gives what it answers. Raises one of `SendFailed`."""
        body = self._body(method, params, of_account=of_account)
        try:
            answer = await self.client.post(f"{self.url}/api/v1/rpc", json=body)
        except (httpx.HTTPError, OSError) as error:
            # Its words can hold the address; its name says enough.
            raise Unreachable(type(error).__name__) from None
        try:
            told: Json = dict(answer.json())
        except (ValueError, TypeError):
            raise Unreachable(f"HTTP {answer.status_code}, and not from the daemon") from None
        if told.get("error") is not None:
            raise failure(told["error"])
        return told.get("result")

    @asynccontextmanager
    async def stream(self, method: str, params: Json) -> AsyncIterator[AsyncIterator[bytes]]:
        """The answer of a call as it arrives. Raises one of `SendFailed`."""
        body = self._body(method, params, of_account=True)
        try:
            async with self.client.stream("POST", f"{self.url}/api/v1/rpc", json=body) as answer:
                yield answer.aiter_bytes()
        except (httpx.HTTPError, OSError) as error:
            raise Unreachable(type(error).__name__) from None

    async def close(self) -> None:
        """Lets go of connections."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def _body(self, method: str, params: Json | None, *, of_account: bool) -> Json:
        account = {"account": self.account} if of_account else {}
        return {"jsonrpc": "2.0", "id": str(next(self._ids)), "method": method, "params": {**account, **(params or {})}}


def failure(error: Any) -> SendFailed:
    """What an error of the daemon means to the sender."""
    try:
        code, why = int(error["code"]), str(error["message"])
        response = (error.get("data") or {}).get("response") or {}
        results = list(response.get("results") or ())
    except (LookupError, TypeError, ValueError, AttributeError):
        return Unreachable("an error that is not the daemon's")
    if results:
        return of_results(results) or Unreachable("an error without a failure")
    return _by_code(code, why)


def _by_code(code: int, why: str) -> SendFailed:
    # The daemon's words can name a number or an address: only ours go on.
    words = why.casefold()
    if any(lost in words for lost in LOST_ACCOUNT):
        return NotLinked("the account is not linked to the daemon")
    if code == -5:
        return Throttled(RATE_LIMIT_S, "Signal's rate limit")
    if code == -4:
        return Untrusted("the safety number changed")
    if "(ioexception)" in words:
        return Unreachable("the network, says the daemon")
    if code == -1:
        return Refused("the daemon refuses this message")
    if code == -6:
        return Refused("the captcha was rejected")
    if code in (-32602, -32601):
        return Refused(f"the daemon does not take this call ({code})")
    return Unreachable(f"the daemon says {code}")


def of_results(results: list[Any]) -> SendFailed | None:
    """The fate of a message by the results for each recipient; nothing where it reached at least one.

    To one person there is one result. To a group: who could not be reached there does not hold up the others.
    """
    kinds = {str(one.get("type")): one for one in results if isinstance(one, dict)}
    if not kinds or "SUCCESS" in kinds:
        return None
    if limited := kinds.get("RATE_LIMIT_FAILURE"):
        after = float(limited.get("retryAfterSeconds") or RATE_LIMIT_S)
        token = str(limited.get("token") or "")
        return Proof(token, after) if token else Throttled(after, "Signal's rate limit")
    if "IDENTITY_FAILURE" in kinds:
        return Untrusted("the safety number changed")
    if any(kind in kinds for kind in PASSING):
        return Unreachable("the network, says the daemon")
    if "UNREGISTERED_FAILURE" in kinds:
        return Blocked("there is no such account on Signal any more")
    return Unreachable("an unknown failure, says the daemon")
