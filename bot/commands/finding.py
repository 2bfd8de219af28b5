"""One thing that doctor found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line, with what to do. `to_do` is false where it is only worth knowing."""

    text: str
    to_do: bool = True
