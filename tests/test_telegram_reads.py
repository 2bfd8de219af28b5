"""What Telegram's updates mean to us, as a table: wire file, then the Inbound that comes of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Unreadable
from bot.channels.telegram import Telegram
from models.messages import Attachment, Connection, Inbound, Kind, Pin

WIRE = Path(__file__).parent / "wire" / "telegram"
AMAL, LEA, GROUP, PHONE = "5123456789", "6001002003", "-1001987654321", "777000111"
BUSINESS = "bc-Q7xk2PzL"
HER_BUSINESS_CHAT = f"business:{BUSINESS}:{AMAL}"
SENT = datetime(2026, 11, 22, 6, 46, 40, tzinfo=UTC)
EVERY_FILE = sorted(path.stem for path in WIRE.glob("*.json"))


def wire(name: str) -> bytes:
    return (WIRE / f"{name}.json").read_bytes()


def telegram() -> Telegram:
    return Telegram("123:TEST", "http://127.0.0.1:9")


def said(kind: Kind, wire_id: str, text: str = "", **more: Any) -> Inbound:
    """A message that Amal wrote to the bot."""
    return replace(bare(kind, AMAL, wire_id=wire_id, sender=AMAL, text=text, language_code="ar", sent_at=SENT), **more)


def bare(kind: Kind, address: str, **more: Any) -> Inbound:
    return Inbound("telegram", "123", address, kind, **more)


def in_group(wire_id: str, kind: Kind, text: str, **more: Any) -> Inbound:
    return said(kind, wire_id, text, address=GROUP, sender=LEA, language_code="fr", room=True, **more)


def pressed(press_id: str, option: str, target: str = "", **more: Any) -> Inbound:
    press = bare(Kind.PRESS, AMAL, wire_id=press_id, press_id=press_id, option=option, target=target)
    return replace(press, **{"sender": AMAL, "language_code": "ar", **more})


def file(kind: str, file_id: str, unique_id: str, size: int | None, **more: Any) -> dict[str, Any]:
    return {"attachments": (Attachment(kind, file_id, unique_id, size, **more),)}


def by_hand(wire_id: str, text: str, *, kind: Kind = Kind.TEXT, **more: Any) -> Inbound:
    """A message that the phone's own account sent to Amal."""
    ours = {"address": HER_BUSINESS_CHAT, "business": BUSINESS, "sender": PHONE, "language_code": "", "from_us": True}
    return said(kind, wire_id, text, **ours, **more)


def connected(*, enabled: bool, **more: Any) -> Inbound:
    """The phone's own account tells how it is connected to the bot."""
    told = Connection(BUSINESS, PHONE, "HRO Calais @hro_calais", enabled, **more)
    return bare(Kind.CONNECTION, PHONE, text=f"{'connected' if enabled else 'ended'} {BUSINESS}", connection=told)


