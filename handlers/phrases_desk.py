"""The ready sentences under a card: two taps from the alert, and the person has read it in her language.

The first screen has the sentences that nearly every case begins with, and the themes; a theme changes that message in
place. Nothing is asked back and nothing moves: the same sentence is always at the same place, and a tap sends it. What
protects from a second tap is not a question but a number: a button carries how often its sentence was sent when it was
shown, and one that is out of date sends nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from handlers import alert as alerts
from handlers import audit, phone, phrase, way
from handlers.at_desk import Desk, may_see
from handlers.card import LANGUAGES, clock
from handlers.flows import FLOWS
from handlers.flows.consent import CONTACT, PHONE
from handlers.person import first_name_of
from handlers.phrases import FIRST, THEMES
from handlers.ready import Phrase
from handlers.relay import send
from handlers.relay_back import card_of
from handlers.reply import language_of, long, short, tell
from handlers.report import answers_of, is_taken_back
from handlers.steps import Option
from handlers.steps.options import MORE
from handlers.talk import PAPER_CLIP, SEND_PLACE
from handlers.words import Line, Plain, Text, _s, say, say_all
from models.alert import Alert
from models.base import new_id
from models.person import Person
from models.report import Report

PICK = _s("Report {code}. A tap sends it in: {language}")
CAN_ANSWER = _s("The person can press: {answers}")
ALREADY = _s("Sent already, {time}. Nothing was sent twice. Press once more to repeat it.")
TAKEN_BACK = _s("The person took report {code} back. Nothing was sent.")
UNREACHABLE = _s("The person cannot be reached: the chat is closed. Nothing was sent.")
BY_HAND = _s("Somebody of us writes by hand on the phone. Nothing was sent.")
HAS_IT = _s("{name} has taken it and writes to the person. Nothing was sent.")
NOT_IN = _s("Not in this language, so not offered: {names}")
NO_CONTACT = _s("The person wants no contact. Write only if somebody is in danger.")
SHARED = _s("Other people use this phone: they can read what you send.")
GONE = _s("This button is out of date. Nothing was sent.")
ALL, OURS = _s("All themes"), _s("Our own")
TWICE = timedelta(seconds=10)
"""A second tap so soon after the first was meant for the first."""
PAGE = 8
Row = list[tuple[str, Line, str]]


def press(desk: Desk) -> None:
    """`ALERT` opens the sentences; `ALERT:THEME` shows a theme in place; `ALERT:THEME:KEY:NUMBER` sends one."""
    name, theme, key, number = [*desk.rest.split(":"), "", "", ""][:4]
    alert = alerts.find(desk.session, long(name))
    if alert is None or not may_see(desk.session, desk.person, alert, desk.now):
        desk.tell(GONE)
        audit.note(desk.session, desk.person.id, "refused press", alert.id if alert else None, desk.now)
        return
    report = desk.session.get_one(Report, alert.report_id)
    if refusal := _refusal(desk, alert, report):
        desk.tell(refusal)
        return
    way.touched(desk.session, alert, desk.person, desk.now, desk.rules)
    before = _send(desk, alert, report, key, number) if key else []
    _show(desk, alert, report, theme, before, edit=":" in desk.rest)


def _refusal(desk: Desk, alert: Alert, report: Report) -> Line | None:
    """Why nothing can be sent to this person by this member of the team now."""
    person = desk.session.get_one(Person, report.person_id)
    if is_taken_back(report):
        return Text(TAKEN_BACK, {"code": Plain(report.code)}, sign="🗑️")
    if alert.taken_by not in (None, desk.person.id):
        other = desk.session.get_one(Person, alert.taken_by)
        return Text(HAS_IT, {"name": Plain(first_name_of(desk.session, other) or "?")}, sign="✅")
    if person.blocked_at is not None:
        return Text(UNREACHABLE, sign="📵")
    if phone.human_with(desk.session, person, desk.now) == phone.PAUSED:
        return Text(BY_HAND, sign="✍️")
    return None


def _send(desk: Desk, alert: Alert, report: Report, key: str, number: str) -> list[Line]:
    """Sends a sentence, unless its button is out of date. Gives what the volunteer is told: her words and as sent."""
    session, now = desk.session, desk.now
    person = session.get_one(Person, report.person_id)
    language, found = person.language or "en", phrase.find(session, key)
    missing = found is not None and found.step and FLOWS[report.flow].step(found.step) is None
    if found is None or missing or not found.speaks(language):
        return [Text(GONE, sign="⌛")]
    earlier = [one for one in phrase.sent_for(session, report.id) if one.phrase == key]
    if number != str(len(earlier)) or (earlier and now - earlier[-1].sent_at < TWICE):
        last = {"time": Plain(clock(earlier[-1].sent_at, desk.rules))} if earlier else {}
        return [Text(ALREADY, last, sign="☝️") if last else Text(GONE, sign="⌛")]
    if alert.taken_by is None:
        alerts.take(session, alert, desk.person, now, desk.rules)
    row, line = new_id(), found.line(language)
    lines: list[Line] = [line]
    in_account = phone.chat_of(session, person) is not None
    if found.locate and in_account:
        lines.append(Text(PAPER_CLIP, sign="📎"))
    locate = Text(SEND_PLACE, sign="📍") if found.locate and not in_account else ""
    card, rows = card_of(session, report, desk.person), answer_rows(row, found.answers)
    send(
        session, report, desk.person, lines, now, rows=rows, wire_id=card, ready=True, slot=slot_of(row), locate=locate
    )
    words = say_all(language, lines)
    phrase.note_sent(session, report, desk.person.id, found, row, language, words, now)
    audit.note(session, desk.person.id, "phrase", report.id, now, key)
    return _receipt(desk, found, language, words)


def _receipt(desk: Desk, sent: Phrase, language: str, words: str) -> list[Line]:
    """What was sent: in the volunteer's language, and as it was sent."""
    reads = language_of(desk.person)
    lines: list[Line] = [phrase.sent_line(desk.now, language, desk.rules), sent.line(reads)]
    if words != say(reads, sent.line(reads)):
        lines.append(Plain(words))
    if sent.answers:
        answers = " · ".join(say(reads, Text(one.label, sign=one.sign)) for one in sent.answers)
        lines.append(Text(CAN_ANSWER, {"answers": Plain(answers)}, sign="↩️"))
    return [*lines, Plain("")]


