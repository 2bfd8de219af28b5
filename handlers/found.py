"""Looks reports up by their tokens. Only reads.

Each thing that is looked for is a group of tokens of which a report needs one. The rarest group leads, newest first,
and of each report that it brings the others are asked: as long as something in a search is rare it is found at once,
however many reports there are.
"""

from __future__ import annotations

from datetime import date
from operator import itemgetter

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from handlers.find_tokens import MOST_DAYS, cells_around, days_between
from handlers.find_words import Wanted
from models.alert import Alert
from models.casework import Casework
from models.finding import FindToken
from models.report import Report
from models.secret import Keys, keys_of

RARE = 1000
"""What is more frequent than that is not counted further."""
THERE = (Report.hidden_at.is_(None), Report.erased_at.is_(None))


def groups_of(keys: Keys, wanted: Wanted) -> list[list[bytes]]:
    """What is looked for, as groups of tokens; of those that are equally frequent the first one leads."""
    groups = [[keys.token("word", word)] for word in wanted.words]
    groups += [[keys.token("tag", tag)] for tag in wanted.tags]
    if wanted.days:
        first, last = (date.fromisoformat(day) for day in wanted.days)
        days = list(days_between(first, last))
        whole = len(days) > MOST_DAYS
        months = dict.fromkeys(f"{day:%Y-%m}" for day in days)
        groups.append([keys.token("month", m) for m in months] if whole else [keys.token("day", str(d)) for d in days])
    groups.append([keys.token(*name) for place in wanted.places for name in _names(place)])
    groups.append([keys.token("kind", kind) for kind in wanted.kinds])
    return [group for group in groups if group]


def _names(place: list[str]) -> list[tuple[str, ...]]:
    if place[0] == "pin":
        return cells_around((float(place[1]), float(place[2])))
    return [tuple(place)]


def search(session: Session, wanted: Wanted, size: int, *, below: int = 0) -> list[Report]:
    """The newest so many reports that have all of it, of those older than the one with the id `below`."""
    groups = groups_of(keys_of(session), wanted)
    if not groups:
        return _of_people(session, wanted.who, size, below) if wanted.who else []
    counted = sorted(((_how_many(session, group), group) for group in groups), key=itemgetter(0))
    (many, leading), *others = counted
    # Of few the newest are picked out at once; of many each token has its own in order.
    parts = [leading] if many < RARE else [[token] for token in leading]
    found: set[int] = set()
    for part in parts:
        found |= set(_with(session, part, [group for _many, group in others], wanted.who, size, below))
    return [session.get_one(Report, row) for row in sorted(found, reverse=True)[:size]]


def _how_many(session: Session, group: list[bytes]) -> int:
    some = select(FindToken.report_id).where(FindToken.token.in_(group)).limit(RARE).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def _with(
    session: Session, part: list[bytes], others: list[list[bytes]], who: list[int], size: int, below: int
) -> list[int]:
    """The newest with one of these tokens that have one of each of the others."""
    query = select(FindToken.report_id).join(Report, Report.id == FindToken.report_id)
    leads = FindToken.token == part[0] if len(part) == 1 else FindToken.token.in_(part)
    query = query.where(leads, *THERE, *(_has(group) for group in others))
    if below:
        query = query.where(FindToken.report_id < below)
    if who:
        took = exists().where(Alert.report_id == FindToken.report_id, Alert.taken_by.in_(who))
        has = exists().where(Casework.report_id == FindToken.report_id, Casework.assigned_to.in_(who))
        query = query.where(or_(took, has))
    query = query.group_by(FindToken.report_id).order_by(FindToken.report_id.desc()).limit(size)
    return list(session.scalars(query))


def _has(group: list[bytes]) -> ColumnElement[bool]:
    other = aliased(FindToken)
    return exists().where(other.token.in_(group), other.report_id == FindToken.report_id)


def _of_people(session: Session, who: list[int], size: int, below: int) -> list[Report]:
    took = select(Alert.report_id).where(Alert.taken_by.in_(who))
    theirs = took.union(select(Casework.report_id).where(Casework.assigned_to.in_(who))).subquery()
    query = select(Report).join(theirs, theirs.c.report_id == Report.id).where(*THERE)
    if below:
        query = query.where(Report.id < below)
    return list(session.scalars(query.order_by(Report.id.desc()).limit(size)))
