"""Talk to a person: a card for the team at once, and room to say what it is about."""

from __future__ import annotations

from handlers.flow import ALWAYS, Flow, Urgency
from handlers.flows.consent import CONTACT, PHONE, STORE
from handlers.flows.safety import IN_DANGER, SAFETY
from handlers.steps import Ask
from handlers.words import _

TELL = Ask(
    key="narrative",
    text=_("Please write or say what you want to tell us.\nA human will read it. We cannot say when."),
    many=True,
)

FLOW = Flow(
    key="talk",
    sign="💬",
    label=_("Talk to a person"),
    steps=(*SAFETY, TELL, STORE, CONTACT, PHONE),
    urgent=(IN_DANGER, (Urgency.REST, ALWAYS)),
)
