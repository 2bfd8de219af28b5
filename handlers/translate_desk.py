"""`/translate`: a helper writes what a text or a voice means, a second one reads it; the original stands beside.

A member of the team gives a report to the queue; helpers are shown one text at a time, without name, place or code, and
it is taken out of their chat as soon as they have done with it.
"""

from __future__ import annotations

from sqlalchemy import select

from handlers import expected, interpreter, translation
from handlers.action import Action
from handlers.at_desk import NOT_HERS, Desk
from handlers.card import LANGUAGES
from handlers.case_access import may_open
from handlers.case_card import button
from handlers.reply import Rows, language_of, long, short, tell
from handlers.staff_copies import take_back_from
from handlers.words import Line, Plain, Text, _s
from models.messages import FileRef, Outbound
from models.outbox import put
from models.person import HELPER, VOLUNTEER
from models.report import Report
from models.translation import Translation

TRANSLATE = "translate"
"""What a helper's words are for while she has a text."""
NOT_ALLOWED = _s("The person has not yet allowed a helper to read it. First press “Interpreter” on the alert.")
QUEUED = _s("{code}: {count} more wait for a helper.")
ALL_QUEUED = _s("{code}: all of it was given to helpers before. Waiting: {count}")
HOW = _s("Write: /translate CODE. Or open a case and press “Texts”.")
SOME_WAIT = _s("There is something to translate from {language}. You can do it when you have time.")
BEGIN, ENOUGH = _s("Begin"), _s("Enough for now")
NOTHING = _s("There is nothing to translate for you now. Thank you.")
PLEASE = _s("Please write what it means in French or English, as exactly as you can. Do not pass it on.")
IS_IT_RIGHT = _s("Somebody translated it like this. Is it right? If not, write a better one.")
RIGHT = _s("It is right")
THANKS = _s("Thank you. It is kept, and taken out of this chat.")
ONE_MORE = _s("One more")
TOO_LATE = _s("This text was given to somebody else, or is not needed any more.")
READY = _s("{code}: the translation is ready. See “Texts” of the case.")
WHICH_PAPER = _s("Which one? Look at it first: helpers must see no name, number or address.")
NO_PAPER = _s("No paper or picture was sent.")
PAPER = _s("Paper {number}")


def command(desk: Desk) -> None:
    """`/translate` gives a helper the next text; `/translate CODE` gives a report to the helpers."""
    if desk.person.role == HELPER:
        _give(desk)
        return
    code = desk.rest.strip().upper()
    report = desk.session.scalars(select(Report).where(Report.code == code)).first() if code else None
    if report is None or not may_open(desk.session, desk.person, report, desk.now):
        desk.tell(HOW if not code else NOT_HERS)
    else:
        queue_words(desk, report)


def queue_words(desk: Desk, report: Report) -> None:
    """All words and voices of a report wait for helpers from now on."""
    if not translation.is_allowed(desk.session, report):
        desk.tell(Text(NOT_ALLOWED, sign="🗣️"))
        return
    _queued(desk, report, translation.queue(desk.session, report, desk.person, desk.now))


def queue_papers(desk: Desk, report: Report, given: str) -> None:
    """One paper waits for helpers; which one, a member of the team says who has looked at it."""
    papers = translation.papers_of(desk.session, report)
    chosen = next((one for one in papers if one.id == long(given)), None) if given else None
    if not translation.is_allowed(desk.session, report):
        desk.tell(Text(NOT_ALLOWED, sign="🗣️"))
    elif chosen is not None:
        _queued(desk, report, translation.queue(desk.session, report, desk.person, desk.now, chosen.id))
    elif not papers:
        desk.tell(NO_PAPER)
    else:
        rows: list[list[tuple[str, Line, str]]] = [
            [("📄", Text(PAPER, {"number": Plain(str(number))}), button(report, f"x:d:{short(one.id)}"))]
            for number, one in enumerate(papers, 1)
        ]
        desk.tell(Text(WHICH_PAPER, sign="👁️"), rows=rows)


