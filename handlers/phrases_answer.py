"""A person answers a ready sentence with a tap: kept with her case, and told in the volunteer's language."""

from __future__ import annotations

from handlers import danger, menu, phrase
from handlers.alert import alert_of, raise_alert, wrote_again
from handlers.card import SHOW
from handlers.flow import Urgency
from handlers.phrases import BY_KEY
from handlers.phrases_desk import answer_rows, slot_of
from handlers.ready import Phrase, button
from handlers.reply import buttons, language_of, long, short, tell
from handlers.report import belongs_to, hear_danger, is_taken_back, keep_words
from handlers.ring import at_work
from handlers.steps import Option
from handlers.talk import Talk
from handlers.words import Line, Plain, Text, _, _s, say, say_all
from models.alert import Alert
from models.messages import Outbound
from models.outbox import put
from models.person import Person
from models.phrase import SentPhrase
from models.report import Report

OVER = _("This question is over. You can write to us here.")
STEP = "phrase"
"""What stands beside such an answer among what she said."""
ANSWER = _s("Report {code}, answer:")


def answered(talk: Talk, rest: str) -> None:
    """Her tap, whenever it comes. The same answer once more changes nothing, unless it tells of danger."""
    name, _colon, key = rest.partition(":")
    sent = talk.session.get(SentPhrase, long(name))
    report = talk.session.get(Report, sent.report_id) if sent is not None else None
    said = BY_KEY.get(sent.phrase) if sent is not None else None
    option = said.answer(key) if said is not None else None
    alert = alert_of(talk.session, report.id) if report is not None else None
    mine = report is not None and report.person_id == talk.person.id and not is_taken_back(report)
    if not (mine and sent and report and said and option and alert):
        menu.show_menu(talk.session, talk.person, talk.now, [Text(OVER, sign="🙏")])
        return
    new = phrase.answer_of(talk.session, sent) != key
    if new or key in said.dangers:
        _keep(talk, report, sent, option)
    ticked = answer_rows(sent.id, said.answers, chosen=key)
    answer: list[Line] = [said.line(talk.language), Text(option.label, sign="☑️")]
    tell(
        talk.session,
        talk.person,
        answer,
        talk.now,
        language=talk.language,
        rows=ticked,
        slot=slot_of(sent.id),
        edit=True,
    )
    _tell_team(talk, report, alert, said, option, new=new)


def _keep(talk: Talk, report: Report, sent: SentPhrase, option: Option) -> None:
    """Her answer as she read it, among what she said; and as what it means, beside the sentence."""
    words = say(talk.language, option.label)
    keep_words(talk.session, talk.person, words, talk.message, talk.inbox_id, talk.now, step=STEP)
    talk.session.flush()
    belongs_to(talk.session, talk.person, report, talk.inbox_id)
    phrase.note_answer(talk.session, sent, option.key, talk.now)


def _tell_team(talk: Talk, report: Report, alert: Alert, said: Phrase, option: Option, *, new: bool) -> None:
    """Whoever has it reads the answer at once; danger rings, and so does what nobody is there to read.

    What makes the alert no more urgent than it is rings for whoever has it alone.
    """
    session, now, rules = talk.session, talk.now, talk.rules
    peril, urgent = said.dangers.get(option.key), option.key in said.urgent
    taker = at_work(session, alert, now)
    if taker is not None and new:
        _tell_taker(talk, taker, report, alert, said, option, urgent=urgent and alert.urgency <= Urgency.LIFE)
    if peril is not None and new:
        hear_danger(report, peril.value)
        danger.sound(talk, report, peril)
    elif urgent and alert.urgency > Urgency.LIFE:
        raise_alert(session, report, Urgency.LIFE, now, rules)
    elif taker is None or peril is not None:
        wrote_again(session, report, now, rules)


def _tell_taker(
    talk: Talk, taker: Person, report: Report, alert: Alert, said: Phrase, option: Option, *, urgent: bool
) -> None:
    """In her language, protected, and taken back with the report."""
    reads = language_of(taker)
    lines: list[Line] = [
        Text(ANSWER, {"code": Plain(report.code)}, sign="💬"),
        said.line(reads),
        Text(phrase.ANSWERED, {"answer": Text(option.label, sign=option.sign)}, sign="↩️"),
    ]
    rows = buttons(reads, [[button(alert), ("👁️", SHOW, f"a:{short(alert.id)}:show")]])
    text = say_all(reads, lines)
    told = Outbound(text=text, rows=rows, protect=True, language=reads, about=report.id, urgent=urgent)
    put(talk.session, taker.id, told, talk.now)
