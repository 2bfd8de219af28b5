"""What a person answers to questions of ours that belong to no form: buttons that begin with "w"."""

from __future__ import annotations

from handlers import care, interpreter, interpreter_case
from handlers.interpreter_desk import answered
from handlers.reply import long
from handlers.talk import Talk
from handlers.words import Text
from models.interpreter import Call
from models.report import Report


def press(talk: Talk, rest: str) -> None:
    """`rest` is what was asked, about what, and the answer."""
    what, _colon, answer = rest.partition(":")
    name, _colon, said = answer.partition(":")
    if what == "care":
        care.answer(talk, long(name), said)
    elif what == "read":
        _read(talk, long(name), yes=said == "yes")


def _read(talk: Talk, number: int, *, yes: bool) -> None:
    """Whether somebody who speaks her language may read it."""
    call = talk.session.get(Call, number)
    report = talk.session.get(Report, call.report_id) if call is not None else None
    if call is None or report is None or report.person_id != talk.person.id:
        return
    new = answered(talk.session, report, call, talk.now, talk.rules, yes=yes)
    if not yes and not new:
        # She may take her yes back at any time.
        interpreter_case.close(talk.session, interpreter.call_of(talk.session, report) or call, talk.now)
    looking = call.ended_at is None
    talk.tell([Text(interpreter_case.THANKS_YES if looking else interpreter_case.THANKS_NO, sign="🗣️")])
