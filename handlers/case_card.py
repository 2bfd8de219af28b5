"""The card of a case, opened on demand. What is said under it, and its buttons, come from files of their own."""

from __future__ import annotations

from collections.abc import Callable

from handlers import same_event_card
from handlers.at_desk import Desk
from handlers.card import ERASED, ERASED_SILENT
from handlers.case_line import case_line
from handlers.reply import Rows, short, tell
from handlers.report import is_taken_back
from handlers.words import Line, Text, _s
from models.report import Report

UNFINISHED, COMPLETE = _s("Not finished yet"), _s("Finished")
LINES: tuple[Callable[[Desk, Report], list[Line]], ...] = (same_event_card.lines,)
ROWS: tuple[Callable[[Desk, Report], Rows], ...] = (same_event_card.rows,)
"""What is said on a card below its head, and its rows of buttons: each made by one of these."""


def show_case(desk: Desk, report: Report, *, anew: bool = True) -> None:
    """Puts it into her chat, or (not `anew`) changes the card of this report that stands there."""
    lines: list[Line] = [case_line(desk.session, report, desk.rules)]
    if is_taken_back(report):
        lines.append(Text(ERASED if report.hidden_at is not None else ERASED_SILENT, sign="🗑️"))
    else:
        lines.append(Text(COMPLETE if report.filed_at is not None else UNFINISHED, sign="📄"))
        lines += [line for make in LINES for line in make(desk, report)]
    rows = [row for make in ROWS for row in make(desk, report)] if not is_taken_back(report) else []
    slot = f"c:{short(report.id)}"
    tell(desk.session, desk.person, lines, desk.now, rows=rows, slot=slot, edit=not anew, about=report.id)
