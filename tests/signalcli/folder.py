"""A folder that stands for Signal's servers and people's phones: it outlives the front end, like the real ones.

The test writes what arrives and what shall fail, the front end writes what it was given to send. Whatever is in
`waiting` is still on the server; it goes when every listener has been called with it, as signal-cli does it
(`ReceiveHelper`). Names sort by time.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]
SINGLE = ("rate_limit", "unregistered", "untrusted", "network", "prekeys")
"""How sending to one recipient fails. `rate_limit` may have a `token` (a captcha would lift it) and `retry_after_s`."""
WHOLE = ("io", "unauthorized", "bug", "captcha", "lookup_limit", "late", "killed")
"""How a call fails as a whole. `late`: goes out, the answer takes `seconds`; `killed`: goes out, the program dies."""
_count = itertools.count()


@dataclass(frozen=True)
class Person:
    """Somebody with Signal. Most show no number."""

    uuid: str
    name: str | None = None
    number: str | None = None
    device: int = 1

    @property
    def address(self) -> Json:
        """As `RecipientAddress`."""
        return {"uuid": self.uuid, "number": self.number}


@dataclass(frozen=True)
class Sent:
    """One call of the sending half of `Manager`; `outcomes` says by uuid or number: ok, or a kind of failure."""

    method: str
    to: list[str]
    params: Json
    outcomes: dict[str, str]
    timestamp: int
    failed: str | None

    @property
    def text(self) -> str:
        """The words of a message or of an edit."""
        return str(self.params["message"]["messageText"])


class Folder:
    """One account's part: its number is the folder's name."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.number = path.name
        self.sent = path / "sent.jsonl"
        self.unlinked = path / "unlinked"
        self.attachments = path / "attachments"
        for name in ("waiting", "held", "faults", "attachments"):
            (path / name).mkdir(parents=True, exist_ok=True)

    def put(self, kind: str, given: Mapping[str, Any]) -> Path:
        """One more in `waiting`, `held` or `faults`, whole from the first moment it is seen."""
        name = f"{time.time_ns():020d}-{next(_count):08d}.json"
        half = self.path / name
        half.write_text(json.dumps(given, ensure_ascii=False))
        return half.rename(self.path / kind / name)

    def all(self, kind: str) -> list[Path]:
        """What is there, in the order it came."""
        return sorted((self.path / kind).iterdir())

    def change(self, name: str, **given: Any) -> None:
        """Sets entries of `people` or `groups`."""
        half = self.path / f"{name}.new"
        half.write_text(json.dumps({**self.known(name), **given}, ensure_ascii=False))
        half.rename(self.path / f"{name}.json")

    def known(self, name: str) -> Json:
        """All `people` by uuid, or all `groups` by id."""
        path = self.path / f"{name}.json"
        return dict(json.loads(path.read_text())) if path.exists() else {}

    def person(self, identifier: str) -> Json | None:
        """A person by uuid or number, with `uuid`, `number` and `name` where they are known."""
        for uuid, one in self.known("people").items():
            if identifier in (uuid, one.get("number")):
                return {"uuid": uuid, **one}
        return None

    def fault(self, method: str, identifier: str | None) -> Json | None:
        """What shall go wrong now, for this method and recipient (or for the call as a whole); counts it."""
        for path in self.all("faults"):
            fault: Json = json.loads(path.read_text())
            if fault["method"] not in (None, method) or fault["to"] not in (None, identifier):
                continue
            if fault["whole"] is not (identifier is None):
                continue
            left = fault["times"]
            if left == 1:
                path.unlink()
            elif left is not None:
                path.write_text(json.dumps({**fault, "times": left - 1}))
            return fault
        return None

    def note(self, said: Json) -> None:
        """One more line of what was given to send."""
        with self.sent.open("a") as file:
            file.write(json.dumps(said, ensure_ascii=False) + "\n")

    def noted(self) -> Iterator[Json]:
        """Every such line; one that is being written is not there yet."""
        text = self.sent.read_text() if self.sent.exists() else ""
        yield from (json.loads(line) for line in text.split("\n")[:-1])
