"""/queue: what is open, page by page in one message; /report CODE, and a code alone: the card of one case."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.action import Action
from handlers.at_desk import Desk
from handlers.case_access import may_open
from handlers.case_card import show_case
from handlers.case_line import case_line
from handlers.codes import read_code
from handlers.open_cases import MANY, SIGNS, counts, page
from handlers.reply import long, short, tell
from handlers.words import Line, Plain, Text, _s
from models.outbox import OF_SEVERAL
from models.person import VOLUNTEER
from models.report import Report

SIZE = 6
"""So many on one page: with the buttons to turn it there are nine at most."""
OPEN = _s("Open reports: {counts}")
NOTHING_OPEN = _s("No report is open.")
TO_OPEN = _s("To open one: press it, or write its code.")
NEWER, OLDER = _s("Back"), _s("Further")
NO_REPORT = _s("No report has this code.")
NOT_YOURS = _s("You can open reports that rang for you, and those you took.")
HOW_REPORT = _s("Write: /report CODE. The code has six signs, for example K7F3MX.")
Buttons = list[list[tuple[str, Line, str]]]


def queue(desk: Desk) -> None:
    """/queue: the open reports, the most urgent and the newest first; the first page as a new message."""
    _show(desk, 0, back=False, edit=False)


def turn(desk: Desk) -> None:
    """A button that turns the page (q:direction:report to go on from)."""
    _q, way, row = [*desk.rest.split(":"), "", ""][:3]
    _show(desk, long(row), back=way == "b", edit=True)


def _show(desk: Desk, at: int, *, back: bool, edit: bool) -> None:
    session, person = desk.session, desk.person
    found = page(session, person, at, SIZE, desk.now, back=back)
    if not found and at:
        # What was there is not open any more: the first page.
        found = page(session, person, 0, SIZE, desk.now)
    lines: list[Line] = [NOTHING_OPEN]
    rows: Buttons = []
    if found:
        lines = [_counted(desk), *(case_line(session, one, desk.rules) for one in found), TO_OPEN]
        newer = page(session, person, found[0].id, 1, desk.now, back=True)
        older = page(session, person, found[-1].id, 1, desk.now)
        rows = [
            *open_rows(found),
            *turn_rows(f"q:b:{short(found[0].id)}" if newer else "", f"q:f:{short(found[-1].id)}" if older else ""),
        ]
    tell(session, person, lines, desk.now, rows=rows, slot="fi:q", edit=edit, about=OF_SEVERAL)


def _counted(desk: Desk) -> Line:
    found = counts(desk.session, desk.person, desk.now)
    told = [
        f"{SIGNS[level]} {min(count, MANY)}{'+' if count > MANY else ''}" for level, count in found.items() if count
    ]
    return Text(OPEN, {"counts": Plain(" ".join(told))}, sign="📥")


def open_rows(reports: list[Report]) -> Buttons:
    """A button for each of these reports, three in a row."""
    buttons: list[tuple[str, Line, str]] = [("📄", Plain(one.code), f"fi:o:{short(one.id)}") for one in reports]
    return [buttons[start : start + 3] for start in range(0, len(buttons), 3)]


def turn_rows(newer: str, older: str) -> Buttons:
    """The buttons that turn the page, where there is another one."""
    row: list[tuple[str, Line, str]] = [("⬅️", NEWER, f"fi:{newer}")] if newer else []
    row += [("➡️", OLDER, f"fi:{older}")] if older else []
    return [row] if row else []


def report(desk: Desk) -> None:
    """/report CODE: the card of this report; without a code how to write one."""
    code = read_code(desk.rest)
    if not code:
        desk.tell(HOW_REPORT)
    else:
        open_case(desk, find_report(desk.session, code))


def open_pressed(desk: Desk) -> None:
    """The button of one report in a list (o:report)."""
    open_case(desk, desk.session.get(Report, long(desk.rest.partition(":")[2])))


def find_report(session: Session, code: str) -> Report | None:
    """The report with this code."""
    return session.scalars(select(Report).where(Report.code == code)).first()


def open_case(desk: Desk, found: Report | None) -> None:
    """Shows one case, to whom may see it."""
    if found is None:
        desk.tell(NO_REPORT)
    elif not may_open(desk.session, desk.person, found, desk.now):
        desk.tell(NOT_YOURS)
    else:
        show_case(desk, found)


ACTIONS = (
    Action(VOLUNTEER, queue, ("queue", "file"), _s("the open reports, the most urgent first")),
    Action(VOLUNTEER, report, ("report", "dossier"), _s("one report: /report CODE")),
)
