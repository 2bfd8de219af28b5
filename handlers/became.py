"""Back to the person: what has become of her report. The only file that changes `became`.

A member of the team marks it with a button of the case card. She is told once, by day, and only if she said that we may
write to her; in *My reports* she can always read it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from handlers import audit, relay
from handlers.action import Action
from handlers.at_desk import Desk
from handlers.contact import allows_contact, can_be_reached
from handlers.each import each
from handlers.flow import chosen
from handlers.person import ours
from handlers.reply import Rows, long, short, tell
from handlers.report import answers_of, is_taken_back
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _, _s
from models.base import fixed, new_id
from models.became import Became
from models.person import COORDINATOR
from models.prepared import Prepared
from models.report import Report

HERS = {
    "read": ("👁️", _("Our team has read your report.")),
    "verified": ("✅", _("A second person of our team has checked your report.")),
    "counted": ("🔢", _("Your report is counted in a published number. Your name is not there.")),
    "lawyer": ("⚖️", _("A lawyer has seen your report.")),
}
"""What it can be, and how she is told of it."""
LABELS = {
    "read": _s("Tell: read"),
    "verified": _s("Tell: verified"),
    "counted": _s("Tell: counted"),
    "lawyer": _s("Tell: lawyer saw it"),
}
ON = "{what} {day}"
WILL_BE_TOLD = _s("Noted. She is told by day, in her language, and reads it in “My reports”.")
NOT_WRITTEN_TO = _s("Noted. She has not allowed us to write, or shares her phone. She reads it in “My reports” only.")
ALREADY = _s("That is noted already.")
NO_CONSENT = _s("She has not agreed to that use: please ask her first.")
UNDO, UNDONE = _s("Undo"), _s("It is taken back. She is not told.")
TOO_LATE = _s("She has been told already.")
NEEDS = {"counted": "consent_stats", "lawyer": "consent_legal"}
"""The use to which she must have agreed for that."""
TO_UNDO = timedelta(minutes=5)
LATER = timedelta(minutes=10)
MORNING, EVENING = 9, 20
"""She is written to between these hours of the day, where people live."""
AT_ONCE = 20
_due = (Became.due_at.is_not(None), Became.due_at <= bindparam("now"))
DUE = Prepared(select(Became.id).where(*_due).order_by(Became.due_at).limit(fixed(AT_ONCE)))


def told_rows(desk: Desk, report: Report) -> Rows:
    """The buttons of the case card, for who may press them, for what has not been marked yet."""
    if is_taken_back(report) or desk.person.role != COORDINATOR:
        return []
    known = {one.what for one in of_report(desk.session, report)}
    row: list[tuple[str, Line, str]] = [
        (HERS[what][0], label, f"l2:{short(report.id)}:{what}") for what, label in LABELS.items() if what not in known
    ]
    return [row[start : start + 2] for start in range(0, len(row), 2)]


def press(desk: Desk) -> None:
    """One of them, or its Undo."""
    name, _colon, rest = desk.rest.partition(":")
    what, _colon, undo = rest.partition(":")
    report = desk.session.get(Report, long(name))
    if report is None or what not in HERS or is_taken_back(report):
        return
    if undo:
        _undo(desk, report, what)
    elif any(one.what == what for one in of_report(desk.session, report)):
        desk.tell(ALREADY)
    elif what in NEEDS and "yes" not in chosen(answers_of(desk.session, report.id).get(NEEDS[what])):
        desk.tell(Text(NO_CONSENT, sign="✋"))
    else:
        _mark(desk, report, what)


def _mark(desk: Desk, report: Report, what: str) -> None:
    allowed = allows_contact(desk.session, report)
    due = desk.now + TO_UNDO if allowed else None
    one = Became(id=new_id(), report_id=report.id, what=what, by_id=desk.person.id, at=desk.now, due_at=due)
    desk.session.add(one)
    desk.session.flush()
    audit.note(desk.session, desk.person.id, "marked for the person", report.id, desk.now, what)
    rows: list[list[tuple[str, Line, str]]] = [[("↩️", UNDO, f"l2:{short(report.id)}:{what}:undo")]]
    desk.tell(Text(WILL_BE_TOLD if allowed else NOT_WRITTEN_TO, sign=HERS[what][0]), rows=rows)


def _undo(desk: Desk, report: Report, what: str) -> None:
    found = next((one for one in of_report(desk.session, report) if one.what == what), None)
    if found is None or found.told_at is not None:
        desk.tell(TOO_LATE if found else UNDONE)
        return
    desk.session.execute(delete(Became).where(Became.id == found.id))
    audit.note(desk.session, desk.person.id, "not marked any more", report.id, desk.now, what)
    desk.tell(Text(UNDONE, sign="↩️"))


def of_report(session: Session, report: Report) -> list[Became]:
    """What has become of it, in the order of its going."""
    found = {one.what: one for one in session.scalars(select(Became).where(Became.report_id == report.id))}
    return [found[what] for what in HERS if what in found]


def lines_of(session: Session, report: Report, rules: Rules) -> list[Line]:
    """The same for her, each with its day."""
    told: list[Line] = []
    for one in of_report(session, report):
        sign, text = HERS[one.what]
        told.append(Text(ON, {"what": text, "day": Plain(f"{one.at.astimezone(rules.zone):%d/%m/%Y}")}, sign=sign))
    return told


def look(session: Session, now: datetime, rules: Rules) -> int:
    """Tells whoever is due; gives how many were looked at. Each by itself: one that fails holds up nobody."""
    if not MORNING <= now.astimezone(rules.zone).hour < EVENING:
        return 0
    found = [row[0] for row in DUE.all(session, now=now)]
    for row in each(session, "became", found, lambda row: _look_at(session, row, now), now):
        session.get_one(Became, row).due_at = now + LATER
    return len(found)


def _look_at(session: Session, row: int, now: datetime) -> None:
    """While she tells something, or a human talks with her, it waits."""
    report = session.get_one(Report, session.get_one(Became, row).report_id)
    person = ours(session, report.person_id)
    one, dialogue = session.get_one(Became, row), relay.dialogue_of(session, person)
    if person.report_id is not None or (dialogue is not None and relay.goes_on(dialogue, now)):
        one.due_at = now + LATER
        return
    one.due_at = None
    if not allows_contact(session, report) or not can_be_reached(session, person, now):
        return
    one.told_at = now
    sign, text = HERS[one.what]
    lines: list[Line] = [Text("{code}", {"code": Plain(report.code)}, sign="📄"), Text(text, sign=sign)]
    tell(session, person, lines, now, language=person.language or "en")


PRESSES: dict[str, Action] = {"l2": Action(COORDINATOR, press)}
