"""A phone with Signal, served by the tests' own daemon."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from bot.channels.base import Channel
from bot.channels.signal import Signal
from bot.channels.signal_journal import Writer
from bot.keyfile import make_key
from tests.conformance.phone import Seen
from tests.signald.people import Person
from tests.signald.server import ACCOUNT, Fault, Signald, failed

MIMES = {"voice": "audio/aac", "photo": "image/jpeg", "video": "video/mp4", "document": "application/pdf"}


class SignalPhone:
    """A phone with Signal."""

    lacks: Mapping[str, str] = {
        "too big": "Signal itself takes no file that the daemon cannot fetch",
    }

    def __init__(self, daemon: Signald, folder: Path) -> None:
        self._daemon, self._folder = daemon, folder
        self._person = Person(daemon, "amal")
        # As the guide says: what the daemon prints is written down.
        daemon.journal = Writer(folder / "journal", make_key(folder / "key")).write
        self._album: list[dict[str, object]] = []
        self.address = self._person.uuid
        self.channel: Channel = self.anew()

    async def shown(self) -> list[Seen]:
        """What the daemon was told to send, with its edits and deletions done as the application does them."""
        shown: dict[int, Seen] = {}
        for one in self._daemon.sent:
            if "result" not in one.answer or one.method not in ("send", "remoteDelete"):
                continue
            if one.method == "remoteDelete":
                shown.pop(int(one.params["targetTimestamp"]), None)
                continue
            stamp = int(one.answer["result"]["timestamp"])
            if edited := one.params.get("editTimestamp"):
                place = list(shown).index(int(edited))
                items = list(shown.items())
                items[place] = (stamp, Seen(one.text))
                shown = dict(items)
            else:
                quoted = shown.get(int(one.params.get("quoteTimestamp", 0)), Seen(""))
                shown[stamp] = Seen(one.text, digest=_digest(one.params.get("attachments")), under=quoted.text)
        return list(shown.values())

    async def says(self, text: str) -> None:
        self._person.says(text)

    async def sends(self, kind: str, content: bytes, *, album: str = "") -> None:
        """An album is one message: it leaves with its third picture."""
        more = {"isVoiceNote": True} if kind == "voice" else {}
        name = f"{kind}{len(self._daemon.files)}"
        file = self._person.file(name, content, MIMES[kind], **more)
        if album:
            self._album.append(file)
        if not album or len(self._album) == 3:
            self._person.does(attachments=self._album or [file])

    async def sends_too_much(self) -> None:
        raise NotImplementedError

    async def edits(self, text: str) -> None:
        stamp = self._daemon.stamp()
        data = {"timestamp": stamp, "message": text, "expiresInSeconds": 0, "viewOnce": False}
        self._person.sends(stamp, editMessage={"targetSentTimestamp": self._person.said[-1], "dataMessage": data})

    async def deletes(self) -> None:
        self._person.does(remoteDelete={"timestamp": self._person.said[-1]})

    async def does_something_strange(self) -> None:
        self._person.does(dance={"kind": "waltz"})

    async def blocks(self) -> None:
        """Signal tells nobody: what she does next is to leave."""
        for method in ("send", "sendTyping"):
            self._daemon.faults.append(Fault(method, error=failed("UNREGISTERED_FAILURE"), times=1_000))
        self._person.says("bye")

    async def throttle(self, seconds: int) -> None:
        error = failed("RATE_LIMIT_FAILURE", code=-5, retryAfterSeconds=seconds, token=None)
        self._daemon.faults.append(Fault("send", error=error))

    def anew(self) -> Channel:
        return Signal(
            self._daemon.url, ACCOUNT, journal=self._folder / "journal", key=self._folder / "key", pause_s=0.05
        )


def _digest(attachments: object) -> str:
    """Of the first file: it goes to the daemon as a data URI (RFC 2397)."""
    if not isinstance(attachments, list) or not attachments:
        return ""
    return hashlib.sha256(base64.b64decode(str(attachments[0]).rpartition(",")[2])).hexdigest()
