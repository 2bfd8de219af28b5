"""What a person may do with what she told: see it, change a consent, delete it, take that back, clean the chat."""

from __future__ import annotations

from functools import cache

from sqlalchemy import func, select

from handlers import became, clean, deleted, forget, known_again, menu, silence
from handlers.alert import alert_of
from handlers.flow import chosen
from handlers.flows import FLOWS
from handlers.flows.consent import STORE, USES, worded
from handlers.flows.options import YES_NO
from handlers.known_again import NEW_PHONE
from handlers.phone import PAUSED
from handlers.reply import Rows, long, short
from handlers.report import answers_of, change_answers, current_report, is_taken_back
from handlers.ring import refresh
from handlers.secret_number import persons_of
from handlers.talk import CANNOT_REACH, Talk, ask_again, said_no
from handlers.wordlists.take_back import WANTED_BACK
from handlers.words import Line, Plain, Text, _, in_every_language
from handlers.words_everywhere import LONGEST, as_it_sounds
from models.evidence import Evidence
from models.outbox import AFTER_PAUSE
from models.report import Answer, Report, Testimony

NONE = _("You have no report with us.")
KEPT = _("We keep: {answers} answers, {words} messages, {files} files.")
WHAT = _("{kind}, {day}")
HIDDEN = _("Deleted. Our team cannot see it.")
ALLOWED = _("What you allow:")
CHANGE = _("Allow or not: {code}")
DELETE_ONE = _("Delete {code}")
DELETE_ALL = _("Delete everything")
DELETE_WHAT = _("Delete everything you told us?")
YES_DELETE = _("Yes, delete")
NO_DELETE = _("No, keep it")
NOT_DELETED = _("Nothing is deleted.")
DELETED = _("Deleted. Our team cannot see it any more.")
IN_A_DAY = _("After 24 hours it is erased for ever.")
ALARM_STAYS = _("If we called a volunteer: kind, place and time stay.")
TO_TAKE_BACK = _("Did you change your mind? Write “take it back”.")
TAKE_BACK = _("Take it back")
TAKEN_BACK = _("You have it back. Our team can see it again.")
NOTHING_TO_TAKE = _("There is nothing to take back.")
NOTED = _("We wrote down your answer.")
MOST = 5
"""So many reports are listed, the newest first."""
WORDS = {
    menu.MY_REPORTS: "my",
    TAKE_BACK: "restore",
    YES_DELETE: "yes:all",
    menu.CLEAN: "clean",
    known_again.LABEL: "num",
    deleted.YES_ERASE: "gone:yes",
}
Buttons = list[list[tuple[str, Line, str]]]


def word(text: str) -> str:
    """What one of our labels means that is typed instead of pressed, in any language; else nothing."""
    return _sounding().get(as_it_sounds(text), "") if len(text) <= LONGEST else ""


@cache
def _sounding() -> dict[str, str]:
    """Each way these labels may sound, and what else asks for something back, with what it means."""
    back = {as_it_sounds(one): WORDS[TAKE_BACK] for words in WANTED_BACK.values() for one in words.split("|")}
    labels = ((one, meaning) for label, meaning in WORDS.items() for one in in_every_language(label))
    found = back | {as_it_sounds(one): meaning for one, meaning in labels}
    return {sounds: meaning for sounds, meaning in found.items() if sounds}


def press(talk: Talk, option: str) -> None:
    """A button of this file, or the word for it."""
    action, _colon, rest = option.partition(":")
    name, _colon, more = rest.partition(":")
    if action == "del":
        ask_delete(talk)
    elif action == "yes":
        _delete(talk, name)
    elif action == "no":
        talk.tell([Text(NOT_DELETED, sign="👌")])
        ask_again(talk)
    elif action in ("restore", "back"):  # "back" on buttons that were shown before
        _take_back(talk)
    elif action == "num" and (reports := _own(talk)):
        known_again.give(talk, reports[0].code)
    elif action == "clean":
        clean.clean(talk.session, talk.person, talk.now)
    elif action == "gone":
        deleted.answer(talk, name)
    elif action == "may" and (report := _mine(talk, name)):
        _ask_consent(talk, report, more) if more else _show_consents(talk, report)
    elif action == "say" and (report := _mine(talk, name)):
        _answer_consent(talk, report, more)
    else:
        show(talk)


