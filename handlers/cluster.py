"""Which alerts are of one place: reports of the same kind, from the same site or near it, within minutes.

Changes nothing but to which others an alert belongs, for alert.py and together.py.
A place is found by a keyed fingerprint of the kind and the site, or of the cell of a grid that a pin lies in: it cannot
be read back. Pins are near each other in the same cell or in neighbouring ones: at most about 700 metres apart.
None of them stands for the others: each has its way, its card and its person, see handlers/carrier.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import bindparam, literal_column, select
from sqlalchemy.orm import Session

from handlers.flow import Urgency
from handlers.report import answers_of, is_taken_back
from handlers.steps.place import BEFORE
from models.alert import Alert
from models.memory import memory_of
from models.prepared import Prepared
from models.report import Report
from models.secret import keys_of

WITHIN = timedelta(minutes=15)
"""An alert belongs to those of its place when one of them was raised so shortly before."""
ROWS, COLUMNS = 400, 252
"""Cells for one degree of latitude and of longitude: 280 metres each way around Calais."""
MOST = 20
"""So many ring as one: a card can name them, and one tap takes them. The next of that place begins anew, and rings."""
OF_PLACE = Prepared(select(Alert).where(Alert.with_id == bindparam("place_of")).order_by(Alert.id))
PLACES = "alerts of a place"
"""Under this name they are remembered, see models/memory.py."""
NEAR = Prepared(
    select(Alert)
    .where(Alert.place == bindparam("place"), Alert.raised_at > bindparam("since"), Alert.id != bindparam("own"))
    .order_by(Alert.raised_at.desc(), Alert.id.desc())
    .limit(literal_column(str(MOST)))
)


def others(session: Session, alert: Alert) -> list[Alert]:
    """The other alerts of its place, the oldest first."""
    return [one for one in _all(session, alert) if one is not alert]


def _all(session: Session, alert: Alert) -> list[Alert]:
    known: dict[int, list[Alert]] = memory_of(session, PLACES)
    if alert.with_id is None:
        return [alert]
    if alert.with_id not in known:
        known[alert.with_id] = OF_PLACE.all(session, place_of=alert.with_id)
    return known[alert.with_id]


def read_anew(session: Session) -> None:
    """Which alerts are of one place is read anew: they are locked only now."""
    memory_of(session, PLACES).clear()


def belongs(session: Session, alert: Alert, with_id: int | None) -> None:
    """It belongs to the alerts of this name from now on, or to none."""
    known = memory_of(session, PLACES)
    known.pop(alert.with_id, None)
    known.pop(with_id, None)
    alert.with_id = with_id


def along(session: Session, alert: Alert) -> list[Alert]:
    """What nobody has of its place and goes with it: nothing more urgent, and never a danger to life."""
    least = max(Urgency(alert.urgency), Urgency.NOW)
    return [one for one in others(session, alert) if one.taken_by is None and one.urgency >= least]


def told_of(session: Session, alert: Alert) -> Iterator[Report]:
    """The reports of its place that stand, its own among them, the oldest alert first."""
    for one in _all(session, alert):
        report = session.get_one(Report, one.report_id)
        if not is_taken_back(report):
            yield report


def places(session: Session, report: Report) -> Iterator[bytes]:
    """The fingerprints under which alerts of this place are found, its own first; none while the place is unknown."""
    where = answers_of(session, report.id).get("where", {})
    if site := where.get("site"):
        yield _print(session, report, "site", site)
    elif (pin := where.get("pin")) and BEFORE not in where:
        row, column = math.floor(pin[0] * ROWS), math.floor(pin[1] * COLUMNS)
        yield from (_print(session, report, "pin", str(row + down), str(column + right)) for down, right in _around())


def _around() -> Iterator[tuple[int, int]]:
    """Its own cell first."""
    yield 0, 0
    yield from ((down, right) for down in (-1, 0, 1) for right in (-1, 0, 1) if (down, right) != (0, 0))


def _print(session: Session, report: Report, *parts: str) -> bytes:
    return keys_of(session).lookup("place", report.flow, *parts)


def find_near(session: Session, alert: Alert, found: Iterable[bytes], now: datetime) -> Alert | None:
    """Another alert of this place whose report stands and which has room: in the same cell, else in one beside it.

    The newest of these minutes.
    """
    for place in found:
        near: Alert
        for near in NEAR.all(session, place=place, since=now - WITHIN, own=alert.id):
            stands = not is_taken_back(session.get_one(Report, near.report_id))
            if stands and len(others(session, near)) + 1 < MOST:
                return near
    return None
