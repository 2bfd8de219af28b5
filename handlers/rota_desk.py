"""The rota in the chat: the picture with its buttons, the lists behind them, and what can be typed instead."""

from __future__ import annotations

from collections.abc import Callable

from handlers import reminders, rota_edit, rota_files, rota_swap, rota_words, shift, wake
from handlers.action import Action, carry_out
from handlers.at_desk import Desk
from handlers.duty import on_duty
from handlers.person import first_name_of
from handlers.reply import language_of, long, short
from handlers.rota_edit import Button
from handlers.rota_free import GONE, WHICH, fill, fill_sure, free, paged, pick, take_sure
from handlers.rota_lines import hers, listed, whose
from handlers.rota_time import Span, coming_week, pieces
from handlers.rota_typed import typed
from handlers.rota_words import CALENDAR as ICS
from handlers.rota_words import COPY as COPYING
from handlers.rota_words import MINE as HERS
from handlers.words import Line, Plain, Text, _s
from models.person import COORDINATOR, VOLUNTEER
from models.shift import Shift

COVERED = _s("Somebody is on duty at every hour of the week.")
UNCOVERED = _s("Nobody is on duty at these times:")
NOW = _s("On duty now: {names}.")
MINE, ALL = _s("My duties"), _s("All duties")
COPY, CALENDAR = _s("Copy last week"), _s("Calendar file")
HOW = _s("Or write: /rota add tomorrow 22:00-07:00 backup")
HOW_COORDINATOR = _s("For somebody else: /rota add Léa tomorrow 22:00-07:00")
YOU_HAVE_NONE = _s("You have no duties to come.")
NONE = _s("Nobody has a duty to come.")
SWAP = _s("Swap")
SURE = _s("Give it away? Until somebody takes it, nobody may be there.")
YES_GIVE = _s("Yes, give away")
SWAP_WITH = _s("Swap with which one?")
NO_SWAP = _s("There is no other duty to swap with.")
COPIED = _s("Copied: {number} duties. What was taken already stays.")
WARNED = _s("{shift}: {warning}")
YOUR_FILE = _s("Your duties as a calendar file. Open it to add them.")


def command(desk: Desk) -> None:
    """/rota alone shows the week; with words it changes it."""
    if desk.rest:
        word = typed(desk)
        if word in TYPED:
            carry_out(desk, TYPED[word])
    else:
        _show(desk)


