"""Living sites: a public code, the names people use, a private pin, legal notes. The only file that changes `site`."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.flow import SiteName
from handlers.folding import fold
from models.base import new_id
from models.memory import memory_of
from models.prepared import Prepared
from models.secret import seal_json, unseal_json
from models.site import Site

CODE = re.compile(r"[A-Za-z0-9-]{1,16}")
NEAR_M = 1500.0
"""A pin that is further from every site than this belongs to none that is known."""
MOST_NOTES = 3
"""So many legal notes are shown on a card, the newest days first."""
OPEN = Prepared(
    select(Site.id, Site.code, Site.names, Site.pin, Site.notes)
    .where(Site.closed_at.is_(None))
    .order_by(Site.used_at.desc(), Site.code)
)


@dataclass(frozen=True, slots=True)
class Note:
    """A dated legal note: `kind` is procedure, hearing or decision, `day` an ISO date, `words` are the team's."""

    kind: str
    day: str
    words: str


@dataclass(frozen=True, slots=True)
class OpenSite:
    """A site that is not closed, opened: `pin` is latitude and longitude, where it is known."""

    id: int
    name: SiteName
    pin: tuple[float, float] | None
    notes: tuple[Note, ...]


def open_sites(session: Session) -> tuple[SiteName, ...]:
    """The sites that are not closed, last used first."""
    return tuple(site.name for site in sites(session))


def sites(session: Session) -> tuple[OpenSite, ...]:
    """The same with their pins and notes."""
    known = memory_of(session, "sites")
    if "open" not in known:
        known["open"] = tuple(_opened(session, *row) for row in OPEN.all(session))
    found: tuple[OpenSite, ...] = known["open"]
    return found


def _opened(session: Session, row: int, code: str, names: bytes, pin: bytes | None, notes: bytes | None) -> OpenSite:
    point: tuple[float, float] | None = None
    if pin:
        latitude, longitude = unseal_json(session, "site.pin", row, pin)
        point = latitude, longitude
    told = unseal_json(session, "site.notes", row, notes) if notes else []
    name = SiteName(code, tuple(unseal_json(session, "site.names", row, names)))
    return OpenSite(row, name, point, tuple(Note(**one) for one in told))


def site_called(session: Session, code: str) -> OpenSite | None:
    """The open site of this code, or that has it as a name: what was renamed is known by what it was called."""
    folded = fold(code)
    found = [one for one in sites(session) if one.name.code == code.upper()]
    found += [one for one in sites(session) if folded and folded in {fold(name) for name in one.name.names}]
    return found[0] if found else None


def find_site(session: Session, code: str) -> Site | None:
    """The site of this code, open or closed, or the open one that has it as a name."""
    named = site_called(session, code)
    return _site(session, code) or (session.get(Site, named.id) if named is not None else None)


def nearest(session: Session, latitude: float, longitude: float) -> tuple[OpenSite, int] | None:
    """The open site nearest to this point, and how many metres from its pin; nothing when all are far."""
    there = [(distance_m(one.pin, (latitude, longitude)), one) for one in sites(session) if one.pin is not None]
    metres, site = min(there, key=lambda pair: pair[0], default=(math.inf, None))
    return (site, round(metres)) if site is not None and metres <= NEAR_M else None


