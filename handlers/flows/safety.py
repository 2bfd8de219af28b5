"""The first question of every flow, and what is said when somebody is in danger."""

from __future__ import annotations

from handlers.flow import Condition, Urgency
from handlers.steps import Choice, Option, Say
from handlers.words import Text, _

SAFE_NOW = Choice(
    key="safe_now",
    text=_("Are you safe now?"),
    options=(
        Option("safe", "🟢", _("I am safe")),
        Option("danger", "🔴", _("Danger now")),
        Option("hurt", "🩸", _("Someone badly hurt")),
        Option("at_sea", "🌊", _("We are on the sea")),
    ),
    closed=True,
    required=True,
    means={"yes": "safe", "no": "danger"},
)

NUMBERS_SEA = Say(
    key="numbers_sea",
    text=_("196 or 112: call now. The call is free.\nSay where you are and how many people."),
    sign="🌊",
    when=SAFE_NOW.is_("at_sea"),
)
CALL_NOW = _("112: call now. The call is free.\nIf you cannot speak: SMS to 114.")
NUMBERS_DANGER = Say(
    key="numbers_danger",
    text=CALL_NOW,
    sign="📞",
    when=SAFE_NOW.is_("danger"),
)
CALL_A_DOCTOR = _("15 or 112: call now for a doctor. The call is free.\nIf you cannot speak: SMS to 114.")
NUMBERS_HURT = Say(key="numbers_hurt", text=CALL_A_DOCTOR, sign="🚑", when=SAFE_NOW.is_("hurt"))

CALLING_NOW = _("We are calling a volunteer now. You can go on here.")
CALLING = Text(CALLING_NOW, sign="🔔")


def calling(key: str, when: Condition) -> Say:
    """Says that a human is being woken, at the step that woke one."""
    return Say(key=key, text=CALLING_NOW, sign=CALLING.sign, when=when)


SAFETY = (
    SAFE_NOW,
    NUMBERS_SEA,
    NUMBERS_DANGER,
    NUMBERS_HURT,
    calling("calling_danger", SAFE_NOW.is_("danger", "hurt", "at_sea")),
)
# What was said instead of a tap: "they are beating us" at this question must not wait for the end of the form.
UNCLEAR = (Urgency.REST, SAFE_NOW.in_her_words())
IN_DANGER = (Urgency.LIFE, SAFE_NOW.is_("danger", "hurt", "at_sea"))
