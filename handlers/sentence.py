"""A short French text made from the answers, which the person can show to rescuers or send to 114 herself.

It holds what rescuers ask: what is the matter, where, how many people, which language. Nothing of it is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.card import LANGUAGES
from handlers.flow import chosen
from handlers.flows import FLOWS
from handlers.last_pin import last_pin
from handlers.reply import short, tell
from handlers.report import OTHER_LANGUAGE, answers_of
from handlers.steps import Choice
from handlers.words import Line, Plain, Text, _, _s, say
from models.person import Person
from models.report import Report

SHOW_IT = _("In French, for rescuers. You can show it to them.")
SEND_IT = _("Or send it to 114 by SMS. It is free.")
LOCATED = _("Emergency services can see where this phone is.")
TO_HER = _s("The person has got this text in French, to show or to send to 114:")
HELP = _s("I need help. I do not speak French.")
STATES = {
    "at_sea": _s("We are on the sea, in danger."),
    "hurt": _s("Somebody is badly hurt."),
    "danger": _s("We are in danger now."),
}
HEARD = {"sea": "at_sea", "life": "hurt", "now": "danger"}
"""Which state a danger told in words comes to."""
DOCTOR = _s("We need a doctor.")
AT_SITE = _s("We are at the camp {site}.")
AT_PIN = _s("Our position: {latitude}, {longitude}")
PEOPLE = _s("Number of people: {people}")
I_SPEAK = _s("I speak: {language}")


def sentence(session: Session, report: Report) -> str:
    """The French text; empty when nothing is known of a danger."""
    lines = list(_lines(session, report))
    return "\n".join(say("fr", line) for line in (HELP, *lines)) if lines else ""


def _lines(session: Session, report: Report) -> Iterator[Line]:
    """What is known: nothing at all as long as no danger is."""
    flow, answers = FLOWS[report.flow], answers_of(session, report.id)
    answers = flow.visible(answers)
    state = next(iter(chosen(answers.get("safe_now")) & STATES.keys()), "")
    state = state or next((HEARD[one] for one in report.dangers.split() if one in HEARD), "")
    doctor = bool(chosen(answers.get("hurt_now")) & {"yes", "doctor", "now"})
    if not state and not doctor:
        return
    if state:
        yield STATES[state]
    if doctor:
        yield DOCTOR
    where = answers.get("where", {})
    if where.get("site"):
        yield Text(AT_SITE, {"site": Plain(where["site"])})
    sent = last_pin(session, report)
    if pin := sent.pin if sent is not None else where.get("pin"):
        yield Text(AT_PIN, {"latitude": Plain(f"{pin[0]:.5f}"), "longitude": Plain(f"{pin[1]:.5f}")})
    people = flow.step("people")
    if isinstance(people, Choice) and chosen(answers.get("people")):
        yield Text(PEOPLE, {"people": people.label(next(iter(chosen(answers["people"]))))})
    if report.language in LANGUAGES and report.language not in ("fr", OTHER_LANGUAGE):
        yield Text(I_SPEAK, {"language": LANGUAGES[report.language]})


def send(session: Session, report: Report, now: datetime, *, anew: bool = False) -> str:
    """Gives her the text in French, and says in her language what it is for; gives it, or nothing.

    What she has got already is changed in place, unless it is to be sent `anew`.
    """
    person, text = session.get_one(Person, report.person_id), sentence(session, report)
    if not text or person.blocked_at is not None:
        return ""
    lines: list[Line] = [Text(SHOW_IT, sign="🗣️"), Text(SEND_IT, sign="✉️"), Text(LOCATED, sign="📍"), Plain(f"\n{text}")]
    slot = f"s:{short(report.id)}"
    tell(session, person, lines, now, language=person.language or "en", slot=slot, edit=not anew)
    return text
