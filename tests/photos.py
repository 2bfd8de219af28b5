"""A photo with all that a camera and its owner leave in it."""

from __future__ import annotations

import io

from PIL import Image, ImageCms

GPS, MAKE, ORIENTATION, ARTIST = 0x8825, 0x010F, 0x0112, 0x013B
"""Numbers of what a camera writes beside a picture (EXIF)."""
COMMENT = b"taken at Lea's home, 12 rue Royale"


def photo(width: int = 64, height: int = 32, *, orientation: int = 6) -> bytes:
    """A real JPEG as a camera makes it: left half red, right half blue; place, maker, artist, comment and profile."""
    made = Image.new("RGB", (width, height), "red")
    made.paste("blue", (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[MAKE], exif[ORIENTATION], exif[ARTIST] = "Fairphone of Lea", orientation, "Lea Martin"
    exif.get_ifd(GPS).update({1: "N", 2: (50.0, 57.0, 4.32), 3: "E", 4: (1.0, 51.0, 12.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    out = io.BytesIO()
    made.save(out, "JPEG", exif=exif, comment=COMMENT, icc_profile=profile, quality=95)
    return out.getvalue()