READS = [
    ("text", said(Kind.TEXT, "41", "الشرطة هنا الآن، يأخذون الخيام")),
    ("start_with_payload", said(Kind.TEXT, "40", "/start q3Vx0aJ_-9LmTzWc2R5kXw")),
    # The widest, though Telegram did not say how many bytes it has.
    (
        "photo",
        said(Kind.MEDIA, "42", "خيامنا", **file("photo", "AgACAgQAAxkBAAIB-y", "AQADy", None, mime="image/jpeg")),
    ),
    (
        "album_1",
        said(
            Kind.MEDIA,
            "43",
            "la police déchire les tentes",
            album="13866012345678901",
            **file("photo", "AgACAlbum1-x", "AQalb1x", 141003, mime="image/jpeg"),
        ),
    ),
    (
        "album_2",
        said(
            Kind.MEDIA,
            "44",
            album="13866012345678901",
            **file("photo", "AgACAlbum2-x", "AQalb2x", 141003, mime="image/jpeg"),
        ),
    ),
    (
        "voice",
        said(Kind.MEDIA, "45", **file("voice", "AwACAgQAAxkBAAIC", "AgADvoice", 28211, mime="audio/ogg", seconds=12)),
    ),
    (
        "audio",
        said(
            Kind.MEDIA,
            "46",
            **file(
                "audio",
                "CQACAgQAAxkBAAID",
                "AgADaudio",
                3014656,
                mime="audio/x-m4a",
                name="enregistrement 3.m4a",
                seconds=187,
            ),
        ),
    ),
    (
        "video",
        said(
            Kind.MEDIA,
            "47",
            **file(
                "video",
                "BAACAgQAAxkBAAIE",
                "AgADvideo",
                18874368,
                mime="video/mp4",
                name="VID_0931.mp4",
                seconds=31,
            ),
        ),
    ),
    ("video_note", said(Kind.MEDIA, "48", **file("video_note", "DQACAgQAAxkBAAIF", "AgADnote", 612345, seconds=8))),
    # Telegram repeats it as a document; it is one file.
    (
        "animation",
        said(
            Kind.MEDIA,
            "49",
            **file("animation", "CgACAgQAAxkBAAIG", "AgADanim", 204800, mime="video/mp4", name="tents.mp4", seconds=3),
        ),
    ),
    (
        "document",
        said(
            Kind.MEDIA,
            "50",
            "they gave us this paper",
            **file(
                "document",
                "BQACAgQAAxkBAAIH",
                "AgADdoc",
                421337,
                mime="application/pdf",
                name="قرار الإخلاء.pdf",
            ),
        ),
    ),
    ("sticker", said(Kind.MEDIA, "51", **file("sticker", "CAACAgQAAxkBAAII", "AgADstick", 22044))),
    ("location", said(Kind.PLACE, "52", pin=Pin(50.951234, 1.853456, 14.5))),
    ("live_location", said(Kind.PLACE, "53", pin=Pin(50.9512, 1.8534, 9.0, 900))),
    ("live_location_moved", said(Kind.PLACE, "53", target="53", pin=Pin(50.9541, 1.8577, 11.0, 900))),
    ("live_location_ended", said(Kind.PLACE, "53", target="53", pin=Pin(50.955, 1.86))),
    ("venue", said(Kind.PLACE, "54", "Hangar Paul Devot, Quai de la Moselle, Calais", pin=Pin(50.9567, 1.8512))),
    ("contact", said(Kind.CONTACT, "55", "Yonas T +33639980042")),
    ("reply", said(Kind.TEXT, "56", "نعم", target="39")),
    ("forwarded", said(Kind.TEXT, "57", "They come to Hangar tomorrow at 7", forwarded=True)),
    ("edited", said(Kind.EDIT, "41", "الشرطة هنا الآن، يأخذون الخيام والهواتف", target="41")),
    (
        "edited_caption",
        said(
            Kind.EDIT,
            "42",
            "خيامنا قبل",
            target="42",
            **file("photo", "AgACAgQAAxkBAAIB-y", "AQADy", 98120, mime="image/jpeg"),
        ),
    ),
    ("press", pressed("2200112233445566778", "q:1k9x:safe_now:danger", "39")),
    # Answered to the presser in her own chat, never to the group.
    (
        "press_in_group",
        pressed("2200112233445566779", "a:1k9x:take", "812", address=LEA, sender=LEA, language_code="fr"),
    ),
    ("press_on_inaccessible", pressed("2200112233445566780", "l:ar", "7")),
    (
        "press_in_business",
        pressed("2200112233445566781", "l:ar", "17", address=HER_BUSINESS_CHAT, business=BUSINESS),
    ),
    ("press_without_message", pressed("2200112233445566782", "m:police_now")),
    ("reaction", bare(Kind.REACTION, AMAL, sender=AMAL, text="🙏 ?", target="39")),
    ("reaction_removed", bare(Kind.REACTION, AMAL, sender=AMAL, target="39")),
    ("blocked", bare(Kind.BLOCKED, AMAL)),
    ("unblocked", bare(Kind.UNBLOCKED, AMAL)),
    ("added_to_group", bare(Kind.MEMBERS, GROUP, sender=LEA, text="member", room=True, members=("123",))),
    ("removed_from_group", bare(Kind.MEMBERS, GROUP, sender=LEA, text="kicked", room=True, members=("123",))),
    ("muted_in_group", bare(Kind.MEMBERS, GROUP, sender=LEA, text="muted", room=True, members=("123",))),
    ("somebody_joined_group", bare(Kind.MEMBERS, GROUP, sender=LEA, text="member", room=True, members=(LEA,))),
    ("group_became_supergroup", in_group("1", Kind.UNKNOWN, "(migrate_from_chat_id)", also="-4001")),
    (
        "group_text",
        said(
            Kind.TEXT,
            "813",
            "/team@hro_test_bot",
            address=GROUP,
            sender=LEA,
            language_code="fr",
            room=True,
        ),
    ),
    ("business_connected", connected(enabled=True, rights=frozenset({"can_reply", "can_read_messages"}))),
    ("business_ended", connected(enabled=False)),
    # As it was told before Bot API 9.0: one right, beside the others' place.
    ("business_connected_long_ago", connected(enabled=True, rights=frozenset({"can_reply"}))),
    # Asked for, because a message came by a connection that nobody had told of.
    (
        "business_connection_asked",
        connected(
            enabled=True,
            rights=frozenset({"can_reply", "can_read_messages", "can_delete_sent_messages", "can_delete_all_messages"}),
            asked=True,
        ),
    ),
    (
        "business_greeting_sent_by_itself",
        by_hand("22", "Thank you for your message, we will answer soon.", automatic=True),
    ),
    ("business_sent_by_the_bot", by_hand("23", "Are you safe now?", automatic=True)),
    (
        "business_photo_from_the_phone",
        by_hand(
            "24",
            "Is this the place?",
            kind=Kind.MEDIA,
            **file("photo", "AgACAgQAAxkPhone-x", "AQADphone", 60111, mime="image/jpeg"),
        ),
    ),
    ("business_edited_on_the_phone", by_hand("19", "Salam, we are HRO.", kind=Kind.EDIT, target="19")),
    (
        "press_in_business_by_the_phone",
        pressed(
            "2200112233445566783",
            "l:fr",
            "17",
            address=HER_BUSINESS_CHAT,
            business=BUSINESS,
            sender=PHONE,
            language_code="",
            from_us=True,
        ),
    ),
    (
        "business_voice",
        said(
            Kind.MEDIA,
            "25",
            address=HER_BUSINESS_CHAT,
            business=BUSINESS,
            **file("voice", "AwACAgQAAxkBiz", "AgADbizvoice", 28211, mime="audio/ogg", seconds=12),
        ),
    ),
    (
        "business_location",
        said(Kind.PLACE, "26", address=HER_BUSINESS_CHAT, business=BUSINESS, pin=Pin(50.9512, 1.8534)),
    ),
    ("business_text", said(Kind.TEXT, "18", "سلام، کمک می‌خواهم", address=HER_BUSINESS_CHAT, business=BUSINESS)),
    (
        "business_from_the_phone",
        said(
            Kind.TEXT,
            "19",
            "Salam, who are you?",
            address=HER_BUSINESS_CHAT,
            business=BUSINESS,
            sender=PHONE,
            language_code="",
            from_us=True,
        ),
    ),
    (
        "business_edited",
        said(
            Kind.EDIT,
            "18",
            "سلام، کمک فوری می‌خواهم",
            address=HER_BUSINESS_CHAT,
            business=BUSINESS,
            target="18",
        ),
    ),
    (
        "business_deleted",
        bare(Kind.DELETION, HER_BUSINESS_CHAT, target="18", text="18 20 21", business=BUSINESS),
    ),
    ("poll", said(Kind.UNKNOWN, "60", "(poll)")),
    ("dice", said(Kind.UNKNOWN, "61", "(dice)")),
    ("future_update", bare(Kind.UNKNOWN, AMAL, text="(street_signal)")),
    ("future_update_in_group", bare(Kind.UNKNOWN, GROUP, text="(street_signal)", room=True)),
    ("future_update_of_a_person", bare(Kind.UNKNOWN, AMAL, text="(street_vote)")),
    ("future_message", said(Kind.UNKNOWN, "62", "(hologram)")),
    (
        "members_joined",
        said(
            Kind.MEMBERS,
            "814",
            "(new_chat_participant, new_chat_member, new_chat_members)",
            address=GROUP,
            sender=LEA,
            language_code="fr",
            room=True,
            members=(LEA,),
        ),
    ),
    ("pinned", said(Kind.UNKNOWN, "63", "(pinned_message)")),
    ("text_with_half_a_pair", said(Kind.TEXT, "64", "help ?")),
]
UNREADABLE = [name for name in EVERY_FILE if name.startswith("broken_")]


