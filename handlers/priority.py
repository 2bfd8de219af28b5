"""How urgent the work on a report is, worked out from its answers. Pure.

P0 a life is in danger, P1 it goes on now, P2 it happened in the last two days (photos of injuries, a certificate and
pictures of cameras can still be had), P3 it is older (domain notes, 2.7). What is not known counts as recent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.flow import Flow, Urgency, Value
from handlers.happened import day_of
from handlers.words import _s

LIFE, NOW, RECENT, OLDER = range(4)
PRIORITIES = {
    LIFE: ("🔴", _s("P0 danger to life")),
    NOW: ("🟠", _s("P1 going on now")),
    RECENT: ("🟡", _s("P2 last two days")),
    OLDER: ("🔵", _s("P3 older")),
}
STILL_RECENT = timedelta(days=2)
DANGERS = {"life": LIFE, "sea": LIFE, "suicide": LIFE, "now": NOW}


def work_out(flow: Flow, answers: Mapping[str, Value], dangers: str, opened_at: datetime, zone: ZoneInfo) -> int:
    """0 to 3; `dangers` are the kinds that were heard in words."""
    heard = [DANGERS[kind] for kind in dangers.split() if kind in DANGERS]
    urgency = flow.urgency(answers)
    told = [NOW if urgency is Urgency.NOW else LIFE] if urgency in (Urgency.LIFE, Urgency.NOW) else []
    return min([*heard, *told, OLDER if _is_old(answers, opened_at, zone) else RECENT])


def _is_old(answers: Mapping[str, Value], opened_at: datetime, zone: ZoneInfo) -> bool:
    if (answers.get("when") or {}).get("option") == "older":
        return True
    day = day_of(answers, opened_at, zone)
    return day is not None and opened_at.astimezone(zone).date() - day > STILL_RECENT
