"""A word of danger, whatever was asked: the numbers first, then a human is woken. Once for each kind in a report."""

from __future__ import annotations

from handlers import menu
from handlers.alert import alert_of, raise_alert
from handlers.danger_words import Danger, read_danger
from handlers.flow import Step, Urgency
from handlers.flows import FLOWS
from handlers.flows.police_now import CALLED
from handlers.flows.safety import CALL_NOW, CALLING_NOW, NUMBERS_SEA
from handlers.folding import fold
from handlers.report import change_answers, hear_danger, open_report
from handlers.steps import Choice, Choices
from handlers.talk import Talk
from handlers.words import Line, Plain, Text, _, in_every_language, say_all
from models.messages import Kind
from models.report import Report

IN_WORDS = frozenset({Kind.TEXT, Kind.MEDIA, Kind.PLACE, Kind.EDIT})
"""Kinds whose text was written by the person herself."""
EMERGENCY: tuple[Line, ...] = (Text(CALL_NOW, sign="📞"), Text(menu.DOCTOR_NUMBER, sign="🚑"))
NUMBERS: dict[Danger, tuple[Line, ...]] = {
    Danger.SUICIDE: (
        Text(_("3114 or 15: call now, day and night. The call is free."), sign="📞"),
        Text(_("Thank you for telling us. Your pain matters to us."), sign="🤍"),
    ),
    Danger.SEA: NUMBERS_SEA.said(),
    Danger.LIFE: EMERGENCY,
    Danger.NOW: EMERGENCY,
}
"""What is said at once; the numbers stand first."""


def urgency_of(danger: Danger) -> Urgency:
    """Every danger is one to life, but the one that is only happening now."""
    return Urgency.NOW if danger is Danger.NOW else Urgency.LIFE


def hear(talk: Talk, report: Report | None, step: Step | None) -> Report | None:
    """Listens for danger in what was written. Gives the report it belongs to, opened if need be; nothing if none."""
    message = talk.message
    danger = read_danger(message.text) if message.kind in IN_WORDS else None
    if danger is None or _is_label(message.text, report, step):
        return None
    if report is None:
        flow = FLOWS["police_now"]
        report = open_report(talk.session, talk.person, flow, talk.now, talk.rules.earlier_words)
        # What its first step says has just been said, more exactly.
        change_answers(talk.session, report, ((CALLED.key, {"done": True}),), talk.inbox_id, talk.now)
    if not hear_danger(report, danger.value):
        return report
    alert = alert_of(talk.session, report.id)
    urgency = urgency_of(danger)
    numbers = [*NUMBERS[danger], Text(CALLING_NOW, sign="🔔")]
    talk.tell(numbers if talk.person.language else [Plain(say_all(one, numbers)) for one in talk.rules.languages])
    highest = urgency if alert is None else min(urgency, Urgency(alert.urgency))
    raise_alert(talk.session, report, highest, talk.now, talk.rules)
    return report


def _is_label(text: str, report: Report | None, step: Step | None) -> bool:
    """Whether it names an item of the menu or an option of the open question: then it is that answer."""
    if report is None:
        return bool(menu.named(text))
    folded = fold(text)
    options = step.options if isinstance(step, Choice | Choices) else ()
    return any(folded in in_every_language(option.label) for option in options)