def wake_command(desk: Desk) -> None:
    """/waketest: with an hour it rings then, else it asks when."""
    moment = rota_words.clock(desk.rest, desk.now, desk.rules.zone)
    if moment is not None:
        wake.agree(desk.session, desk.person, short(int(moment.timestamp()) // 60), desk.now, desk.rules)
    else:
        before = (Text(wake.NOT_AN_HOUR, sign="❔"),) if desk.rest else ()
        wake.offer(desk.session, desk.person, desk.now, desk.rules, *before)


def press(desk: Desk) -> None:
    """A button of the rota, of a reminder or of the wake test."""
    name, *rest = desk.rest.split(":")
    rest += [""] * (4 - len(rest))
    if name in PRESSES:
        PRESSES[name](desk, rest)
    else:
        desk.tell(GONE)


def _show(desk: Desk) -> None:
    session, now, zone = desk.session, desk.now, desk.rules.zone
    week = Span(now, coming_week(now, zone)[-1].end)
    gaps = shift.uncovered(session, week)
    lines: list[Line] = []
    # Also who came on duty by hand, and stands in no plan.
    if names := ", ".join(first_name_of(session, one) or "?" for one in on_duty(session)):
        lines.append(Text(NOW, {"names": Plain(names)}, sign="🟢"))
    lines += [Text(UNCOVERED), *listed(pieces(gaps, zone), zone)] if gaps else [Text(COVERED, sign="✅")]
    rows: list[list[Button]] = [
        [reminders.FILL_BUTTON, ("📋", MINE, "r:mine:0")],
        [("📅", CALENDAR, "r:ics"), wake.BUTTON],
    ]
    lines.append(HOW)
    if desk.person.role == COORDINATOR:
        rows.append([("👥", ALL, "r:all:0"), ("🔁", COPY, "r:copy")])
        lines.append(HOW_COORDINATOR)
    file = rota_files.picture(session, now, desk.rules, language_of(desk.person))
    desk.tell(*lines, rows=rows, file=file, protect=True)


def _to_come(desk: Desk, person_id: int = 0) -> list[Shift]:
    return shift.between(desk.session, Span(desk.now, desk.now + rota_edit.FARTHEST), person_id)


def _mine(desk: Desk, rest: list[str]) -> None:
    rows: list[list[Button]] = [
        [("📋", hers(one, desk.rules.zone), f"r:s:{short(one.id)}")] for one in _to_come(desk, desk.person.id)
    ]
    desk.tell(WHICH if rows else YOU_HAVE_NONE, rows=paged(rows, rest[0], "r:mine"))


def _all(desk: Desk, rest: list[str]) -> None:
    rows: list[list[Button]] = [
        [("📋", whose(desk.session, one, desk.rules.zone), f"r:s:{short(one.id)}")] for one in _to_come(desk)
    ]
    desk.tell(WHICH if rows else NONE, rows=paged(rows, rest[0], "r:all"))


def _with_shift(act: Callable[[Desk, Shift], None]) -> Callable[[Desk, list[str]], None]:
    """A button about one shift that still exists."""

    def pressed(desk: Desk, rest: list[str]) -> None:
        one = shift.find(desk.session, long(rest[0]))
        if one is None or not rota_edit.may(desk, one.person_id):
            desk.tell(GONE)
        else:
            act(desk, one)

    return pressed


def _one(desk: Desk, one: Shift) -> None:
    rows: list[list[Button]] = [[("↩️", reminders.GIVE, f"r:g:{short(one.id)}")]]
    if one.person_id == desk.person.id:
        rows[0].append(("🔄", SWAP, f"r:x:{short(one.id)}:0"))
    desk.tell(whose(desk.session, one, desk.rules.zone), rows=rows)


def _ask_give(desk: Desk, one: Shift) -> None:
    rows: list[list[Button]] = [[("↩️", YES_GIVE, f"r:G:{short(one.id)}")]]
    desk.tell(whose(desk.session, one, desk.rules.zone), SURE, rows=rows)


def _ask_swap(desk: Desk, rest: list[str]) -> None:
    mine = shift.find(desk.session, long(rest[0]))
    others = [one for one in _to_come(desk) if one.person_id != desk.person.id and one.starts_at > desk.now]
    rows: list[list[Button]] = [
        [("🔄", whose(desk.session, one, desk.rules.zone), f"r:w:{rest[0]}:{short(one.id)}")] for one in others
    ]
    if mine is None or mine.person_id != desk.person.id:
        desk.tell(GONE)
    else:
        desk.tell(SWAP_WITH if rows else NO_SWAP, rows=paged(rows, rest[1], f"r:x:{rest[0]}"))


def _two(desk: Desk, rest: list[str]) -> tuple[Shift | None, Shift | None]:
    return shift.find(desk.session, long(rest[0])), shift.find(desk.session, long(rest[1]))


def _wish_swap(desk: Desk, rest: list[str]) -> None:
    mine, other = _two(desk, rest)
    if mine is None or other is None:
        desk.tell(GONE)
    else:
        rota_swap.ask_swap(desk, mine, other)


def _copy(desk: Desk, _rest: list[str]) -> None:
    made = rota_edit.copy_week(desk)
    lines: list[Line] = [Text(COPIED, {"number": Plain(str(len(made)))}, sign="🔁")]
    for one in made:
        whose_ = whose(desk.session, one, desk.rules.zone)
        lines += [Text(WARNED, {"shift": whose_, "warning": line}) for line in rota_edit.tires(desk, one)]
    desk.tell(*lines)
    _show(desk)


def _ics(desk: Desk, _rest: list[str]) -> None:
    file = rota_files.calendar(desk.session, desk.person, desk.now, language_of(desk.person))
    desk.tell(YOUR_FILE if file else YOU_HAVE_NONE, file=file)


TYPED = {
    COPYING: Action(COORDINATOR, lambda desk: _copy(desk, ["0"])),
    ICS: Action(VOLUNTEER, lambda desk: _ics(desk, ["0"])),
    HERS: Action(VOLUNTEER, lambda desk: _mine(desk, ["0"])),
}
"""What can be typed after /rota, besides adding and giving away."""
PRESSES: dict[str, Callable[[Desk, list[str]], None]] = {
    "show": lambda desk, _rest: _show(desk),
    "gaps": free,
    "p": pick,
    "f": fill,
    "F": fill_sure,
    "T": take_sure,
    "mine": _mine,
    "all": _all,
    "s": _with_shift(_one),
    "g": _with_shift(_ask_give),
    "G": _with_shift(rota_edit.give),
    "x": _ask_swap,
    "w": _wish_swap,
    "y": lambda desk, rest: rota_swap.answer_swap(desk, *_two(desk, rest), yes=True),
    "n": lambda desk, rest: rota_swap.answer_swap(desk, *_two(desk, rest), yes=False),
    "copy": _copy,
    "ics": _ics,
    "wake": lambda desk, _rest: wake.offer(desk.session, desk.person, desk.now, desk.rules),
    "t": lambda desk, rest: wake.agree(desk.session, desk.person, rest[0], desk.now, desk.rules),
    "heard": lambda desk, _rest: wake.heard(desk.session, desk.person, desk.now, desk.rules),
    "here": lambda desk, rest: reminders.here(desk.session, desk.person, long(rest[0]), desk.now, desk.rules),
}
"""Every button, by what comes after "r:"."""
