"""What happens beside messages, and what is not for us: wire file, then the Inbound that comes of it."""

from __future__ import annotations

from models.messages import Kind, Pin
from tests.telegram_reads.updates import (
    AMAL,
    BUSINESS,
    GROUP,
    HER_BUSINESS_CHAT,
    LEA,
    PHONE,
    bare,
    by_hand,
    connected,
    file,
    in_group,
    pressed,
    said,
)

HAPPENS = [
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
