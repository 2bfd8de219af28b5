"""Changes to the rota: who may, what is warned of, who is told. Coordinators change everybody's, volunteers their own.

What tires people is warned of and never forbidden. One thing is: nobody takes a night by herself whom the bot has not
woken in a test (docs/decisions/0007).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers import audit, handover, rota_time, shift, wake
from handlers.at_desk import Desk
from handlers.reply import long, short, tell
from handlers.rota_lines import RANKS, hers, holder_of, listed, name_of, when, whose
from handlers.rota_time import Span
from handlers.rules import Rules
from handlers.words import Line, Text, _s
from models.person import COORDINATOR, Person
from models.shift import Shift

LONGEST, FARTHEST = timedelta(hours=24), timedelta(days=60)
SAVED = _s("Saved: {name}, {when} ({rank}).")
ENTERED = _s("{name} has put you on the rota: {when} ({rank}).")
PAST = _s("This time is over.")
TOO_LONG = _s("A duty lasts at most 24 hours and begins within 60 days.")
NOT_YOURS = _s("You can change your own duties only. Coordinators change all.")
HAS_ONE = _s("{name} already has a duty at that time.")
TAKEN = _s("Somebody was faster: {shift}.")
NO_NIGHT = _s("This is a night. Please do the wake test first.")
UNWOKEN = _s("The bot does not know whether it can wake {name} at night.")
THIRD = _s("It would be a third night in a row.")
NO_REST = _s("There would be less than 11 hours of rest.")
NO_FREE = _s("There would be less than two free days in the week.")
ALL_THE_SAME = _s("Do it all the same?")
YES = _s("Yes, all the same")
GIVEN = _s("{shift}: is free now.")
OFFERED = _s("{name} gives away a duty: {when} ({rank}).")
GAP = _s("Nobody is on duty then.")
TAKE_IT = _s("I take it")
REMOVED = _s("{name} has taken you off the rota: {when}.")
ASKED = _s("We have asked {name}. Nothing changes before a yes.")
SWAP = _s("{name} would like to swap. You would have: {theirs}. You would give: {yours}.")
DO_SWAP, NO_SWAP = _s("Yes, swap"), _s("No")
SWAPPED = _s("Swapped. You now have: {when}.")
DECLINED = _s("{name} cannot swap: {when}.")
NO_MORE = _s("This swap is not possible any more.")
COPIED = _s("The last week was copied. Your new duties:")
Button = tuple[str, Line, str]


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody is to be on duty in a span, with a rank."""

    person: Person
    span: Span
    rank: int

    @property
    def option(self) -> str:
        """How a button says it, without the person."""
        return f"{packed(self.span)}:{self.rank}"


