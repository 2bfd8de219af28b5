"""What the phones of the demo show, held in memory, and telling it to the pages that are open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from models.messages import Outbound

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "fa_AF", "he", "prs", "ps", "ur"})

Json = dict[str, object]
REMOVABLE = timedelta(hours=48)
"""How long a message can be taken out of a chat, as at Telegram."""


@dataclass(frozen=True, slots=True)
class DemoFile:
    """A file that a phone sent or was shown."""

    content: bytes
    mime: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as a phone shows it: `mine` when its owner wrote it, `at` in ISO 8601 and UTC.

    `state` is sending, sent or failed. `pressed` is the option of the button that was pressed last.
    """

    id: str
    phone: str
    at: str
    mine: bool = False
    text: str = ""
    language: str = ""
    direction: str = "auto"
    rows: tuple[tuple[Mapping[str, str], ...], ...] = ()
    locate: str = ""
    pin: Mapping[str, object] | None = None
    file: Mapping[str, object] | None = None
    protect: bool = False
    urgent: bool = False
    edited: bool = False
    pressed: str = ""
    state: str = "sent"


class Screens:
    """What every phone shows, oldest first, and whether it is switched off or has blocked the bot."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        """Starts empty. `now` is the clock of the demo, in UTC."""
        self.off: set[str] = set()
        self.blocked: set[str] = set()
        self.files: dict[str, DemoFile] = {}
        self.run = uuid4().hex
        self._now = now
        self._shown: dict[tuple[str, str], Shown] = {}
        self._watchers: set[asyncio.Queue[Json | None]] = set()

    def stamp(self) -> str:
        """The time on the clock of the demo, in ISO 8601 and UTC."""
        return self._now().isoformat(timespec="seconds")

    def on(self, phone: str) -> list[Shown]:
        """What a phone shows, oldest first."""
        return [shown for shown in self._shown.values() if shown.phone == phone]

    def has(self, phone: str, message: str) -> bool:
        """Whether a phone still shows a message."""
        return (phone, message) in self._shown

    def add_file(self, content: bytes, kind: str, mime: str = "", name: str = "") -> Json:
        """Keeps a file and gives the way a message names it."""
        file_id = uuid4().hex
        self.files[file_id] = DemoFile(content, mime, name)
        return {"kind": kind, "file_id": file_id, "mime": mime, "name": name, "size": len(content)}

    def show(self, phone: str, message: Outbound, *, edits: str = "", content: bytes | None = None) -> str:
        """Shows what the bot sends, or changes the message `edits` where it stands; gives its wire id."""
        old = self._shown.get((phone, edits))
        file = old.file if old else None
        if message.file and content is not None:
            file = _linked(self.add_file(content, message.file.kind, message.file.mime, message.file.name))
        shown = Shown(
            id=edits or uuid4().hex,
            phone=phone,
            at=old.at if old else self.stamp(),
            text=message.text,
            language=message.language,
            direction=_direction(message.language),
            rows=tuple(tuple({"label": b.label, "option": b.option} for b in row) for row in message.rows),
            locate=message.locate,
            pin={"latitude": message.pin.latitude, "longitude": message.pin.longitude} if message.pin else None,
            file=file,
            protect=message.protect,
            urgent=message.urgent,
            edited=bool(old),
        )
        self._put(shown)
        return shown.id

    def remove(self, phone: str, message: str) -> bool:
        """Takes a message away; false when it is not there or older than two days."""
        shown = self._shown.get((phone, message))
        if shown is None or self._now() - datetime.fromisoformat(shown.at) > REMOVABLE:
            return False
        del self._shown[phone, message]
        self.tell({"event": "gone", "phone": phone, "message": message})
        return True

    def write(self, document: Json, state: str) -> None:
        """Shows what a person did: a new message at once, a change or a press when it was kept."""
        phone = str(document.get("phone", ""))
        named = next((key for key in ("press", "edit", "delete", "react", "block") if key in document), "")
        if not named:
            self._put(self._own(document, phone, state))
        if state != "sent" or named not in ("press", "edit", "delete"):
            return
        target = str(document.get("message" if named == "press" else named))
        shown = self._shown.get((phone, target))
        if shown is None:
            return
        if named == "press":
            self._put(replace(shown, pressed=str(document["press"])))
        elif named == "edit":
            self._put(replace(shown, text=str(document.get("text", "")), edited=True))
        else:
            del self._shown[phone, target]
            self.tell({"event": "gone", "phone": phone, "message": target})

    def switch(self, phone: str, *, off: bool) -> None:
        """Switches a phone off or on."""
        (self.off.add if off else self.off.discard)(phone)
        self.tell(self._power(phone))

    def block(self, phone: str, *, blocked: bool) -> None:
        """Notes that a person blocked the bot, or took it back."""
        (self.blocked.add if blocked else self.blocked.discard)(phone)
        self.tell(self._power(phone))

    async def watch(self, beat: float | None = None) -> AsyncGenerator[Json, None]:
        """Gives all that is shown, then `live`, then what happens; a `beat` after so many silent seconds."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        past: list[Json] = [{"event": "start", "run": self.run, "now": self.stamp()}]
        past += [self._power(phone) for phone in sorted(self.off | self.blocked)]
        past += [{"event": "shown", "message": asdict(shown)} for shown in self._shown.values()]
        self._watchers.add(queue)
        try:
            past.append({"event": "live"})
            for event in past:
                yield event
            while (happened := await _next(queue, beat)) is not None:
                yield happened
        finally:
            self._watchers.discard(queue)

    def tell(self, event: Json) -> None:
        """Tells every page that is open."""
        for queue in self._watchers:
            queue.put_nowait(event)

    def end(self) -> None:
        """Lets every page go: each `watch` ends."""
        for queue in self._watchers:
            queue.put_nowait(None)

    def _own(self, document: Json, phone: str, state: str) -> Shown:
        file, place = document.get("file"), document.get("place")
        return Shown(
            id=str(document["id"]),
            phone=phone,
            at=str(document["sent_at"]),
            mine=True,
            text=str(document.get("text", "")),
            file=_linked(file) if isinstance(file, Mapping) else None,
            pin=place if isinstance(place, Mapping) else None,
            state=state,
        )

    def _put(self, shown: Shown) -> None:
        self._shown[shown.phone, shown.id] = shown
        self.tell({"event": "shown", "message": asdict(shown)})

    def _power(self, phone: str) -> Json:
        return {"event": "phone", "phone": phone, "off": phone in self.off, "blocked": phone in self.blocked}


async def _next(queue: asyncio.Queue[Json | None], beat: float | None) -> Json | None:
    try:
        return await asyncio.wait_for(queue.get(), beat)
    except TimeoutError:
        return {"event": "beat"}


def _linked(file: Mapping[str, object]) -> Json:
    return {**file, "url": f"/demo/file/{file.get('file_id', '')}"}


def _direction(language: str) -> str:
    if not language:
        return "auto"
    return "rtl" if language in RIGHT_TO_LEFT or language.partition("_")[0] in RIGHT_TO_LEFT else "ltr"