@pytest.mark.parametrize(("name", "expected"), READS, ids=[name for name, _expected in READS])
def test_reads(name: str, expected: Inbound) -> None:
    assert telegram().read(wire(name)) == expected


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_not_as_documented_is_unreadable_and_says_so_without_her_words(name: str) -> None:
    with pytest.raises(Unreadable) as caught:
        telegram().read(wire(name))
    assert str(caught.value).isidentifier(), "the name of an error, and none of her words"
    assert caught.value.__cause__ is None


def test_every_wire_file_stands_in_a_table() -> None:
    assert sorted([*(name for name, _expected in READS), *UNREADABLE]) == EVERY_FILE


@pytest.mark.parametrize(("name", "expected"), READS, ids=[name for name, _expected in READS])
def test_the_label_names_the_same_chat_as_the_message(name: str, expected: Inbound) -> None:
    label = telegram().label(wire(name))
    assert (label.address, label.press) == (expected.address, expected.press_id)
    assert label.wire_id == str(json.loads(wire(name)).get("update_id", ""))


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("broken_no_chat", AMAL),
        ("broken_no_longitude", AMAL),
        ("broken_date_out_of_time", AMAL),
        ("broken_chat_in_words", ""),
        ("broken_nobody", ""),
        ("broken_cut_off", ""),
    ],
)
def test_even_what_cannot_be_read_is_kept_for_somebody_if_that_can_be_told(name: str, address: str) -> None:
    assert telegram().label(wire(name)).address == address


