"""Phones with Signal: what they do is an envelope as the daemon gives it, what reaches them a call as it takes it.

The channel's own code reads and writes both; only the connection to the daemon is not there. So every story that is
told without buttons is told on Signal.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

from bot.channels.base import Label, Unreachable
from bot.channels.map_links import link_to
from bot.channels.signal_files import split_file_id
from bot.channels.signal_messages import label_envelope, parse, read_envelope
from bot.channels.signal_revision import Revision
from bot.channels.signal_sending import Sending
from bot.demo_screens import Json
from models.messages import Attachment, Inbound, Outbound, Pin
from tests.signald.server import ACCOUNT, OWN, failed, from_person, success
from tests.text_phones import TextPhones

MIMES = {"voice": "audio/aac", "photo": "image/jpeg", "video": "video/mp4", "audio": "audio/mpeg"}


class SignalPhones(TextPhones):
    """The test's phones on Signal. For `Sending` it is the daemon."""

    name = "signal"

    def __init__(self, *given: object) -> None:
        super().__init__(*given)
        self.account = ACCOUNT
        self._sending = Sending(self, clock=lambda: self._clock.now().timestamp())  # type: ignore[arg-type]  # `call`
        self._last = 0
        self._alone = asyncio.Lock()
        self._stamps: dict[str, int] = {}
        """The newest timestamp of each message on a phone."""
        self._shown: dict[int, str] = {}
        self._pictures: list[Json] = []

    # --- what leaves ---

    async def send(self, address: str, message: Outbound, *, edits: str = "", content: bytes | None = None) -> str:
        async with self._alone:
            self._leaving, self._content = message, content
            wire_id = await self._sending.send(address, message, edits, content)
        if not message.silent:
            self._hear(address, message, edits)
        return wire_id

    async def delete(self, address: str, wire_id: str) -> None:
        await self._sending.delete(address, wire_id)

    async def call(self, method: str, params: Json) -> Json:
        """What the daemon does when it is called."""
        address = str(params["recipient"][0])  # type: ignore[index]  # one, in a list
        if address in self.screens.off:
            raise Unreachable("the phone is switched off")
        stamp = self._stamp()
        if address in self.screens.blocked:
            return {"timestamp": stamp, "results": failed("UNREGISTERED_FAILURE")["data"]["response"]["results"]}
        if method == "send":
            self._show(address, params, stamp)
        elif method == "remoteDelete":
            # By any of its states, and as often as one likes: what is gone is gone.
            self.screens.remove(address, self._shown[int(str(params["targetTimestamp"]))])
        return {"timestamp": stamp, "results": [success(address)]}

    def _show(self, address: str, params: Json, stamp: int) -> None:
        edits = self._shown[int(str(params["editTimestamp"]))] if "editTimestamp" in params else ""
        shown = replace(self._leaving, text=str(params.get("message", "")), rows=(), locate="", pin=None)
        name = self.screens.show(address, shown, edits=edits, content=self._content)
        self._shown[stamp], self._stamps[name], self.sent[name] = name, stamp, self._leaving

    def first_of(self, wire_id: str) -> str:
        state = Revision.read(wire_id)
        return self._shown.get(state.began, wire_id) if state else wire_id

    # --- what comes ---

    def label(self, raw: bytes) -> Label:
        return super().label(raw) if b'"block"' in raw else label_envelope(raw, self.account)

    def read(self, raw: bytes) -> Inbound:
        return super().read(raw) if b'"block"' in raw else read_envelope(parse(raw), self.account)

    async def post(self, document: Json) -> str:
        if "block" in document:
            # Signal tells nobody; the stories of it are told as if it did.
            return await super().post(document)
        document = {"id": uuid4().hex, "sent_at": self.screens.stamp(), **document}
        name, phone = str(document["id"]), str(document["phone"])
        self._stamps[name] = stamp = self._stamp()
        self.screens.write(document, "sending")
        envelope = {**from_person(phone), "timestamp": stamp, **self._content_of(document, stamp)}
        await self._listening.wait()
        assert self._keep is not None
        await self._keep([json.dumps({"envelope": envelope, "account": self.account}).encode()])
        self.screens.write(document, "sent")
        return name

    def _content_of(self, document: Json, stamp: int) -> dict[str, Any]:
        data = {"timestamp": stamp, "message": document.get("text") or None, "expiresInSeconds": 0, "viewOnce": False}
        if "edit" in document:
            return {"editMessage": {"targetSentTimestamp": self._stamps[str(document["edit"])], "dataMessage": data}}
        if "delete" in document:
            return {"dataMessage": {**data, "remoteDelete": {"timestamp": self._stamps[str(document["delete"])]}}}
        target = self._stamps.get(str(document.get("message")), 1)
        by = {"targetAuthor": ACCOUNT, "targetAuthorUuid": OWN}
        if "react" in document:
            reaction = {"emoji": document["react"], **by, "targetSentTimestamp": target, "isRemove": False}
            return {"dataMessage": {**data, "reaction": reaction}}
        if "message" in document:
            data["quote"] = {"id": target, "author": ACCOUNT, "authorUuid": OWN, "text": ""}
        if isinstance(file := document.get("file"), dict):
            kind = str(file["kind"])
            mime = MIMES.get(kind, "application/pdf")
            name = None if kind == "voice" else file["name"]
            data["attachments"] = [{"contentType": mime, "filename": name, "id": file["file_id"], "size": file["size"]}]
        if isinstance(place := document.get("place"), dict):
            data["message"] = link_to(Pin(**place))
        return {"dataMessage": data}

    async def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        yield self.screens.files[split_file_id(attachment.file_id)[1]].content

    def _stamp(self) -> int:
        """No two messages leave at the same moment: which of them is the last one on a phone counts here."""
        self._last = max(self._last + 1, int(self._clock.now().timestamp() * 1000))
        self._clock.goes_on(1e-3)
        return self._last
