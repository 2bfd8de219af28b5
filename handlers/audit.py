"""Writes down who did what. The only file that adds to `audit`; nothing changes or removes a row."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models.audit import Audit
from models.base import new_id


def note(
    session: Session, person_id: int | None, action: str, about: int | None, now: datetime, words: str = ""
) -> None:
    """Adds one row. `words` are ours, never a person's."""
    session.add(Audit(id=new_id(), at=now, person_id=person_id, action=action, about=about, note=words[:200]))
