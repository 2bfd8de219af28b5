"""A messenger that exists only in this process: phones on a page, for trying the bot out and for tests.

What a phone does becomes a raw message (a JSON document) that is kept, read and answered like any other:

    {"id", "phone", "sent_at"} and one of {"text"}, {"press", "message"}, {"file", "text", "album"}, {"place"},
    {"edit", "text"}, {"delete"}, {"react", "message"}, {"block"}; anything else is unknown to us
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable
from datetime import UTC, datetime
from uuid import uuid4

from bot.channels.base import Blocked, Gone, Keep, Label, NoSuchMessage, Refused, Unreachable, Unreadable
from bot.demo_screens import Json, Screens
from models.messages import Attachment, Inbound, Kind, Outbound, Pin

CHUNK = 64 * 1024
_ID = re.compile(r"[\w.:-]{1,80}", re.ASCII)
_KINDS = {
    "press": Kind.PRESS,
    "file": Kind.MEDIA,
    "place": Kind.PLACE,
    "edit": Kind.EDIT,
    "delete": Kind.DELETION,
    "react": Kind.REACTION,
    "block": Kind.BLOCKED,
    "text": Kind.TEXT,
}


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Demo:
    """The demo messenger. `phones` are the addresses that exist; `now` is the clock of the demo, in UTC."""

    name = "demo"
    buttons = True

    def __init__(
        self, phones: Iterable[str] = (), *, now: Callable[[], datetime] = _utc_now, account: str = "demo"
    ) -> None:
        """Starts with every phone switched on and nothing shown."""
        self.account = account
        self.phones = set(phones)
        self.screens = Screens(now)
        self._keep: Keep | None = None
        self._listening = asyncio.Event()

    def label(self, raw: bytes) -> Label:
        """Says under which id and for which phone a raw message is to be kept. Never raises."""
        content = hashlib.sha256(raw).hexdigest()
        try:
            document = _document(raw)
        except Unreadable:
            return Label(wire_id="", address="", content=content)
        press = json.dumps([document.get(key) for key in ("phone", "message", "press")]) if "press" in document else ""
        return Label(_id(document, "id"), _id(document, "phone"), content, press)

    def read(self, raw: bytes) -> Inbound:
        """Turns a raw message into an `Inbound`. Raises `Unreadable` for what no phone of ours can have sent."""
        document = _document(raw)
        address, wire_id = _id(document, "phone"), _id(document, "id")
        if not address or not wire_id:
            raise Unreadable("a message without phone or id")
        kind = next((kind for key, kind in _KINDS.items() if key in document), Kind.UNKNOWN)
        if kind is Kind.BLOCKED and document["block"] is False:
            kind = Kind.UNBLOCKED
        return Inbound(
            channel=self.name,
            account=self.account,
            address=address,
            kind=kind,
            wire_id=wire_id,
            text=_text(document, "react" if kind is Kind.REACTION else "text"),
            option=_text(document, "press"),
            target=_text(document, "edit") or _text(document, "delete") or _text(document, "message"),
            album=_text(document, "album"),
            attachments=(_attachment(document["file"]),) if kind is Kind.MEDIA else (),
            pin=_pin(document["place"]) if kind is Kind.PLACE else None,
            language_code=_text(document, "language"),
            sent_at=_moment(document),
        )

    async def listen(self, keep: Keep) -> None:
        """Lets `post` through to `keep` until cancelled; then lets the open pages go, so that a server can stop."""
        self._keep = keep
        self._listening.set()
        try:
            await asyncio.Event().wait()
        finally:
            self._listening.clear()
            self.screens.end()

    async def acknowledge(self, press: str) -> None:
        """Shows on the phone that its press was seen."""
        phone, message, option = json.loads(press)
        self.screens.tell({"event": "seen", "phone": phone, "message": message, "option": option})

    async def send(self, address: str, message: Outbound, *, edits: str = "", content: bytes | None = None) -> str:
        """Shows one message, or changes the one with wire id `edits`; gives its wire id. Raises `SendFailed`."""
        if address not in self.phones:
            raise Refused("the demo has no such phone")
        if address in self.screens.off:
            raise Unreachable("the phone is switched off")
        if address in self.screens.blocked:
            raise Blocked("the person has blocked the bot")
        if message.silent:
            return ""
        if edits and not self.screens.has(address, edits):
            raise NoSuchMessage("the message to be changed is not there")
        return self.screens.show(address, message, edits=edits, content=content)

    async def delete(self, address: str, wire_id: str) -> None:
        """Takes a message from the phone, as Telegram does: for two days. Raises `SendFailed`."""
        if address in self.screens.off:
            raise Unreachable("the phone is switched off")
        if not self.screens.remove(address, wire_id):
            raise Refused("the message is gone or too old")

    async def connection(self, name: str) -> bytes:
        """The demo's phones are connected to no account."""
        raise Refused("the demo knows no connections")

    async def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        """Streams a file that a phone sent. Raises `Gone` when the demo was started anew since."""
        file = self.screens.files.get(attachment.file_id)
        if file is None:
            raise Gone("the demo keeps files only while it runs")
        for start in range(0, len(file.content), CHUNK):
            yield file.content[start : start + CHUNK]

    async def close(self) -> None:
        """Lets the open pages go."""
        self.screens.end()

    async def post(self, document: Json) -> str:
        """Sends the bot what a person did; gives its wire id once it is kept. Waits for `listen`.

        An id and a time are put where there are none. Raises what `keep` raises.
        """
        document = {"id": uuid4().hex, "sent_at": self.screens.stamp(), **document}
        self.screens.write(document, "sending")
        try:
            await self._listening.wait()
            assert self._keep is not None
            await self._keep([json.dumps(document).encode()])
        except BaseException:
            self.screens.write(document, "failed")
            raise
        self.screens.write(document, "sent")
        return str(document["id"])

    async def block(self, phone: str, *, blocked: bool) -> None:
        """Lets a person block the bot or take it back; the bot is told, as Telegram does."""
        self.screens.block(phone, blocked=blocked)
        await self.post({"phone": phone, "block": blocked})

    def switch(self, phone: str, *, off: bool) -> None:
        """Switches a phone off or on: what is sent to it meanwhile is `Unreachable`."""
        self.screens.switch(phone, off=off)

    def watch(self, beat: float | None = None) -> AsyncGenerator[Json, None]:
        """Gives all that is shown, then `live`, then what happens; a `beat` after so many silent seconds."""
        return self.screens.watch(beat)