def show(talk: Talk) -> None:
    """Her reports: name, kind and day, what is kept; on a phone that others use too, without the kind."""
    reports = _reports(talk)
    lines: list[Line] = [Text(menu.MY_REPORTS, sign="📄")] if reports else [Text(NONE, sign="📄"), NEW_PHONE]
    rows: Buttons = []
    for report in reports:
        if report.person_id != talk.person.id:
            # Told from another phone: it can be deleted from here, and nothing of it is shown.
            rows.append([("🗑️", Text(DELETE_ONE, {"code": Plain(report.code)}), f"f:yes:{short(report.id)}")])
            continue
        lines += _lines(talk, report)
        code = {"code": Plain(report.code)}
        name = short(report.id)
        rows.append([("✋", Text(CHANGE, code), f"f:may:{name}"), ("🗑️", Text(DELETE_ONE, code), f"f:yes:{name}")])
    if any(forget.waiting(talk.session, one) for one in persons_of(talk.session, talk.person)):
        lines.append(Text(HIDDEN, sign="🗑️"))
        rows.append([("↩️", TAKE_BACK, "f:restore")])
    if any(report.person_id == talk.person.id for report in reports):
        rows.append([("🔑", known_again.LABEL, "f:num")])
    rows += [[("🧹", menu.CLEAN, "f:clean")], [("🗑️", DELETE_ALL, "f:del")]]
    talk.tell(lines, rows=rows)


def ask_delete(talk: Talk) -> None:
    """One question before anything is deleted; who has several reports may name one."""
    reports = _reports(talk)
    rows: Buttons = [[("✅", YES_DELETE, "f:yes:all"), ("❌", NO_DELETE, "f:no")]]
    if len(reports) > 1:
        rows += [[("📄", Text(DELETE_ONE, {"code": Plain(one.code)}), f"f:yes:{short(one.id)}")] for one in reports]
    # Asked for while a human of ours writes to her, it is asked when he has gone.
    talk.tell([Text(DELETE_WHAT, sign="🗑️")], rows=rows, slot=AFTER_PAUSE if talk.pause == PAUSED else "")


def _delete(talk: Talk, name: str) -> None:
    """Hides at once what she named, or everything; tells plainly what becomes of it and what we cannot reach."""
    session, person, now, rules = talk.session, talk.person, talk.now, talk.rules
    named = _mine(talk, name, delete=True)
    if name != "all" and named is None:
        show(talk)
        return
    everything = named is None
    for one in persons_of(session, person):
        if everything:
            silence.gather(session, one, now, rules)
        wanted = _reports(talk, most=1000) if named is None else [named]
        forget.ask_for(session, one, [report for report in wanted if report.person_id == one.id], now, rules)
        if everything:
            forget.ask_for_the_rest(session, one, now, rules)
    lines: list[Line] = [Text(DELETED, sign="🗑️"), Text(IN_A_DAY, sign="⏳"), Text(ALARM_STAYS, sign="🔔")]
    lines += [Text(CANNOT_REACH, sign="ℹ️"), Text(TO_TAKE_BACK, sign="↩️")]
    talk.tell(lines, rows=[[("↩️", TAKE_BACK, "f:restore")], [("🧹", menu.CLEAN, "f:clean")]])


def _take_back(talk: Talk) -> None:
    everybody = persons_of(talk.session, talk.person)
    count = sum(forget.take_back(talk.session, one, talk.now, talk.rules) for one in everybody)
    if not count and current_report(talk.session, talk.person) is None:
        # There is nothing, and no question is open: she is shown what she can do.
        menu.show_menu(talk.session, talk.person, talk.now, [Text(NOTHING_TO_TAKE, sign="📄")])
        return
    talk.tell([Text(TAKEN_BACK, sign="↩️") if count else Text(NOTHING_TO_TAKE, sign="📄")])
    ask_again(talk)


