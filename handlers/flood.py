"""Somebody, or everybody at once, sends more than a human can read: the bot answers less often, and keeps everything.

Only "we kept your message" is said less often, never a question, the numbers of a danger or anything a human says. How
much came is known from the memory of the session alone, so it costs no statement. Where that forgets (a server begins
each piece of work with none), the pace at which messages leave slows the answers (bot/limits.py).
"""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models.memory import memory_of
from models.person import Person

WITHIN = timedelta(minutes=1)
FROM_ONE, FROM_ALL = 12, 600
"""So many messages within a minute are a flood: from one person, and from all together."""
AGAIN = timedelta(seconds=20)
"""So often who floods is told that it is kept."""
MOST = 500
"""So many people are counted at most: the memory is needed for other things."""
_ALL, _TOLD = 0, "told"


def slows(session: Session, person: Person, now: datetime) -> bool:
    """Counts a message of this person; whether she need not be told now that it is kept."""
    memory = memory_of(session, "flood")
    if len(memory) > MOST:
        memory.clear()
    hers, all_ = (_counted(memory.setdefault(key, deque()), now) for key in (person.id, _ALL))
    told = memory.setdefault(_TOLD, {})
    floods = hers > FROM_ONE or all_ > FROM_ALL
    if floods and now - told.get(person.id, now - AGAIN) < AGAIN:
        return True
    told[person.id] = now
    return False


def _counted(times: deque[datetime], now: datetime) -> int:
    while times and times[0] <= now - WITHIN:
        times.popleft()
    times.append(now)
    return len(times)
