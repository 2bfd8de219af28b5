"""Which words may be shown on which messenger: the one place for that rule."""

from __future__ import annotations

from handlers.rules import Rules
from handlers.words import _s
from models.person import Person

NOT_HERE = _s("{code}: there is something to read. It may not be shown on this messenger.")
GUARDED = "signal"
"""What came by this messenger stays on it, unless HRO has switched on that it may leave it."""


def may_cross(of: Person, to: Person, rules: Rules) -> bool:
    """Whether the words and files of a person may be shown in the chat of a member of the team."""
    return of.channel != GUARDED or to.channel == GUARDED or rules.signal_elsewhere