def packed(span: Span) -> str:
    """A span in a button, to the minute."""
    return ":".join(short(int(moment.timestamp()) // 60) for moment in (span.start, span.end))


def unpacked(start: str, end: str, now: datetime) -> Span:
    """The span of a button; a forged one is over."""
    minutes = [long(text) if long(text) < 1 << 30 else 0 for text in (start, end)]
    return Span(*(datetime.fromtimestamp(minute * 60, tz=now.tzinfo) for minute in minutes))


def enter(desk: Desk, wish: Wish, *, sure: bool = False) -> None:
    """Puts somebody on the rota, after a warning where there is one."""
    session, rules = desk.session, desk.rules
    if refused := _refusal(desk, wish):
        rows = [[wake.BUTTON]] if NO_NIGHT in refused else None
        desk.tell(*(Text(line, {"name": name_of(session, wish.person)}, sign="✋") for line in refused), rows=rows)
        return
    warned = warnings(session, wish, desk.now, rules)
    if warned and not sure:
        yes: Button = ("⚠️", YES, f"r:F:{wish.option}:{short(wish.person.id)}")
        desk.tell(*warned, ALL_THE_SAME, rows=[[yes]])
        return
    made = shift.put(session, wish.person, wish.span, wish.rank, desk.now, rules.zone)
    audit.note(session, desk.person.id, "shift entered", made.id, desk.now)
    values: dict[str, Line] = {"when": when(wish.span, rules.zone), "rank": RANKS[wish.rank]}
    desk.tell(Text(SAVED, {"name": name_of(session, wish.person), **values}, sign="✅"))
    if wish.person.id != desk.person.id:
        line = Text(ENTERED, {"name": name_of(session, desk.person), **values}, sign="📅")
        tell(session, wish.person, [line], desk.now)


def _refusal(desk: Desk, wish: Wish) -> list[str]:
    """Why it cannot be; nothing when it can."""
    span, now = wish.span, desk.now
    if not may(desk, wish.person.id):
        return [NOT_YOURS]
    if span.end <= now or span.start >= span.end:
        return [PAST]
    if span.end - span.start > LONGEST + timedelta(hours=1) or span.start > now + FARTHEST:
        return [TOO_LONG]
    if shift.between(desk.session, span, wish.person.id):
        return [HAS_ONE]
    return [UNWOKEN, NO_NIGHT] if desk.person.role != COORDINATOR and _is_unwoken(desk.session, wish, desk) else []


def _is_unwoken(session: Session, wish: Wish, desk: Desk) -> bool:
    night = rota_time.nights(wish.span, desk.rules.zone)
    return bool(night) and not wake.is_eligible(session, wish.person, desk.now)


def may(desk: Desk, holder: int) -> bool:
    """Whether she may change the shifts of this person."""
    return desk.person.role == COORDINATOR or desk.person.id == holder


def warnings(session: Session, wish: Wish, now: datetime, rules: Rules, without: Collection[int] = ()) -> list[Line]:
    """What tires: told, never forbidden. `without` are ids of shifts that she would give for it."""
    others = shift.others_of(session, wish.person, wish.span, without)
    found = {
        THIRD: rota_time.third_night(wish.span, others, rules.zone),
        NO_REST: rota_time.short_rest(wish.span, others),
        NO_FREE: rota_time.too_few_free_days(wish.span, others, rules.zone),
        UNWOKEN: bool(rota_time.nights(wish.span, rules.zone)) and not wake.is_eligible(session, wish.person, now),
    }
    name = name_of(session, wish.person)
    return [Text(text, {"name": name}, sign="⚠️") for text, holds in found.items() if holds]


def take(desk: Desk, wish: Wish) -> None:
    """Takes what was free when it was offered: whoever is first has it."""
    there = [one for one in shift.between(desk.session, wish.span) if one.rank == wish.rank]
    if there:
        desk.tell(Text(TAKEN, {"shift": whose(desk.session, there[0], desk.rules.zone)}, sign="✅"))
    else:
        enter(desk, wish)


def give(desk: Desk, one: Shift) -> None:
    """Gives a shift away: it is offered to everybody, and the coordinators hear when nobody is there then."""
    session, now, rules = desk.session, desk.now, desk.rules
    holder, span = session.get_one(Person, one.person_id), shift.span_of(one)
    if not may(desk, holder.id):
        desk.tell(NOT_YOURS)
        return
    if span.end <= now:
        desk.tell(PAST)
        return
    values: dict[str, Line] = {"name": name_of(session, holder), "when": when(span, rules.zone)}
    desk.tell(Text(GIVEN, {"shift": whose(session, one, rules.zone)}, sign="↩️"))
    free = Wish(holder, Span(max(span.start, now.replace(second=0, microsecond=0)), span.end), one.rank)
    shift.drop(session, one)
    audit.note(session, desk.person.id, "shift given away", one.id, now)
    handover.stand(session, holder, now, rules)
    if holder.id != desk.person.id:
        by = {**values, "name": name_of(session, desk.person)}
        tell(session, holder, [Text(REMOVED, by, sign="📅")], now)
    news: list[Line] = [Text(OFFERED, {**values, "rank": RANKS[one.rank]}, sign="🙋")]
    if gaps := shift.uncovered(session, free.span):
        news += [Text(GAP, sign="🔴"), *listed(gaps, rules.zone, "▫️")]
    for other in shift.members(session):
        if other.id not in (desk.person.id, holder.id) and other.blocked_at is None:
            tell(session, other, news, now, rows=[[("🙋", TAKE_IT, f"r:p:{free.option}")]])


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
    return not _is_unwoken(desk.session, Wish(person, shift.span_of(one), one.rank), desk)


def _swap_warnings(desk: Desk, person: Person, new: Shift, old: Shift) -> list[Line]:
    wish = Wish(person, shift.span_of(new), new.rank)
    return warnings(desk.session, wish, desk.now, desk.rules, without=(old.id,))


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


def copy_week(desk: Desk) -> list[Shift]:
    """The last seven days once more; everybody who gets a shift is told of hers."""
    made = shift.copy_week(desk.session, desk.now, desk.rules.zone)
    for row in dict.fromkeys(one.person_id for one in made):
        lines = [hers(one, desk.rules.zone) for one in made if one.person_id == row]
        if row != desk.person.id:
            person = desk.session.get_one(Person, row)
            tell(desk.session, person, [Text(COPIED, sign="📅"), *lines], desk.now)
    audit.note(desk.session, desk.person.id, "week copied", None, desk.now)
    return made
