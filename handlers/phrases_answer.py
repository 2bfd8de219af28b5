"""A person answers a ready sentence with a tap: kept with her case, and told in the volunteer's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from handlers import across, danger, engine, menu, phone, phrase, silence
from handlers.alert import alert_of, raise_alert, wrote_again
from handlers.card import SHOW
from handlers.earlier import answered_at
from handlers.flow import Said, Urgency
from handlers.flows import FLOWS
from handlers.phrases import BY_KEY
from handlers.phrases_desk import answer_rows, slot_of
from handlers.ready import Phrase, button
from handlers.reply import buttons, language_of, long, short, tell
from handlers.report import answers_of, belongs_to, hear_danger, is_taken_back, keep_words
from handlers.ring import at_work, refresh
from handlers.steps import Option
from handlers.talk import Talk, settle
from handlers.words import Line, Plain, Text, _, _s, say, say_all
from models.alert import Alert
from models.messages import Kind, Outbound
from models.outbox import put
from models.person import Person
from models.phrase import SentPhrase
from models.report import Report

OVER = _("This question is over. You can write to us here.")
STEP = "phrase"
"""What stands beside such an answer among what she said."""
LATELY, LONGEST = timedelta(hours=1), 40
"""So long after a sentence so few letters that name one of its answers are the answer."""
ANSWER = _s("Report {code}, answer:")


def answered(talk: Talk, rest: str) -> None:
    """Her tap, whenever it comes. The same answer once more changes nothing, unless it tells of danger."""
    name, _colon, key = rest.partition(":")
    sent = talk.session.get(SentPhrase, long(name))
    found = _case(talk, sent)
    option = found.phrase.answer(key) if found is not None else None
    if found is None or option is None:
        menu.show_menu(talk.session, talk.person, talk.now, [Text(OVER, sign="🙏")])
        return
    if phrase.answer_of(talk.session, found.sent) != key or key in found.phrase.dangers:
        keep_words(
            talk.session,
            talk.person,
            say(talk.language, option.label),
            talk.message,
            talk.inbox_id,
            talk.now,
            step=STEP,
        )
    # Typed where there are no buttons: a change further up would not be seen.
    _take(talk, found, option, edit=not talk.message.text)


def typed(talk: Talk, report: Report | None) -> bool:
    """Words right after a ready sentence that name one of its answers are that answer, and none to the bot's question.

    What was asked last is what is answered: the sentence, unless the bot has asked something since.
    """
    found = _named(talk, report)
    if found is not None:
        _take(talk, *found, edit=False)
        silence.spoke(talk, unheard=False, shown=True)
    return found is not None


def is_answer(talk: Talk, report: Report | None) -> bool:
    """Whether it will be taken so: whoever sent the sentence is told it as an answer, and not once more as words."""
    return _named(talk, report) is not None


def _named(talk: Talk, report: Report | None) -> tuple[_Case, Option] | None:
    message = talk.message
    if message.kind is not Kind.TEXT or not talk.person.greeted or not 0 < len(message.text) <= LONGEST:
        return None
    if talk.pause in (phone.PAUSED, phone.OVER):
        return None
    found = _case(talk, phrase.last_sent(talk.session, talk.person, talk.now - LATELY))
    if found is None or found.sent.answer is not None:
        return None
    if report is not None and answered_at(talk.session, report) > found.sent.sent_at:
        return None
    option = found.phrase.named(message.text, talk.language)
    return (found, option) if option is not None else None


@dataclass(frozen=True)
class _Case:
    """A sentence that can be answered, with the report and the alert it belongs to."""

    sent: SentPhrase
    phrase: Phrase
    report: Report
    alert: Alert


def _case(talk: Talk, sent: SentPhrase | None) -> _Case | None:
    """Nothing for a sentence that was sent to somebody else, or whose report she has taken back."""
    said = BY_KEY.get(sent.phrase) if sent is not None else None
    if sent is None or said is None or sent.person_id != talk.person.id:
        return None
    report, alert = talk.session.get_one(Report, sent.report_id), alert_of(talk.session, sent.report_id)
    return None if alert is None or is_taken_back(report) else _Case(sent, said, report, alert)


def _take(talk: Talk, case: _Case, option: Option, *, edit: bool) -> None:
    """Keeps the answer, shows her that we have it, in place of the question where she pressed, and tells the team.

    The answer to a question of her report is given to the report, last: "no, do not keep it" erases all of this.
    """
    new = phrase.answer_of(talk.session, case.sent) != option.key
    talk.session.flush()
    belongs_to(talk.session, talk.person, case.report, talk.inbox_id)
    phrase.note_answer(talk.session, case.sent, option.key, talk.now)
    if case.phrase.step:
        _tell_team(talk, case, option, new=new)
        flow, answers = FLOWS[case.report.flow], answers_of(talk.session, case.report.id)
        said = Said(option=option.key, step=case.phrase.step)
        settle(talk, case.report, flow, engine.answer(flow, answers, said, talk.world()))
        refresh(talk.session, case.alert, talk.now, talk.rules)
        return
    rows = answer_rows(case.sent.id, case.phrase.answers, chosen=option.key)
    lines: list[Line] = [case.phrase.line(talk.language), Text(option.label, sign="☑️")]
    slot = slot_of(case.sent.id)
    tell(talk.session, talk.person, lines, talk.now, language=talk.language, rows=rows, slot=slot, edit=edit)
    _tell_team(talk, case, option, new=new)


def _tell_team(talk: Talk, case: _Case, option: Option, *, new: bool) -> None:
    """Whoever has it reads the answer at once; danger rings, and so does what nobody is there to read.

    What makes the alert no more urgent than it is rings for whoever has it alone.
    """
    session, now, rules = talk.session, talk.now, talk.rules
    said, report, alert = case.phrase, case.report, case.alert
    peril, urgent = said.dangers.get(option.key), option.key in said.urgent
    taker = at_work(session, alert, now)
    if taker is not None and new:
        _tell_taker(talk, taker, case, option, urgent=urgent and alert.urgency <= Urgency.LIFE)
    if peril is not None and new:
        hear_danger(report, peril.value)
        danger.sound(talk, report, peril)
    elif urgent and alert.urgency > Urgency.LIFE:
        raise_alert(session, report, Urgency.LIFE, now, rules)
    elif taker is None or peril is not None:
        wrote_again(session, report, now, rules)


def _tell_taker(talk: Talk, taker: Person, case: _Case, option: Option, *, urgent: bool) -> None:
    """In her language, protected, and taken back with the report; where it may be shown on her messenger."""
    if not across.may_show(talk.session, taker, case.report, talk.rules):
        across.look_there(talk.session, taker, case.report, talk.now)
        return
    reads = language_of(taker)
    lines: list[Line] = [
        Text(ANSWER, {"code": Plain(case.report.code)}, sign="💬"),
        case.phrase.line(reads),
        Text(phrase.ANSWERED, {"answer": Text(option.label, sign=option.sign)}, sign="↩️"),
    ]
    rows = buttons(reads, [[button(case.alert), ("👁️", SHOW, f"a:{short(case.alert.id)}:show")]])
    text = say_all(reads, lines)
    told = Outbound(text=text, rows=rows, protect=True, language=reads, about=case.report.id, urgent=urgent)
    put(talk.session, taker.id, told, talk.now)