def _document(raw: bytes) -> Json:
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Unreadable("not a JSON document") from error
    if not isinstance(document, dict):
        raise Unreadable("not a JSON object")
    return document


def _id(document: Json, key: str) -> str:
    value = document.get(key)
    return value if isinstance(value, str) and _ID.fullmatch(value) else ""


def _text(document: Json, key: str) -> str:
    value = document.get(key, "")
    if not isinstance(value, str):
        raise Unreadable(f"{key} is not text")
    # JSON can carry half of a surrogate pair; no database takes it.
    return value.encode("utf-8", "replace").decode()


def _number(document: Json, key: str, most: float) -> float:
    value = document.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= most:
        raise Unreadable(f"{key} is not a number within {most}")
    return float(value)


def _pin(place: object) -> Pin:
    if not isinstance(place, dict):
        raise Unreadable("a place without coordinates")
    return Pin(_number(place, "latitude", 90), _number(place, "longitude", 180))


def _attachment(file: object) -> Attachment:
    if not isinstance(file, dict) or not _id(file, "file_id"):
        raise Unreadable("a file without an id")
    size, seconds = file.get("size"), file.get("seconds")
    return Attachment(
        kind=_text(file, "kind") or "document",
        file_id=_id(file, "file_id"),
        unique_id=_id(file, "file_id"),
        size=size if isinstance(size, int) else None,
        mime=_text(file, "mime"),
        name=_text(file, "name"),
        seconds=seconds if isinstance(seconds, int) else None,
    )


def _moment(document: Json) -> datetime | None:
    try:
        moment = datetime.fromisoformat(_text(document, "sent_at"))
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
