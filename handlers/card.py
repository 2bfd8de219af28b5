"""The card of an alert as the team sees it: kind, urgency, place, language, people, code. Never her words."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.cluster import told_of
from handlers.flow import Flow, Urgency, Value, World, chosen
from handlers.flows import FLOWS
from handlers.not_deleted import answers_shown
from handlers.person import first_name_of
from handlers.place import PLACE_SITE, place_lines
from handlers.ready import button
from handlers.relay_card import talk_rows
from handlers.reply import short
from handlers.report import OTHER_LANGUAGE, is_taken_back
from handlers.rules import Rules
from handlers.settled import HOW, settlement_of
from handlers.steps import Choice
from handlers.words import Line, Plain, Text, _s
from models.alert import Alert
from models.memory import memory_of
from models.person import Person
from models.prepared import Prepared
from models.report import Report
from models.secret_number import SAME, SamePerson

URGENCY = {
    Urgency.LIFE: ("🔴", _s("DANGER TO LIFE")),
    Urgency.NOW: ("🟠", _s("NOW")),
    Urgency.REST: ("🔵", _s("To read")),
}
KIND = _s("{urgency} · {kind}")
KINDS = {
    "police_now": _s("Police now, danger"),
    "eviction": _s("An eviction"),
    "police_violence": _s("Violence by police"),
    "say_it": _s("Told by voice or in words"),
    "talk": _s("Wants to talk"),
}
SAME_PERSON = _s("The same person as in {codes}")
CODE = _s("Report {code} · {time}")
SPEAKS = _s("Speaks {language}")
LANGUAGES = {
    "ar": _s("Arabic"),
    "fa": _s("Persian, Dari"),
    "ps": _s("Pashto"),
    "ti": _s("Tigrinya"),
    "en": _s("English"),
    "fr": _s("French"),
    OTHER_LANGUAGE: _s("another language, please listen"),
}
UNHEARD = _s("Not understood yet, please listen (press Show)")
UNFINISHED = _s("Unfinished: the person is silent")
DANGERS = {
    "suicide": ("🤍", _s("Words of suicide")),
    "sea": ("🌊", _s("Words of danger at sea")),
    "life": ("🩸", _s("Words of danger to life")),
    "now": ("🔴", _s("Words of danger now")),
}
PEOPLE = _s("People: {people}")
TAKEN = _s("Taken by {name}, {time}")
ON_PHONE = _s("Answered on the phone, since {time}. Nobody else has to, unless it rings again.")
ERASED = _s("Erased by the person.")
ERASED_SILENT = _s("Erased: nobody answered whether we may keep it.")
NO_CONSENT = _s("Consent not given yet: please ask the person.")
YOU_CANNOT = _s("You said that you cannot.")
ON_CARD = frozenset({"safe_now", "hurt_now", "when", "where", "people"})
"""The steps whose answers the card shows: an answer to another one does not change it."""
TAKE = _s("I take it")
CANNOT = _s("I cannot")
SHOW = _s("Show")
CASE = _s("Case")
SETTLE, IN_FRENCH = _s("It is settled"), _s("Text in French")
SETTLED = _s("Settled: {how}, {time}")
TOGETHER = _s("{count} reports of this place: {codes}")
SAME_PLACE = _s("Same place as report {code}")
OF_SAME = Prepared(select(SamePerson.of_id).where(SamePerson.person_id == bindparam("person")))


def card_lines(session: Session, alert: Alert, report: Report, rules: Rules) -> list[Line]:
    """The card, line by line."""
    flow = FLOWS[report.flow]
    sign, urgency = URGENCY[Urgency(alert.urgency)]
    lines: list[Line] = [Text(KIND, {"urgency": urgency, "kind": KINDS.get(flow.key, flow.label)}, sign=sign)]
    taken_back = is_taken_back(report)
    lines += _erased(report) if taken_back else _told(session, report, flow, rules)
    time = Plain(clock(alert.raised_at, rules))
    lines.append(Text(CODE, {"code": Plain(report.code), "time": time}, sign="📄"))
    if alert.with_id is not None:
        lines += _together(session, alert, report)
    if codes := told_before(session, report):
        lines.append(Text(SAME_PERSON, {"codes": Plain(", ".join(codes))}, sign="🔑"))
    if not taken_back and report.filed_at is not None and report.consent not in ("yes", "no"):
        lines.append(Text(NO_CONSENT, sign="❔"))
    if alert.taken_by is not None and alert.taken_at is not None:
        taker = session.get_one(Person, alert.taken_by)
        name = Plain(first_name_of(session, taker) or "?")
        lines.append(Text(TAKEN, {"name": name, "time": Plain(clock(alert.taken_at, rules))}, sign="✅"))
    elif alert.phone_at is not None:
        lines.append(Text(ON_PHONE, {"time": Plain(clock(alert.phone_at, rules))}, sign="📱"))
    if (one := settlement_of(session, alert)) is not None and one.settled_at is not None:
        values: dict[str, Line] = {"how": HOW[one.how][1], "time": Plain(clock(one.settled_at, rules))}
        lines.append(Text(SETTLED, values, sign="🏁"))
    return lines


def _together(session: Session, alert: Alert, report: Report) -> list[Line]:
    """The first of a place counts the others, who name the first: so one more changes one card."""
    told = told_of(session, alert)
    first = next(told, report)
    if is_taken_back(report):
        return []
    if report is not first:
        return [Text(SAME_PLACE, {"code": Plain(first.code)}, sign="🔢")]
    codes = [first.code, *(one.code for one in told)]
    values: dict[str, Line] = {"count": Plain(str(len(codes))), "codes": Plain(", ".join(codes))}
    return [Text(TOGETHER, values, sign="🔢")] if len(codes) > 1 else []


def _erased(report: Report) -> list[Line]:
    """All that an alert keeps of a report that was taken back, besides its kind and time."""
    place = [Text(PLACE_SITE, {"site": Plain(report.site)}, sign="📍")] if report.site else []
    return [*place, Text(ERASED if report.hidden_at is not None else ERASED_SILENT, sign="🗑️")]


def _told(session: Session, report: Report, flow: Flow, rules: Rules) -> list[Line]:
    told = answers_shown(session, report)
    answers = flow.visible(told)
    lines: list[Line] = [
        *_state(report),
        *_safety(flow, answers, report, rules),
        *place_lines(session, told),
        Text(SPEAKS, {"language": LANGUAGES.get(report.language, Plain(report.language or "?"))}, sign="🗣️"),
    ]
    people = flow.step("people")
    if isinstance(people, Choice) and chosen(answers.get("people")):
        number = people.label(next(iter(chosen(answers["people"]))))
        lines.append(Text(PEOPLE, {"people": number}, sign="👥"))
    return lines


def told_before(session: Session, report: Report) -> list[str]:
    """The newest reports that the same person told from another phone."""
    known = memory_of(session, SAME)
    if report.person_id not in known:
        known[report.person_id] = OF_SAME.first(session, person=report.person_id)
    if (same := known[report.person_id]) is None:
        return []
    told = select(Report.code).where(Report.person_id == same[0], Report.hidden_at.is_(None))
    return list(session.scalars(told.order_by(Report.id.desc()).limit(3)))


def card_rows(alert: Alert, *, declined: bool = False, has_it: bool = False) -> list[list[tuple[str, Line, str]]]:
    """The buttons of the card: for somebody who said "I cannot" (`declined`), or who has taken it (`has_it`)."""
    show: tuple[str, Line, str] = ("👁️", SHOW, f"a:{short(alert.id)}:show")
    case: tuple[str, Line, str] = ("📁", CASE, f"c:{short(alert.report_id)}:")
    if alert.taken_by is not None and not has_it:
        return [[show, case]]
    take: tuple[str, Line, str] = ("✋", TAKE, f"a:{short(alert.id)}:take")
    cannot: tuple[str, Line, str] = ("🚫", CANNOT, f"a:{short(alert.id)}:cannot")
    rest: list[tuple[str, Line, str]] = [show] if declined else [cannot, show]
    if has_it:
        return [[button(alert)], rest, *talk_rows(alert), [*_settle(alert), case]]
    return [[take], [button(alert)], rest]


def _settle(alert: Alert) -> list[tuple[str, Line, str]]:
    """For whoever has it: how it ends; and where a life is in danger, what the person can show to rescuers."""
    end: tuple[str, Line, str] = ("🏁", SETTLE, f"e:{short(alert.id)}:settle")
    say: tuple[str, Line, str] = ("🗣️", IN_FRENCH, f"e:{short(alert.id)}:say")
    return [say, end] if alert.urgency == Urgency.LIFE else [end]


def slot_of(alert: Alert) -> str:
    """The slot under which the card of an alert is shown."""
    return f"a:{short(alert.id)}"


def clock(at: datetime, rules: Rules) -> str:
    """Day, hour and minute where people live."""
    return f"{at.astimezone(rules.zone):%d/%m %H:%M}"


def _state(report: Report) -> list[Line]:
    """What is known without any answer: nobody has understood it yet, it is unfinished, a danger was told in words."""
    told: list[Line] = [Text(UNHEARD, sign="👂")] if report.unheard else []
    if report.unfinished_at is not None:
        told.append(Text(UNFINISHED, sign="⏳"))
    return told + [Text(text, sign=sign) for kind in report.dangers.split() for sign, text in (DANGERS[kind],)]


def _safety(flow: Flow, answers: dict[str, Value], report: Report, rules: Rules) -> list[Line]:
    """What makes it urgent, in the options' own words: fixed labels, never testimony."""
    world = World(report.opened_at, rules.zone)
    told: list[Line] = []
    for key in ("safe_now", "hurt_now", "when"):
        step = flow.step(key)
        if isinstance(step, Choice) and chosen(answers.get(key)) - {"safe", "no", ""}:
            told += [line for line in step.tell(answers[key], world) if isinstance(line, Text)]
    return told
