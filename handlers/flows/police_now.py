"""🆘 Police now, or danger: one tap has already woken a human; only what helps at once is asked."""

from __future__ import annotations

from handlers.flow import ALWAYS, Flow, Urgency
from handlers.flows.consent import CONSENT
from handlers.flows.eviction import HOW_MANY, KEEP_WITH_YOU, PICTURES, VULNERABLE_PEOPLE, WHAT, WHERE, WHO
from handlers.flows.safety import IN_DANGER, SAFETY
from handlers.steps import Say
from handlers.words import _

CALLED = Say(
    key="called",
    text=_("112: call if somebody can die. The call is free.\nWe are calling a volunteer now."),
    sign="📞",
)

FLOW = Flow(
    key="police_now",
    sign="🆘",
    label=_("Police now / danger"),
    steps=(CALLED, *SAFETY, WHERE, WHAT, WHO, HOW_MANY, VULNERABLE_PEOPLE, PICTURES, *CONSENT),
    urgent=(IN_DANGER, (Urgency.NOW, ALWAYS)),
    closing=(KEEP_WITH_YOU,),
)