def answer_rows(row: int, answers: Sequence[Option], chosen: str = "") -> list[Row]:
    """The buttons under a sentence, the chosen one ticked; figures stand side by side."""
    rows: list[Row] = []
    for one in answers:
        button: tuple[str, Line, str] = ("☑️" if one.key == chosen else one.sign, one.label, f"{slot_of(row)}:{one.key}")
        figure = len(one.label) == 1
        if figure and rows and len(str(rows[-1][0][1])) == 1:
            rows[-1].append(button)
        else:
            rows.append([button])
    return rows


def slot_of(row: int) -> str:
    """The slot under which a sentence that was sent is shown to the person; its buttons begin with it."""
    return f"pa:{short(row)}"


def _show(desk: Desk, alert: Alert, report: Report, theme: str, before: list[Line], *, edit: bool) -> None:
    """The first screen, or one theme: every sentence in full, and a button for each."""
    session, reads = desk.session, language_of(desk.person)
    spoken = session.get_one(Person, report.person_id).language or "en"
    shown, more, missing = _sentences(session, theme, spoken)
    sent = [one.phrase for one in phrase.sent_for(session, report.id)]
    code = {"code": Plain(report.code), "language": LANGUAGES.get(spoken, Plain(spoken))}
    lines: list[Line] = [*before, Text(PICK, code, sign="💬"), *(one.line(reads) for one in shown)]
    lines += _cautions(session, report)
    if missing:
        lines.append(Text(NOT_IN, {"names": Plain(", ".join(missing))}, sign="🚫"))
    begin = f"p:{short(alert.id)}:"
    cells: Row = [
        ("✔️" if one.key in sent else one.sign, one.label, f"{begin}{theme}:{one.key}:{sent.count(one.key)}")
        for one in shown
    ]
    themes: Row = [(one.sign, one.label, begin + one.key) for one in THEMES]
    if phrase.own(session):
        themes.append((phrase.OWN_SIGN, OURS, begin + phrase.OWN))
    if theme:
        rows = [[cell] for cell in cells] + [[("➡️", MORE, begin + more)]] * bool(more) + [[("⬅️", ALL, begin)]]
    else:
        rows = [*_pairs(cells), *_pairs(themes)]
    slot = f"p:{short(alert.id)}"
    tell(session, desk.person, lines, desk.now, rows=rows, slot=slot, edit=edit)


def _sentences(session: Session, theme: str, spoken: str) -> tuple[Sequence[Phrase], str, list[str]]:
    """The sentences of a theme in this language, the theme of the next page, and the names of what it lacks."""
    if theme.startswith(phrase.OWN):
        ours, page = phrase.own(session), int("0" + "".join(sign for sign in theme if sign in "0123456789")[:2])
        offered = [one for one in ours if one.speaks(spoken)]
        shown = offered[page * PAGE : (page + 1) * PAGE]
        more = f"{phrase.OWN}{page + 1}" if offered[(page + 1) * PAGE :] else ""
        return shown, more, [one.label for one in ours if not one.speaks(spoken)]
    return next((one.phrases for one in THEMES if one.key == theme), FIRST), "", []


def _cautions(session: Session, report: Report) -> list[Line]:
    """What the person has said of her phone and of being written to: the volunteer decides."""
    said = {key: value.get("option") for key, value in answers_of(session, report.id).items()}
    told: list[Line] = []
    if said.get(CONTACT.key) == "no":
        told.append(Text(NO_CONTACT, sign="🔕"))
    if said.get(PHONE.key) in ("shared", "borrowed"):
        told.append(Text(SHARED, sign="👥"))
    return told


def _pairs(cells: Row) -> list[Row]:
    return [cells[index : index + 2] for index in range(0, len(cells), 2)]
