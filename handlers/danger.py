"""A word of danger, whatever was asked: the numbers first, then a human is woken."""

from __future__ import annotations

from handlers import menu
from handlers.alert import alert_of, ask_for_human, raise_alert, wrote_again
from handlers.card import DANGERS
from handlers.danger_words import Danger, read_danger
from handlers.emergency import NUMBERS
from handlers.engine import WHERE
from handlers.flow import Step, Urgency, Value
from handlers.flows import FLOWS
from handlers.flows.police_now import CALLED
from handlers.flows.safety import CALLING_NOW, SAFE_NOW
from handlers.folding import fold
from handlers.last_pin import last_pin
from handlers.report import change_answers, current_report, hear_danger, open_report
from handlers.steps import Choice, Choices
from handlers.steps.place import BEFORE
from handlers.talk import Talk, ask_again
from handlers.words import Line, Plain, Text, in_every_language, say_all
from models.messages import Kind
from models.report import Report

NOT_HER_WORDS = frozenset({Kind.PRESS, Kind.CONTACT})
"""Kinds whose text was not written by the person herself. What is unreadable may have words of hers all the same."""


SOS = FLOWS["police_now"].sign
"""The sign on the red button says it, alone too."""
ON_BUTTONS = {
    FLOWS["police_now"].label: Danger.NOW,
    **{
        option.label: {"hurt": Danger.LIFE, "at_sea": Danger.SEA}.get(option.key, Danger.NOW)
        for option in SAFE_NOW.options
        if option.key != "safe"
    },
}
"""Labels that tell of danger, where no button of that name is open."""


def urgency_of(danger: Danger) -> Urgency:
    """Every danger is one to life, but the one that is only happening now."""
    return Urgency.NOW if danger is Danger.NOW else Urgency.LIFE


def hear(talk: Talk, report: Report | None, step: Step | None) -> Report | None:
    """Listens for danger in what was written. Gives the report it belongs to, opened if need be; nothing if none.

    After she had been silent for long, the same danger is told as a new one.
    """
    message = talk.message
    danger = None if message.kind in NOT_HER_WORDS else _read(message.text)
    return None if danger is None or _is_label(talk, report, step) else _tells(talk, report, danger)


def pressed_late(talk: Talk, step: str, option: str) -> bool:
    """An old button of a report that is gone, which says a danger: the danger is there all the same. True if so."""
    label = next((one.label for one in SAFE_NOW.options if (SAFE_NOW.key, one.key) == (step, option)), "")
    if label not in ON_BUTTONS:
        return False
    _tells(talk, current_report(talk.session, talk.person), ON_BUTTONS[label])
    ask_again(talk)
    return True


def _tells(talk: Talk, report: Report | None, danger: Danger) -> Report:
    if report is None:
        # Who does not want to live is not asked what the police is doing.
        flow = FLOWS["talk" if danger is Danger.SUICIDE else "police_now"]
        report = open_report(talk.session, talk.person, flow, talk.now, talk.rules.earlier_words)
        know_place(talk, report)
        if flow.step(CALLED.key) is not None:
            # What its first step says is being said, more exactly.
            change_answers(talk.session, report, ((CALLED.key, {"done": True}),), talk.inbox_id, talk.now)
    if not hear_danger(report, danger.value) and not talk.anew:
        wrote_again(talk.session, report, talk.now, talk.rules)
        return report
    sound(talk, report, danger)
    return report


def know_place(talk: Talk, report: Report) -> None:
    """The place she sent before she called for help is on the card at once; she is asked for it all the same."""
    if (sent := last_pin(talk.session, report)) is not None:
        place: Value = {"pin": [*sent.pin, None], BEFORE: True, "done": False}
        change_answers(talk.session, report, ((WHERE, place),), sent.inbox_id, talk.now)


def sound(talk: Talk, report: Report, danger: Danger) -> None:
    """The numbers first, then a human is woken."""
    _say_numbers(talk, danger)
    ring_for(talk, report, danger)


def _read(text: str) -> Danger | None:
    """The danger told in these words, or by a label of ours that is typed instead of pressed, in any language."""
    folded = fold(text)
    typed = (danger for label, danger in ON_BUTTONS.items() if folded and folded in in_every_language(label))
    return next(typed, None) or read_danger(text) or (Danger.NOW if SOS in text else None)


def ring_for(talk: Talk, report: Report, danger: Danger) -> None:
    """Rings, whatever rang before and whoever has it; what is more urgent already stays so."""
    alert = alert_of(talk.session, report.id)
    urgency = urgency_of(danger)
    if alert is None or urgency < alert.urgency:
        raise_alert(talk.session, report, urgency, talk.now, talk.rules)
    else:
        sign, text = DANGERS[danger]
        ask_for_human(talk.session, report, Text(text, sign=sign), talk.now, talk.rules)


def _say_numbers(talk: Talk, danger: Danger) -> None:
    """In her language; as long as we do not know it, in all of ours."""
    lines: list[Line] = [*NUMBERS[danger], Text(CALLING_NOW, sign="🔔")]
    talk.tell(lines if talk.person.language else [Plain(say_all(one, lines)) for one in talk.rules.languages])


def _is_label(talk: Talk, report: Report | None, step: Step | None) -> bool:
    """Whether it names an item of the menu or an option of the open question: then it is that answer."""
    if report is None:
        # Whose very first words these are has not been shown the menu, and is greeted first.
        return talk.person.greeted and bool(menu.named(talk.message.text))
    folded = fold(talk.message.text)
    options = step.options if isinstance(step, Choice | Choices) else ()
    return any(folded in in_every_language(option.label) for option in options)
