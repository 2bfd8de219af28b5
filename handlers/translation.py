"""What waits for a helper to translate, and for a second one to read. The only file that changes `translation`.

Only what the person allowed a helper to read, and of it only words and voices: no name, number, place or code. A paper
is given to a helper one by one, by a member of the team who has looked at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.orm import Session

from handlers import across, audit, case_text
from handlers.evidence import files_of
from handlers.interpreter import is_vetted, languages_of
from handlers.interpreter_case import HEARD_KINDS, HIDDEN_STEPS, SEEN_KINDS
from handlers.not_deleted import deleted_messages
from handlers.report import is_taken_back
from handlers.rules import Rules
from models.base import new_id
from models.case_text import CaseText
from models.evidence import FETCHED, Evidence
from models.interpreter import Call
from models.person import Person
from models.report import Report, Testimony
from models.secret import unseal
from models.translation import Translation

CLAIM = timedelta(minutes=30)
"""So long a helper has one text for herself."""
PAPERS = frozenset({"document", "photo"})


@dataclass(frozen=True, slots=True)
class Pair:
    """An original beside its translation; `original` is empty where it is a voice or a file."""

    original: str
    words: str
    by_id: int
    reader_id: int | None


def is_allowed(session: Session, report: Report) -> bool:
    """Whether the person said that somebody who speaks her language may read this."""
    said = exists().where(Call.report_id == report.id, Call.agreed_at.is_not(None))
    return not is_taken_back(report) and bool(session.scalar(select(said)))


def queue(session: Session, report: Report, by: Person, now: datetime, paper: int = 0) -> int:
    """Puts what is not there yet into the queue, or this one paper; gives how much."""
    known = set(session.scalars(select(Translation.of_id).where(Translation.report_id == report.id)).all())
    found = [paper] if paper else [*_words(session, report), *_voices(session, report)]
    new = [one for one in found if one not in known]
    for one in new:
        session.add(
            Translation(
                id=new_id(), report_id=report.id, of_id=one, language=report.language, queued_by=by.id, queued_at=now
            )
        )
    if new:
        audit.note(session, by.id, "translation queued", report.id, now)
    session.flush()
    return len(new)


def papers_of(session: Session, report: Report) -> list[Evidence]:
    """Papers and pictures that were sent and are here."""
    gone = deleted_messages(session, report.person_id)
    return [one for one in files_of(session, report.id, gone) if one.kind in PAPERS and _may_be_seen(one)]


def _words(session: Session, report: Report) -> list[int]:
    gone = deleted_messages(session, report.person_id)
    rows = session.scalars(select(Testimony).where(Testimony.report_id == report.id).order_by(Testimony.id)).all()
    return [
        row.id
        for row in rows
        if row.kind in SEEN_KINDS
        and row.step not in HIDDEN_STEPS
        and row.inbox_id not in gone
        and unseal(session, "testimony.words", row.id, row.words).strip()
    ]


def _voices(session: Session, report: Report) -> list[int]:
    gone = deleted_messages(session, report.person_id)
    return [one.id for one in files_of(session, report.id, gone) if one.kind in HEARD_KINDS and _may_be_seen(one)]


def _may_be_seen(one: Evidence) -> bool:
    return one.state == FETCHED and one.step not in HIDDEN_STEPS


def next_for(session: Session, helper: Person, now: datetime, rules: Rules) -> Translation | None:
    """The oldest that she can read and nobody else works on; never her own translation to be read again."""
    if not is_vetted(session, helper):
        return None
    mine = or_(
        Translation.claimed_until.is_(None),
        Translation.claimed_until <= now,
        Translation.claimed_by == helper.id,
    )
    hers = or_(Translation.translator_id.is_(None), Translation.translator_id != helper.id)
    open_ = (Translation.read_at.is_(None), Translation.ended_at.is_(None))
    query = select(Translation).where(*open_, Translation.language.in_(languages_of(session, helper)), mine, hers)
    for row in session.scalars(query.order_by(Translation.id).limit(50).with_for_update(skip_locked=True)).all():
        report = session.get_one(Report, row.report_id)
        there = words_of(session, row) or file_of(session, row) is not None
        if there and is_allowed(session, report) and across.may_show(session, helper, report, rules):
            row.claimed_by, row.claimed_until = helper.id, now + CLAIM
            session.flush()
            return row
    return None


def claimed(session: Session, number: int, helper: Person, now: datetime) -> Translation | None:
    """The one she works on, as long as nobody else may."""
    row = session.get(Translation, number, with_for_update=True, populate_existing=True)
    if row is None or row.claimed_by != helper.id or row.claimed_until is None or row.claimed_until <= now:
        return None
    over = row.ended_at is not None or row.read_at is not None
    return None if over or not is_allowed(session, session.get_one(Report, row.report_id)) else row


def words_of(session: Session, row: Translation) -> str:
    """The words to be translated, unless they were deleted since; empty where it is a file."""
    said = session.get(Testimony, row.of_id)
    if said is None or said.inbox_id in deleted_messages(session, said.person_id):
        return ""
    return unseal(session, "testimony.words", said.id, said.words)


def file_of(session: Session, row: Translation) -> Evidence | None:
    """The voice or paper to be translated."""
    file = session.get(Evidence, row.of_id)
    gone = file is None or file.state != FETCHED or file.inbox_id in deleted_messages(session, file.person_id)
    return None if gone else file


def text_of(session: Session, row: Translation) -> str:
    """Its translation so far."""
    text = session.get(CaseText, row.text_id) if row.text_id is not None else None
    return case_text.words_of(session, text) if text is not None else ""


def translated(session: Session, row: Translation, words: str, by: Person, now: datetime) -> None:
    """A translation, or a better one by the second reader: both stay."""
    report = session.get_one(Report, row.report_id)
    text = case_text.write(session, report, case_text.TRANSLATION, words, by, now, about=row.of_id)
    second, row.text_id = row.text_id is not None, text.id
    audit.note(session, by.id, "translated", report.id, now)
    if second:
        read(session, row, by, now)
    else:
        row.translator_id, row.claimed_by, row.claimed_until = by.id, None, None
    session.flush()


def read(session: Session, row: Translation, by: Person, now: datetime) -> None:
    """A second person has read it and agrees."""
    row.reader_id, row.read_at, row.claimed_by, row.claimed_until = by.id, now, None, None
    audit.note(session, by.id, "translation read", row.report_id, now)
    session.flush()


def let_go(session: Session, row: Translation) -> None:
    """She has enough for now: any other helper may have it."""
    row.claimed_by = row.claimed_until = None
    session.flush()


def asked_by(session: Session, row: Translation) -> Person:
    """Who gave it to the helpers."""
    return session.get_one(Person, row.queued_by)


def pairs(session: Session, report: Report) -> Iterator[Pair]:
    """Every translation beside its original."""
    query = select(Translation).where(Translation.report_id == report.id, Translation.text_id.is_not(None))
    for row in session.scalars(query.order_by(Translation.id)).all():
        words, original = text_of(session, row), words_of(session, row)
        there = original or file_of(session, row) is not None
        if words and there and row.text_id is not None:
            text = session.get_one(CaseText, row.text_id)
            yield Pair(original, words, text.by_id, row.reader_id)


def waiting(session: Session, report_id: int) -> int:
    """How much of a report still waits."""
    open_ = (Translation.report_id == report_id, Translation.read_at.is_(None), Translation.ended_at.is_(None))
    return len(session.scalars(select(Translation.id).where(*open_)).all())


def erase(session: Session, report_id: int, now: datetime, *which: ColumnElement[bool]) -> None:
    """Nothing of a report that is erased, or of a part of it, is translated any more."""
    hers = (Translation.report_id == report_id, Translation.ended_at.is_(None), *which)
    session.execute(update(Translation).where(*hers).values(ended_at=now, claimed_by=None, claimed_until=None))
