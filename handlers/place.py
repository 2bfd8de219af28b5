"""The place of a report as the team's cards tell it: the site, or how it was told. Never the place itself."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.flow import Value
from handlers.words import Line, Plain, Text, _s

PLACE_SITE = _s("Site {site}")
PLACE_PIN = _s("Location sent (press Show)")
PLACE_WORDS = _s("Place told in words or by voice (press Show)")
PLACE_NONE = _s("Place not told yet")


def place_line(answers: Mapping[str, Value]) -> Line:
    """The place as the answers tell it."""
    where = answers.get("where", {})
    if where.get("site"):
        return Text(PLACE_SITE, {"site": Plain(where["site"])}, sign="📍")
    if where.get("pin"):
        return Text(PLACE_PIN, sign="📍")
    if where.get("words") or where.get("files"):
        return Text(PLACE_WORDS, sign="📍")
    return Text(PLACE_NONE, sign="📍")
