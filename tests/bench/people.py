"""Simulated people: each walks the eviction report again and again, and waits for every reply before going on."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from tests.bench.messenger import Messenger

STEPS = (
    ("m:eviction", "m:eviction"),
    (":safe_now:safe", ""),
    (":when:now", ""),
    (":where:dont_know", "pin"),
    (":forces:crs", ""),
    (":forces:@done", ""),
    (":people:b2", ""),
    (":vulnerable:@done", ""),
    (":happening:@done", ""),
    (":told_before:no", ""),
    (":media:@done", ""),
    (":lost:@done", ":stop"),
)
"""What must be on the screen before she goes on, and what she presses then (nothing: the same; a pin: her place)."""
URGENT = 2
VOLUNTEER, FIRST = 900, 100_000


@dataclass
class Street:
    """Everybody, and what was measured. `pace` is updates a second in all, 0 for as fast as the replies come."""

    messenger: Messenger = field(init=False)
    people: dict[int, Person] = field(default_factory=dict)
    replies: list[float] = field(default_factory=list)
    alerts: list[float] = field(default_factory=list)
    urgent: deque[float] = field(default_factory=deque)
    done: int = 0
    launched: float = 0.0
    pace: float = 0.0
    stopped: bool = False
    last_step: int = len(STEPS)
    ready: deque[Person] = field(default_factory=deque)
    team: deque[tuple[str, list[str]]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self.messenger = Messenger(self.heard)

    def heard(self, chat: int, text: str, buttons: list[str], edit: bool) -> None:
        """A message was shown."""
        if chat == VOLUNTEER:
            self._alerted(text, buttons, edit)
        elif (person := self.people.get(chat)) is not None:
            person.see(buttons)

    def _alerted(self, text: str, buttons: list[str], edit: bool) -> None:
        self.team.append((text, buttons))
        now = time.perf_counter()
        for _ring in () if edit else [one for one in buttons if one.endswith(":take")]:
            if self.urgent:
                self.alerts.append(now - self.urgent.popleft())

    def forget(self) -> None:
        """Begins to measure."""
        self.replies, self.alerts, self.done = [], [], 0

    def begin(self, count: int) -> None:
        """So many people write for the first time."""
        for number in range(FIRST + len(self.people), FIRST + len(self.people) + count):
            person = self.people[number] = Person(self, number)
            person.say("hello")

    async def keep_pace(self) -> None:
        """Lets one person after the other go on, `pace` times a second."""
        due = time.perf_counter()
        while not self.stopped:
            due += 1 / self.pace
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            if self.ready:
                self.ready.popleft().go_on()


class Person:
    """Somebody with a phone."""

    def __init__(self, street: Street, number: int) -> None:
        self.street, self.number, self.step = street, number, 0
        self.user = {"id": number, "is_bot": False, "first_name": "Amal", "language_code": "en"}
        self.chat = {"id": number, "type": "private", "first_name": "Amal"}
        self.button, self.acted, self.count = "", 0.0, 0

    def see(self, buttons: list[str]) -> None:
        """Looks whether the next question is there."""
        wanted, press = STEPS[self.step]
        if not self.acted or not any(one.endswith(wanted) for one in buttons):
            return
        self.street.replies.append(time.perf_counter() - self.acted)
        self.street.done += 1
        self.acted = 0.0
        if self.step >= self.street.last_step:
            return
        self.button = next((one for one in buttons if one.endswith(press or wanted)), "")
        if self.street.pace:
            self.street.ready.append(self)
        elif not self.street.stopped:
            self.go_on()

    def go_on(self) -> None:
        """Does the next thing."""
        step, self.step = self.step, (self.step + 1) % len(STEPS)
        if STEPS[step][1] == "pin":
            self._message({"location": {"latitude": 50.95, "longitude": 1.86}})
            return
        if step == URGENT:
            self.street.urgent.append(time.perf_counter())
        self.press(self.button)

    def press(self, data: str) -> None:
        """Presses a button."""
        self.count += 1
        shown = {"message_id": self.count, "date": int(time.time()), "chat": self.chat, "text": "a question"}
        self._push("callback_query", {
            "id": f"{self.number}{self.count}", "from": self.user, "chat_instance": "1", "data": data,
            "message": shown,
        })  # fmt: skip

    def say(self, text: str) -> None:
        """Writes."""
        self._message({"text": text})

    def _message(self, content: dict[str, Any]) -> None:
        self.count += 1
        head = {"message_id": self.count, "date": int(time.time()), "chat": self.chat, "from": self.user}
        self._push("message", {**head, **content})

    def _push(self, kind: str, body: dict[str, Any]) -> None:
        self.acted = time.perf_counter()
        self.street.messenger.push(kind, body)
