"""How the team reads of a shift: when it is, whose, first or second."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.person import first_name_of
from handlers.rota_time import Span
from handlers.shift import span_of
from handlers.words import Line, Plain, Text, _s
from models.duty import BACKUP, PRIMARY
from models.person import Person
from models.shift import Shift

DAYS = (_s("Mon"), _s("Tue"), _s("Wed"), _s("Thu"), _s("Fri"), _s("Sat"), _s("Sun"))
MANY = _s("and {number} more")
RANKS = {PRIMARY: _s("primary"), BACKUP: _s("backup")}
OF = _s("{name}: {when} ({rank})")
HERS = _s("{when} ({rank})")
SHOWN = 8
"""At most so many are listed one by one."""


def when(span: Span, zone: ZoneInfo) -> Line:
    """Day, date and hours where people live: "Tue 24/11 22:00-07:00"; with the second date when it is long."""
    start, end = span.start.astimezone(zone), span.end.astimezone(zone)
    last = f"{end:%d/%m %H:%M}" if span.end - span.start > timedelta(hours=24) else f"{end:%H:%M}"
    # Not for translating: the order is the same in both languages.
    return Text("{day} {hours}", {"day": DAYS[start.weekday()], "hours": Plain(f"{start:%d/%m %H:%M}–{last}")})


def hers(shift: Shift, zone: ZoneInfo) -> Line:
    """When, and as what."""
    return Text(HERS, {"when": when(span_of(shift), zone), "rank": RANKS[shift.rank]})


def name_of(session: Session, person: Person) -> Plain:
    """Her first name."""
    return Plain(first_name_of(session, person) or "?")


def holder_of(session: Session, shift: Shift) -> Plain:
    """The first name of whoever has it."""
    return name_of(session, session.get_one(Person, shift.person_id))


def whose(session: Session, shift: Shift, zone: ZoneInfo) -> Line:
    """Who, when, and as what."""
    rank = RANKS[shift.rank]
    return Text(OF, {"name": holder_of(session, shift), "when": when(span_of(shift), zone), "rank": rank})


def listed(spans: Iterable[Span], zone: ZoneInfo, sign: str = "🔴") -> list[Line]:
    """Spans, a line each."""
    spans = list(spans)
    lines: list[Line] = [Text("{when}", {"when": when(span, zone)}, sign=sign) for span in spans[:SHOWN]]
    if len(spans) > SHOWN:
        lines.append(Text(MANY, {"number": Plain(str(len(spans) - SHOWN))}))
    return lines
