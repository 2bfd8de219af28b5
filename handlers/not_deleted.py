"""What was deleted in the messenger, and a report without it: the team is shown no more than that. Only reads."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.flow import Value
from handlers.report import answers_of
from models.forget import Erasure
from models.memory import memory_of
from models.prepared import Prepared
from models.report import Answer, Report
from models.secret import unseal_json

GONE = "deleted messages"
"""Under this name what each person has deleted is remembered, see models/memory.py."""
_stands = (Erasure.inbox_id.is_not(None), Erasure.taken_back_at.is_(None))
OF_PERSON = Prepared(select(Erasure.inbox_id).where(Erasure.person_id == bindparam("person"), *_stands))


def deleted_messages(session: Session, *people: int) -> frozenset[int]:
    """The messages of these people that were deleted in the messenger: nobody of the team is shown them."""
    gone = session.scalars(select(Erasure.inbox_id).where(Erasure.person_id.in_(people), *_stands))
    return frozenset(row for row in gone if row is not None)


def answers_shown(session: Session, report: Report) -> dict[str, Value]:
    """The answers that stand, as the team is shown them: none that she has deleted in the messenger."""
    known = memory_of(session, GONE)
    if report.person_id not in known:
        known[report.person_id] = frozenset(row for (row,) in OF_PERSON.all(session, person=report.person_id))
    return answers_without(session, report.id, known[report.person_id])


def answers_without(session: Session, report_id: int, messages: Collection[int]) -> dict[str, Value]:
    """The answers that stand, but for those made of these messages."""
    gone = [row for row in made_of(session, report_id, messages) if row.superseded_at is None] if messages else []
    hidden = {row.step for row in gone}
    return {step: value for step, value in answers_of(session, report_id).items() if step not in hidden}


def made_of(session: Session, report_id: int, messages: Collection[int]) -> list[Answer]:
    """The answers with something of these messages in them: later words at the same question repeat the earlier."""
    rows = session.scalars(select(Answer).where(Answer.report_id == report_id).order_by(Answer.id)).all()
    found: list[Answer] = []
    for row in rows:
        again = row.step in {one.step for one in found}
        value = unseal_json(session, "answer.value", row.id, row.value) if again else {}
        if row.inbox_id in messages or value.get("words") or value.get("files"):
            found.append(row)
    return found
