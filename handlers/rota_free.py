"""What is free in the coming week, and taking it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from handlers import rota_edit, shift
from handlers.at_desk import Desk
from handlers.reply import long, short
from handlers.rota_edit import Button, Wish, unpacked
from handlers.rota_lines import HERS as AS
from handlers.rota_lines import RANKS, name_of, when
from handlers.rota_time import Span, coming_week, pieces
from handlers.words import Line, Text, _s
from models.duty import BACKUP, PRIMARY
from models.person import COORDINATOR, Person

WHICH = _s("Which one?")
FOR_WHOM = _s("Who takes it: {when} ({rank})?")
NOTHING_FREE = _s("Nothing is free: each hour has a primary and a backup.")
GONE = _s("This duty does not exist any more.")
MORE = _s("More")
PAGE = 8
FREE_SIGNS = {PRIMARY: "🔴", BACKUP: "🟡"}


def paged(rows: Sequence[list[Button]], page: str, again: str) -> list[list[Button]]:
    """One page of a list, and a button to the next one; `again` is its option without the page."""
    number = int(page) if page.isdecimal() and len(page) < 4 else 0
    shown = list(rows[number * PAGE : (number + 1) * PAGE])
    if len(rows) > (number + 1) * PAGE:
        shown.append([("➡️", MORE, f"{again}:{number + 1}")])
    return shown


def free(desk: Desk, rest: list[str]) -> None:
    """What can be taken: where there is no primary, then where there is one without a backup."""
    session, zone = desk.session, desk.rules.zone
    now = desk.now.replace(second=0, microsecond=0)
    week = Span(now, coming_week(now, zone)[-1].end)
    alone = shift.uncovered(session, week, PRIMARY)
    behind = pieces(shift.uncovered(session, week, BACKUP), zone)
    behind = [gap for gap in behind if not any(gap.touches(other) for other in alone)]
    found = [(gap, PRIMARY) for gap in pieces(alone, zone)] + [(gap, BACKUP) for gap in behind]
    rows: list[list[Button]] = [[_free_button(desk, gap, rank)] for gap, rank in found]
    desk.tell(WHICH if rows else NOTHING_FREE, rows=paged(rows, rest[0], "r:gaps"))


def _free_button(desk: Desk, gap: Span, rank: int) -> Button:
    label: Line = when(gap, desk.rules.zone)
    if rank != PRIMARY:
        label = Text(AS, {"when": label, "rank": RANKS[rank]})
    return FREE_SIGNS[rank], label, f"r:p:{Wish(desk.person, gap, rank).option}"


def _wish(desk: Desk, rest: list[str], person: Person) -> Wish:
    rank = BACKUP if rest[2] == str(BACKUP) else PRIMARY
    return Wish(person, unpacked(rest[0], rest[1], desk.now), rank)


def pick(desk: Desk, rest: list[str]) -> None:
    """A volunteer takes what is free; a coordinator is asked for whom."""
    wish = _wish(desk, rest, desk.person)
    if desk.person.role != COORDINATOR:
        rota_edit.take(desk, wish)
        return
    people = [desk.person, *(one for one in shift.members(desk.session) if one.id != desk.person.id)]
    buttons: list[Button] = [("🧡", name_of(desk.session, one), f"r:f:{wish.option}:{short(one.id)}") for one in people]
    line = Text(FOR_WHOM, {"when": when(wish.span, desk.rules.zone), "rank": RANKS[wish.rank]})
    desk.tell(line, rows=[buttons[start : start + 2] for start in range(0, len(buttons), 2)])


def fill(desk: Desk, rest: list[str]) -> None:
    """A coordinator said who."""
    _for(desk, rest, rota_edit.take)


def fill_sure(desk: Desk, rest: list[str]) -> None:
    """Who typed it was warned, and said all the same."""
    _for(desk, rest, partial(rota_edit.enter, sure=True))


def take_sure(desk: Desk, rest: list[str]) -> None:
    """Who takes what was offered was warned, and said all the same."""
    _for(desk, rest, partial(rota_edit.take, sure=True))


def _for(desk: Desk, rest: list[str], do: Callable[[Desk, Wish], None]) -> None:
    person = next((one for one in shift.members(desk.session) if one.id == long(rest[3])), None)
    if person is None:
        desk.tell(GONE)
    else:
        do(desk, _wish(desk, rest, person))
