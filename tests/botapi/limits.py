"""Telegram's sending limits: about one message a second per chat, thirty overall, twenty a minute per group."""

import math
from collections import deque
from dataclasses import dataclass, field

from .clock import Clock
from .wire import Json, Refused

COUNTED = frozenset({"editMessageText", "editMessageCaption", "editMessageReplyMarkup"})


@dataclass(slots=True)
class Bucket:
    """So many at once, refilled at a rate per second."""

    rate: float
    burst: float
    left: float = field(default=-1.0)
    at: float = 0.0

    def wait(self, now: float, amount: int) -> float:
        """Seconds until this many may pass; 0 if they may now. Takes nothing."""
        self.left = self.burst if self.left < 0 else min(self.burst, self.left + (now - self.at) * self.rate)
        self.at = now
        # An album may be larger than the burst; it then needs a full bucket.
        return max(0.0, (min(amount, self.burst) - self.left) / self.rate)

    def take(self, amount: int) -> None:
        """Count what passed."""
        self.left = max(0.0, self.left - amount)


class Limits:
    """Off until the control interface switches them on."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.on = False
        self.refusals = 0
        self.set({"on": False})

    def set(self, wishes: Json) -> Json:
        """Switch on or off, and change numbers: chat_rate, chat_burst, overall_rate, group_per_minute."""
        self.on = bool(wishes.get("on", True))
        self.chat_rate = float(wishes.get("chat_rate", 1))
        self.chat_burst = float(wishes.get("chat_burst", 3))
        overall = float(wishes.get("overall_rate", 30))
        self.group_per_minute = int(wishes.get("group_per_minute", 20))
        self.overall = Bucket(overall, overall)
        self.private: dict[int, Bucket] = {}
        self.groups: dict[int, deque[float]] = {}
        return {"on": self.on, "refusals": self.refusals}

    def check(self, method: str, params: Json) -> None:
        """Refuse with 429 if this call comes too soon; otherwise count it."""
        if not (method in COUNTED or method.startswith("send")) or method == "sendChatAction":
            return
        chat, now = params.get("chat_id"), self.clock.now()
        if not isinstance(chat, int):
            return
        media = params.get("media")
        amount = len(media) if isinstance(media, list) else 1
        wait = max(self.overall.wait(now, amount), self._chat_wait(chat, now, amount))
        if wait > 0:
            self.refusals += 1
            after = max(1, math.ceil(wait))
            raise Refused(429, f"Too Many Requests: retry after {after}", {"retry_after": after})
        self.overall.take(amount)
        if chat > 0:
            self.private[chat].take(amount)
        else:
            self.groups[chat].extend([now] * amount)

    def _chat_wait(self, chat: int, now: float, amount: int) -> float:
        if chat > 0:
            return self.private.setdefault(chat, Bucket(self.chat_rate, self.chat_burst)).wait(now, amount)
        sent = self.groups.setdefault(chat, deque())
        while sent and sent[0] <= now - 60:
            sent.popleft()
        over = len(sent) + amount - self.group_per_minute
        return sent[over - 1] + 60 - now if 0 < over <= len(sent) else 0.0
