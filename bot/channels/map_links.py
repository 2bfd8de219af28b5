"""Coordinates out of the links that map applications share: Signal knows no location of its own."""

from __future__ import annotations

import re
from urllib.parse import unquote

from models.messages import Pin

_NUMBER = r"(-?\d{1,3}\.\d+)"
_PAIR = rf"{_NUMBER}\s*,\s*\+?{_NUMBER}"
LINK = re.compile(r"(?:https?://|geo:)\S+", re.IGNORECASE)
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^geo:(?:0,0\?q=)?{_PAIR}",
        # The place that was meant (Google's !3d, !4d) comes before the middle of the screen (@).
        rf"!3d{_NUMBER}!4d{_NUMBER}",
        rf"[?&](?:q|query|ll|sll|daddr|destination|center|coordinate|cp)=(?:loc:)?\s*{_PAIR}",
        rf"[?&]mlat={_NUMBER}&mlon={_NUMBER}",
        rf"[?&]lat=+{_NUMBER}&(?:lon|lng)={_NUMBER}",
        rf"[@/]{_PAIR}",
        rf"#map=\d+(?:\.\d+)?/{_NUMBER}/{_NUMBER}",
    )
)
"""Each finds latitude and longitude in a link, the most exact first: Google, Apple, OpenStreetMap, geo (RFC 5870)."""


def pin_of(text: str) -> Pin | None:
    """The first place that a text links to."""
    for link in LINK.findall(text):
        plain = unquote(link)
        for pattern in PATTERNS:
            if found := pattern.search(plain):
                latitude, longitude = float(found[1]), float(found[2])
                if abs(latitude) <= 90 and abs(longitude) <= 180:
                    return Pin(latitude, longitude)
    return None


def link_to(pin: Pin) -> str:
    """A link that every phone opens on a map."""
    return f"https://maps.google.com/maps?q={pin.latitude:.6f}%2C{pin.longitude:.6f}"