@pytest.mark.parametrize("name", EVERY_FILE)
def test_the_same_update_gives_the_same_label_however_it_is_spaced(name: str) -> None:
    label = telegram().label(wire(name))
    assert telegram().label(wire(name)) == label
    if label.wire_id:
        assert telegram().label(json.dumps(json.loads(wire(name))).encode()) == label


@pytest.mark.parametrize(("name", "key"), [("text", "text"), ("photo", "caption"), ("edited", "text")])
def test_another_text_under_the_same_number_is_another_content(name: str, key: str) -> None:
    update = json.loads(wire(name))
    first = telegram().label(wire(name))
    (kind,) = (one for one in update if one != "update_id")
    update[kind][key] = "something else"
    other = telegram().label(json.dumps(update).encode())
    assert (first.wire_id, first.address) == (other.wire_id, other.address)
    assert first.content != other.content


def test_the_same_words_sent_twice_are_two_messages() -> None:
    update = json.loads(wire("text"))
    update["message"]["message_id"] += 1
    assert telegram().label(json.dumps(update).encode()).content != telegram().label(wire("text")).content


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.binary(max_size=64) | json_values.map(lambda value: json.dumps(value).encode()))
def test_label_never_raises_and_read_only_unreadable(raw: bytes) -> None:
    labelled_and_read(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 100_000,
        b'{"update_id": 1, "message": ' + b"[" * 900 + b"]" * 900 + b"}",
        b'{"update_id": 1, "message": {"chat": {"id": 5}, "text": ' + b"[" * 900 + b"]" * 900 + b"}}",
        b'{"update_id": 1, "message": {"chat": {"id": 1e999}}}',
        b'{"update_id": ' + b"9" * 5000 + b"}",
        b'{"update_id": 1, "message": {"text": "\\udfff"}}',
    ],
    ids=["endless", "deep", "deep words", "infinite", "a long number", "half a pair"],
)
def test_label_survives(raw: bytes) -> None:
    labelled_and_read(raw)


@given(st.data(), st.sampled_from(EVERY_FILE))
def test_label_never_raises_for_an_update_with_a_part_lost_or_replaced(data: st.DataObject, name: str) -> None:
    try:
        update = json.loads(wire(name))
    except ValueError:
        return
    for _time in range(data.draw(st.integers(1, 3))):
        mutate(update, data)
    labelled_and_read(json.dumps(update).encode())


def mutate(update: Any, data: st.DataObject) -> None:
    """Drops or replaces one part somewhere inside."""
    places = [(inside, key) for inside in walk(update) for key in (inside if isinstance(inside, dict) else ())]
    if not places:
        return
    inside, key = data.draw(st.sampled_from(places))
    if data.draw(st.booleans()):
        del inside[key]
    else:
        inside[key] = data.draw(json_values)


def walk(value: Any) -> list[Any]:
    parts = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return [value, *(inner for part in parts for inner in walk(part))]


def labelled_and_read(raw: bytes) -> None:
    label = telegram().label(raw)
    label.content.encode()
    label.address.encode()
    try:
        message = telegram().read(raw)
    except Unreadable:
        return
    assert message.address == label.address
    message.text.encode()


@pytest.mark.parametrize("name", ["group_text.json", "business_from_the_phone.json"])
def test_the_bot_does_not_answer_by_itself_where_it_was_not_spoken_to(name: str) -> None:
    telegram = Telegram("123:TEST", "http://127.0.0.1:1")

    assert telegram.label((WIRE / name).read_bytes()).answerable is False
