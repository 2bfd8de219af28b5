"""What becomes of answers, by the clock: files that have arrived, and what was delivered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers import phone, relay, relay_back, relay_elsewhere, way_out
from handlers.each import alone
from handlers.person import address_of, is_active
from handlers.reply import tell
from handlers.report import is_taken_back
from handlers.rules import Rules
from handlers.words import Line, Text, _s
from models import evidence, outbox
from models.base import fixed, written
from models.evidence import Evidence
from models.outbox import Outbox
from models.person import Person
from models.prepared import Prepared
from models.relay import FILE, HERS, LATE, LEAVING, Relay
from models.report import Report

AT_ONCE = 50
PATIENCE = timedelta(minutes=2)
"""So long an answer may be on its way before whoever said it is told so."""
STILL_TRYING = _s("Not delivered yet: the messenger does not answer. We keep trying.")
DELIVERED = _s("Delivered.")
BLOCKED = _s("Not delivered: the person has blocked the bot.")
ONLY_PHONE = _s("Not delivered. {why} Only the phone can answer now: please write or call there.")
HUMAN_THERE = _s("A human is writing to the person on the phone.")
REFUSED = _s("Not delivered: the messenger refused it. Please say it in another way.")
NO_FILE = _s("Not delivered: your file could not be fetched. Please send it again.")
_first = select(Relay.id).order_by(Relay.id).limit(fixed(AT_ONCE))
_leaving = Relay.state.in_([written(LEAVING), written(LATE)])
ARRIVED = Prepared(
    _first.join(Evidence, Evidence.id == Relay.evidence_id).where(
        Relay.state == written(FILE), Evidence.state != written(evidence.WAITING)
    )
)
GONE = Prepared(
    _first.join(Outbox, Outbox.id == Relay.outbox_id).where(
        _leaving, Outbox.state.in_([written(outbox.SENT), written(outbox.DEAD)])
    )
)
SLOW = Prepared(_first.where(Relay.state == written(LEAVING), Relay.said_at <= bindparam("since")))


def move(session: Session, now: datetime, rules: Rules) -> int:
    """Does what is due; gives how much. Each by itself: one that fails must not hold up the others."""
    todo: tuple[tuple[Prepared, dict[str, datetime], Callable[[int], None]], ...] = (
        (ARRIVED, {}, lambda row: _file_arrived(session, row, now, rules)),
        (GONE, {}, lambda row: _left(session, row, now, rules)),
        (SLOW, {"since": now - PATIENCE}, lambda row: _takes_long(session, row, now, rules)),
    )
    count = 0
    for query, values, do in todo:
        for (row,) in query.all(session, **values):
            count += 1
            if not alone(session, "relay", row, do, now):
                _told(session, session.get_one(Relay, row), Text(REFUSED, sign="❌"), now)
    return count


def _file_arrived(session: Session, number: int, now: datetime, rules: Rules) -> None:
    row = session.get_one(Relay, number)
    file = session.get_one(Evidence, row.evidence_id)
    report = session.get_one(Report, row.report_id)
    if row.kind == HERS:
        relay_back.file_comes_back(session, row, file, now, rules)
    elif file.state == evidence.FETCHED and not is_taken_back(report):
        relay.file_leaves(session, row, file, now)
    else:
        _told(session, row, None if is_taken_back(report) else Text(NO_FILE, sign="❌"), now)


def _left(session: Session, number: int, now: datetime, rules: Rules) -> None:
    row = session.get_one(Relay, number)
    was_late = row.state == LATE
    sent = session.get_one(Outbox, row.outbox_id).state == outbox.SENT
    report = session.get_one(Report, row.report_id)
    if sent:
        _told(session, row, Text(DELIVERED, sign="✅"), now, well=True)
    elif is_taken_back(report):
        _told(session, row, None, now)
    else:
        # What takes long has gone to her other phone already.
        other = None if was_late else relay_elsewhere.leaves(session, row, report, now, rules)
        _told(session, row, other or _why_not(session, report, now), now)


def _takes_long(session: Session, number: int, now: datetime, rules: Rules) -> None:
    """Its messenger cannot be reached: it is tried on, and whoever said it need not wonder."""
    row = session.get_one(Relay, number)
    relay.is_late(row)
    report = session.get_one(Report, row.report_id)
    other = None if is_taken_back(report) else relay_elsewhere.leaves(session, row, report, now, rules)
    lines = [Text(STILL_TRYING, sign="⏳"), *([other] if other is not None else [])]
    tell(session, session.get_one(Person, row.by_id), lines, now, under=row.wire_id)


def _why_not(session: Session, report: Report, now: datetime) -> Line:
    person = session.get_one(Person, report.person_id)
    if person.blocked_at is not None:
        return Text(BLOCKED, sign="❌")
    if phone.chat_of(session, person) is not None:
        try:
            way_out.way_out(session, person.id, address_of(session, person), now, removing=False)
        except way_out.Closed as closed:
            return Text(ONLY_PHONE, {"why": closed.why or HUMAN_THERE}, sign="📱")
    return Text(REFUSED, sign="❌")


def _told(session: Session, row: Relay, line: Line | None, now: datetime, *, well: bool = False) -> None:
    """Tells whoever said it what became of it, under her own words."""
    relay.settled(row, well=well)
    by = session.get_one(Person, row.by_id)
    if line is not None and row.kind != HERS and is_active(by) and by.blocked_at is None:
        tell(session, by, [line], now, under=row.wire_id)
