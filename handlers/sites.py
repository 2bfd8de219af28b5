"""Living sites: a public code and the names people use. The only file that changes `site`."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.flow import SiteName
from models.base import new_id
from models.memory import memory_of
from models.prepared import Prepared
from models.secret import seal_json, unseal_json
from models.site import Site

CODE = re.compile(r"[A-Za-z0-9-]{1,16}")
OPEN = Prepared(
    select(Site.id, Site.code, Site.names).where(Site.closed_at.is_(None)).order_by(Site.used_at.desc(), Site.code)
)


def open_sites(session: Session) -> tuple[SiteName, ...]:
    """The sites that are not closed, last used first."""
    known = memory_of(session, "sites")
    if "open" not in known:
        rows = ((row, code, unseal_json(session, "site.names", row, names)) for row, code, names in OPEN.all(session))
        known["open"] = tuple(SiteName(code, tuple(names)) for _row, code, names in rows)
    names: tuple[SiteName, ...] = known["open"]
    return names


def set_site(session: Session, code: str, names: list[str], now: datetime) -> SiteName | None:
    """Adds a site, or gives a known one further names; nothing for a code that is none (letters, digits, dash)."""
    if not CODE.fullmatch(code):
        return None
    code = code.upper()
    memory_of(session, "sites").clear()
    site = session.scalars(select(Site).where(Site.code == code)).first()
    if site is None:
        row = new_id()
        site = Site(id=row, code=code, created_at=now, used_at=now, names=seal_json(session, "site.names", row, names))
        session.add(site)
        known = names
    else:
        known = list(dict.fromkeys([*unseal_json(session, "site.names", site.id, site.names), *names]))
        site.names, site.closed_at = seal_json(session, "site.names", site.id, known), None
    session.flush()
    return SiteName(code, tuple(known))


def use_site(session: Session, code: str, now: datetime) -> None:
    """Remembers that a site was just named, so that it is offered first."""
    site = session.scalars(select(Site).where(Site.code == code)).first()
    if site is not None:
        memory_of(session, "sites").clear()
        site.used_at = now
