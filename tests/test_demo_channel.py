"""The demo messenger and the addresses of its page, with a keep that only remembers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from bot.channels.base import Blocked, Channel, Gone, NoSuchMessage, Refused, Unreachable, Unreadable
from bot.channels.demo import CHUNK, Demo
from models.messages import Attachment, Button, FileRef, Inbound, Kind, Outbound, Pin

MORNING = datetime(2026, 3, 24, 6, 30, tzinfo=UTC)


class Kept:
    """A keep that remembers, and breaks when told to."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.broken = False

    async def __call__(self, raw: Sequence[bytes]) -> int:
        if self.broken:
            raise OSError("the disk is full")
        self.raw += raw
        return len(raw)


def a_demo() -> Demo:
    return Demo(["amal", "lea"], now=lambda: MORNING)


@asynccontextmanager
async def listening(demo: Demo, kept: Kept) -> AsyncIterator[None]:
    task = asyncio.create_task(demo.listen(kept))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def read(document: object) -> Inbound:
    return a_demo().read(json.dumps(document).encode())


async def take(events: AsyncIterator[dict[str, object]], until: str) -> list[dict[str, object]]:
    taken = []
    async for event in events:
        taken.append(event)
        if event["event"] == until:
            break
    return taken


def test_the_demo_is_a_channel() -> None:
    channel: Channel = a_demo()
    assert (channel.name, channel.account) == ("demo", "demo")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"text": "salam"}, {"kind": Kind.TEXT, "text": "salam"}),
        ({"press": "yes", "message": "m7"}, {"kind": Kind.PRESS, "option": "yes", "target": "m7"}),
        ({"place": {"latitude": 50.9, "longitude": 1.7}}, {"kind": Kind.PLACE, "pin": Pin(50.9, 1.7)}),
        ({"edit": "m0", "text": "no"}, {"kind": Kind.EDIT, "target": "m0", "text": "no"}),
        ({"delete": "m0"}, {"kind": Kind.DELETION, "target": "m0"}),
        ({"react": "👍", "message": "m7"}, {"kind": Kind.REACTION, "target": "m7", "text": "👍"}),
        ({"block": True}, {"kind": Kind.BLOCKED}),
        ({"block": False}, {"kind": Kind.UNBLOCKED}),
        ({"dance": 3}, {"kind": Kind.UNKNOWN}),
    ],
)
def test_what_a_phone_does_is_read(more: dict[str, object], expected: dict[str, object]) -> None:
    got = read({"id": "m1", "phone": "amal", "sent_at": "2026-03-24T07:30:00+01:00", **more})
    assert (got.wire_id, got.address, got.channel, got.sent_at) == ("m1", "amal", "demo", MORNING)
    assert {name: getattr(got, name) for name in expected} == expected


def test_a_file_is_read_with_its_caption_and_album() -> None:
    file = {"kind": "photo", "file_id": "f1", "name": "a.jpg", "mime": "image/jpeg", "size": 9}
    got = read({"id": "m1", "phone": "amal", "file": file, "text": "look", "album": "a"})
    assert (got.kind, got.text, got.album) == (Kind.MEDIA, "look", "a")
    assert got.attachments == (Attachment("photo", "f1", "f1", 9, "image/jpeg", "a.jpg"),)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"id": "m1", "phone": "amal", "text": 5}',
        b'{"id": "m1", "phone": "amal", "place": {"latitude": NaN, "longitude": 1}}',
        b'{"id": "m1", "phone": "amal", "place": {"latitude": 91, "longitude": 1}}',
        b'{"id": "m1", "phone": "amal", "file": {}}',
        b'{"id": "m1", "phone": ["amal"], "text": "x"}',
    ],
)
def test_nonsense_is_unreadable_and_still_gets_a_label(raw: bytes) -> None:
    demo = a_demo()
    with pytest.raises(Unreadable):
        demo.read(raw)
    assert demo.label(raw).content


def test_a_label_names_the_message_its_phone_and_its_content() -> None:
    demo = a_demo()
    one = demo.label(b'{"id": "m1", "phone": "amal", "text": "a"}')
    other = demo.label(b'{"id": "m1", "phone": "amal", "text": "b"}')
    assert (one.wire_id, one.address) == (other.wire_id, other.address) == ("m1", "amal")
    assert one.content != other.content


def test_half_a_surrogate_pair_becomes_text_that_a_database_takes() -> None:
    assert a_demo().read(b'{"id": "m1", "phone": "amal", "text": "a\\ud800"}').text == "a?"


@pytest.mark.asyncio
async def test_a_post_before_listening_waits_and_returns_only_after_it_was_kept() -> None:
    demo, kept = a_demo(), Kept()
    post = asyncio.create_task(demo.post({"phone": "amal", "text": "salam"}))
    await asyncio.sleep(0.01)
    assert not post.done() and demo.screens.on("amal")[0].state == "sending"
    async with listening(demo, kept):
        wire_id = await post
    got = demo.read(kept.raw[0])
    assert (got.wire_id, got.text, got.sent_at) == (wire_id, "salam", MORNING)
    assert demo.screens.on("amal")[0].state == "sent"


