"""Short names of the questions of the forms, for buttons and lists of the team. Pure."""

from __future__ import annotations

from handlers.flow import Step
from handlers.words import Line, _s

NAMES = {
    "safe_now": ("🟢", _s("Safety")),
    "hurt_now": ("🩺", _s("Doctor needed")),
    "to_whom": ("👤", _s("To whom")),
    "when": ("🕓", _s("The time")),
    "announce_date": ("📅", _s("Announced day")),
    "where": ("📍", _s("The place")),
    "forces": ("👮", _s("Which forces")),
    "people": ("👥", _s("How many people")),
    "vulnerable": ("🧒", _s("Who is there")),
    "happening": ("🏕️", _s("What happened")),
    "told_before": ("📣", _s("Told before")),
    "lost": ("🎒", _s("What was lost")),
    "situation": ("🚶", _s("Situation")),
    "types": ("👊", _s("What they did")),
    "n_officers": ("🔢", _s("How many officers")),
    "injuries": ("🤕", _s("Where injured")),
    "injury_kinds": ("🩹", _s("Kind of injury")),
    "wish": ("💬", _s("What is wanted")),
    "alone_minor": ("🧒", _s("Minor and alone")),
}
"""Short names of the questions, for buttons."""


def name_of_step(step: Step) -> tuple[str, Line]:
    """A question by its short name."""
    return NAMES.get(step.key, ("▫️", step.text))
