"""The states of a report on the desk, and which may follow which. Pure.

    new -> acknowledged -> being assessed -> documented -> verified -> closed

or, before it is documented, no action. Closed is reached from verified alone, and only another person verifies.
"""

from __future__ import annotations

from collections.abc import Collection

from handlers.words import _s

NEW, ACKNOWLEDGED, ASSESSING, DOCUMENTED = "new", "acknowledged", "assessing", "documented"
VERIFIED, CLOSED, NO_ACTION = "verified", "closed", "no_action"
STATES = {
    NEW: ("🆕", _s("New")),
    ACKNOWLEDGED: ("👁️", _s("Acknowledged")),
    ASSESSING: ("🔎", _s("Being assessed")),
    DOCUMENTED: ("📝", _s("Documented")),
    VERIFIED: ("✅", _s("Verified")),
    CLOSED: ("📦", _s("Closed")),
    NO_ACTION: ("➖", _s("No action")),
}
MOVES = {
    NEW: (ACKNOWLEDGED, NO_ACTION),
    ACKNOWLEDGED: (ASSESSING, NO_ACTION),
    ASSESSING: (DOCUMENTED, NO_ACTION),
    DOCUMENTED: (VERIFIED, ASSESSING),
    VERIFIED: (CLOSED, ASSESSING),
    CLOSED: (ASSESSING,),
    NO_ACTION: (ASSESSING,),
}
BEYOND_DOCUMENTED = frozenset({VERIFIED, CLOSED})
"""Whoever changes something in one of these makes it documented again: what was verified was another record."""


def may_move(state: str, to: str, by: int, hands: Collection[int]) -> bool:
    """Whether `by` may move it on; `hands` are those who entered, documented or edited it last."""
    return to in MOVES.get(state, ()) and not (to == VERIFIED and by in hands)


def after_edit(state: str) -> str:
    """The state of a report that was just edited."""
    return DOCUMENTED if state in BEYOND_DOCUMENTED else state