@pytest.mark.asyncio
async def test_a_post_that_was_not_kept_fails_and_is_shown_as_not_sent() -> None:
    demo, kept = a_demo(), Kept()
    kept.broken = True
    async with listening(demo, kept):
        with pytest.raises(OSError, match="full"):
            await demo.post({"phone": "amal", "text": "salam"})
    assert demo.screens.on("amal")[0].state == "failed"


@pytest.mark.asyncio
async def test_a_sent_message_is_shown_with_buttons_and_direction() -> None:
    demo = a_demo()
    rows = ((Button("🆘 خطر", "danger"),),)
    wire_id = await demo.send("amal", Outbound("مرحبا", rows, language="ar", urgent=True, protect=True))
    shown = demo.screens.on("amal")[0]
    assert (shown.id, shown.text, shown.direction, shown.urgent, shown.protect) == (wire_id, "مرحبا", "rtl", True, True)
    assert shown.rows == (({"label": "🆘 خطر", "option": "danger"},),)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("language", "direction"), [("fa_AF", "rtl"), ("ps", "rtl"), ("ti", "ltr"), ("fr", "ltr"), ("", "auto")]
)
async def test_the_language_decides_the_direction(language: str, direction: str) -> None:
    demo = a_demo()
    await demo.send("amal", Outbound("x", language=language))
    assert demo.screens.on("amal")[0].direction == direction


@pytest.mark.asyncio
async def test_an_edit_changes_the_message_where_it_stands() -> None:
    demo = a_demo()
    first = await demo.send("lea", Outbound("open"))
    await demo.send("lea", Outbound("other"))
    assert await demo.send("lea", Outbound("taken"), edits=first) == first
    assert [(shown.text, shown.edited) for shown in demo.screens.on("lea")] == [("taken", True), ("other", False)]


@pytest.mark.asyncio
async def test_sending_fails_as_it_does_in_the_world() -> None:
    demo, kept = a_demo(), Kept()
    with pytest.raises(Refused):
        await demo.send("nobody", Outbound("x"))
    with pytest.raises(NoSuchMessage):
        await demo.send("lea", Outbound("x"), edits="never")
    demo.switch("lea", off=True)
    with pytest.raises(Unreachable):
        await demo.send("lea", Outbound("x"))
    demo.switch("lea", off=False)
    async with listening(demo, kept):
        await demo.block("lea", blocked=True)
        with pytest.raises(Blocked):
            await demo.send("lea", Outbound("x"))
        await demo.block("lea", blocked=False)
    await demo.send("lea", Outbound("x"))
    assert [demo.read(raw).kind for raw in kept.raw] == [Kind.BLOCKED, Kind.UNBLOCKED]


@pytest.mark.asyncio
async def test_a_file_sent_by_the_bot_is_shown_with_an_address() -> None:
    demo = a_demo()
    await demo.send("lea", Outbound(file=FileRef(1, "photo", "a.jpg", "image/jpeg")), content=b"picture")
    file = demo.screens.on("lea")[0].file
    assert file and demo.screens.files[str(file["file_id"])].content == b"picture"
    assert file["url"] == f"/demo/file/{file['file_id']}"


@pytest.mark.asyncio
async def test_a_file_is_fetched_in_pieces_and_an_unknown_one_is_gone() -> None:
    demo = a_demo()
    content = b"x" * (CHUNK + 1)
    file_id = str(demo.screens.add_file(content, "video")["file_id"])
    assert [len(part) async for part in demo.fetch(Attachment("video", file_id))] == [CHUNK, 1]
    with pytest.raises(Gone):
        [part async for part in demo.fetch(Attachment("video", "never"))]


@pytest.mark.asyncio
async def test_what_a_person_changes_deletes_and_presses_is_shown() -> None:
    demo, kept = a_demo(), Kept()
    async with listening(demo, kept):
        mine = await demo.post({"phone": "amal", "text": "one"})
        asked = await demo.send("amal", Outbound("yes?", ((Button("Yes", "y"),),)))
        await demo.post({"phone": "amal", "press": "y", "message": asked})
        await demo.post({"phone": "amal", "edit": mine, "text": "two"})
        assert [(shown.text, shown.pressed) for shown in demo.screens.on("amal")] == [("two", ""), ("yes?", "y")]
        await demo.post({"phone": "amal", "delete": mine})
    assert [shown.text for shown in demo.screens.on("amal")] == ["yes?"]


@pytest.mark.asyncio
async def test_watching_tells_what_was_and_then_what_happens() -> None:
    demo = a_demo()
    await demo.send("lea", Outbound("before"))
    demo.switch("amal", off=True)
    events = demo.watch()
    past = await take(events, "live")
    assert [event["event"] for event in past] == ["start", "phone", "shown", "live"]
    await demo.acknowledge(json.dumps(["lea", "m7", "y"]))
    assert await anext(events) == {"event": "seen", "phone": "lea", "message": "m7", "option": "y"}
    await demo.close()
    assert [event async for event in events] == []
