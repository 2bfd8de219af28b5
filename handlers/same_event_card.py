"""What a card says of other reports of the same event, and its buttons for that. Never words of a person."""

from __future__ import annotations

from handlers import same_event
from handlers.alike import Alike, proposals
from handlers.at_desk import Desk
from handlers.flow import World
from handlers.flows import FLOWS
from handlers.not_deleted import answers_shown
from handlers.reply import Rows, language_of, short
from handlers.same_event import of_event
from handlers.steps import Choice, Choices, Count, Place, When
from handlers.words import Line, Plain, Text, _s, say
from models.person import COORDINATOR
from models.report import Report

PERHAPS = _s("Perhaps the same event as {code}: {why}")
CONVOY = _s("Perhaps the same convoy as {code}: {why}")
ONE_EVENT = _s("One event, told {count} times: {codes}")
BELONGS = _s("Belongs to: {codes}")
DIFFER = _s("Answers that differ: {count}. Press Compare.")
FIGURES = _s("The figures of {code} count.")
MERGE, LINK, OTHER = _s("Same as {code}"), _s("Link with {code}"), _s("Not {code}")
COUNT, TAKE_OUT, UNLINK = _s("Figures of this one"), _s("Not the same: undo"), _s("Unlink {code}")
COMPARE = _s("Compare")
COMPARED = (Choice, Choices, Count, Place, When)
"""The steps whose answers are compared: fixed options, counts, times and sites; never words of hers."""
Said = dict[str, tuple[str, dict[int, str]]]
"""By question: its text, and what each report says to it, where it says anything."""


def lines(desk: Desk, report: Report) -> list[Line]:
    """What the card says: the event, where its sources differ, and what is perhaps of it too."""
    reports = of_event(desk.session, report)
    told: list[Line] = []
    if len(reports) > 1:
        codes = {"count": Plain(str(len(reports))), "codes": Plain(", ".join(one.code for one in reports))}
        told.append(Text(ONE_EVENT, codes, sign="🔗"))
        if differ := differences(desk, reports):
            told.append(Text(DIFFER, {"count": Plain(str(len(differ)))}, sign="⚖️"))
        told.append(Text(FIGURES, {"code": Plain(same_event.counting(desk.session, report).code)}, sign="⭐"))
    if linked := same_event.linked_with(desk.session, report):
        told.append(Text(BELONGS, {"codes": Plain(", ".join(one.code for one in linked))}, sign="🖇️"))
    return told + [proposed(desk, one) for one in proposals(desk.session, report, desk.rules)[:1]]


def rows(desk: Desk, report: Report) -> Rows:
    """The buttons for it: the likeliest one at a time."""
    if desk.person.role != COORDINATOR:
        return []
    made: list[list[tuple[str, Line, str]]] = []
    for one in proposals(desk.session, report, desk.rules)[:1]:
        code: dict[str, Line] = {"code": Plain(one.report.code)}
        merge: tuple[str, Line, str] = ("🔗", Text(MERGE, code), _button("s", report, one.report))
        link: tuple[str, Line, str] = ("🖇️", Text(LINK, code), _button("l", report, one.report))
        other: tuple[str, Line, str] = ("❌", Text(OTHER, code), _button("d", report, one.report))
        made += [[link, other]] if one.convoy else [[merge], [link, other]]
    if len(of_event(desk.session, report)) > 1:
        chosen = same_event.is_chosen(desk.session, report)
        made.append([("⚖️", COMPARE, _button("c", report)), ("↩️", TAKE_OUT, _button("u", report))])
        made += [] if chosen else [[("⭐", COUNT, _button("f", report))]]
    for linked in same_event.linked_with(desk.session, report)[-1:]:
        made.append([("✂️", Text(UNLINK, {"code": Plain(linked.code)}), _button("x", report, linked))])
    return made


def _button(what: str, report: Report, other: Report | None = None) -> str:
    return f"m2:{what}:{short(report.id)}" + (f":{short(other.id)}" if other is not None else "")


def proposed(desk: Desk, one: Alike) -> Text:
    """What it perhaps is the same as, and why."""
    why = ", ".join(say(language_of(desk.person), reason) for reason in one.reasons)
    values: dict[str, Line] = {"code": Plain(one.report.code), "why": Plain(why)}
    return Text(CONVOY if one.convoy else PERHAPS, values, sign="❔")


def differences(desk: Desk, reports: list[Report]) -> Said:
    """The questions that the sources answer differently, and what each report says, where it says anything."""
    return {key: one for key, one in _said(desk, reports).items() if len(set(one[1].values())) > 1}


def to_compare(desk: Desk, reports: list[Report]) -> Said:
    """The same, with those that only some of them answer: what one alone has seen is not to be missed."""
    return {
        key: one
        for key, one in _said(desk, reports).items()
        if len(one[1]) < len(reports) or len(set(one[1].values())) > 1
    }


def _said(desk: Desk, reports: list[Report]) -> Said:
    language = language_of(desk.person)
    told: Said = {}
    for report in reports:
        flow, world = FLOWS[report.flow], World(report.opened_at, desk.rules.zone, language)
        for key, value in flow.visible(answers_shown(desk.session, report)).items():
            step = flow.step(key)
            if not isinstance(step, COMPARED) or key.startswith("consent") or value.get("skipped"):
                continue
            said = ", ".join(say(language, line) for line in step.tell(value, world) if not isinstance(line, Plain))
            if said:
                told.setdefault(key, (step.text, {}))[1][report.id] = said
    return told
