"""What the team has written about a report: corrections, the clear version, translations beside the original."""

from __future__ import annotations

from sqlalchemy import select

from handlers import across, audit, case_text, expected
from handlers.at_desk import Desk
from handlers.card import clock
from handlers.case_card import ask, back_row, button, name_of, show_case
from handlers.correct_desk import NOT_ANSWERED
from handlers.correction import Correction, bare, corrections
from handlers.flow import Value, World
from handlers.not_deleted import deleted_messages
from handlers.reply import Rows, language_of, tell
from handlers.step_names import name_of_step
from handlers.translate_desk import queue_papers, queue_words
from handlers.translation import pairs
from handlers.words import Line, Plain, Text, _s
from models.report import Report, Testimony

TEXTS = _s("Texts about {code}. The person's own words stand in “Show”.")
CLEAR_BY = _s("{time} Edited for clarity by {name}: {words}")
ORIGINAL = _s("Original: {words}")
ORIGINAL_FILE = _s("Original: a voice or a file, see “Show”")
TRANSLATED = _s("Translated by {name}: {words}")
READ_BY = _s("Read by {name}, who agrees")
NOT_READ = _s("Nobody has read it a second time yet")
WAS = _s("{time} {name} corrected {question}: {before} → {after}. Why: {reason}")
NOTHING = _s("There is none yet.")
WRITE_CLEAR, TO_TRANSLATE, A_PAPER = _s("A clear version"), _s("Have it translated"), _s("A paper")
PLEASE_CLEAR = _s("Please write {code} edited for clarity, in one message. Add nothing, leave nothing out.")


def show(desk: Desk, report: Report, given: str) -> None:
    """All of them, protected; or writes a clear version, or has it translated."""
    if given == "c":
        expected.expect(desk.session, desk.person, case_text.CLEAR, report, desk.now)
        ask(desk, report, Text(PLEASE_CLEAR, {"code": Plain(report.code)}, sign="✍️"))
        return
    if given == "t":
        queue_words(desk, report)
        return
    word, _colon, paper = given.partition(":")
    if word == "d":
        queue_papers(desk, report, paper)
        return
    rows: Rows = [
        [("✍️", WRITE_CLEAR, button(report, "x:c"))],
        [("🌐", TO_TRANSLATE, button(report, "x:t")), ("📄", A_PAPER, button(report, "x:d"))],
    ]
    show_case(desk, report, anew=False, rows=[*rows, *back_row(report)])
    if not across.may_show(desk.session, desk.person, report, desk.rules):
        across.look_there(desk.session, desk.person, report, desk.now)
        return
    lines: list[Line] = [Text(TEXTS, {"code": Plain(report.code)}, sign="🔒")]
    found = [*_clear(desk, report), *_translations(desk, report), *_corrections(desk, report)]
    tell(desk.session, desk.person, [*lines, *(found or [NOTHING])], desk.now, protect=True, about=report.id)
    audit.note(desk.session, desk.person.id, "show texts", report.id, desk.now)


def _clear(desk: Desk, report: Report) -> list[Line]:
    found = case_text.texts_of(desk.session, report.id, case_text.CLEAR)
    gone = deleted_messages(desk.session, report.person_id)
    of_gone = select(Testimony.id).where(Testimony.report_id == report.id, Testimony.inbox_id.in_(gone)).limit(1)
    if gone and desk.session.scalar(of_gone) is not None:
        # Nobody knows which words of it came from what she has deleted.
        return []
    return [
        Text(
            CLEAR_BY,
            {
                "time": Plain(clock(one.written_at, desk.rules)),
                "name": name_of(desk.session, one.by_id),
                "words": Plain(case_text.words_of(desk.session, one)),
            },
            sign="✍️",
        )
        for one in found
    ]


def _translations(desk: Desk, report: Report) -> list[Line]:
    lines: list[Line] = []
    for pair in pairs(desk.session, report):
        lines.append(Text(ORIGINAL, {"words": Plain(pair.original)}, sign="💬") if pair.original else ORIGINAL_FILE)
        values: dict[str, Line] = {"name": name_of(desk.session, pair.by_id), "words": Plain(pair.words)}
        lines.append(Text(TRANSLATED, values, sign="🌐"))
        read = Text(READ_BY, {"name": name_of(desk.session, pair.reader_id)}, sign="✅")
        lines.append(read if pair.reader_id is not None else Text(NOT_READ, sign="⏳"))
    return lines


def _corrections(desk: Desk, report: Report) -> list[Line]:
    world = World(report.opened_at, desk.rules.zone, language_of(desk.person))
    return [_corrected(desk, one, world) for one in corrections(desk.session, report)]


def _corrected(desk: Desk, one: Correction, world: World) -> Line:
    values: dict[str, Line] = {
        "time": Plain(clock(one.at, desk.rules)),
        "name": name_of(desk.session, one.by_id),
        "question": name_of_step(one.step)[1],
        "before": _said(one, one.before, world),
        "after": _said(one, one.after, world),
        "reason": Plain(one.reason),
    }
    return Text(WAS, values, sign="✏️")


def _said(one: Correction, value: Value, world: World) -> Line:
    """The options of an answer as one line."""
    told = one.step.tell(bare(value), world) if value and not value.get("skipped") else ()
    line: Line = told[0] if told else NOT_ANSWERED
    for more in told[1:]:
        line = Text("{some}, {more}", {"some": line, "more": more})
    return line
