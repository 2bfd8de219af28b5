"""Which dated tasks the answers of a report make. Pure.

What proves is gone soon: cameras are overwritten after days, at most about a month; injuries are photographed at once
and again in the days after; a doctor fixes the days of incapacity within days; people leave (domain notes, 5.3, 2.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.flow import Value, chosen
from handlers.happened import day_of
from handlers.rota_time import at
from handlers.words import _s

CAMERAS, CERTIFICATE, PHOTOS_1, PHOTOS_3 = "cameras", "certificate", "photos1", "photos3"
CONSENT, REACHABLE, HEARING, ANNOUNCED, OTHER = "consent", "reachable", "hearing", "announced", "other"
KINDS = {
    CAMERAS: ("🎥", _s("Ask to keep the cameras")),
    CERTIFICATE: ("🩺", _s("Medical certificate")),
    PHOTOS_1: ("📷", _s("Injury photos, day 1")),
    PHOTOS_3: ("📸", _s("Injury photos, day 3")),
    CONSENT: ("❔", _s("Ask for consent again")),
    REACHABLE: ("📞", _s("Reachable until then")),
    HEARING: ("⚖️", _s("Hearing")),
    ANNOUNCED: ("📅", _s("Eviction announced")),
    OTHER: ("📌", _s("Something else")),
}
WITH_CAMERAS = frozenset({"station_bus", "lorry_parking", "shelter_bus", "hospital", "police_station"})
"""Situations in places that are filmed: stations, petrol stations, shops, hospitals."""
MORNING = 10
"""The hour of the day, where people live, at which a task is due."""
BEFORE_ERASURE = timedelta(days=7)
LEAD = {HEARING: timedelta(days=1)}
"""So long before a task is due somebody is reminded of it for the first time."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One task and when it is due (UTC)."""

    kind: str
    due_at: datetime


def plan(
    answers: Mapping[str, Value], opened_at: datetime, consent: str | None, zone: ZoneInfo, sealed_for: timedelta
) -> list[Planned]:
    """All tasks of these answers, `consent` being what she says to keeping them."""
    if consent == "no":
        return []
    day = day_of(answers, opened_at, zone) or opened_at.astimezone(zone).date()
    found = [Planned(kind, at(on, MORNING, zone)) for kind, on in _days(answers, day, zone)]
    if consent != "yes":
        found.append(Planned(CONSENT, opened_at + sealed_for - BEFORE_ERASURE))
    return found


def _days(answers: Mapping[str, Value], day: date, zone: ZoneInfo) -> Iterator[tuple[str, date]]:
    days = [day + timedelta(days=number) for number in range(4)]
    filmed = chosen(answers.get("situation")) & WITH_CAMERAS or "yes" in chosen(answers.get("cctv"))
    if filmed:
        yield CAMERAS, days[2]
    if _is_hurt(answers):
        yield PHOTOS_1, days[1]
        yield PHOTOS_3, days[3]
        if "yes" not in chosen(answers.get("certificate")):
            yield CERTIFICATE, days[2]
    for kind, step in ((REACHABLE, "reachable_until"), (ANNOUNCED, "announce_date")):
        if start := (answers.get(step) or {}).get("start"):
            yield kind, datetime.fromisoformat(start).astimezone(zone).date() - timedelta(days=1)


def _is_hurt(answers: Mapping[str, Value]) -> bool:
    doctor, where = chosen(answers.get("hurt_now")), chosen(answers.get("injuries"))
    return bool(doctor & {"urgent", "later"} or where - {"none", "dont_know", "prefer_not_say"})
