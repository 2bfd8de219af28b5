"""How Telegram's updates reach us: fetched, or brought to a webhook. Nothing is confirmed before it is kept.

python-telegram-bot's own Updater confirms updates before they are handled, and one update it cannot parse stops it for
everybody; it is not used.
"""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any, NoReturn

import orjson

from bot.channels.base import Keep, Unreachable
from bot.channels.telegram_calls import Calls
from bot.channels.telegram_updates import ALLOWED, parse

log = logging.getLogger(__name__)
LONG_POLL_S = 50
HEAD, TAIL = b'{"ok":true,"result":[', b"]}"
UPDATE = b'{"update_id":'
"""How an update begins. Never within somebody's words: there every quotation mark has a backslash before it."""
PAUSE_S, LONGEST_PAUSE_S = 1.0, 15.0


class Receiving:
    """With `webhook_url` Telegram brings the updates; without it they are fetched. Failing pauses for `pause_s`."""

    def __init__(self, calls: Calls, webhook_url: str, secret: str, pause_s: float = PAUSE_S) -> None:
        self.trouble = ""
        """What is wrong with receiving, in words; empty when all is well."""
        self._calls, self._webhook_url, self._secret = calls, webhook_url, secret
        self._pause_s = pause_s

    async def listen(self, keep: Keep) -> NoReturn:
        """Fetches updates for ever, or lets Telegram bring them."""
        if self._webhook_url:
            await self._set_webhook()
            await asyncio.Event().wait()
        offset, pause = 0, 0.0
        while True:
            try:
                await asyncio.sleep(pause)
                offset = await self._fetch(offset, keep)
                self.trouble, pause = "", 0.0
            except _Failed as error:
                pause = min(max(self._pause_s, pause * 2), LONGEST_PAUSE_S)
                self.trouble = str(error)
                log.warning("telegram: receiving failed (%s), again in %.0f s", self.trouble, pause)

    async def _fetch(self, offset: int, keep: Keep) -> int:
        """Has the next updates kept; gives the offset by which the next call confirms them. Raises `_Failed`."""
        updates, raw = await self._get_updates(offset)
        if not updates:
            return offset
        try:
            await keep(originals(raw, updates))
        except Exception as error:
            raise _Failed(f"messages cannot be kept ({type(error).__name__})") from None
        # Only now: asking for a higher offset is what confirms. Numbers may start anew after a quiet week, even lower.
        try:
            return int(updates[-1]["update_id"]) + 1
        except (LookupError, TypeError, ValueError):
            raise _Failed("Telegram sent an update without a number") from None

    async def _get_updates(self, offset: int) -> tuple[list[Any], bytes]:
        body = {"timeout": LONG_POLL_S, "limit": 100, "allowed_updates": list(ALLOWED)}
        if offset:
            body["offset"] = offset
        try:
            status, raw = await self._calls.ask("getUpdates", body, LONG_POLL_S + 15)
        except Unreachable as error:
            raise _Failed(f"Telegram cannot be reached ({error.why})") from None
        try:
            told = parse(raw)
            if told["ok"]:
                return list(told["result"]), raw
            code, description = int(told["error_code"]), str(told["description"])
        except (ValueError, LookupError, TypeError):
            raise _Failed(f"Telegram's answer cannot be understood (HTTP {status})") from None
        raise _Failed(await self._explain(code, description))

    async def _explain(self, code: int, description: str) -> str:
        """Why Telegram gives no updates, in words; a webhook in the way is taken away, keeping what waits."""
        if code != 409:
            return f"Telegram says {code}: {description}"
        if "webhook" not in description:
            return f"another program fetches this bot's messages with the same token ({description})"
        why = await self._calls.quietly("deleteWebhook", {"drop_pending_updates": False})
        return f"a webhook is set and cannot be removed: {why}" if why else "a webhook was set; it was removed"

    async def _set_webhook(self) -> None:
        body = {
            "url": self._webhook_url,
            "secret_token": self._secret,
            "allowed_updates": list(ALLOWED),
            "drop_pending_updates": False,
        }
        pause = self._pause_s
        while why := await self._calls.quietly("setWebhook", body):
            self.trouble = f"the webhook could not be set: {why}"
            log.warning("telegram: %s", self.trouble)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 60.0)
        self.trouble = ""


def originals(raw: bytes, updates: list[Any]) -> list[bytes]:
    """Each update as Telegram wrote it, cut out of its answer `raw`: written anew, a long number would lose its end.

    Cutting between the updates costs a third of parsing and less than writing them anew; `json`'s `raw_decode`, which
    finds where each ends, costs four times as much as parsing. An answer laid out in another way is written anew.
    """
    inside = raw.strip().removeprefix(HEAD).removesuffix(TAIL)
    first, *rest = inside.split(b"," + UPDATE)
    pieces = [first, *(UPDATE + one for one in rest)]
    try:
        # The ends come last: what stands behind the updates would hang on the last of them.
        if len(pieces) == len(updates) and parse(pieces[0]) == updates[0] and parse(pieces[-1]) == updates[-1]:
            return pieces
    except (ValueError, RecursionError):
        log.info("telegram: an answer is laid out in another way")
    return [_bytes(update) for update in updates]


def _bytes(update: object) -> bytes:
    """One update as JSON. What the fast writer cannot write (deep nesting) must not hold up the rest of its batch."""
    try:
        return orjson.dumps(update)
    except (TypeError, ValueError):
        try:
            return json.dumps(update).encode()
        except (ValueError, RecursionError):
            return json.dumps({"update_id": _number(update), "unreadable": repr(update)[:1000]}).encode()


def _number(update: object) -> object:
    return update.get("update_id") if isinstance(update, dict) else None


class _Failed(Exception):
    """Nothing was received; says why in words."""
