"""Which reports perhaps tell of the same event, and why we think so. Only reads.

Of one place (the same site, or pins at most 700 metres apart) and at most three hours apart: the same event. Of another
place, with the same forces, at most five hours apart: the same convoy, whose tour lasts up to five hours over several
sites (domain/domain.md, Calais timing); each site stays an event of its own, so those are linked and not merged.
"""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from handlers.find_tokens import cells_around, days_between, forces_of, span_of
from handlers.flow import Value
from handlers.not_deleted import answers_without, deleted_messages
from handlers.report import is_taken_back
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _s
from models.alert import Alert
from models.finding import FindToken
from models.report import Report
from models.same_event import ReportPair, SameEvent
from models.secret import keys_of

SAME_HOURS, CONVOY_HOURS = timedelta(hours=3), timedelta(hours=5)
OTHER_KIND = timedelta(hours=1)
"""Reports of different kinds are of one event only when they are so close in time."""
REACH = 700.0
"""Metres."""
LOOKED_AT = 10
"""So many told last before a report, and so many told next after it, are compared with it."""
MOST = 3
THERE = (Report.hidden_at.is_(None), Report.erased_at.is_(None))
METRES_A_DEGREE = 111_320.0
SAME_KIND, FORCES, ONE_ALERT = _s("same kind"), _s("same forces"), _s("one alert")
SITE, METRES = _s("same site {site}"), _s("{metres} m apart")
SAME_TIME, MINUTES, HOURS = _s("same time"), _s("{minutes} minutes apart"), _s("{hours} hours apart")
MOVING = ("eviction", "police_now")
"""The kinds of which a convoy is made."""


@dataclass(frozen=True)
class Told:
    """One report as it is compared."""

    report: Report
    answers: dict[str, Value]
    start: datetime
    end: datetime

    @property
    def site(self) -> str:
        """Its site, or nothing."""
        return str(self.answers.get("where", {}).get("site") or "")

    @property
    def pin(self) -> Sequence[float] | None:
        """Its pin: latitude, longitude and how exact."""
        pin: Sequence[float] | None = self.answers.get("where", {}).get("pin")
        return pin


@dataclass(frozen=True)
class Alike:
    """A report that perhaps tells of the same event, or (`convoy`) of the same convoy, and why."""

    report: Report
    reasons: tuple[Line, ...]
    convoy: bool
    apart: timedelta


def proposals(session: Session, report: Report, rules: Rules) -> list[Alike]:
    """The likeliest few, of which the team has not said anything yet."""
    if is_taken_back(report):
        return []
    one = told(session, report, deleted_messages(session, report.person_id))
    rang, known = _rang(session, report), _decided(session, report)
    rows = {*rang, *_near(session, one, rules)} - known
    others = session.scalars(select(Report).where(Report.id.in_(rows), *THERE)).all() if rows else []
    gone = deleted_messages(session, *(other.person_id for other in others))
    found = [compare(one, told(session, other, gone), rang_as_one=other.id in rang) for other in others]
    likely = sorted((two for two in found if two is not None), key=lambda two: (two.convoy, two.apart))
    return likely[:MOST]


def told(session: Session, report: Report, gone: Collection[int]) -> Told:
    """A report with what it is compared by, without what was told in messages that are `gone`."""
    answers = answers_without(session, report.id, gone)
    return Told(report, answers, *span_of(report, answers))


def compare(one: Told, other: Told, *, rang_as_one: bool = False) -> Alike | None:
    """Why these two are perhaps of one event or of one convoy; nothing when they are not."""
    apart = max(timedelta(0), max(one.start, other.start) - min(one.end, other.end))
    same_kind = one.report.flow == other.report.flow
    kind = (SAME_KIND,) if same_kind else ()
    if rang_as_one:
        return Alike(other.report, (ONE_ALERT, *kind, _time(apart)), convoy=False, apart=apart)
    if place := _place(one, other):
        close = apart <= (SAME_HOURS if same_kind else OTHER_KIND)
        return Alike(other.report, (*kind, place, _time(apart)), convoy=False, apart=apart) if close else None
    forces = forces_of(one.answers) & forces_of(other.answers)
    moving = one.report.flow in MOVING and other.report.flow in MOVING
    if forces and moving and apart <= CONVOY_HOURS:
        return Alike(other.report, (FORCES, _time(apart)), convoy=True, apart=apart)
    return None


