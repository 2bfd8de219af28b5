"""People with Signal on their phones, against the daemon of the tests."""

from __future__ import annotations

import asyncio
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from tests.signald.server import OWN, Json, Sent, Signald, from_person
from tests.world import in_english

PATIENCE_S = 20.0


@dataclass(eq=False)
class Person:
    """Somebody who writes to the phone's account."""

    daemon: Signald
    name: str
    uuid: str = ""
    number: str | None = None
    seen: int = 0
    said: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.uuid = self.uuid or str(uuid.uuid5(uuid.NAMESPACE_DNS, self.name))

    def does(self, **data: Any) -> int:
        """Sends a data message; gives its timestamp."""
        stamp = self.daemon.stamp()
        message = {"timestamp": stamp, "message": None, "expiresInSeconds": 0, "viewOnce": False, **data}
        return self.sends(stamp, dataMessage=message)

    def sends(self, stamp: int, **content: Any) -> int:
        """Sends an envelope."""
        envelope = from_person(self.uuid, number=self.number, name=self.name, **content)
        self.said.append(self.daemon.push({**envelope, "timestamp": stamp}))
        return stamp

    def says(self, text: str, **data: Any) -> int:
        """Writes."""
        return self.does(message=text, **data)

    def file(self, name: str, content: bytes, mime: str, **more: Any) -> Json:
        """A file of hers at the daemon, as it hangs on a message."""
        self.daemon.files[name] = content
        return {"contentType": mime, "filename": None, "id": name, "size": len(content), **more}

    def hears_from_us(self, text: str) -> int:
        """A human of ours writes to her on the phone itself."""
        stamp = self.daemon.stamp()
        sent = {"destination": self.uuid, "destinationNumber": None, "destinationUuid": self.uuid, "timestamp": stamp,
                "message": text, "expiresInSeconds": 0, "viewOnce": False}  # fmt: skip
        envelope = from_person(OWN, number=self.daemon.account, syncMessage={"sentMessage": sent})
        return self.daemon.push({**envelope, "timestamp": stamp})

    def received(self) -> list[Sent]:
        """What the bot sent to her."""
        return [one for one in self.daemon.calls("send") if one.to == self.uuid]

    def texts(self) -> list[str]:
        """What the bot said to her, in English."""
        return [in_english(one.text) for one in self.received()]

    async def hears(self, words: str, timeout: float = PATIENCE_S) -> Sent:
        """Waits for words of the bot that she has not read yet."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            for index, one in enumerate(self.received()):
                if index >= self.seen and words in in_english(one.text) and "result" in one.answer:
                    self.seen = index + 1
                    return one
            await asyncio.sleep(0.03)
        raise AssertionError(f"{self.name} has not heard {words!r}, only {self.texts()[self.seen :]}")
