"""What the rota is given out as: the picture of the coming week, and somebody's shifts as a calendar file.

Both are sealed in the outbox until they have left, and lie nowhere else.
"""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import shift
from handlers.rota_lines import DAYS, RANKS, holder_of
from handlers.rota_time import Span, coming_week, gaps
from handlers.rules import Rules
from handlers.words import Plain, Text, _s, say
from models.duty import BACKUP, PRIMARY
from models.messages import FileRef
from models.person import Person
from models.shift import Shift

TITLE = _s("On duty, {first} – {last}")
NOBODY, NIGHT = _s("nobody"), _s("night")
DUTY = _s("Duty ({rank})")


def picture(session: Session, now: datetime, rules: Rules, language: str) -> FileRef:
    """The coming seven days, from this morning on."""
    from handlers.rota_picture import Bar, draw  # Pillow and its fonts: only when somebody looks at the rota

    days = coming_week(now, rules.zone)
    shifts = shift.between(session, Span(days[0].start, days[-1].end))
    bars = [Bar(shift.span_of(one), holder_of(session, one).text, one.rank) for one in shifts]
    taken = [bar.span for bar in bars]
    for day in days:
        free = gaps(Span(max(now, day.start), day.end), taken) if day.end > now else []
        bars += [Bar(gap, say(language, NOBODY), 0) for gap in free]
    first, last = (Plain(f"{day.start.astimezone(rules.zone):%d/%m}") for day in (days[0], days[-1]))
    words = {str(number): say(language, day) for number, day in enumerate(DAYS)} | {
        "title": say(language, Text(TITLE, {"first": first, "last": last})),
        "primary": say(language, RANKS[PRIMARY]),
        "backup": say(language, RANKS[BACKUP]),
        "gap": say(language, NOBODY),
        "night": say(language, NIGHT),
    }
    return _made("photo", "rota.png", "image/png", draw(days, bars, words, now, rules.zone))


def calendar(session: Session, person: Person, now: datetime, language: str) -> FileRef | None:
    """Her shifts to come; nothing when there are none.

    Calendars are copied to the clouds of others: it says neither who we are nor who else is there. The same shift has
    the same id every time, so that reading the file again changes and does not double.
    """
    found = shift.between(session, Span(now, datetime.max.replace(tzinfo=now.tzinfo)), person.id)
    return _made("document", "rota.ics", "text/calendar", _ics(found, now, language)) if found else None


def _ics(shifts: list[Shift], now: datetime, language: str) -> bytes:
    from icalendar import Calendar, Event  # eighty modules, only when somebody asks for the file

    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//duty//rota//")
    made.add("method", "PUBLISH")
    for one in shifts:
        event = Event()
        event.add("uid", f"{one.id}@rota")
        event.add("dtstamp", now)
        event.add("dtstart", one.starts_at)
        event.add("dtend", one.ends_at)
        event.add("summary", say(language, Text(DUTY, {"rank": RANKS[one.rank]})))
        made.add_component(event)
    return bytes(made.to_ical())


def _made(kind: str, name: str, mime: str, content: bytes) -> FileRef:
    return FileRef(evidence=0, kind=kind, name=name, mime=mime, content=b64encode(content).decode())
