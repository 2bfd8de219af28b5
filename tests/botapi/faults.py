"""Faults on purpose: rules that make calls fail the way Telegram and networks fail."""

import random
import time
from dataclasses import dataclass, field
from typing import Any

from .wire import Json, Refused

KINDS = frozenset(
    [
        "throttled",
        "bad_request",
        "forbidden",
        "server_error",
        "bad_gateway",
        "delay",
        "lose_answer",
        "drop",
        "migrate",
        "cut",
        "slow",
        "not_found",
    ]
)


@dataclass(slots=True)
class Rule:
    """One rule. It applies to these methods and this chat, after some calls, for some calls, seconds or by chance."""

    kind: str
    methods: frozenset[str] = frozenset()
    chat: int | None = None
    file: str | None = None
    after: int = 0
    times: int | None = None
    until: float | None = None
    chance: float = 1.0
    retry_after: int = 1
    description: str = ""
    seconds: float = 0.0
    to_chat: int = 0
    hits: int = 0
    luck: random.Random = field(default_factory=lambda: random.Random(1))

    def takes(self, method: str, chat: Any, file: str) -> bool:
        """Whether this call meets the rule; counts it if so."""
        if self.methods and method not in self.methods:
            return False
        if (self.chat is not None and chat != self.chat) or (self.file is not None and file != self.file):
            return False
        if self.until is not None and time.monotonic() > self.until:
            return False
        if self.times is not None and self.hits >= self.times:
            return False
        if self.after > 0:
            self.after -= 1
            return False
        if self.chance < 1.0 and self.luck.random() >= self.chance:
            return False
        self.hits += 1
        return True

    def refusal(self) -> Refused | None:
        """The answer that stands in for the real one, if the rule is of that sort."""
        if self.kind == "throttled":
            after = self.retry_after
            return Refused(429, f"Too Many Requests: retry after {after}", {"retry_after": after})
        if self.kind == "bad_request":
            return Refused(400, self.description or "Bad Request")
        if self.kind == "forbidden":
            return Refused(403, self.description or "Forbidden: bot was blocked by the user")
        if self.kind == "server_error":
            return Refused(500, self.description or "Internal Server Error")
        if self.kind == "migrate":
            text = "Bad Request: group chat was upgraded to a supergroup chat"
            return Refused(400, text, {"migrate_to_chat_id": self.to_chat})
        return None


class Faults:
    """The rules in force; the first one that fits a call is used."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []

    def add(self, wish: Json) -> Rule:
        """Make a rule from JSON: kind, method (or a list), chat, file_id, after, times, for_seconds, chance, seed..."""
        kind = str(wish["kind"])
        if kind not in KINDS:
            raise ValueError(f"unknown fault {kind}; known: {', '.join(sorted(KINDS))}")
        method = wish.get("method") or []
        lasts = wish.get("for_seconds")
        rule = Rule(
            kind,
            frozenset([method] if isinstance(method, str) else method),
            wish.get("chat"),
            wish.get("file_id"),
            int(wish.get("after", 0)),
            wish.get("times"),
            None if lasts is None else time.monotonic() + float(lasts),
            float(wish.get("chance", 1)),
            int(wish.get("retry_after", 1)),
            str(wish.get("description", "")),
            float(wish.get("seconds", 0)),
            int(wish.get("to_chat", 0)),
            luck=random.Random(int(wish.get("seed", 1))),
        )
        self.rules.append(rule)
        return rule

    def pick(self, method: str, chat: Any = None, file: str = "") -> Rule | None:
        """The rule this call meets, if any."""
        return next((rule for rule in self.rules if rule.takes(method, chat, file)), None)
