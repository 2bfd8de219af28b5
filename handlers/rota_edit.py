"""Changes to the rota: who may, what is warned of, who is told. Coordinators change everybody's, volunteers their own.

What tires people is warned of and never forbidden. One thing is: nobody takes a night by herself whom the bot has not
woken in a test (docs/decisions/0007).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers import audit, handover, rota_time, shift, wake
from handlers.account import accounts_of
from handlers.at_desk import Desk
from handlers.reply import long, short, tell
from handlers.rota_lines import RANKS, hers, listed, name_of, when, whose
from handlers.rota_time import Span
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
GIVEN = _s("Free again: {shift}.")
OFFERED = _s("{name} gives away a duty: {when} ({rank}).")
FREED = _s("A duty is free: {when} ({rank}).")
GAP = _s("Nobody is on duty then.")
TAKE_IT = _s("I take it")
REMOVED = _s("{name} has taken you off the rota: {when}.")
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


def enter(desk: Desk, wish: Wish, *, sure: bool = False, again: str = "F") -> None:
    """Puts somebody on the rota, after a warning where there is one; `again` is the button that says all the same."""
    session, rules = desk.session, desk.rules
    if refused := _refusal(desk, wish):
        rows = [[wake.BUTTON]] if NO_NIGHT in refused else None
        desk.tell(*(Text(line, {"name": name_of(session, wish.person)}, sign="✋") for line in refused), rows=rows)
        return
    warned = warnings(desk, wish)
    if warned and not sure:
        yes: Button = ("⚠️", YES, f"r:{again}:{wish.option}:{short(wish.person.id)}")
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
    return [UNWOKEN, NO_NIGHT] if desk.person.role != COORDINATOR and is_unwoken(desk, wish) else []


def is_unwoken(desk: Desk, wish: Wish) -> bool:
    """Whether it is a night, and the bot does not know that it can wake her."""
    night = rota_time.nights(wish.span, desk.rules.zone)
    return bool(night) and not wake.is_eligible(desk.session, wish.person, desk.now)


def may(desk: Desk, holder: int) -> bool:
    """Whether she may change the shifts of this person."""
    return desk.person.role == COORDINATOR or _is_herself(desk, holder)


def _is_herself(desk: Desk, row: int) -> bool:
    """In whichever of her chats."""
    return row in [one.id for one in accounts_of(desk.session, desk.person)]


def warnings(desk: Desk, wish: Wish, without: Collection[int] = ()) -> list[Line]:
    """What tires: told, never forbidden. `without` are ids of shifts that she would give for it."""
    zone, others = desk.rules.zone, shift.others_of(desk.session, wish.person, wish.span, without)
    found = {
        THIRD: rota_time.third_night(wish.span, others, zone),
        NO_REST: rota_time.short_rest(wish.span, others),
        NO_FREE: rota_time.too_few_free_days(wish.span, others, zone),
        UNWOKEN: is_unwoken(desk, wish),
    }
    name = name_of(desk.session, wish.person)
    return [Text(text, {"name": name}, sign="⚠️") for text, holds in found.items() if holds]


def tires(desk: Desk, one: Shift) -> list[Line]:
    """What is to be warned of in a shift that stands already."""
    person = desk.session.get_one(Person, one.person_id)
    return warnings(desk, Wish(person, shift.span_of(one), one.rank), without=(one.id,))


def take(desk: Desk, wish: Wish, *, sure: bool = False) -> None:
    """Takes what was free when it was offered: whoever is first has it, also after a warning."""
    there = [one for one in shift.between(desk.session, wish.span) if one.rank == wish.rank]
    if there:
        desk.tell(Text(TAKEN, {"shift": whose(desk.session, there[0], desk.rules.zone)}, sign="✅"))
    else:
        enter(desk, wish, sure=sure, again="T")


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
    running = shift.is_running(one)
    shift.drop(session, one)
    audit.note(session, desk.person.id, "shift given away", one.id, now)
    if running:
        # One to come changes nothing for who is on duty by hand now.
        handover.stand(session, holder, now, rules)
    own = _is_herself(desk, holder.id)
    if not own and holder.blocked_at is None:
        by = {**values, "name": name_of(session, desk.person)}
        tell(session, holder, [Text(REMOVED, by, sign="📅")], now)
    # Who was taken off by a coordinator has not given anything away.
    offer = OFFERED if own else FREED
    news: list[Line] = [Text(offer, {**values, "rank": RANKS[one.rank]}, sign="🙋")]
    if gaps := shift.uncovered(session, free.span):
        news += [Text(GAP, sign="🔴"), *listed(gaps, rules.zone, "▫️")]
    for other in shift.members(session):
        if other.id not in (desk.person.id, holder.id) and other.blocked_at is None:
            tell(session, other, news, now, rows=[[("🙋", TAKE_IT, f"r:p:{free.option}")]])


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
