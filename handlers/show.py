"""Shows a report to a member of the team who asked: answers, words, pin and files, protected from forwarding."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import across
from handlers.card import clock
from handlers.correction import corrections
from handlers.earlier import testimony_of
from handlers.evidence import files_of
from handlers.flow import World
from handlers.flows import FLOWS
from handlers.not_deleted import answers_without, deleted_messages
from handlers.phrase import record
from handlers.reply import language_of, tell
from handlers.report import is_taken_back
from handlers.rules import Rules
from handlers.step_names import name_of_step
from handlers.summary import summary
from handlers.words import Line, Plain, Text, _s, say, say_all
from models.evidence import FETCHED, GONE, TOO_BIG, Evidence
from models.messages import FileRef, Outbound, Pin
from models.outbox import put
from models.person import Person
from models.report import HUMAN, Report
from models.secret import unseal

HEADER = _s("Report {code}: only for you. Do not pass it on.")
IN_HER_WORDS = _s("In the person's own words:")
TAKEN_BACK = _s("The person took report {code} back. It is not shown any more.")
SAID_BY_US = _s("{time} One of us: {words}")
FILE_BY_US = _s("{code}, from one of us")
NOT_SHOWN = _s("What was deleted in the chat is not shown.")
NOTHING_SAID = _s("Nothing was written yet.")
FILE_COMING = _s("A file is still on its way. Press Show again in a minute.")
FILE_TOO_BIG = _s("A file was too big for the bot. The person was asked for a shorter one.")
FILE_GONE = _s("A file could not be fetched: the messenger no longer has it.")
SAID = _s("{time} {words}")
CORRECTED = _s("Corrected by the team: {question}. See “Texts” of the case.")


def show_report(session: Session, person: Person, report_id: int, now: datetime, rules: Rules) -> bool:
    """Puts everything the report holds into this one chat. False when it may not be shown there."""
    report = session.get_one(Report, report_id)
    if is_taken_back(report):
        tell(session, person, [Text(TAKEN_BACK, {"code": Plain(report.code)}, sign="🗑️")], now)
        return True
    if not across.may_show(session, person, report, rules):
        across.look_there(session, person, report, now)
        return False
    language = language_of(person)
    flow = FLOWS[report.flow]
    gone = deleted_messages(session, report.person_id)
    answers = answers_without(session, report.id, gone)
    said, files = testimony_of(session, report.id, gone), files_of(session, report.id, gone)
    lines: list[Line] = [Text(HEADER, {"code": Plain(report.code)}, sign="🔒")]
    lines += summary(flow, answers, World(report.opened_at, rules.zone, language))
    changed = {one.step.key: name_of_step(one.step)[1] for one in corrections(session, report)}
    lines += [Text(CORRECTED, {"question": name}, sign="✏️") for name in changed.values()]
    lines.append(Text(IN_HER_WORDS, sign="💬") if said else NOTHING_SAID)
    lines += [
        Text(SAID_BY_US if kind == HUMAN else SAID, {"time": Plain(clock(at, rules)), "words": Plain(words)})
        for at, kind, words in said
    ]
    if len(said) < len(testimony_of(session, report.id)) or len(files) < len(files_of(session, report.id)):
        lines.append(Text(NOT_SHOWN, sign="🗑️"))
    lines += record(session, report.id, language, rules)
    text = say_all(language, lines)
    whole = Outbound(text=text, protect=True, language=language, about=report.id, cases=(report.code,))
    put(session, person.id, whole, now)
    pin = answers.get("where", {}).get("pin")
    if pin:
        place = Outbound(pin=Pin(pin[0], pin[1], pin[2]), protect=True, language=language, about=report.id)
        put(session, person.id, place, now)
    _show_files(session, person, report, files, now)
    return True


def _show_files(session: Session, person: Person, report: Report, files: Iterable[Evidence], now: datetime) -> None:
    """The files that are here, and a word for each that is not."""
    missing = {GONE: FILE_GONE, TOO_BIG: FILE_TOO_BIG}
    language = language_of(person)
    for file in files:
        if file.state != FETCHED:
            text = say(language, Text(missing.get(file.state, FILE_COMING), sign="📎"))
            put(session, person.id, Outbound(text=text, language=language), now)
            continue
        name = unseal(session, "evidence.name", file.id, file.name)
        ref = FileRef(evidence=file.id, kind=file.kind, name=name, mime=file.mime)
        text = say(language, Text(FILE_BY_US, {"code": Plain(report.code)})) if file.step == HUMAN else report.code
        shown = Outbound(file=ref, protect=True, text=text, language=language, about=report.id)
        put(session, person.id, shown, now)
