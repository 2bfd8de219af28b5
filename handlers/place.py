"""The place of a report as the team's cards tell it: the site, or how it was told. Never the place itself."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from handlers.flow import Value
from handlers.site_lines import note_lines
from handlers.sites import site_of
from handlers.words import Line, Plain, Text, _s

PLACE_SITE = _s("Site {site}")
PLACE_PIN = _s("Location sent (press Show)")
PLACE_NEAR = _s("Location sent, {metres} m from site {site} (press Show)")
PLACE_WORDS = _s("Place told in words or by voice (press Show)")
PLACE_NONE = _s("Place not told yet")


def place_lines(session: Session, answers: Mapping[str, Value], *, words: bool = True) -> list[Line]:
    """The place as the answers tell it, and what the law says there; without `words` only that and when."""
    where = answers.get("where", {})
    found = site_of(session, where)
    if found is None:
        return [_told(where)]
    site, metres = found
    line = _told(where)
    if metres is not None:
        values: dict[str, Line] = {"site": Plain(site.name.code), "metres": Plain(str(metres))}
        line = Text(PLACE_NEAR, values, sign="📍")
    return [line, *note_lines(site.notes, words=words)]


def _told(where: Value) -> Line:
    if where.get("site"):
        return Text(PLACE_SITE, {"site": Plain(where["site"])}, sign="📍")
    if where.get("pin"):
        return Text(PLACE_PIN, sign="📍")
    if where.get("words") or where.get("files"):
        return Text(PLACE_WORDS, sign="📍")
    return Text(PLACE_NONE, sign="📍")
