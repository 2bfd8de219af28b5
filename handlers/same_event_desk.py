"""What is done with reports of one event: the buttons of a card, and /same CODE CODE."""

from __future__ import annotations

from handlers import across, audit, same_event
from handlers.action import Action
from handlers.alike import Alike, proposals
from handlers.at_desk import Desk
from handlers.case_access import may_open
from handlers.case_card import show_case
from handlers.codes import read_code
from handlers.open_cases import page
from handlers.queue_desk import NO_REPORT, SIZE, find_report, open_rows
from handlers.reply import long, tell
from handlers.report import is_taken_back
from handlers.same_event import of_event
from handlers.same_event_card import proposed, to_compare
from handlers.words import Line, Plain, Text, _s
from models.outbox import OF_SEVERAL
from models.person import COORDINATOR
from models.report import Report
from models.same_event import DIFFERENT, LINKED

LOOKED_AT = 30
"""So many open ones are compared."""
PAIR = _s("{code}: {likely}")
SOURCE, NOT_SAID = _s("{code} says:"), _s("nothing about it")
ALL_ALIKE = _s("The sources say the same.")
NOTHING_ALIKE = _s("No open reports look like one event.")
HOW = _s("Write the codes of two reports of one event: /same CODE CODE")


def press(desk: Desk) -> None:
    """A button of the card: what, the report, and the other one."""
    what, name, second = [*desk.rest.split(":"), "", ""][:3]
    report, other = (desk.session.get(Report, long(text)) for text in (name, second))
    if report is None or not may_open(desk.session, desk.person, report, desk.now) or is_taken_back(report):
        desk.tell(NO_REPORT)
    else:
        if what == "c":
            _compare(desk, report)
            return
        _do(desk, what, report, other)
        show_case(desk, report, anew=False)


def _compare(desk: Desk, report: Report) -> None:
    """What each source says where they do not all say the same: a message each, which goes when that one is deleted."""
    reports = of_event(desk.session, report)
    differ = to_compare(desk, reports).values()
    for one in reports if differ else ():
        audit.note(desk.session, desk.person.id, "compare", one.id, desk.now)
        if not across.may_show(desk.session, desk.person, one, desk.rules):
            across.look_there(desk.session, desk.person, one, desk.now)
            continue
        lines: list[Line] = [Text(SOURCE, {"code": Plain(one.code)}, sign="🗣️")]
        for question, said in differ:
            lines += [Text(question, sign="▫️"), Plain(said[one.id]) if one.id in said else NOT_SAID]
        tell(desk.session, desk.person, lines, desk.now, protect=True, about=one.id)
    if not differ:
        desk.tell(ALL_ALIKE)


def _do(desk: Desk, what: str, report: Report, other: Report | None) -> None:
    session, person, now = desk.session, desk.person, desk.now
    if what == "f":
        same_event.count(session, report, person, now)
    elif what == "u":
        same_event.take_out(session, report, person, now)
    elif other is None or other.id == report.id or is_taken_back(other):
        return
    elif what == "s":
        same_event.merge(session, report, other, person, now)
    elif what == "x":
        same_event.unsay(session, report, other, person, now)
    elif what in ("l", "d"):
        same_event.say(session, report, other, LINKED if what == "l" else DIFFERENT, person, now)


def same(desk: Desk) -> None:
    """/same CODE CODE: they tell of one event; alone: which of the open ones perhaps do."""
    codes = list(dict.fromkeys(read_code(word) for word in desk.rest.replace(",", " ").split()))
    found = [find_report(desk.session, code) for code in codes if code]
    reports = [one for one in found if one is not None and not is_taken_back(one)]
    if not codes:
        _list(desk)
    elif len(codes) < 2 or "" in codes:
        desk.tell(HOW)
    elif len({one.id for one in reports}) != len(codes):
        desk.tell(NO_REPORT)
    else:
        for other in reports[1:]:
            same_event.merge(desk.session, reports[0], other, desk.person, desk.now)
        show_case(desk, reports[0])


def _list(desk: Desk) -> None:
    """The open reports that are perhaps of one event, each two once."""
    found: dict[frozenset[int], tuple[Report, Alike]] = {}
    for report in page(desk.session, desk.person, 0, LOOKED_AT, desk.now):
        for one in proposals(desk.session, report, desk.rules)[:1]:
            found.setdefault(frozenset((report.id, one.report.id)), (report, one))
    some = list(found.values())[:SIZE]
    lines: list[Line] = [
        Text(PAIR, {"code": Plain(report.code), "likely": proposed(desk, one)}) for report, one in some
    ]
    rows = open_rows([report for report, _one in some])
    tell(desk.session, desk.person, [*(lines or [NOTHING_ALIKE]), HOW], desk.now, rows=rows, about=OF_SEVERAL)


ACTIONS = (Action(COORDINATOR, same, ("same", "même", "meme"), _s("which reports look like one event")),)
