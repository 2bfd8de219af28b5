"""🎤 Say it: one voice note, or a few words, is a complete report. Nothing else has to be answered."""

from __future__ import annotations

from handlers.flow import Condition, Flow, Urgency
from handlers.flows.consent import CONTACT, PHONE, STORE
from handlers.steps import Ask
from handlers.words import _

TELL = Ask(
    key="narrative",
    text=_("Please say it by voice, or write it, in your language.\nOne message is enough."),
    many=True,
)
SAID = Condition(lambda answers: bool(answers.get("narrative", {}).get("parts")), frozenset({"narrative"}))
SPOKEN = Condition(lambda answers: bool(answers.get("narrative", {}).get("files")), frozenset({"narrative"}))

FLOW = Flow(
    key="say_it",
    sign="🎤",
    label=_("Say it"),
    steps=(TELL, STORE, CONTACT, PHONE),
    # Nobody has asked whether she is safe, and nobody knows yet what a voice note says.
    urgent=((Urgency.NOW, SPOKEN), (Urgency.REST, SAID)),
    enough=SAID,
)
