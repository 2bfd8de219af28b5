"""Swapping two shifts: one asks, the other says yes. Until then nothing changes."""

from __future__ import annotations

from handlers import audit, shift, wake
from handlers.at_desk import Desk
from handlers.reply import short, tell
from handlers.rota_edit import NO_NIGHT, Button, Wish, is_unwoken, warnings
from handlers.rota_lines import hers, holder_of, name_of
from handlers.words import Line, Text, _s
from models.person import Person
from models.shift import Shift

ASKED = _s("We have asked {name}. Nothing changes before a yes.")
SWAP = _s("{name} would like to swap. You would have: {theirs}. You would give: {yours}.")
DO_SWAP, NO_SWAP = _s("Yes, swap"), _s("No")
SWAPPED = _s("Swapped. You now have: {when}.")
DECLINED = _s("{name} cannot swap: {when}.")
NO_MORE = _s("This swap is not possible any more.")


def ask_swap(desk: Desk, mine: Shift, other: Shift) -> None:
    """Asks the holder of another shift; until she says yes nothing changes."""
    session, zone = desk.session, desk.rules.zone
    if mine.person_id != desk.person.id or other.person_id == mine.person_id or _begun(desk, mine, other):
        desk.tell(NO_MORE)
        return
    holder = session.get_one(Person, other.person_id)
    if not (_can_have(desk, desk.person, other) and _can_have(desk, holder, mine)):
        desk.tell(Text(NO_NIGHT, sign="✋"), rows=[[wake.BUTTON]])
        return
    shift.wish(mine, other)
    warned = _swap_warnings(desk, desk.person, other, mine)
    desk.tell(*warned, Text(ASKED, {"name": name_of(session, holder)}, sign="🔄"))
    values: dict[str, Line] = {"theirs": hers(mine, zone), "yours": hers(other, zone)}
    line = Text(SWAP, {"name": name_of(session, desk.person), **values}, sign="🔄")
    both = f"{short(mine.id)}:{short(other.id)}"
    rows: list[list[Button]] = [[("✅", DO_SWAP, f"r:y:{both}"), ("🚫", NO_SWAP, f"r:n:{both}")]]
    tell(session, holder, [line, *_swap_warnings(desk, holder, mine, other)], desk.now, rows=rows)


def _begun(desk: Desk, *shifts: Shift) -> bool:
    return any(one.starts_at <= desk.now for one in shifts)


def _can_have(desk: Desk, person: Person, one: Shift) -> bool:
    """Whether she may have it by herself: a night only if the bot has woken her."""
    return not is_unwoken(desk, Wish(person, shift.span_of(one), one.rank))


def _swap_warnings(desk: Desk, person: Person, new: Shift, old: Shift) -> list[Line]:
    wish = Wish(person, shift.span_of(new), new.rank)
    return warnings(desk, wish, without=(old.id,))


def answer_swap(desk: Desk, mine: Shift | None, other: Shift | None, *, yes: bool) -> None:
    """The holder of the other shift says yes or no."""
    session, zone = desk.session, desk.rules.zone
    if mine is None or other is None or mine.swap_with != other.id or other.person_id != desk.person.id:
        desk.tell(NO_MORE)
        return
    asker = session.get_one(Person, mine.person_id)
    if not yes:
        shift.wish(mine, None)
        line = Text(DECLINED, {"name": holder_of(session, other), "when": hers(mine, zone)}, sign="🚫")
        for person in (desk.person, asker):
            tell(session, person, [line], desk.now)
        return
    if not _fits(desk, asker, other, mine) or not _fits(desk, desk.person, mine, other):
        desk.tell(NO_MORE)
        return
    shift.swap(mine, other, desk.now, zone)
    audit.note(session, desk.person.id, "shifts swapped", mine.id, desk.now)
    for person, now_hers in ((desk.person, mine), (asker, other)):
        tell(session, person, [Text(SWAPPED, {"when": hers(now_hers, zone)}, sign="🔄")], desk.now)


def _fits(desk: Desk, person: Person, new: Shift, old: Shift) -> bool:
    """Whether a swap is still possible for one of the two."""
    hers_then = shift.between(desk.session, shift.span_of(new), person.id)
    return not _begun(desk, new) and _can_have(desk, person, new) and not [o for o in hers_then if o.id != old.id]
