"""Moves a report through its life on the desk. The only file that changes `casework`.

Nobody verifies what she entered, called documented or edited last, on whichever messenger she did so.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from handlers import audit, legal_clock, priority, room
from handlers.alert_urgency import urgency_of
from handlers.case_states import (
    ACKNOWLEDGED,
    BEYOND_DOCUMENTED,
    DOCUMENTED,
    NEW,
    VERIFIED,
    after_edit,
    may_move,
)
from handlers.flows import FLOWS
from handlers.report import answers_of
from handlers.rules import Rules
from models.alert import Alert
from models.casework import Casework
from models.person import Person
from models.report import Report
from models.secret_number import SamePerson

CLAIM = timedelta(minutes=10)
"""So long one verifier has a report for herself."""
CLOSED = ("closed", "no_action")
"""The states in which nobody has anything left to do."""


def casework_of(session: Session, report_id: int) -> Casework | None:
    """What the desk has done on it; nothing: it is new."""
    return session.get(Casework, report_id)


def state_of(session: Session, report_id: int) -> str:
    """A key of handlers/case_states.py."""
    row = casework_of(session, report_id)
    return row.state if row is not None else NEW


def locked(session: Session, report_id: int) -> Casework | None:
    """The work on it as it is now; ours until the end of the transaction (PostgreSQL)."""
    session.flush()
    return session.get(Casework, report_id, with_for_update=True, populate_existing=True)


def ours(session: Session, report: Report, now: datetime, rules: Rules) -> Casework:
    """The work on this report, made if this is the first; ours until the end of the transaction."""
    row = locked(session, report.id)
    if row is None:
        # Somebody else may make it at the same moment (PostgreSQL): the first does, and both go on with it.
        make = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        new = make(Casework).values(report_id=report.id, state=NEW, state_at=now, priority=priority.OLDER, flags="")
        session.execute(new.on_conflict_do_nothing())
        row = session.get_one(Casework, report.id, with_for_update=True, populate_existing=True)
    if row.priority_by is None:
        row.priority = worked_out(session, report, rules)
    session.flush()
    return row


def priority_of(session: Session, report: Report, rules: Rules) -> int:
    """0 to 3, as it was set by hand, else as it is worked out now."""
    row = casework_of(session, report.id)
    return row.priority if row is not None and row.priority_by is not None else worked_out(session, report, rules)


def worked_out(session: Session, report: Report, rules: Rules) -> int:
    """Its priority by its answers, and by its alert: who calls for help twice is not less urgent than her form."""
    told = priority.work_out(
        FLOWS[report.flow], answers_of(session, report.id), report.dangers, report.opened_at, rules.zone
    )
    return min(told, urgency_of(session, report.id))


def acknowledge(session: Session, report_id: int, person: Person, now: datetime, rules: Rules) -> None:
    """Somebody took its alert: it is hers, and no longer new."""
    report = session.get_one(Report, report_id)
    row = ours(session, report, now, rules)
    row.assigned_to = person.id
    if row.state in (NEW, *CLOSED):
        # Also what was closed and rings again: there is something to do.
        _set(session, row, ACKNOWLEDGED, now, rules)
        audit.note(session, person.id, "state", report_id, now, ACKNOWLEDGED)


def move(session: Session, report: Report, to: str, person: Person, now: datetime, rules: Rules) -> bool:
    """Moves it on. False when it stands elsewhere, or this person may not."""
    row = ours(session, report, now, rules)
    if not may_move(row.state, to, same(session, person.id), hands(session, row, report)):
        return False
    _set(session, row, to, now, rules)
    row.claimed_by = row.claimed_until = None
    if to == DOCUMENTED:
        row.documented_by = person.id
    if to == VERIFIED:
        row.verified_by, row.verified_at = person.id, now
    session.flush()
    audit.note(session, person.id, "state", report.id, now, to)
    return True


def _set(session: Session, row: Casework, state: str, now: datetime, rules: Rules) -> None:
    if (state in CLOSED) != (row.state in CLOSED):
        # The queue reads it there, in the order of urgency.
        closed_at = now if state in CLOSED else None
        session.execute(update(Alert).where(Alert.report_id == row.report_id).values(closed_at=closed_at))
    row.state, row.state_at = state, now
    if state not in BEYOND_DOCUMENTED:
        row.verified_by = row.verified_at = None
    alert = session.scalars(select(Alert).where(Alert.report_id == row.report_id)).first() if rules.room else None
    if alert is not None:
        room.changed(session, alert, now, rules)


def edited(session: Session, report: Report, person: Person, now: datetime, rules: Rules) -> None:
    """Somebody changed what it says: another one has to verify it, anew if it was verified before."""
    row = ours(session, report, now, rules)
    row.edited_by, row.edited_at = person.id, now
    if (state := after_edit(row.state)) != row.state:
        _set(session, row, state, now, rules)
        audit.note(session, person.id, "state", report.id, now, state)
    session.flush()


def hands(session: Session, row: Casework, report: Report) -> set[int]:
    """Those who may not verify it: who entered it, who called it documented, who edited it last."""
    found = (report.person_id, row.documented_by, row.edited_by)
    return {same(session, one) for one in found if one is not None}


def same(session: Session, person_id: int) -> int:
    """One id for somebody, whichever of her messengers she writes from."""
    other = session.get(SamePerson, person_id)
    return other.of_id if other is not None else person_id


def set_priority(
    session: Session, report: Report, value: int | None, person: Person, now: datetime, rules: Rules
) -> None:
    """Sets it by hand; nothing: it is worked out again."""
    row = ours(session, report, now, rules)
    row.priority_by = None if value is None else person.id
    row.priority = worked_out(session, report, rules) if value is None else value
    audit.note(session, person.id, "priority", report.id, now, f"P{row.priority}")
    session.flush()


def rises(session: Session, report: Report, rules: Rules) -> None:
    """It is more urgent than before, also if somebody set its priority by hand: it comes by what is known now."""
    row = casework_of(session, report.id)
    if row is not None:
        row.priority_by, row.priority = None, worked_out(session, report, rules)


def assign(session: Session, report: Report, to: Person, by: Person, now: datetime, rules: Rules) -> None:
    """It is hers to work on from now on."""
    ours(session, report, now, rules).assigned_to = to.id
    audit.note(session, by.id, "assign", report.id, now)
    session.flush()


def leaves(session: Session, person: Person) -> None:
    """Who has left, or is suspended, works on nothing: what is open has nobody until somebody else is given it."""
    hers = (Casework.assigned_to == person.id, Casework.state.not_in(CLOSED))
    for row in session.scalars(select(Casework).where(*hers)).all():
        row.assigned_to = None
    session.flush()


def toggle_flag(session: Session, report: Report, key: str, by: Person, now: datetime, rules: Rules) -> None:
    """Adds a legal flag that the answers do not give, or takes one away."""
    row = ours(session, report, now, rules)
    row.flags = legal_clock.toggled(answers_of(session, report.id), row.flags, key)
    audit.note(session, by.id, "legal flag", report.id, now, key)
    session.flush()


def claim(session: Session, row: Casework, person: Person, now: datetime) -> None:
    """She looks at it now: no other verifier is given it for a while."""
    row.claimed_by, row.claimed_until = person.id, now + CLAIM
    session.flush()


def release(session: Session, row: Casework) -> None:
    """Any verifier may have it."""
    row.claimed_by = row.claimed_until = None
    session.flush()


def looked(session: Session, report: Report, row: Casework, now: datetime, rules: Rules) -> None:
    """Tasks were made of its answers as they are now. What the person has added since it was verified, was not."""
    row.looked_at = now
    verified_at = row.verified_at if row.state in BEYOND_DOCUMENTED else None
    if verified_at is not None and report.filed_at is not None and report.filed_at > verified_at:
        _set(session, row, DOCUMENTED, now, rules)
        audit.note(session, None, "state", report.id, now, DOCUMENTED)
    session.flush()


def erase(session: Session, report_id: int) -> None:
    """Forgets what tells of a report that is erased; that it was, and who did what, stays."""
    row = casework_of(session, report_id)
    if row is not None:
        row.flags = ""
        row.claimed_by = row.claimed_until = None
    session.flush()
