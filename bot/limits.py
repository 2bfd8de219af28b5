"""How much a messenger takes, as data: so many messages in so many seconds, per chat and in all."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

BOT_TO_PERSON = (3, 3.0)
"""Telegram: about one message a second to one chat, short bursts are fine."""
BOT_TO_GROUP = (20, 60.0)
"""Telegram: 20 messages a minute to one group, all topics together."""
BOT_IN_ALL = (30, 1.0)
"""Telegram: about 30 messages a second in all."""
SIGNAL_IN_ALL = (20, 20.0)
"""Signal says no number. Its server refills about one message a second for each recipient; this is below it."""


@dataclass
class Window:
    """At most `count` in `seconds`; times are seconds of a clock that only goes ahead."""

    count: int
    seconds: float
    _times: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until there is room."""
        while self._times and self._times[0] <= now - self.seconds:
            self._times.popleft()
        return 0.0 if len(self._times) < self.count else self._times[0] + self.seconds - now

    def take(self, now: float) -> None:
        """Uses a place."""
        self._times.append(now)


class Limits:
    """The limits of one account. What is urgent waits for the messenger's limit in all, never for the chat's."""

    def __init__(self, *, on: bool, in_all: tuple[int, float] = BOT_IN_ALL) -> None:
        self._on = on
        self._all = Window(*in_all)
        self._chats: dict[str, Window] = {}

    def wait(self, address: str, now: float, *, urgent: bool = False) -> float:
        """Seconds until a message to this chat may leave."""
        if not self._on:
            return 0.0
        chat = 0.0 if urgent else self._chat(address).wait(now)
        return max(chat, self._all.wait(now))

    def take(self, address: str, now: float) -> None:
        """A message leaves for this chat."""
        if self._on:
            self._chat(address).take(now)
            self._all.take(now)

    def _chat(self, address: str) -> Window:
        if address not in self._chats:
            if len(self._chats) > 10_000:
                self._chats.clear()
            self._chats[address] = Window(*(BOT_TO_GROUP if address.startswith("-") else BOT_TO_PERSON))
        return self._chats[address]
