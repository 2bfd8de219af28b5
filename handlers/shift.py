"""Who will be on duty when. The only file that changes `shift`; who is told of it is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from handlers.account import accounts_of
from handlers.other_chat import is_spare
from handlers.person import is_active
from handlers.rota_time import WEEK, Span, a_week_later, at, gaps
from models.base import new_id, written
from models.person import COORDINATOR, VOLUNTEER, Person
from models.prepared import Prepared
from models.shift import BEGIN, END, HERE, REACH, REMIND, Shift

EVENING = 18
"""At this local hour of the day before, tomorrow's duty is told."""
BEFORE = timedelta(minutes=30)
"""So long before a shift it is tried in silence whether she can be reached."""
KEPT = timedelta(days=90)
_OF_TEAM = (Person.left_at.is_(None), Person.role.in_([written(VOLUNTEER), written(COORDINATOR)]))
DUE = Prepared(
    select(Shift.id)
    .where(Shift.due_at <= bindparam("now"))
    .order_by(Shift.due_at, Shift.step, Shift.id)
    .with_for_update(skip_locked=True)
)
OF_THE_GONE = Prepared(
    select(Shift).where(Shift.ends_at > bindparam("now"), Shift.person_id.not_in(select(Person.id).where(*_OF_TEAM)))
)


def span_of(shift: Shift) -> Span:
    """From when to when."""
    return Span(shift.starts_at, shift.ends_at)


def find(session: Session, row: int) -> Shift | None:
    """A shift by its id; ours until the end of the transaction (PostgreSQL)."""
    return session.scalars(select(Shift).where(Shift.id == row).with_for_update()).first()


def between(session: Session, whole: Span, person_id: int = 0) -> list[Shift]:
    """The shifts that touch a span, in order; of one member, in whichever of her chats, or of everybody."""
    found = select(Shift).where(Shift.starts_at < whole.end, Shift.ends_at > whole.start)
    if person_id:
        hers = accounts_of(session, session.get_one(Person, person_id))
        found = found.where(Shift.person_id.in_([one.id for one in hers]))
    return list(session.scalars(found.order_by(Shift.starts_at, Shift.rank, Shift.id)))


def uncovered(session: Session, whole: Span, rank: int | None = None) -> list[Span]:
    """When nobody is on duty in a span; with `rank` when nobody is with this rank."""
    return gaps(whole, [span_of(one) for one in between(session, whole) if rank in (None, one.rank)])


def members(session: Session) -> list[Person]:
    """Everybody who can have a shift, each once: in the chat in which she is rung."""
    return list(session.scalars(select(Person).where(*_OF_TEAM, ~is_spare()).order_by(Person.id)))


def put(session: Session, person: Person, span: Span, rank: int, now: datetime, zone: ZoneInfo) -> Shift:
    """Gives a person a new shift."""
    shift = Shift(id=new_id(), person_id=person.id, starts_at=span.start, ends_at=span.end, rank=rank)
    _plan(shift, now, zone)
    session.add(shift)
    session.flush()
    return shift


def _plan(shift: Shift, now: datetime, zone: ZoneInfo) -> None:
    """What the clock has to do with it next. Nobody has said yet that she is here."""
    eve = at(shift.starts_at.astimezone(zone).date() - timedelta(days=1), EVENING, zone)
    shift.here_at = shift.swap_with = None
    steps = ((REMIND, eve), (REACH, shift.starts_at - BEFORE))
    shift.step, shift.due_at = next((step for step in steps if step[1] > now), (BEGIN, shift.starts_at))


def drop(session: Session, shift: Shift) -> None:
    """Takes a shift off the rota."""
    session.delete(shift)
    session.flush()


def wish(shift: Shift, other: Shift | None) -> None:
    """Its holder would have the other one instead; nothing: she would not any more."""
    shift.swap_with = other.id if other is not None else None


def swap(one: Shift, other: Shift, now: datetime, zone: ZoneInfo) -> None:
    """Their holders change places."""
    one.person_id, other.person_id = other.person_id, one.person_id
    _plan(one, now, zone)
    _plan(other, now, zone)


def copy_week(session: Session, now: datetime, zone: ZoneInfo) -> list[Shift]:
    """The last seven days once more in the coming seven, at the same hours on the clock; gives what is new.

    Left out: who is not in the team any more, and who has something at that time already.
    """
    today = now.astimezone(zone).date()
    since, until = at(today - timedelta(days=WEEK), 0, zone), at(today, 0, zone)
    made: list[Shift] = []
    for old in between(session, Span(since, until)):
        person, span = session.get_one(Person, old.person_id), a_week_later(span_of(old), zone)
        new = since <= old.starts_at and span.start < span.end and now < span.end
        if new and is_active(person) and not between(session, span, person.id):
            made.append(put(session, person, span, old.rank, now, zone))
    return made


def due(session: Session, now: datetime) -> list[int]:
    """The ids of shifts with which the clock has something to do, in order: whoever comes, before whoever goes."""
    return [row[0] for row in DUE.all(session, now=now)]


def next_step(shift: Shift, step: str, due_at: datetime | None) -> None:
    """What the clock does next with it."""
    shift.step, shift.due_at = step, due_at


def is_here(shift: Shift, now: datetime) -> None:
    """Its holder has said that she is here."""
    shift.here_at = now
    if shift.step == HERE:
        next_step(shift, END, shift.ends_at)


def is_running(shift: Shift) -> bool:
    """Whether it has begun, and the clock has not ended it."""
    return shift.step in (HERE, END)


def running(session: Session, person: Person, now: datetime) -> list[Shift]:
    """Her shifts that have begun, and that the clock has not ended; the primary ones first."""
    rows = select(Shift).where(Shift.person_id == person.id, Shift.step.in_((HERE, END)), Shift.starts_at <= now)
    return list(session.scalars(rows.order_by(Shift.rank, Shift.ends_at)))


def of_the_gone(session: Session, now: datetime) -> list[Shift]:
    """Shifts to come, or under way, of people who are not in the team any more."""
    return OF_THE_GONE.all(session, now=now)


def forget_old(session: Session, now: datetime) -> None:
    """Nobody needs to know for ever who had which night."""
    session.execute(delete(Shift).where(Shift.ends_at < now - KEPT))


def is_used(session: Session, now: datetime) -> bool:
    """Whether the team keeps a rota: something in the last week or to come."""
    since = now - timedelta(days=WEEK)
    return session.scalar(select(Shift.id).where(Shift.ends_at > since).limit(1)) is not None


def others_of(session: Session, person: Person, span: Span, without: Iterable[int] = ()) -> list[Span]:
    """Her other shifts around a span, as far as they matter for rest, nights and free days."""
    around = Span(span.start - timedelta(days=WEEK), span.end + timedelta(days=WEEK))
    return [span_of(one) for one in between(session, around, person.id) if one.id not in without]
