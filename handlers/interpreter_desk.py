"""Helpers before the team: what they speak, who vouches for them, and the buttons by which one is called for a case."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers import alert as alerts
from handlers import audit, interpreter
from handlers.at_desk import Desk
from handlers.card import LANGUAGES
from handlers.duty import coordinators
from handlers.interpreter_case import ask_person, call_helpers, close, means, show_case
from handlers.person import first_name_of
from handlers.relay_desk import may_speak
from handlers.reply import Rows, long, short, tell
from handlers.report import OTHER_LANGUAGE
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _s
from models.interpreter import Call
from models.messages import Inbound, Kind
from models.person import COORDINATOR, HELPER, Person
from models.report import Report

WHAT_DO_YOU_SPEAK = _s("Which languages do you read for us? Press each of them.")
VOUCH_FOR = _s("{name} wants to read for us: {languages}. Two of us must vouch. Do you know and trust this person?")
VOUCH = _s("I vouch")
VOUCHED = _s("{who} vouches for {name}.")
NOW_CALLABLE = _s("{name} can be called now.")
NOT_YET = _s("One more of us has to vouch.")
LISTED = _s("{name}: {languages}. Vouched for by {number} of 2.")
NO_HELPERS = _s("There are no helpers yet. /invite makes a link for one.")
ONLY_COORDINATORS = _s("Only coordinators can do this.")
ONLY_HELPERS = _s("This is for helpers.")
NOBODY = _s("No helper can read {language} now: none speaks it, is vouched for and free.")
ASKED_PERSON = _s("We asked the person: “Someone who speaks your language can read this. OK?”")
ALREADY = _s("A helper is already asked or reading this case.")
END = _s("End it")
TOO_LATE = _s("Thank you. Somebody else reads it, or it is not needed any more.")
THANKS = _s("Thank you for telling us.")
NO_CASE = _s("You have no case to read now.")
READS_NOW = _s("Report {code}: a helper reads it now and writes to you what it means.")
SAID_YES = _s("Report {code}: the person said yes. We ask helpers now.")
SAID_NO = _s("Report {code}: the person said no. Nobody else reads it.")
PASSED_ON = _s("Passed on to the volunteer.")
ONLY_WORDS = _s("Please write it in words.")
NOTHING = _s("(nothing yet)")
HELP = (
    _s("/languages: which languages you read for us"),
    _s("/done: you have finished reading a case"),
    _s("/team: who is in the team and who is on duty"),
    _s("/translate: the next text that waits for you"),
    _s("/language: French or English"),
)


def languages(desk: Desk) -> None:
    """/languages: a helper says what she reads."""
    if desk.person.role != HELPER:
        desk.tell(ONLY_HELPERS)
        return
    _show_languages(desk, interpreter.languages_of(desk.session, desk.person))


def helpers(desk: Desk) -> None:
    """/helpers: who helps, what they read, and who still has to be vouched for."""
    if desk.person.role != COORDINATOR:
        desk.tell(ONLY_COORDINATORS)
        return
    found = interpreter.helpers(desk.session)
    if not found:
        desk.tell(NO_HELPERS)
    for helper in found:
        number = Plain(str(min(2, len(interpreter.vouchers(desk.session, helper)))))
        values = {"name": _name(desk.session, helper), "languages": _spoken(desk.session, helper), "number": number}
        rows = [] if interpreter.is_vetted(desk.session, helper) else _vouch_rows(helper)
        desk.tell(Text(LISTED, values, sign="🤝"), rows=rows)


def done(desk: Desk) -> None:
    """/done: a helper has finished."""
    call = interpreter.read_by(desk.session, desk.person, desk.now)
    if call is None:
        desk.tell(NO_CASE)
    else:
        close(desk.session, call, desk.now)


def press(desk: Desk) -> None:
    """A button that begins with "h"."""
    action, _colon, rest = desk.rest.partition(":")
    if action == "l":
        _language(desk, rest)
    elif action == "v":
        _vouch(desk, desk.session.get(Person, long(rest)))
    elif action == "c":
        _accept(desk, long(rest))
    elif action == "n":
        desk.tell(Text(THANKS, sign="🙏"))
    else:
        _call(desk, long(action), end=rest == "end")


def writes(session: Session, person: Person, message: Inbound, inbox_id: int, now: datetime, rules: Rules) -> bool:
    """What a helper writes while she reads a case is what it means. False when she reads none."""
    if person.role != HELPER or message.kind is Kind.PRESS or message.text.startswith("/"):
        return False
    call = interpreter.read_by(session, person, now)
    if call is None:
        return False
    desk = Desk(session, person, now, rules)
    if message.kind is Kind.TEXT and message.text.strip():
        means(session, person, call, message.text, inbox_id, now)
        desk.tell(Text(PASSED_ON, sign="✅"))
    else:
        desk.tell(Text(ONLY_WORDS, sign="✍️"))
    return True


def answered(session: Session, report: Report, call: Call, now: datetime, *, yes: bool) -> bool:
    """The person said whether a helper may read it. False: that was answered before."""
    if not interpreter.agree(session, call, now, yes=yes):
        return False
    asker = session.get_one(Person, call.asked_by)
    code = {"code": Plain(report.code)}
    tell(session, asker, [Text(SAID_YES if yes else SAID_NO, code, sign="🗣️")], now)
    audit.note(session, report.person_id, "helper allowed" if yes else "helper refused", report.id, now)
    if not yes:
        return True
    people = interpreter.who_can_read(session, report.language, now)
    language = LANGUAGES.get(report.language, Plain(report.language))
    call_helpers(session, call, people, language, now)
    if not people:
        interpreter.end(call, now)
        tell(session, asker, [Text(NOBODY, {"language": language}, sign="🗣️")], now)
    return True


def _call(desk: Desk, number: int, *, end: bool) -> None:
    """Whoever has the case calls a helper, or ends it."""
    session = desk.session
    alert = alerts.find(session, number)
    report = session.get_one(Report, alert.report_id) if alert is not None else None
    if report is None or may_speak(desk, report) is None:
        return
    call = interpreter.call_of(session, report)
    language = LANGUAGES.get(report.language, Plain(report.language or "?"))
    if call is not None and end:
        close(session, call, desk.now)
    elif call is not None:
        desk.tell(Text(ALREADY, sign="🗣️"), rows=[[("⏹️", END, f"h:{short(number)}:end")]])
    elif not interpreter.who_can_read(session, report.language, desk.now):
        desk.tell(Text(NOBODY, {"language": language}, sign="🗣️"))
    else:
        ask_person(session, report, interpreter.ask(session, report, desk.person, desk.now), desk.now)
        audit.note(session, desk.person.id, "helper asked for", report.id, desk.now)
        desk.tell(Text(ASKED_PERSON, sign="🗣️"))


def _accept(desk: Desk, number: int) -> None:
    call = interpreter.accept(desk.session, number, desk.person, desk.now)
    if call is None:
        desk.tell(Text(TOO_LATE, sign="🙏"))
        return
    report = desk.session.get_one(Report, call.report_id)
    audit.note(desk.session, desk.person.id, "helper reads", report.id, desk.now)
    show_case(desk.session, desk.person, call, desk.now, desk.rules)
    asker = desk.session.get_one(Person, call.asked_by)
    tell(desk.session, asker, [Text(READS_NOW, {"code": Plain(report.code)}, sign="🗣️")], desk.now)


def _language(desk: Desk, language: str) -> None:
    if desk.person.role != HELPER or language not in LANGUAGES or language == OTHER_LANGUAGE:
        desk.tell(ONLY_HELPERS)
        return
    new = not interpreter.languages_of(desk.session, desk.person)
    _show_languages(desk, interpreter.speaks(desk.session, desk.person, language), edit=True)
    if new:
        _ask_vouchers(desk, desk.person)


def _show_languages(desk: Desk, spoken: list[str], *, edit: bool = False) -> None:
    rows: Rows = [
        [("☑️" if code in spoken else "⬜", label, f"h:l:{code}")]
        for code, label in LANGUAGES.items()
        if code != OTHER_LANGUAGE
    ]
    lines = [Text(WHAT_DO_YOU_SPEAK, sign="🗣️")]
    tell(desk.session, desk.person, lines, desk.now, rows=rows, slot="h:languages", edit=edit)


def _ask_vouchers(desk: Desk, helper: Person) -> None:
    """The coordinators who do not vouch for her yet are asked."""
    said = interpreter.vouchers(desk.session, helper)
    values = {"name": _name(desk.session, helper), "languages": _spoken(desk.session, helper)}
    for one in coordinators(desk.session):
        if one.id not in said and not interpreter.is_vetted(desk.session, helper):
            tell(desk.session, one, [Text(VOUCH_FOR, values, sign="🤝")], desk.now, rows=_vouch_rows(helper))


def _vouch_rows(helper: Person) -> list[list[tuple[str, Line, str]]]:
    return [[("🤝", VOUCH, f"h:v:{short(helper.id)}")]]


def _vouch(desk: Desk, helper: Person | None) -> None:
    if desk.person.role != COORDINATOR or helper is None or helper.role != HELPER:
        desk.tell(ONLY_COORDINATORS)
        return
    if interpreter.vouch(desk.session, helper, desk.person, desk.now):
        audit.note(desk.session, desk.person.id, "vouches", helper.id, desk.now)
    name = {"name": _name(desk.session, helper)}
    said = Text(VOUCHED, {**name, "who": _name(desk.session, desk.person)}, sign="🤝")
    vetted = interpreter.is_vetted(desk.session, helper)
    for one in coordinators(desk.session) if vetted else [desk.person]:
        tell(desk.session, one, [said, Text(NOW_CALLABLE, name, sign="✅") if vetted else NOT_YET], desk.now)


def _spoken(session: Session, helper: Person) -> Line:
    """What she reads, in the reader's language: at most as many as there are."""
    spoken = [LANGUAGES[code] for code in interpreter.languages_of(session, helper) if code in LANGUAGES]
    line: Line = spoken[0] if spoken else NOTHING
    for one in spoken[1:]:
        line = Text("{some}, {more}", {"some": line, "more": one})
    return line


def _name(session: Session, person: Person) -> Plain:
    return Plain(first_name_of(session, person) or "?")
