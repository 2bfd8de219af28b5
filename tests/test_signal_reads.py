"""What Signal's envelopes mean to us, as a table: wire file, then the Inbound that comes of it."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Unreadable
from bot.channels.map_links import link_to, pin_of
from bot.channels.signal import Signal
from bot.channels.signal_messages import CALL, DISAPPEARING, UNTRUSTED, VIEW_ONCE, says_nothing
from models.messages import Attachment, Inbound, Kind, Pin

WIRE = Path(__file__).parent / "wire" / "signal"
EVERY_FILE = sorted(path.stem for path in WIRE.glob("*.json"))
AMAL, OWN, GROUP = "11111111-2222-4333-8444-555555555555", "99999999-0000-4000-8000-000000000001", "AAECAwQF/+="
ACCOUNT, OLD = "+33639980001", "1700000000001"
SENT = datetime(2026, 11, 22, 8, 19, 58, 223000, tzinfo=UTC)
NUMBER = "+33611111111"


def wire(name: str) -> bytes:
    return (WIRE / f"{name}.json").read_bytes()


def signal() -> Signal:
    return Signal("http://127.0.0.1:9", ACCOUNT)


def said(kind: Kind, text: str = "", **more: Any) -> Inbound:
    """What Amal did."""
    return replace(Inbound("signal", ACCOUNT, AMAL, kind, "1795335598223", AMAL, text, sent_at=SENT), **more)


def by_hand(kind: Kind, text: str, **more: Any) -> Inbound:
    """What a human of ours did on the phone."""
    return said(kind, text, **{"sender": OWN, "from_us": True, **more})


def in_group(kind: Kind, text: str, **more: Any) -> Inbound:
    return said(kind, text, **{"address": f"group.{GROUP}", "room": True, **more})


def files(*given: tuple[str, str, int, str, str]) -> tuple[Attachment, ...]:
    return tuple(Attachment(kind, f"{AMAL} {name}", name, size, mime, shown) for kind, name, size, mime, shown in given)


JPEG = "image/jpeg"
READS = [
    ("text", said(Kind.TEXT, "الشرطة هنا الآن، يأخذون الخيام")),
    ("text_with_number", said(Kind.TEXT, "help", also=NUMBER)),
    ("text_broken_surrogate", said(Kind.TEXT, "half ? word")),
    ("long_text", said(Kind.TEXT, "word " * 2000)),
    ("subscribed", said(Kind.TEXT, "hello")),
    ("photo", said(Kind.MEDIA, "look", attachments=files(("photo", "abc.jpg", 999, JPEG, "p.jpg")))),
    (
        "two_photos",
        said(
            Kind.MEDIA, attachments=files(("photo", "a1.jpg", 10, JPEG, ""), ("photo", "a2.png", 20, "image/png", ""))
        ),
    ),
    ("voice_without_flag", said(Kind.MEDIA, attachments=files(("voice", "voice1.aac", 4321, "audio/aac", "")))),
    ("voice_with_flag", said(Kind.MEDIA, attachments=files(("voice", "voice2.m4a", 4321, "audio/mp4", "signal.m4a")))),
    ("audio", said(Kind.MEDIA, attachments=files(("audio", "song.aac", 4321, "audio/aac", "")))),
    ("video", said(Kind.MEDIA, attachments=files(("video", "v.mp4", 100, "video/mp4", "")))),
    ("document", said(Kind.MEDIA, attachments=files(("document", "d.pdf", 100, "application/pdf", "papiers.pdf")))),
    # Not even the file's name is asked for.
    ("view_once", said(Kind.UNKNOWN, "(view once)", notice=VIEW_ONCE)),
    ("reaction", said(Kind.REACTION, "👍", target=OLD)),
    ("reaction_removed", said(Kind.REACTION, "", target=OLD)),
    ("edit", said(Kind.EDIT, "edited", target=OLD)),
    ("remote_delete", said(Kind.DELETION, OLD, target=OLD)),
    ("quote", said(Kind.TEXT, "2", target=OLD)),
    ("poll_create", said(Kind.TEXT, "Where?\n1. A\n2. B")),
    # The second option of our poll: as if she had quoted it and written 2.
    ("poll_vote", said(Kind.TEXT, "2", target=OLD)),
    ("poll_terminate", said(Kind.EDIT, "(poll closed)", target=OLD)),
    ("group_text", in_group(Kind.TEXT, "Who goes?")),
    ("group_update", in_group(Kind.MEMBERS, "(group changed)")),
    ("typing", said(Kind.UNKNOWN, "(typingMessage)")),
    ("receipt", said(Kind.UNKNOWN, "(receiptMessage)")),
    ("sync_text", by_hand(Kind.TEXT, "Hello, this is Lea. Where are you?")),
    ("sync_edit", by_hand(Kind.EDIT, "Hello", target=OLD)),
    ("sync_to_number", by_hand(Kind.TEXT, "hi", address=NUMBER)),
    ("sync_group", in_group(Kind.TEXT, "to all", sender=OWN, from_us=True)),
    ("sync_read", said(Kind.UNKNOWN, "(syncMessage)", address=OWN, sender=OWN, also=ACCOUNT)),
    ("sync_contacts", said(Kind.UNKNOWN, "(syncMessage)", address=OWN, sender=OWN, also=ACCOUNT)),
    ("call", said(Kind.UNKNOWN, "(call)", notice=CALL)),
    ("call_hangup", said(Kind.UNKNOWN, "(call)", notice=CALL)),
    ("untrusted", said(Kind.UNKNOWN, "(?)", notice=UNTRUSTED)),
    ("exception_other", said(Kind.UNKNOWN, "(?)")),
    ("disappearing", said(Kind.TEXT, "quickly", notice=f"{DISAPPEARING}:3600")),
    ("disappearing_set", said(Kind.MEMBERS, "(disappearing: 604800 s)", notice=f"{DISAPPEARING}:604800")),
    (
        "location",
        said(
            Kind.PLACE,
            "Rue de Judée, Calais\nhttps://maps.google.com/maps?q=50.9513%2C1.8587",
            pin=Pin(50.9513, 1.8587),
            attachments=files(("photo", "map.jpg", 999, JPEG, "")),
        ),
    ),
    (
        "location_osm",
        said(
            Kind.PLACE,
            "here https://www.openstreetmap.org/?mlat=50.9513&mlon=1.8587#map=17/50.9/1.8",
            pin=Pin(50.9513, 1.8587),
        ),
    ),
    ("contact", said(Kind.CONTACT, "Omar +33600000000")),
    ("sticker", said(Kind.UNKNOWN, "(sticker)")),
    ("payment", said(Kind.UNKNOWN, "(payment)")),
    ("story", said(Kind.MEMBERS, "(story)")),
    ("unknown", said(Kind.UNKNOWN, "(somethingNewMessage)")),
]
SAY_NOTHING = ("typing", "receipt", "sync_read", "sync_contacts", "call_hangup")


@pytest.mark.parametrize(("name", "meant"), READS, ids=[name for name, _meant in READS])
def test_an_envelope_means(name: str, meant: Inbound) -> None:
    assert signal().read(wire(name)) == replace(meant, shared=not meant.room)


@pytest.mark.parametrize("name", [name for name in EVERY_FILE if name.startswith("broken")])
def test_a_broken_envelope_is_unreadable_and_has_a_label_all_the_same(name: str) -> None:
    with pytest.raises(Unreadable):
        signal().read(wire(name))
    assert signal().label(wire(name)).content


def test_every_sample_has_a_meaning() -> None:
    read = {name for name, _meant in READS}
    assert read | {name for name in EVERY_FILE if name.startswith("broken")} == set(EVERY_FILE)


@pytest.mark.parametrize("name", [name for name, _meant in READS])
def test_the_label_of_an_envelope_names_the_chat_and_the_delivery(name: str) -> None:
    channel, raw = signal(), wire(name)
    label, message = channel.label(raw), channel.read(raw)
    assert label.wire_id == f"{message.sender}:{message.wire_id}"
    assert label.address == message.address
    assert label.answerable is not (message.room or message.from_us)


@pytest.mark.parametrize("name", [name for name, _meant in READS])
def test_what_applications_send_by_themselves_says_nothing(name: str) -> None:
    assert says_nothing(wire(name)) is (name in SAY_NOTHING)


def test_the_stream_and_the_journal_bring_the_same_envelope() -> None:
    document = json.loads(wire("text"))
    document["envelope"] |= {"serverDeliveredTimestamp": 5, "sourceName": "Amal again"}
    again = json.dumps(dict(reversed(document.items()))).encode()
    assert signal().label(again) == signal().label(wire("text"))


def test_what_comes_once_its_sender_is_trusted_is_another_message_of_the_same_id() -> None:
    locked, opened = signal().label(wire("untrusted")), signal().label(wire("text"))
    assert locked.wire_id == opened.wire_id
    assert locked.content != opened.content


@given(
    st.binary(max_size=60)
    | st.recursive(
        st.none() | st.text(max_size=5),
        lambda inner: st.dictionaries(
            st.sampled_from(
                [
                    "envelope",
                    "params",
                    "result",
                    "timestamp",
                    "sourceUuid",
                    "dataMessage",
                    "syncMessage",
                    "sentMessage",
                    "groupInfo",
                    "exception",
                ]
            ),
            inner,
        ),
    ).map(lambda value: json.dumps(value).encode())
)
def test_whatever_arrives_it_is_labelled_and_read_or_unreadable(raw: bytes) -> None:
    signal().label(raw)
    says_nothing(raw)
    with contextlib.suppress(Unreadable):
        signal().read(raw)


PINS = [
    ("https://maps.google.com/maps?q=50.9513%2C1.8587", (50.9513, 1.8587)),
    ("https://www.google.com/maps/place/Calais/@50.95,1.85,13z/data=!3d50.9513!4d1.8587", (50.9513, 1.8587)),
    ("https://www.google.com/maps/@50.9513,1.8587,17z", (50.9513, 1.8587)),
    ("https://maps.apple.com/?ll=50.9513,1.8587&q=Pin", (50.9513, 1.8587)),
    ("https://maps.apple.com/?q=50.9513,1.8587", (50.9513, 1.8587)),
    ("https://www.openstreetmap.org/#map=17/50.9513/1.8587", (50.9513, 1.8587)),
    ("geo:50.9513,1.8587?z=17", (50.9513, 1.8587)),
    ("geo:0,0?q=50.9513,1.8587(here)", (50.9513, 1.8587)),
    ("هنا https://maps.google.com/?q=-1.5,36.25 الآن", (-1.5, 36.25)),
    ("https://maps.google.com/maps?q=150.9513%2C1.8587", None),
    ("https://maps.app.goo.gl/aBcD", None),
    ("we were 50.9513, 1.8587 people", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place"), PINS)
def test_a_map_link_is_a_place(text: str, place: tuple[float, float] | None) -> None:
    assert pin_of(text) == (Pin(*place) if place else None)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_our_own_link_is_read_as_the_place_it_was_made_of(latitude: float, longitude: float) -> None:
    found = pin_of(link_to(Pin(latitude, longitude)))
    assert found is not None
    assert abs(found.latitude - latitude) < 1e-5
    assert abs(found.longitude - longitude) < 1e-5