def _show_consents(talk: Talk, report: Report) -> None:
    """What she allowed so far, each with a button to answer anew."""
    answers = answers_of(talk.session, report.id)
    signs = {option.key: option.sign for option in YES_NO}
    name = short(report.id)
    rows: Buttons = []
    for step, label in USES:
        if step.when.holds(answers):
            said = next(iter(chosen(answers.get(step.key))), "dk")
            rows.append([(signs.get(said, "❔"), label, f"f:may:{name}:{step.key}")])
    talk.tell([Text(ALLOWED, sign="✋"), Plain(report.code)], rows=rows)


def _ask_consent(talk: Talk, report: Report, key: str) -> None:
    """Asks one use again, in the words of the flow."""
    step = next((step for step, _label in USES if step.key == key), STORE)
    name = short(report.id)
    rows: Rows = [[(option.sign, option.label, f"f:say:{name}:{step.key}:{option.key}")] for option in YES_NO]
    talk.tell([step.text], rows=rows)


def _answer_consent(talk: Talk, report: Report, rest: str) -> None:
    key, _colon, option = rest.partition(":")
    if key not in {step.key for step, _label in USES} or option not in {one.key for one in YES_NO}:
        show(talk)
        return
    changes = worded([(key, {"option": option, "done": True})], talk.language)
    change_answers(talk.session, report, changes, talk.inbox_id, talk.now)
    if report.consent == "no":
        said_no(talk, report)
        return
    alert = alert_of(talk.session, report.id)
    if alert is not None and key == STORE.key:
        refresh(talk.session, alert, talk.now, talk.rules)
    talk.tell([Text(NOTED, sign="✏️")])
    _show_consents(talk, report)
    if current_report(talk.session, talk.person) is not None:
        ask_again(talk)


def _lines(talk: Talk, report: Report) -> list[Line]:
    """One report in the list."""
    answers = answers_of(talk.session, report.id)
    shared = answers.get("phone_private", {}).get("option") in ("shared", "borrowed")
    flow = FLOWS[report.flow]
    opened = report.opened_at.astimezone(talk.rules.zone)
    day = Plain(f"{opened:%d/%m/%Y %H:%M}")
    lines: list[Line] = [Text("{code}", {"code": Plain(report.code)}, sign="▫️")]
    if not shared:
        lines.append(Text(WHAT, {"kind": flow.label, "day": day}, sign=flow.sign))
    counts = {
        "answers": select(func.count()).where(Answer.report_id == report.id, Answer.superseded_at.is_(None)),
        "words": select(func.count()).where(Testimony.report_id == report.id),
        "files": select(func.count()).where(Evidence.report_id == report.id),
    }
    told: dict[str, Line] = {key: Plain(str(talk.session.scalar(count) or 0)) for key, count in counts.items()}
    lines.append(Text(KEPT, told))
    return lines if shared else [*lines, *became.lines_of(talk.session, report, talk.rules)]


def _reports(talk: Talk, most: int = MOST) -> list[Report]:
    """Her reports that are neither deleted nor erased, the newest first."""
    mine = [one.id for one in persons_of(talk.session, talk.person)]
    there = (Report.person_id.in_(mine), Report.hidden_at.is_(None), Report.erased_at.is_(None))
    return list(talk.session.scalars(select(Report).where(*there).order_by(Report.id.desc()).limit(most)))


def _own(talk: Talk) -> list[Report]:
    """Those she told from this very phone."""
    return [report for report in _reports(talk) if report.person_id == talk.person.id]


def _mine(talk: Talk, name: str, *, delete: bool = False) -> Report | None:
    """A report of hers that is there; nothing for any other, so that a forged button finds nothing.

    One that she told from another phone only to delete it: `delete`.
    """
    report = talk.session.get(Report, long(name))
    hers = persons_of(talk.session, talk.person) if delete else [talk.person]
    if report is None or report.person_id not in {one.id for one in hers}:
        return None
    return None if is_taken_back(report) else report