def _queued(desk: Desk, report: Report, count: int) -> None:
    waiting = Plain(str(translation.waiting(desk.session, report.id)))
    if not count:
        desk.tell(Text(ALL_QUEUED, {"code": Plain(report.code), "count": waiting}, sign="🌐"))
        return
    desk.tell(Text(QUEUED, {"code": Plain(report.code), "count": Plain(str(count))}, sign="🌐"))
    language = LANGUAGES.get(report.language, Plain(report.language))
    rows: Rows = [[("✍️", BEGIN, "v:t:next")]]
    for helper in interpreter.who_can_read(desk.session, report.language, desk.now):
        tell(desk.session, helper, [Text(SOME_WAIT, {"language": language}, sign="🌐")], desk.now, rows=rows)


def _give(desk: Desk) -> None:
    """The next text, alone, with what is to be done with it."""
    row = translation.next_for(desk.session, desk.person, desk.now, desk.rules)
    if row is None:
        desk.tell(Text(NOTHING, sign="🙏"))
        return
    report = desk.session.get_one(Report, row.report_id)
    file, words = translation.file_of(desk.session, row), translation.words_of(desk.session, row)
    if file is not None:
        shown = Outbound(
            file=FileRef(file.id, file.kind, mime=file.mime),
            protect=True,
            about=report.id,
            language=language_of(desk.person),
        )
        put(desk.session, desk.person.id, shown, desk.now)
    else:
        tell(desk.session, desk.person, [Plain(words)], desk.now, protect=True, about=report.id)
    draft = translation.text_of(desk.session, row)
    rows: list[list[tuple[str, Line, str]]] = [[("⏹️", ENOUGH, f"v:t:stop:{short(row.id)}")]]
    lines: list[Line] = [Text(PLEASE, sign="✍️")]
    if draft:
        lines = [Text(IS_IT_RIGHT, sign="👀"), Plain(draft)]
        rows.insert(0, [("✅", RIGHT, f"v:t:ok:{short(row.id)}")])
    tell(desk.session, desk.person, lines, desk.now, rows=rows, protect=True, about=report.id)
    expected.expect(desk.session, desk.person, TRANSLATE, report, desk.now, about=row.id)


def translation_given(desk: Desk, number: int, text: str) -> None:
    """A helper wrote what it means."""
    row = translation.claimed(desk.session, number, desk.person, desk.now)
    if row is None:
        desk.tell(Text(TOO_LATE, sign="🙏"))
        return
    translation.translated(desk.session, row, text, desk.person, desk.now)
    _done(desk, row)


def read_twice(desk: Desk, rest: str) -> None:
    """A button that begins with "v:t": the next text, enough, or: the translation is right."""
    word, _colon, number = rest.partition(":")
    if word == "next":
        _give(desk)
        return
    row = translation.claimed(desk.session, long(number), desk.person, desk.now)
    expected.forget(desk.session, desk.person)
    if row is None:
        desk.tell(Text(TOO_LATE, sign="🙏"))
    elif word == "ok" and row.text_id is not None:
        translation.read(desk.session, row, desk.person, desk.now)
        _done(desk, row)
    else:
        translation.let_go(desk.session, row)
        take_back_from(desk.session, desk.session.get_one(Report, row.report_id), desk.person, desk.now)
        desk.tell(Text(THANKS, sign="🙏"))


def _done(desk: Desk, row: Translation) -> None:
    """What she was shown goes out of her chat; once all of it is read, whoever asked for it hears of that."""
    report = desk.session.get_one(Report, row.report_id)
    take_back_from(desk.session, report, desk.person, desk.now)
    desk.tell(Text(THANKS, sign="🙏"), rows=[[("➡️", ONE_MORE, "v:t:next")]])
    if row.read_at is not None and not translation.waiting(desk.session, report.id):
        asker = translation.asked_by(desk.session, row)
        tell(desk.session, asker, [Text(READY, {"code": Plain(report.code)}, sign="🌐")], desk.now)


ACTIONS = (
    Action(
        HELPER,
        command,
        ("translate", "traduire"),
        _s("texts that wait to be translated"),
        VOLUNTEER,
    ),
)