def distance_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres between two points of latitude and longitude in degrees, on a round earth."""
    (lat, lon), (lat2, lon2) = ([math.radians(number) for number in point] for point in (one, other))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * 6_371_000 * math.asin(math.sqrt(half))


def site_of(session: Session, where: dict[str, Any]) -> tuple[OpenSite, int | None] | None:
    """The site that an answer to "where" is about: the one that was named, or the nearest to the pin, with metres."""
    if where.get("site"):
        named = site_called(session, where["site"])
        return (named, None) if named is not None else None
    return nearest(session, where["pin"][0], where["pin"][1]) if where.get("pin") else None


def set_site(session: Session, code: str, names: list[str], now: datetime) -> SiteName | None:
    """Adds a site, or gives a known one further names; nothing for a code that is none (letters, digits, dash)."""
    if not CODE.fullmatch(code):
        return None
    code = code.upper()
    memory_of(session, "sites").clear()
    site = _site(session, code)
    if site is None:
        row = new_id()
        site = Site(id=row, code=code, created_at=now, used_at=now, names=seal_json(session, "site.names", row, names))
        session.add(site)
        known = names
    else:
        known = list(dict.fromkeys([*_names(session, site), *names]))
        site.names, site.closed_at = seal_json(session, "site.names", site.id, known), None
    session.flush()
    return SiteName(code, tuple(known))


def rename_site(session: Session, code: str, new: str) -> bool:
    """Gives a site another code; the old one stays a name of it. False when there is none, or the new one is taken."""
    site, taken = _site(session, code), _site(session, new)
    if site is None or taken is not None or not CODE.fullmatch(new):
        return False
    known = list(dict.fromkeys([*_names(session, site), site.code]))
    site.code, site.names = new.upper(), seal_json(session, "site.names", site.id, known)
    return _changed(session)


def forget_name(session: Session, code: str, name: str) -> bool:
    """Takes a name away from a site. False when it has none such."""
    site = _site(session, code)
    known = _names(session, site) if site is not None else []
    left = [one for one in known if fold(one) != fold(name)]
    if site is None or left == known:
        return False
    site.names = seal_json(session, "site.names", site.id, left)
    return _changed(session)


def close_site(session: Session, code: str, at: datetime | None) -> bool:
    """From now on nobody is offered it; or (no time) it is open again. False when there is none."""
    site = _site(session, code)
    if site is None:
        return False
    site.closed_at = at
    return _changed(session)


def set_pin(session: Session, code: str, latitude: float, longitude: float) -> bool:
    """Where it is (degrees, WGS 84). False when there is no such site, or no such place."""
    site = _site(session, code)
    if site is None or not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return False
    site.pin = seal_json(session, "site.pin", site.id, [latitude, longitude])
    return _changed(session)


def add_note(session: Session, code: str, note: Note) -> bool:
    """Adds a legal note. False when there is no such site."""
    site = _site(session, code)
    if site is None:
        return False
    told = unseal_json(session, "site.notes", site.id, site.notes) if site.notes else []
    told.append({"kind": note.kind, "day": note.day, "words": note.words})
    site.notes = seal_json(session, "site.notes", site.id, sorted(told, key=lambda one: one["day"], reverse=True))
    return _changed(session)


def drop_note(session: Session, code: str, number: int) -> bool:
    """Takes away the note of this number (from 1, as they are listed). False when there is none."""
    site = _site(session, code)
    told = unseal_json(session, "site.notes", site.id, site.notes) if site is not None and site.notes else []
    if site is None or not 0 < number <= len(told):
        return False
    told.pop(number - 1)
    site.notes = seal_json(session, "site.notes", site.id, told)
    return _changed(session)


def closed_sites(session: Session) -> list[str]:
    """The codes of those that are closed, the last closed first."""
    query = select(Site.code).where(Site.closed_at.is_not(None)).order_by(Site.closed_at.desc())
    return list(session.scalars(query))


def use_site(session: Session, code: str, now: datetime) -> None:
    """Remembers that a site was just named, so that it is offered first."""
    site = _site(session, code)
    if site is not None:
        memory_of(session, "sites").clear()
        site.used_at = now


def _site(session: Session, code: str) -> Site | None:
    # What is no code is not looked for: PostgreSQL takes no zero byte.
    if not CODE.fullmatch(code):
        return None
    return session.scalars(select(Site).where(Site.code == code.upper())).first()


def _names(session: Session, site: Site) -> list[str]:
    return list(unseal_json(session, "site.names", site.id, site.names))


def _changed(session: Session) -> bool:
    memory_of(session, "sites").clear()
    session.flush()
    return True