def metres(one: Sequence[float], other: Sequence[float]) -> float:
    """How far apart two pins are, over a few kilometres."""
    north = (one[0] - other[0]) * METRES_A_DEGREE
    east = (one[1] - other[1]) * METRES_A_DEGREE * math.cos(math.radians(one[0]))
    return math.hypot(north, east)


def _place(one: Told, other: Told) -> Line | None:
    if one.site and one.site == other.site:
        return Text(SITE, {"site": Plain(one.site)})
    if one.pin and other.pin and (far := metres(one.pin, other.pin)) <= REACH:
        return Text(METRES, {"metres": Plain(str(int(round(far, -1))))})
    return None


def _time(apart: timedelta) -> Line:
    minutes = apart // timedelta(minutes=1)
    if minutes >= 120:
        return Text(HOURS, {"hours": Plain(f"{minutes / 60:.0f}")})
    return Text(MINUTES, {"minutes": Plain(str(minutes))}) if minutes else SAME_TIME


def _near(session: Session, one: Told, rules: Rules) -> set[int]:
    """Reports of its place, or with its forces, of these days: those told nearest to it."""
    keys = keys_of(session)
    reach = CONVOY_HOURS
    first, last = ((at + step).astimezone(rules.zone).date() for at, step in ((one.start, -reach), (one.end, reach)))
    days = [day.isoformat() for day in days_between(first, last)]
    places: list[tuple[str, ...]] = [("site", one.site)] if one.site else []
    places += cells_around(one.pin[:2]) if one.pin else []
    at_place = [keys.token("near", *place, day) for place in places for day in days]
    convoy = [keys.token("force", force, day) for force in forces_of(one.answers) for day in days]
    return _around(session, one.report, at_place) | _around(session, one.report, convoy)


def _around(session: Session, report: Report, tokens: Iterable[bytes]) -> set[int]:
    """The reports with one of these tokens that were told last before this one, and next after it.

    A token names a day, so it has few reports. They are picked out here: asked for the first ten in order, PostgreSQL
    may rather walk through all reports there are.
    """
    wanted = list(tokens)
    query = select(FindToken.report_id).where(FindToken.token.in_(wanted), FindToken.report_id != report.id)
    found = sorted(set(session.scalars(query))) if wanted else []
    here = bisect(found, report.id)
    return {*found[max(0, here - LOOKED_AT) : here], *found[here : here + LOOKED_AT]}


def _rang(session: Session, report: Report) -> set[int]:
    """The reports that rang as one with it (handlers/cluster.py)."""
    alert = session.scalars(select(Alert).where(Alert.report_id == report.id)).first()
    if alert is None:
        return set()
    name = alert.with_id or alert.id
    query = select(Alert.report_id).where(or_(Alert.with_id == name, Alert.id == name), Alert.report_id != report.id)
    return set(session.scalars(query.limit(LOOKED_AT)))


def _decided(session: Session, report: Report) -> set[int]:
    """Those of which the team has said what they are, and the report itself."""
    event = select(SameEvent.event_id).where(SameEvent.report_id == report.id).scalar_subquery()
    known = set(session.scalars(select(SameEvent.report_id).where(SameEvent.event_id == event)))
    known |= set(session.scalars(select(ReportPair.other_id).where(ReportPair.report_id == report.id)))
    known |= set(session.scalars(select(ReportPair.report_id).where(ReportPair.other_id == report.id)))
    return known | {report.id}
