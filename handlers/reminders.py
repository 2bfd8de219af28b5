"""What the clock does with the rota: reminds, puts on duty, asks "are you here?", takes off, tells of gaps.

Every shift knows its next step and when it is due, so a stop of the bot delays and repeats nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers import duty, handover, reach, rota_time, shift, wake
from handlers.each import each
from handlers.reply import short, tell
from handlers.rota_lines import hers, holder_of, listed, whose
from handlers.rota_time import Span
from handlers.rules import Rules
from handlers.words import Line, Text, _s
from models.duty import BACKUP
from models.person import Person
from models.setting import Setting
from models.shift import BEGIN, END, HERE, REACH, REMIND, Shift

HERE_WITHIN = timedelta(minutes=10)
AHEAD = timedelta(hours=48)
NOON = 12
"""From this local hour on the uncovered hours of the next two days are told, once a day."""
GAPS_TOLD = "rota gaps told"
"""The name of the row in `setting` that holds the day on which they were told last."""
SOON = _s("Reminder: your next duty is {when}.")
NOW = _s("Your duty starts now: {when}.")
I_AM_HERE = _s("I am here")
THERE = _s("Thank you. You are on duty.")
NOT_THERE = _s("{shift}: has not said “I am here”.")
ARE_YOU_HERE = _s("Your duty has begun. Are you here?")
THERE_NOW = _s("{name} is here now.")
NOT_WOKEN = _s("{shift}: a night, and no wake test was heard lately.")
GONE = _s("{shift}: is not in the team any more. These hours are free.")
UNREACHABLE = _s("{shift}: cannot be reached, the bot is blocked there.")
GIVE = _s("Give away")
GAPS = _s("Nobody is on duty in the next 48 hours at these times:")
FILL = _s("Take a duty")
FILL_BUTTON: tuple[str, Line, str] = ("🙋", FILL, "r:gaps:0")


def look(session: Session, now: datetime, rules: Rules) -> int:
    """Does what is due; gives how many shifts went on."""
    rows = shift.due(session, now)
    for row in each(session, "rota", rows, lambda row: _go_on(session, session.get_one(Shift, row), now, rules), now):
        one = session.get_one(Shift, row)
        shift.next_step(one, one.step, now + timedelta(minutes=1))
    gone = [one.id for one in shift.of_the_gone(session, now)]
    each(session, "rota", gone, lambda row: _free(session, session.get_one(Shift, row), now, rules), now)
    _tell_gaps(session, now, rules)
    return len(rows)


def _go_on(session: Session, one: Shift, now: datetime, rules: Rules) -> None:
    person = session.get_one(Person, one.person_id)
    while one.due_at is not None and one.due_at <= now:
        STEPS[one.step](session, one, person, now, rules)
    session.flush()


def _remind(session: Session, one: Shift, person: Person, now: datetime, rules: Rules) -> None:
    """The evening before."""
    shift.next_step(one, REACH, one.starts_at - shift.BEFORE)
    if one.starts_at <= now:
        return
    if person.blocked_at is not None:
        _tell_unreachable(session, one, now, rules)
        return
    lines: list[Line] = [Text(SOON, {"when": hers(one, rules.zone)}, sign="📅")]
    if rota_time.nights(shift.span_of(one), rules.zone) and not wake.is_eligible(session, person, now):
        lines.append(Text(wake.NOT_YET, sign="🔔"))
        news = Text(NOT_WOKEN, {"shift": whose(session, one, rules.zone)}, sign="🔔")
        _tell_all((other for other in duty.coordinators(session) if other.id != person.id), [news], session, now)
    tell(session, person, lines, now)


def _reach(session: Session, one: Shift, person: Person, now: datetime, rules: Rules) -> None:
    """Half an hour before it begins: can she be reached?"""
    shift.next_step(one, BEGIN, one.starts_at)
    if one.starts_at <= now:
        return
    if person.blocked_at is not None:
        _tell_unreachable(session, one, now, rules)
    else:
        reach.test(session, person, now)


def _tell_unreachable(session: Session, one: Shift, now: datetime, rules: Rules) -> None:
    """A coordinator may take her off, or let it stand: she may come back."""
    news = Text(UNREACHABLE, {"shift": whose(session, one, rules.zone)}, sign="📵")
    for coordinator in duty.coordinators(session):
        tell(session, coordinator, [news], now, rows=[[("↩️", GIVE, f"r:g:{short(one.id)}")]])


def _begin(session: Session, one: Shift, person: Person, now: datetime, rules: Rules) -> None:
    """She is on duty from now on; was the bot down until its end, it is over."""
    if one.ends_at <= now:
        shift.next_step(one, "", None)
        return
    # Who has blocked the bot cannot say it: the others hear at once.
    shift.next_step(one, HERE, now if person.blocked_at is not None else now + HERE_WITHIN)
    session.flush()
    if person.blocked_at is None:
        line = Text(NOW, {"when": hers(one, rules.zone)}, sign="🟢")
        tell(session, person, [line], now, rows=[[_here_button(one)]])
    handover.stand(session, person, now, rules)


def _here_button(one: Shift) -> tuple[str, Line, str]:
    return "🙋", I_AM_HERE, f"r:here:{short(one.id)}"


def _not_here(session: Session, one: Shift, person: Person, now: datetime, rules: Rules) -> None:
    """She has not said that she is here: she is rung, the backup and the coordinators are told."""
    shift.next_step(one, END, one.ends_at)
    if one.ends_at <= now:
        return
    if person.blocked_at is None:
        tell(session, person, [Text(ARE_YOU_HERE, sign="❓")], now, rows=[[_here_button(one)]], urgent=True)
    news = Text(NOT_THERE, {"shift": whose(session, one, rules.zone)}, sign="⚠️")
    _tell_all(_behind(session, person), [news], session, now)


def _behind(session: Session, person: Person) -> list[Person]:
    """The backup on duty, and the coordinators; without her."""
    backup = [one for one in duty.on_duty(session) if duty.rank_of(session, one) == BACKUP]
    return [one for one in dict.fromkeys([*backup, *duty.coordinators(session)]) if one.id != person.id]


def here(session: Session, person: Person, row: int, now: datetime, rules: Rules) -> None:
    """She pressed "I am here": she is on duty, also if she had gone off it. A button that is not hers says nothing."""
    one = shift.find(session, row)
    if one is None or one.person_id != person.id or one.step not in (HERE, END) or one.here_at is not None:
        return
    late = one.step == END
    shift.is_here(one, now)
    tell(session, person, [Text(THERE, sign="🟢")], now)
    session.flush()
    handover.stand(session, person, now, rules)
    if late:
        _tell_all(
            _behind(session, person), [Text(THERE_NOW, {"name": holder_of(session, one)}, sign="🟢")], session, now
        )


def _end(session: Session, one: Shift, person: Person, now: datetime, rules: Rules) -> None:
    """It is over: she goes off duty, unless another shift of hers goes on."""
    shift.next_step(one, "", None)
    session.flush()
    handover.stand(session, person, now, rules)


STEPS: dict[str, Callable[[Session, Shift, Person, datetime, Rules], None]] = {
    REMIND: _remind,
    REACH: _reach,
    BEGIN: _begin,
    HERE: _not_here,
    END: _end,
}
"""What is done when a step is due."""


def _free(session: Session, one: Shift, now: datetime, rules: Rules) -> None:
    """Whoever left the team leaves gaps behind: the coordinators are told of each at once."""
    news = Text(GONE, {"shift": whose(session, one, rules.zone)}, sign="🔴")
    duty.go_off(session, session.get_one(Person, one.person_id), now)
    shift.drop(session, one)
    _tell_all(duty.coordinators(session), [news], session, now, fill=True)


def _tell_gaps(session: Session, now: datetime, rules: Rules) -> None:
    """Once a day, from noon on, while the team keeps a rota."""
    today = now.astimezone(rules.zone)
    told = session.get(Setting, GAPS_TOLD)
    if today.hour < NOON or (told is not None and told.value == today.date().isoformat()):
        return
    session.merge(Setting(name=GAPS_TOLD, value=today.date().isoformat()))
    shift.forget_old(session, now)
    free = shift.uncovered(session, Span(now, now + AHEAD))
    if free and shift.is_used(session, now):
        lines = [Text(GAPS, sign="🔴"), *listed(rota_time.pieces(free, rules.zone), rules.zone, "▫️")]
        _tell_all(duty.coordinators(session), lines, session, now, fill=True)


def _tell_all(
    people: Iterable[Person], lines: list[Line] | list[Text], session: Session, now: datetime, *, fill: bool = False
) -> None:
    for person in people:
        tell(session, person, list(lines), now, rows=[[FILL_BUTTON]] if fill else ())
