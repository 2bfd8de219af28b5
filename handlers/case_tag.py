"""The tags of a case: the desk's own words for what belongs together. The only file that changes `case_tag`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from handlers import audit
from handlers.folding import fold
from models.base import new_id
from models.casework import CaseTag
from models.person import Person
from models.report import Report
from models.secret import keys_of, seal, unseal

TAG_LENGTH = 40


def tags_of(session: Session, report_id: int) -> list[tuple[int, str]]:
    """Its tags, each with its row."""
    rows = session.scalars(select(CaseTag).where(CaseTag.report_id == report_id).order_by(CaseTag.id)).all()
    return [(row.id, unseal(session, "case_tag.tag", row.id, row.tag)) for row in rows]


def tag_key(session: Session, word: str) -> bytes:
    """The keyed fingerprint of a tag, in whatever case or script variant it is written."""
    return keys_of(session).lookup("tag", fold(word))


def add_tag(session: Session, report: Report, word: str, by: Person, now: datetime) -> bool:
    """False when it is there already, or is no word."""
    word, key = " ".join(word.split()).lstrip("#")[:TAG_LENGTH], tag_key(session, word.lstrip("#")[:TAG_LENGTH])
    there = exists().where(CaseTag.report_id == report.id, CaseTag.key == key)
    if not fold(word) or session.scalar(select(there)):
        return False
    row = new_id()
    sealed = seal(session, "case_tag.tag", row, word)
    session.add(CaseTag(id=row, report_id=report.id, by_id=by.id, tag=sealed, key=key, tagged_at=now))
    audit.note(session, by.id, "tag", report.id, now)
    session.flush()
    return True


def remove_tag(session: Session, report: Report, row: int, by: Person, now: datetime) -> None:
    """Takes one away."""
    session.execute(delete(CaseTag).where(CaseTag.id == row, CaseTag.report_id == report.id))
    audit.note(session, by.id, "tag removed", report.id, now)


def erase(session: Session, report_id: int) -> None:
    """Forgets those of a report that is erased."""
    session.execute(delete(CaseTag).where(CaseTag.report_id == report_id))
