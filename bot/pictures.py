"""Pictures that leave tell nothing but what they show: not where, when or with which camera they were taken."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

LONGEST_PX = 2560
"""Width or height of what leaves; phones on the sites are small, and data is dear."""
QUALITY = 88
MOST_PX = 100_000_000
"""Pixels of the largest picture that is opened."""


def without_metadata(content: bytes) -> bytes:
    """The picture as a new JPEG: only its pixels, turned as they were meant to be seen.

    Slow: to be run beside the event loop. Raises `ValueError` for what is no picture that we can read.
    """
    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > MOST_PX:
                raise ValueError("the picture is too large")
            # Reads a smaller one out of a JPEG at once, where that is enough.
            opened.draft("RGB", (LONGEST_PX, LONGEST_PX))
            turned = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError("not a picture that we can read") from error
    turned.thumbnail((LONGEST_PX, LONGEST_PX))
    # Pasted into a new one: a copy would keep the comment of a JPEG and the profile of the camera.
    pixels = Image.new("RGB", turned.size, "white")
    pixels.paste(turned, mask=turned.getchannel("A"))
    made = io.BytesIO()
    pixels.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()
