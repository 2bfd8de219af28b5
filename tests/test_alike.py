"""Which reports are perhaps of one event, and why."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from bot.store import Store
from handlers.alert import raise_alert
from handlers.alike import metres, proposals
from handlers.find_tokens import cell, cells_around
from handlers.flow import Urgency
from tests.one_event import B2, C1, CRS, LONG_AGO, MINUTES, OVER, PAF, RULES, later, pin, tells, why
from tests.world import MORNING

PAIRS = [
    ("one site, ten minutes", B2, B2, 10, "eviction", ["same kind", "same site {site}", "{minutes} minutes apart"]),
    ("one site, over and now", OVER | B2, B2, 240, "eviction", None),
    ("one site, two hours", B2, B2, 120, "eviction", ["same kind", "same site {site}", "{hours} hours apart"]),
    ("one site, four hours", B2, B2, 240, "eviction", None),
    ("one site, told later that it is over", B2, B2 | OVER, 240, "eviction",
     ["same kind", "same site {site}", "same time"]),
    ("one site, other kind, half an hour", B2, B2, 30, "police_violence",
     ["same site {site}", "{minutes} minutes apart"]),
    ("one site, other kind, two hours", B2, B2, 120, "police_violence", None),
    ("pins 500 metres apart", pin(0), pin(500), 5, "eviction",
     ["same kind", "{metres} m apart", "{minutes} minutes apart"]),
    ("pins 800 metres apart", pin(0), pin(800), 5, "eviction", None),
    ("another site", B2, C1, 5, "eviction", None),
    ("another site, same forces", B2 | CRS, C1 | CRS, 90, "eviction", ["same forces", "{minutes} minutes apart"]),
    ("another site, other forces", B2 | CRS, C1 | PAF, 90, "eviction", None),
    ("another site, same forces, six hours", B2 | CRS, C1 | CRS, 360, "eviction", None),
    ("told now, but it was weeks ago", B2, B2 | LONG_AGO, 5, "eviction", None),
    ("no place told", {}, {}, 5, "eviction", None),
]  # fmt: skip


@pytest.mark.asyncio
@pytest.mark.parametrize(("what", "one", "other", "minutes", "kind", "reasons"), PAIRS, ids=[pair[0] for pair in PAIRS])
async def test_what_is_perhaps_the_same_event_is_proposed_with_the_reason(
    sqlite_store: Store, what: str, one: Any, other: Any, minutes: int, kind: str, reasons: list[str] | None
) -> None:
    def look(session: Session) -> list[list[str]]:
        first, second = tells(session, one, 0 * MINUTES), tells(session, other, minutes * MINUTES, kind)
        later(session)
        found = [proposals(session, report, RULES) for report in (first, second)]
        assert [[two.report.id for two in each] for each in found] == (
            [[second.id], [first.id]] if reasons else [[], []]
        )
        return [why(two) for each in found for two in each]

    assert await sqlite_store.write(look) == ([reasons, reasons] if reasons else [])


@given(st.floats(50.8, 51.1), st.floats(1.6, 2.6), st.floats(-600, 600), st.floats(-600, 600))
def test_near_pins_lie_in_neighbouring_cells(latitude: float, longitude: float, north: float, east: float) -> None:
    other = (latitude + north / 111_320, longitude + east / 111_320 / 0.63)
    if metres((latitude, longitude), other) <= 240:
        assert ("cell", *cell(other)) in cells_around((latitude, longitude))


@pytest.mark.asyncio
async def test_reports_that_rang_as_one_are_proposed_wherever_their_places_are(sqlite_store: Store) -> None:
    def ring(session: Session) -> list[list[str]]:
        reports = [tells(session, {}, number * MINUTES) for number in range(3)]
        raised = [raise_alert(session, report, Urgency.NOW, MORNING, RULES) for report in reports]
        alerts = [one for one in raised if one is not None]
        for one in alerts:
            one.with_id = alerts[0].id
        session.flush()
        later(session)
        return [[why(one)[0] for one in proposals(session, report, RULES)] for report in reports]

    assert await sqlite_store.write(ring) == [["one alert"] * 2] * 3
