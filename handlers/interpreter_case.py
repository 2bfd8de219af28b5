"""What a helper sees of one case, and how what it means comes back to whoever has it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import interpreter
from handlers.across import NOT_HERE, may_show
from handlers.card import LANGUAGES
from handlers.duty import coordinators
from handlers.each import each
from handlers.evidence import files_of
from handlers.not_deleted import deleted_messages
from handlers.person import is_active, ours
from handlers.relay import dialogue_of, end, follow, keep_ours, voice_of
from handlers.reply import Rows, language_of, short, tell
from handlers.rules import Rules
from handlers.staff_copies import take_back_from
from handlers.words import Line, Plain, Text, _, _s, say
from models.evidence import FETCHED, Evidence
from models.interpreter import Call
from models.messages import FileRef, Kind, Outbound
from models.outbox import put
from models.person import Person
from models.report import HUMAN, Report, Testimony
from models.secret import unseal

MAY_WE = _("Someone who speaks your language can read this. OK?\nYou can say no.")
YES, NO = _("Yes"), _("No")
THANKS_YES = _("Thank you. We look for someone now.")
THANKS_NO = _("Nobody else will read it.")
CAN_YOU = _s("Somebody writes {language} to us. Can you read one case for us now? It takes some minutes.")
I_CAN, NOT_NOW = _s("I can"), _s("Not now")
THE_CASE = _s("This is all that the person wrote and said. Please do not pass it on.")
PLEASE_WRITE = _s("Write here what it means, in French or English. It goes to the volunteer. /done: you have finished.")
ALSO, INSTEAD = _s("The person also writes:"), _s("The person changed a message. Now it says:")
MEANS = _s("{code}, translated by a human helper:")
OVER = _s("This case has ended for you. What we showed you is taken out of this chat. Thank you.")
NOBODY = _s("No helper can read {language} now: none speaks it, is vouched for and free.")
NOBODY_CAME = _s("Report {code}: no helper reads it. You can ask again.")
NEXT = _s("Report {code}: the helper cannot be reached. We ask the others.")
NOBODY_READS = _s("Report {code}: the helper does not read it any more.")
SEEN_KINDS = (Kind.TEXT.value, Kind.EDIT.value, Kind.MEDIA.value)
"""Words of these kinds are shown to a helper: no places, no contacts."""
HIDDEN_STEPS = frozenset({HUMAN, "fallback_contact"})
"""Not shown either: what we wrote ourselves, and how else she can be reached."""
HEARD_KINDS = frozenset({"voice", "audio"})


def ask_person(session: Session, report: Report, call: Call, now: datetime) -> None:
    """The person is asked, in her language."""
    person = session.get_one(Person, report.person_id)
    rows: Rows = [[("✅", YES, f"w:read:{short(call.id)}:yes"), ("❌", NO, f"w:read:{short(call.id)}:no")]]
    tell(session, person, [Text(MAY_WE, sign="🗣️")], now, rows=rows, language=person.language or "en")


def call_helpers(session: Session, call: Call, people: Sequence[Person], language: Line, now: datetime) -> None:
    """Asks those who can read it; the first who accepts does."""
    rows: Rows = [[("✋", I_CAN, f"h:c:{short(call.id)}"), ("🚫", NOT_NOW, f"h:n:{short(call.id)}")]]
    for helper in people:
        tell(session, helper, [Text(CAN_YOU, {"language": language}, sign="🗣️")], now, rows=rows)


def show_case(session: Session, helper: Person, call: Call, now: datetime, rules: Rules) -> None:
    """Everything she may see of the case so far; what comes later is shown to her as it comes."""
    report = session.get_one(Report, call.report_id)
    follow(session, report, now)
    person = session.get_one(Person, report.person_id)
    tell(session, helper, [Text(THE_CASE, sign="🔒"), Text(PLEASE_WRITE, sign="✍️")], now, about=report.id)
    if not may_show(session, helper, report, rules):
        return
    gone = deleted_messages(session, person.id)
    rows = session.scalars(select(Testimony).where(Testimony.report_id == report.id).order_by(Testimony.id)).all()
    said: list[Line] = [
        Plain(unseal(session, "testimony.words", row.id, row.words))
        for row in rows
        if row.kind in SEEN_KINDS and row.step not in HIDDEN_STEPS and row.inbox_id not in gone
    ]
    if said:
        tell(session, helper, said, now, protect=True, about=report.id)
    for file in files_of(session, report.id, gone):
        show_file(session, helper, report, file, now)


def show_words(
    session: Session, helper: Person, report: Report, words: str, now: datetime, *, changed: bool = False
) -> None:
    """What she writes since, or `changed`: what an older message of hers says now."""
    lines: list[Line] = [Text(INSTEAD, sign="✏️") if changed else Text(ALSO, sign="💬"), Plain(words)]
    tell(session, helper, lines, now, protect=True, about=report.id)


def show_file(session: Session, helper: Person, report: Report, file: Evidence, now: datetime) -> None:
    """A voice of hers; a picture needs no translation and shows more than it has to."""
    if file.state != FETCHED or file.kind not in HEARD_KINDS or file.step in HIDDEN_STEPS:
        return
    ref, language = FileRef(file.id, file.kind, mime=file.mime), language_of(helper)
    put(session, helper.id, Outbound(file=ref, protect=True, about=report.id, language=language), now)


def reader_of(session: Session, report: Report, now: datetime) -> Person | None:
    """The helper who reads this case now."""
    call = interpreter.call_of(session, report)
    helper = session.get(Person, call.helper_id) if call is not None and call.helper_id is not None else None
    return helper if helper is not None and interpreter.read_by(session, helper, now) == call else None


def means(session: Session, helper: Person, call: Call, words: str, inbox_id: int, now: datetime, rules: Rules) -> None:
    """What it means, for whoever has the case; kept with it as a translation."""
    report = session.get_one(Report, call.report_id)
    person = ours(session, report.person_id)
    voice = voice_of(session, report, now) or _asker(session, call)
    code = {"code": Plain(report.code)}
    head = Text(MEANS, code, sign="🤝")
    keep_ours(session, person, report, f"{say(language_of(voice), head)}\n{words}", inbox_id, now)
    shown = may_show(session, voice, report, rules)
    lines: list[Line] = [head, Plain(words)] if shown else [Text(NOT_HERE, code, sign="🤝")]
    tell(session, voice, lines, now, protect=True, about=report.id)


def _asker(session: Session, call: Call) -> Person:
    """Whoever called the helper; where she is not in the team any more (a lost phone), a coordinator."""
    asker = session.get_one(Person, call.asked_by)
    reachable = is_active(asker) and asker.blocked_at is None
    return asker if reachable else next(iter(coordinators(session)), asker)


def close(session: Session, call: Call, now: datetime) -> None:
    """Her access ends: what she was shown is taken out of her chat, and whoever called her is told."""
    was_open = call.ended_at is None
    interpreter.end(call, now)
    report = session.get_one(Report, call.report_id)
    if not was_open:
        return
    if call.helper_id is not None:
        helper = session.get_one(Person, call.helper_id)
        take_back_from(session, report, helper, now)
        if helper.blocked_at is None:
            tell(session, helper, [Text(OVER, sign="🧹")], now)
    voice = voice_of(session, report, now)
    if voice is not None:
        line = NOBODY_READS if call.helper_id is not None else NOBODY_CAME
        tell(session, voice, [Text(line, {"code": Plain(report.code)}, sign="🗣️")], now)


def case_over(session: Session, report: Report, now: datetime) -> None:
    """The team has done with a case: nobody reads it any more, and what she writes next is for the bot again."""
    call = interpreter.call_of(session, report)
    if call is not None:
        close(session, call, now)
    dialogue = dialogue_of(session, session.get_one(Person, report.person_id))
    if dialogue is not None and dialogue.report_id == report.id:
        end(dialogue, now)


def next_helper(session: Session, call: Call, now: datetime, rules: Rules) -> bool:
    """Asks everybody who can read it, now that the person has said yes. False, and it has ended, if that is nobody."""
    report, asker = session.get_one(Report, call.report_id), session.get_one(Person, call.asked_by)
    language = LANGUAGES.get(report.language, Plain(report.language))
    people = who_may_read(session, report, now, rules)
    call_helpers(session, call, people, language, now)
    if not people:
        interpreter.end(call, now)
        tell(session, asker, [Text(NOBODY, {"language": language}, sign="🗣️")], now)
    return bool(people)


def who_may_read(session: Session, report: Report, now: datetime, rules: Rules) -> list[Person]:
    """The helpers who can be called for this case: what came by a private messenger may be shown on theirs."""
    people = interpreter.who_can_read(session, report.language, now)
    return [one for one in people if may_show(session, one, report, rules)]


def look(session: Session, now: datetime, rules: Rules) -> int:
    """Ends what is over; where the helper is gone the next one is called. Gives how many were looked at."""
    found = interpreter.open_calls(session)
    each(session, "interpreter", found, lambda row: _look_at(session, session.get_one(Call, row), now, rules), now)
    return len(found)


def _look_at(session: Session, call: Call, now: datetime, rules: Rules) -> None:
    lost, over = interpreter.is_lost(session, call), interpreter.is_over(session, call, now)
    if lost or over:
        close(session, call, now)
    if not lost or over:
        return
    report = session.get_one(Report, call.report_id)
    if next_helper(session, interpreter.again(session, call, now), now, rules):
        voice = voice_of(session, report, now) or _asker(session, call)
        tell(session, voice, [Text(NEXT, {"code": Plain(report.code)}, sign="🗣️")], now)
