"""The queue of updates waiting for the bot: what is confirmed, what was thrown away, what got too old."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson

from .clock import Clock
from .wire import Json, Refused

DAY = 86_400
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS = frozenset(
    [
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "message_reaction",
        "message_reaction_count",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "purchased_paid_media",
        "managed_bot",
        "guest_message",
    ]
)
DEFAULT = KINDS - NOT_BY_DEFAULT


@dataclass(slots=True)
class Queued:
    """An update nobody has confirmed yet; `raw` is exactly what the bot will be given."""

    serial: int
    update_id: int
    raw: bytes
    lane: str
    queued_at: float


class UpdateQueue:
    """Updates in the order they came. Ids may repeat or start anew, so each also has a serial of our own."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.pending: dict[int, Queued] = {}
        self.confirmed: list[int] = []
        self.forgotten: list[int] = []
        self.lost: list[int] = []
        self.refused_kinds = 0
        self.next_id = 1001
        self.allowed = DEFAULT
        self.allowed_given: list[str] | None = None
        self.on_push: list[Callable[[Queued], None]] = []
        self.poll: asyncio.Future[None] | None = None
        self._serial = 0

    def push(self, update: Json | str) -> int | None:
        """Queue an update, or a raw text; the id it got, or None if the bot did not allow its kind."""
        body, raw = self._read(update)
        kind = next((name for name in body if name in KINDS), "")
        if kind and kind not in self.allowed:
            self.refused_kinds += 1
            return None
        given = body.get("update_id")
        update_id = given if type(given) is int else self.next_id
        self.next_id = update_id + 1
        self._serial += 1
        queued = Queued(self._serial, update_id, self._with_id(body, raw, update_id), lane(body), self.clock.now())
        self.pending[queued.serial] = queued
        if self.poll is not None and not self.poll.done():
            self.poll.set_result(None)
        for told in self.on_push:
            told(queued)
        return update_id

    def _read(self, update: Json | str) -> tuple[Json, str | None]:
        if not isinstance(update, str):
            return update, None
        try:
            body = json.loads(update)
        except ValueError:
            body = None
        return (body if isinstance(body, dict) else {}), update

    def _with_id(self, body: Json, raw: str | None, update_id: int) -> bytes:
        if raw is None:
            return orjson.dumps({"update_id": update_id, **body})
        if "update_id" in body or not raw.lstrip().startswith("{"):
            return raw.encode()
        # The rest of a raw text stays as it was written: odd spelling is the point of it.
        rest = raw.lstrip()[1:]
        comma = "," if body else ""
        return f'{{"update_id":{update_id}{comma}{rest}'.encode()

    def allow(self, kinds: list[str] | None) -> None:
        """Remember which kinds the bot wants; None keeps the last wish, an empty list means the default."""
        if kinds is None:
            return
        self.allowed_given = kinds
        self.allowed = frozenset(kinds) & KINDS if kinds else DEFAULT

    def expire(self) -> None:
        """Drop what Telegram would no longer keep: 24 hours after it came."""
        oldest = self.clock.now() - DAY
        for queued in [q for q in self.pending.values() if q.queued_at < oldest]:
            self.lost.append(self.pending.pop(queued.serial).update_id)

    def confirm(self, queued: Queued) -> None:
        """The bot has it: never to be given again."""
        if self.pending.pop(queued.serial, None):
            self.confirmed.append(queued.update_id)

    def confirm_below(self, offset: int) -> None:
        """What getUpdates does with its offset: below it confirmed, negative forgets all but the last ones."""
        if offset < 0:
            for queued in list(self.pending.values())[:offset]:
                self.forgotten.append(self.pending.pop(queued.serial).update_id)
        # Telegram ignores an offset far above its newest id and starts from the oldest (tdlib, TQueue::get), which
        # is what a bot meets when the numbering has started anew.
        elif 0 < offset <= self.next_id + 10:
            for queued in [q for q in self.pending.values() if q.update_id < offset]:
                self.confirm(queued)

    def forget_all(self) -> None:
        """What drop_pending_updates does."""
        self.forgotten.extend(queued.update_id for queued in self.pending.values())
        self.pending.clear()

    def batch(self, limit: int) -> bytes:
        """The oldest updates as a JSON list, possibly empty."""
        self.expire()
        found: list[bytes] = []
        for queued in self.pending.values():
            if len(found) >= limit:
                break
            found.append(queued.raw)
        return b"[" + b",".join(found) + b"]"

    def end_poll(self, why: str) -> None:
        """Make a waiting getUpdates fail with 409."""
        if self.poll is not None and not self.poll.done():
            self.poll.set_exception(Refused(409, f"Conflict: terminated by {why}"))


def lane(body: Json) -> str:
    """Which updates a webhook must get one after the other: of one chat (of one business account), or of one user."""
    for value in body.values():
        if not isinstance(value, dict):
            continue
        message: Any = value.get("message") if isinstance(value.get("message"), dict) else value
        chat = message.get("chat") or value.get("from") or value.get("user")
        if isinstance(chat, dict):
            return f"{message.get('business_connection_id', '')}/{chat.get('id')}"
    return ""
