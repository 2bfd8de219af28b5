"""Keeps what the team writes about a report. The only file that changes `case_text`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from models.base import new_id
from models.case_text import CaseText
from models.person import Person
from models.report import Report
from models.secret import seal, unseal

NOTE, CLEAR, TRANSLATION, QUESTION, REASON = "note", "clear", "translation", "question", "reason"
LONGEST = 4000


def write(
    session: Session,
    report: Report,
    kind: str,
    words: str,
    by: Person,
    now: datetime,
    *,
    about: int | None = None,
    language: str = "",
) -> CaseText:
    """Keeps a text, sealed."""
    row = new_id()
    text = CaseText(
        id=row,
        report_id=report.id,
        by_id=by.id,
        kind=kind,
        about=about,
        language=language,
        words=seal(session, "case_text.words", row, words.strip()[:LONGEST]),
        written_at=now,
    )
    session.add(text)
    session.flush()
    return text


def texts_of(session: Session, report_id: int, *kinds: str) -> Sequence[CaseText]:
    """The texts of these kinds, the oldest first; what was erased is not among them."""
    query = select(CaseText).where(CaseText.report_id == report_id, CaseText.kind.in_(kinds))
    return [one for one in session.scalars(query.order_by(CaseText.id)).all() if words_of(session, one)]


def words_of(session: Session, text: CaseText) -> str:
    """What it says."""
    return unseal(session, "case_text.words", text.id, text.words)


def erase(session: Session, report_id: int, *which: ColumnElement[bool]) -> None:
    """Overwrites the texts about a report, or some of them; that and when each was written stays."""
    for row in session.scalars(select(CaseText.id).where(CaseText.report_id == report_id, *which)).all():
        empty = seal(session, "case_text.words", row, "")
        session.execute(update(CaseText).where(CaseText.id == row).values(words=empty))
