"""`/verify` walks through what is documented: the evidence, what does not fit together, and what becomes of it.

Two verifiers never look at the same report: whoever is shown one has it for some minutes. Nobody is shown her own.
"""

from __future__ import annotations

from sqlalchemy import select, tuple_

from handlers import across, audit, casework, expected
from handlers.action import Action
from handlers.at_desk import NOT_HERS, Desk
from handlers.case_access import may_open
from handlers.case_card import ask, name_of, open_button
from handlers.case_states import DOCUMENTED, VERIFIED
from handlers.casework import CLAIM, claim, hands, same
from handlers.contradictions import contradictions
from handlers.earlier import answered_at
from handlers.not_deleted import answers_shown
from handlers.relay_desk import may_speak
from handlers.reply import Rows, long, short, tell
from handlers.report import is_taken_back
from handlers.show import show_report
from handlers.translate_desk import read_twice
from handlers.words import Line, Plain, Text, _s
from models.base import written
from models.casework import Casework
from models.person import COORDINATOR, HELPER, VOLUNTEER, Person
from models.report import Report

ASK_US, ASK_PERSON = "ask us", "ask person"
"""What her words are for: a question to one of us, or to the person."""
NOTHING = _s("There is nothing for you to verify now.")
FROM_START = _s("From the beginning")
PLEASE_VERIFY = _s("{code}: is it complete and without contradiction?")
FITS = _s("No contradiction was found.")
IT_IS_RIGHT, RETURN, NEXT = _s("Verified"), _s("Return, ask"), _s("Next")
VERIFIED_NOW = _s("{code} is verified.")
NOT_YOURS = _s("Another person has to verify this report.")
TAKEN = _s("Somebody else looks at it just now, or it was changed. Please look at it again.")
WHOM = _s("{code}: who is to answer your question?")
THE_PERSON = _s("The person")
WRITE_TO_US = _s("Please write your question to {name} in one message.")
WRITE_TO_PERSON = _s("Please write your question in one message. The person reads it as coming from HRO.")
AT_ONCE = 25


def command(desk: Desk) -> None:
    """`/verify`: the first report that waits for her to look at it."""
    _next(desk, None)


def press(desk: Desk) -> None:
    """A button that begins with "v": the report and what becomes of it."""
    name, _colon, rest = desk.rest.partition(":")
    if name in ("t", "again"):
        read_twice(desk, rest) if name == "t" else _next(desk, None)
        return
    action, _colon, given = rest.partition(":")
    report = desk.session.get(Report, long(name))
    row = desk.session.get(Casework, report.id) if report is not None else None
    if report is None or row is None or not may_open(desk.session, desk.person, report, desk.now):
        desk.tell(NOT_HERS)
    elif action == "next":
        _next(desk, row)
    elif row.state != DOCUMENTED or is_taken_back(report) or not _is_free(desk, row):
        desk.tell(Text(TAKEN, sign="⏳"))
    elif _is_hand(desk, row, report):
        desk.tell(Text(NOT_YOURS, sign="👥"))
    elif action == "ok":
        _verify(desk, row, report)
    elif action == "q":
        _return(desk, row, report, given)
    elif not _show(desk, report):
        desk.tell(Text(TAKEN, sign="⏳"))


def _next(desk: Desk, after: Casework | None) -> None:
    """The next one that is free and not hers, the most urgent first."""
    if after is not None and after.claimed_by == desk.person.id:
        casework.release(desk.session, after)
    at = (after.priority, after.report_id) if after is not None else (-1, 0)
    place = tuple_(Casework.priority, Casework.report_id)
    while True:
        query = select(Casework).where(Casework.state == written(DOCUMENTED), place > at)
        rows = desk.session.scalars(query.order_by(Casework.priority, Casework.report_id).limit(AT_ONCE)).all()
        for row in rows:
            report = desk.session.get_one(Report, row.report_id)
            if _is_free(desk, row) and _is_for(desk, row, report) and _show(desk, report):
                return
        if len(rows) < AT_ONCE:
            break
        at = (rows[-1].priority, rows[-1].report_id)
    again: Rows = [[("🔁", FROM_START, "v:again")]] if after is not None else []
    desk.tell(Text(NOTHING, sign="✅"), rows=[list(row) for row in again])


