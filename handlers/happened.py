"""On which day that happened which a report tells, as far as it says. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.flow import Value

HAPPENING = ("now", "arriving")


def day_of(answers: Mapping[str, Value], opened_at: datetime, zone: ZoneInfo) -> date | None:
    """The earliest day on which it may have happened, where people live; nothing when that is not known."""
    when = answers.get("when") or {}
    if when.get("start"):
        return datetime.fromisoformat(when["start"]).astimezone(zone).date()
    return opened_at.astimezone(zone).date() if when.get("option") in HAPPENING else None
