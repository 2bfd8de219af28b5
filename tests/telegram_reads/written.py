"""What people write and send: wire file, then the Inbound that comes of it."""

from __future__ import annotations

from models.messages import Kind, Pin
from tests.telegram_reads.updates import (
    file,
    said,
)

WRITTEN = [
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
]
