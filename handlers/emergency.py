"""What is said at once to somebody in danger: whom to call. The numbers stand first."""

from __future__ import annotations

from collections.abc import Iterable

from handlers import menu
from handlers.danger_words import Danger
from handlers.flows.safety import CALL_NOW, NUMBERS_SEA
from handlers.words import Line, Text, _

EMERGENCY: tuple[Line, ...] = (Text(CALL_NOW, sign="📞"), Text(menu.DOCTOR_NUMBER, sign="🚑"))
SUICIDE = Text(_("3114 or 15: call now, day and night. The call is free."), sign="📞")
NUMBERS: dict[Danger, tuple[Line, ...]] = {
    Danger.SUICIDE: (SUICIDE, Text(_("Thank you for telling us. Your pain matters to us."), sign="🤍")),
    Danger.SEA: NUMBERS_SEA.said(),
    Danger.LIFE: EMERGENCY,
    Danger.NOW: EMERGENCY,
}
"""What is said when such words are heard."""


def whom_to_call(heard: Iterable[str]) -> tuple[Line, ...]:
    """The numbers for somebody who still waits for a human; `heard` are the kinds of danger told in words."""
    kinds = set(heard)
    special: dict[str, Line] = {Danger.SUICIDE: SUICIDE, Danger.SEA: NUMBERS_SEA.said()[0]}
    return (*(line for kind, line in special.items() if kind in kinds), Text(CALL_NOW, sign="📞"))
