"""Which alerts are of one place: reports of the same kind, from the same site or near it, within minutes. Only reads.

A place is found by a keyed fingerprint of the kind and the site, or of the cell of a grid that a pin lies in: it cannot
be read back. Pins are near each other in the same cell or in neighbouring ones: at most about 700 metres apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.report import answers_of, is_taken_back
from models.alert import Alert
from models.prepared import Prepared
from models.report import Report
from models.secret import keys_of

WITHIN = timedelta(minutes=15)
"""An alert belongs to one of its place when another of that place was raised so shortly before."""
ROWS, COLUMNS = 400, 252
"""Cells for one degree of latitude and of longitude: 280 metres each way around Calais."""
MEMBERS = Prepared(select(Alert).where(Alert.with_id == bindparam("lead")).order_by(Alert.id))
NEAR = Prepared(
    select(Alert)
    .where(Alert.place == bindparam("place"), Alert.raised_at > bindparam("since"), Alert.id != bindparam("own"))
    .order_by(Alert.id)
)


def members(session: Session, alert: Alert) -> list[Alert]:
    """The alerts that belong to this one."""
    found: list[Alert] = MEMBERS.all(session, lead=alert.id) if alert.joined else []
    return found


def reports_of(session: Session, alert: Alert) -> list[Report]:
    """Every report this alert stands for, its own first."""
    return [session.get_one(Report, one.report_id) for one in (alert, *members(session, alert))]


def places(session: Session, report: Report) -> list[bytes]:
    """The fingerprints under which alerts of this place are found, its own first; none while the place is unknown."""
    where = answers_of(session, report.id).get("where", {})
    if site := where.get("site"):
        return [_print(session, report, "site", site)]
    if not (pin := where.get("pin")):
        return []
    row, column = math.floor(pin[0] * ROWS), math.floor(pin[1] * COLUMNS)
    return [_print(session, report, "pin", str(row + down), str(column + right)) for down, right in _around()]


def _around() -> Iterator[tuple[int, int]]:
    """Its own cell first."""
    yield 0, 0
    yield from ((down, right) for down in (-1, 0, 1) for right in (-1, 0, 1) if (down, right) != (0, 0))


def _print(session: Session, report: Report, *parts: str) -> bytes:
    return keys_of(session).lookup("place", report.flow, *parts)


def find_lead(session: Session, alert: Alert, found: list[bytes], now: datetime) -> Alert | None:
    """The alert of this place that this one belongs to: as urgent or more, not settled, and not taken back."""
    for place in found:
        for near in NEAR.all(session, place=place, since=now - WITHIN, own=alert.id):
            lead = session.get_one(Alert, near.with_id) if near.with_id else near
            taken_back = is_taken_back(session.get_one(Report, lead.report_id))
            if lead.id != alert.id and lead.urgency <= alert.urgency and lead.settled_at is None and not taken_back:
                return lead
    return None
