"""Corrects an answer in the chat: which one, what it should be, and why."""

from __future__ import annotations

from handlers import across, expected
from handlers.alert import alert_of, raise_alert
from handlers.at_desk import Desk
from handlers.card import ON_CARD
from handlers.case_card import ask, back_row, button, show_case
from handlers.correction import bare, correct, correctable, is_answer
from handlers.flow import Said, Step, Value, World
from handlers.flows import FLOWS
from handlers.not_deleted import answers_shown
from handlers.reply import Rows, language_of
from handlers.report import answers_of
from handlers.ring import refresh
from handlers.sites import open_sites
from handlers.step_names import name_of_step
from handlers.steps import Choice, Choices
from handlers.words import Line, Plain, Text, _s
from models.report import Report

FIX, WHY = "fix", "why"
"""What her words are for: the right answer, or why it is right."""
WHICH = _s("Which answer is wrong? The person's own words stay as they are.")
NOW_IT_IS = _s("Now it is:")
NOT_ANSWERED = _s("not answered")
WRITE_OR_PRESS = _s("Press what is right, or write it.")
NO_SUCH_ANSWER = _s("This is no answer to that question. Please write a number, a name or a time.")
NO_SUCH_OPTION = _s("This is none of the answers there are. Please press the one that is right.")
SHORT_WHY = _s("Why? Please write it in one message. The original answer stays.")
CORRECTED = _s("{code} is corrected: {question}")


def choose(desk: Desk, report: Report, given: str) -> None:
    """Shows what can be corrected, then the question, then takes what is pressed."""
    steps = {step.key: step for step in correctable(FLOWS[report.flow], answers_of(desk.session, report.id))}
    key, _colon, option = given.partition(":")
    if not across.may_show(desk.session, desk.person, report, desk.rules):
        across.look_there(desk.session, desk.person, report, desk.now)
        return
    if key not in steps:
        buttons = [(*name_of_step(step), button(report, f"f:{step.key}")) for step in steps.values()]
        pairs: Rows = [buttons[first : first + 2] for first in range(0, len(buttons), 2)]
        show_case(desk, report, anew=False, rows=[*pairs, *back_row(report)], also=[Text(WHICH, sign="✏️")])
        return
    waiting = expected.expected(desk.session, desk.person, desk.now)
    same = waiting is not None and waiting.report_id == report.id and waiting.step == key and waiting.what == FIX
    draft = expected.draft_of(desk.session, waiting) if same else {}
    if option:
        _take(desk, report, steps[key], draft, Said(option=option, step=key))
    else:
        _ask(desk, report, steps[key], {})


def fix_given(desk: Desk, report: Report, key: str, draft: Value, text: str) -> None:
    """She wrote what is right."""
    step = FLOWS[report.flow].step(key)
    if step is not None:
        _take(desk, report, step, draft, Said(text=text))


def why_given(desk: Desk, report: Report, key: str, draft: Value, text: str) -> None:
    """She wrote why it is right: it is corrected."""
    step = FLOWS[report.flow].step(key)
    if step is None:
        return
    # The alert first: whoever takes it waits for it, and then for the case (PostgreSQL).
    alert = alert_of(desk.session, report.id)
    correct(desk.session, report, key, draft, text, desk.person, desk.now, desk.rules)
    urgency = FLOWS[report.flow].urgency(answers_of(desk.session, report.id))
    if urgency is not None and (alert is None or urgency < alert.urgency):
        raise_alert(desk.session, report, urgency, desk.now, desk.rules)
    elif alert is not None and key in ON_CARD:
        refresh(desk.session, alert, desk.now, desk.rules)
    values: dict[str, Line] = {"code": Plain(report.code), "question": name_of_step(step)[1]}
    show_case(desk, report, also=[Text(CORRECTED, values, sign="✏️")])


def _take(desk: Desk, report: Report, step: Step, draft: Value, said: Said) -> None:
    value = step.take(draft or None, said, _world(desk))
    if value is None or (value.get("done") and not is_answer(value)):
        refused = NO_SUCH_OPTION if isinstance(step, Choice | Choices) else NO_SUCH_ANSWER
        ask(desk, report, Text(refused, sign="✏️"))
        expected.expect(desk.session, desk.person, FIX, report, desk.now, step=step.key, draft=draft)
    elif value.get("done"):
        expected.expect(desk.session, desk.person, WHY, report, desk.now, step=step.key, draft=bare(value))
        told = step.tell(bare(value), _world(desk))
        desk_lines: list[Line] = [NOW_IT_IS, *told, Text(SHORT_WHY, sign="✏️")]
        show_case(desk, report, anew=False, rows=back_row(report), also=desk_lines)
    else:
        _ask(desk, report, step, value)


def _ask(desk: Desk, report: Report, step: Step, draft: Value) -> None:
    """The question as it stands, with the answer that is to be corrected: its options, never her words."""
    expected.expect(desk.session, desk.person, FIX, report, desk.now, step=step.key, draft=draft)
    world = _world(desk)
    old = answers_shown(desk.session, report).get(step.key, {})
    told = step.tell(bare(old), world) if old and not old.get("skipped") else ()
    question = step.ask(draft or None, world)
    options = [
        (f"☑️ {one.sign}" if one.ticked else one.sign, one.label, button(report, f"f:{step.key}:{one.key}"))
        for one in question.options
    ]
    lines: list[Line] = [NOW_IT_IS, *(told or (NOT_ANSWERED,)), *question.lines, WRITE_OR_PRESS]
    pairs: Rows = [options[first : first + 2] for first in range(0, len(options), 2)]
    show_case(desk, report, anew=False, rows=[*pairs, *back_row(report)], also=lines)


def _world(desk: Desk) -> World:
    return World(desk.now, desk.rules.zone, language_of(desk.person), open_sites(desk.session))
