"""A file that leaves with a call."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Upload:
    """Its bytes, and what the other side is told of it."""

    content: bytes
    name: str
    mime: str