def _is_for(desk: Desk, row: Casework, report: Report) -> bool:
    return (
        not is_taken_back(report)
        and not _is_hand(desk, row, report)
        and may_open(desk.session, desk.person, report, desk.now)
        and across.may_show(desk.session, desk.person, report, desk.rules)
    )


def _is_hand(desk: Desk, row: Casework, report: Report) -> bool:
    return same(desk.session, desk.person.id) in hands(desk.session, row, report)


def _is_free(desk: Desk, row: Casework) -> bool:
    """Nobody else looks at it now."""
    until = row.claimed_until
    return until is None or until <= desk.now or row.claimed_by == desk.person.id


def _show(desk: Desk, report: Report) -> bool:
    """The evidence, then what does not fit together. False when another has it by now, or it is not shown here.

    It is locked last, so that whoever takes its alert meanwhile and this one never wait for each other (PostgreSQL).
    """
    row = casework.locked(desk.session, report.id)
    if row is None or row.state != DOCUMENTED or not _is_free(desk, row):
        return False
    if not show_report(desk.session, desk.person, report.id, desk.now, desk.rules):
        return True
    claim(desk.session, row, desk.person, desk.now)
    audit.note(desk.session, desk.person.id, "show", report.id, desk.now)
    found = contradictions(answers_shown(desk.session, report), report.opened_at)
    lines: list[Line] = [Text(PLEASE_VERIFY, {"code": Plain(report.code)}, sign="🔎"), *(found or [FITS])]
    name = short(report.id)
    rows: Rows = [
        [("✅", IT_IS_RIGHT, f"v:{name}:ok"), ("↩️", RETURN, f"v:{name}:q")],
        [("⏭️", NEXT, f"v:{name}:next"), open_button(report)],
    ]
    tell(desk.session, desk.person, lines, desk.now, rows=rows, protect=True, about=report.id)
    return True


def _verify(desk: Desk, row: Casework, report: Report) -> None:
    """Only what she was shown, as it was then."""
    seen_at = row.claimed_until - CLAIM if row.claimed_until is not None else None
    answered = answered_at(desk.session, report)
    changed = max(answered, row.edited_at or answered)
    if row.claimed_by != desk.person.id or seen_at is None or changed > seen_at:
        desk.tell(Text(TAKEN, sign="⏳"))
        _show(desk, report)
        return
    if casework.move(desk.session, report, VERIFIED, desk.person, desk.now, desk.rules):
        desk.tell(Text(VERIFIED_NOW, {"code": Plain(report.code)}, sign="✅"))
    _next(desk, row)


def _return(desk: Desk, row: Casework, report: Report, given: str) -> None:
    """To whom her question goes, then the question."""
    knowing = (row.assigned_to, row.edited_by, row.documented_by, _ours(desk, report))
    one = next((number for number in knowing if number is not None and number != desk.person.id), None)
    if given == "u":
        expected.expect(desk.session, desk.person, ASK_US, report, desk.now, about=one)
        ask(desk, report, Text(WRITE_TO_US, {"name": name_of(desk.session, one)}, sign="✍️"))
    elif given == "p":
        if may_speak(desk, report) is not None:
            expected.expect(desk.session, desk.person, ASK_PERSON, report, desk.now)
            ask(desk, report, Text(WRITE_TO_PERSON, sign="✍️"))
    else:
        name = short(report.id)
        rows: list[list[tuple[str, Line, str]]] = [[("💬", THE_PERSON, f"v:{name}:q:p")]]
        if one is not None:
            rows.insert(0, [("👤", name_of(desk.session, one), f"v:{name}:q:u")])
        desk.tell(Text(WHOM, {"code": Plain(report.code)}, sign="↩️"), rows=rows)


def _ours(desk: Desk, report: Report) -> int | None:
    """Who entered it, if that is one of us."""
    who = desk.session.get_one(Person, report.person_id)
    return who.id if who.role in (VOLUNTEER, COORDINATOR) else None


ACTIONS = (Action(VOLUNTEER, command, ("verify", "vérifier", "verifier"), _s("what waits for a second pair of eyes")),)
PRESSES: dict[str, Action] = {"v": Action(VOLUNTEER, press), "v:t": Action(HELPER, press, only=True)}
