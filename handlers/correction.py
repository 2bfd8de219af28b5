"""Corrects an answer for a reason. The original stays, superseded; the person's own words are never changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import audit, case_text, casework
from handlers.flow import Flow, Step, Value, chosen
from handlers.flows import FLOWS
from handlers.flows.consent import CONSENT
from handlers.report import answers_of, change_answers
from handlers.rules import Rules
from handlers.steps import Choice, Choices, Count, Place, When
from handlers.steps.options import OTHER
from handlers.task_jobs import look_at
from models.person import Person
from models.report import Answer, Report
from models.secret import unseal_json

HERS = ("words", "files", "parts", "pin")
"""What of an answer is hers alone: it stays beside whatever is corrected."""
CORRECTABLE = (Choice, Choices, Count, Place, When)
NEVER = frozenset(step.key for step in CONSENT)
"""What she allows is no fact that somebody else could know better."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: of which step, from what to what, by whom and why."""

    step: Step
    before: Value
    after: Value
    by_id: int
    reason: str
    at: datetime


def correctable(flow: Flow, answers: dict[str, Value]) -> list[Step]:
    """The steps of a form that can be corrected: those that were asked of her, answered or not."""
    seen = flow.visible(answers)
    return [
        step for step in flow.steps if isinstance(step, CORRECTABLE) and step.key not in NEVER and step.when.holds(seen)
    ]


def bare(value: Value) -> Value:
    """An answer without anything in somebody's own words."""
    return {key: kept for key, kept in value.items() if key not in HERS}


def is_answer(value: Value | None) -> bool:
    """Whether a member of the team has chosen something, in no words of her own."""
    if not value or not value.get("done"):
        return False
    if value.get("words") and OTHER.key in chosen(value):
        # Written, and none of the options: without the words nothing would be left of it.
        return False
    told = bare(value)
    return bool(told.get("option") or told.get("chosen") or told.get("site") or told.get("start")) or (
        told.get("value") is not None or bool(told.get("how"))
    )


def correct(
    session: Session, report: Report, step: str, value: Value, reason: str, by: Person, now: datetime, rules: Rules
) -> None:
    """The answer is this from now on: another one has to verify the report, and its tasks may be others."""
    old = answers_of(session, report.id).get(step, {})
    hers = {key: old[key] for key in HERS if key in old}
    change_answers(session, report, ((step, {**hers, **bare(value)}),), None, now, by_us=True)
    session.flush()
    standing = (Answer.report_id == report.id, Answer.step == step, Answer.superseded_at.is_(None))
    row = session.scalars(select(Answer.id).where(*standing).order_by(Answer.id.desc())).first()
    case_text.write(session, report, case_text.REASON, reason, by, now, about=row)
    casework.edited(session, report, by, now, rules)
    audit.note(session, by.id, "correction", report.id, now, step)
    look_at(session, report, now, rules)


def corrections(session: Session, report: Report) -> Iterator[Correction]:
    """Every correction, the oldest first."""
    texts = case_text.texts_of(session, report.id, case_text.REASON)
    if not texts:
        return
    flow = FLOWS[report.flow]
    rows = session.scalars(select(Answer).where(Answer.report_id == report.id).order_by(Answer.id)).all()
    values: dict[int, Value] = {row.id: unseal_json(session, "answer.value", row.id, row.value) for row in rows}
    for text in texts:
        after = next((row for row in rows if row.id == text.about), None)
        step = flow.step(after.step) if after is not None else None
        if after is None or step is None:
            continue
        before = [row for row in rows if row.step == after.step and row.id < after.id]
        was = values[before[-1].id] if before else {}
        reason = case_text.words_of(session, text)
        yield Correction(step, was, values[after.id], text.by_id, reason, text.written_at)
