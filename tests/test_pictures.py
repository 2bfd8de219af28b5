"""A picture that leaves tells nothing but what it shows."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image, PngImagePlugin

from bot.pictures import LONGEST_PX, without_metadata
from tests.photos import ARTIST, COMMENT, GPS, MAKE, photo


def test_a_photo_with_place_and_names_leaves_without_them() -> None:
    before = photo()
    with Image.open(io.BytesIO(before)) as taken:
        assert dict(taken.getexif().get_ifd(GPS))[1] == "N", "the test's photo has a place"
    assert all(part in before for part in (b"Exif", b"Lea Martin", COMMENT, b"ICC_PROFILE"))

    after = without_metadata(before)

    with Image.open(io.BytesIO(after)) as sent:
        assert (sent.format, dict(sent.getexif()), sent.info.get("comment")) == ("JPEG", {}, None)
        assert set(sent.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert [part for part in (b"Exif", b"GPS", b"Lea", COMMENT, b"ICC_PROFILE", b"Fairphone") if part in after] == []


@pytest.mark.parametrize(
    ("orientation", "upright", "red_at"),
    [(1, (64, 32), (8, 16)), (3, (64, 32), (56, 16)), (6, (32, 64), (16, 8)), (8, (32, 64), (16, 56))],
)
def test_a_photo_is_seen_the_way_it_was_held(
    orientation: int, upright: tuple[int, int], red_at: tuple[int, int]
) -> None:
    with Image.open(io.BytesIO(without_metadata(photo(orientation=orientation)))) as sent:
        colour = sent.getpixel(red_at)

        assert sent.size == upright
        assert isinstance(colour, tuple) and colour[0] > 200 and colour[2] < 60


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "TIFF"])
def test_pictures_of_other_kinds_become_plain_jpegs(kind: str) -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Lea Martin")
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, kind, **({"pnginfo": notes} if kind == "PNG" else {}))

    after = without_metadata(out.getvalue())

    with Image.open(io.BytesIO(after)) as sent:
        assert (sent.format, sent.mode) == ("JPEG", "RGB")
    assert b"Lea" not in after


def test_a_large_picture_is_made_smaller() -> None:
    with Image.open(io.BytesIO(without_metadata(photo(6000, 3000, orientation=1)))) as sent:
        assert sent.size == (LONGEST_PX, LONGEST_PX // 2)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 Lea", b"\xff\xd8\xff broken", photo()[:300]])
def test_what_is_no_picture_is_refused_and_never_sent_as_it_is(content: bytes) -> None:
    with pytest.raises(ValueError, match="picture"):
        without_metadata(content)


def test_nothing_of_what_was_around_the_pixels_is_left() -> None:
    chance = random.Random(7)
    for _time in range(30):
        secret = bytes(chance.randrange(65, 91) for _letter in range(24))
        exif = Image.Exif()
        exif[chance.choice([MAKE, ARTIST, 0x9286, 0x010E, 0x0131])] = secret.decode()
        out = io.BytesIO()
        Image.new("RGB", (16, 16)).save(out, "JPEG", exif=exif, comment=secret, xmp=b"<x:xmpmeta>" + secret)
        assert secret in out.getvalue()
        assert secret not in without_metadata(out.getvalue() + secret)
