"""What the bot said in any language, put back into English by its own catalogues."""

from __future__ import annotations

import re
from functools import cache

from handlers.words import _catalogues

ISOLATES = re.compile("[\u2066-\u2069]")
OPEN = re.compile(r"\{\w+\}")
"""A place in a text where something is filled in."""


def plain(text: str) -> str:
    """A text without isolates."""
    return ISOLATES.sub("", text)


def in_english(text: str) -> str:
    """What the bot said, put back into English, line by line."""
    return "\n".join(_line(line) for line in plain(text).split("\n"))


@cache
def _line(line: str) -> str:
    for landmark, said, english in _reverse():
        # Thousands of patterns for every line that reaches a phone: a piece that it needs tells nearly all of them.
        found = _pattern(said).fullmatch(line) if landmark in line else None
        if found:
            values = {name: _line(value) for name, value in found.groupdict().items() if name != "sign"}
            sign = found.group("sign") or ""
            return sign + (english.format(**values) if values else english)
    return line


@cache
def _reverse() -> list[tuple[str, str, str]]:
    """Every translated line with its longest fixed piece before it and its English behind it, the most exact first."""
    found: dict[str, str] = {}
    for catalogue in _catalogues.values():
        layer = catalogue
        while layer is not None:
            for english, said in (getattr(layer, "_catalog", None) or {}).items():
                if isinstance(english, str) and english and english.count("\n") == str(said).count("\n"):
                    for one, other in zip(english.split("\n"), str(said).split("\n"), strict=True):
                        found.setdefault(other, one)
            layer = layer._fallback  # type: ignore[attr-defined]  # gettext has no public way to it
    # The more of it is fixed, the more exact; and the less is open.
    ordered = sorted(found.items(), key=lambda pair: (-len(OPEN.sub("", pair[0])), pair[0].count("{")))
    return [(max(OPEN.split(said), key=len), said, english) for said, english in ordered if said.strip("{} ")]


@cache
def _pattern(said: str) -> re.Pattern[str]:
    body = re.sub(r"\\\{(\w+)\\\}", lambda found: f"(?P<{found.group(1)}>.+)", re.escape(said))
    return re.compile(rf"(?P<sign>[^\w\s]+\s)?{body}")
