"""A person tells a report: what she presses, writes and sends, and the words that work everywhere."""

from __future__ import annotations

from datetime import timedelta

from handlers import engine, evidence, forget, menu, my_reports
from handlers.alert import alert_of, ask_for_human, raise_alert, wrote_again
from handlers.flow import Flow, Said, Urgency
from handlers.flows import FLOWS
from handlers.folding import fold
from handlers.language import guess_language
from handlers.outside import HUMAN, give_to_team, last_or_new, overheard
from handlers.person import speak
from handlers.phone import OVER, PAUSED
from handlers.reply import long
from handlers.report import answers_of, current_report, is_taken_back, keep_words, open_report
from handlers.talk import BACK, NEXT, SKIP, STOP, Talk, ask_again, put_before_team, settle, stop
from handlers.words import Text, _, in_every_language
from handlers.words_everywhere import read_menu_word
from models.messages import Kind
from models.report import Report

KEPT = _("We kept your message. A human can read it.")
EDIT_KEPT = _("We kept your change.")
OPEN_AGAIN = _("Your report is still open. You can go on.")
MOMENT, AT_MOST = timedelta(seconds=1), timedelta(seconds=5)
"""Words sent so long before the question was asked cannot answer it; a larger difference is our clocks'."""


def receive(talk: Talk) -> None:
    """Takes one message of a person who reports."""
    message = talk.message
    if message.target:
        forget.forget_quote(talk.session, talk.person, talk.inbox_id)
    if message.kind is Kind.PRESS:
        _press(talk)
        return
    report = current_report(talk.session, talk.person)
    flow = FLOWS[report.flow] if report else None
    step = engine.open_step(flow, answers_of(talk.session, report.id)) if report and flow else None
    files = _keep(talk, step.key if step else "")
    word = word_for_everywhere(message.text) if message.kind is Kind.TEXT else None
    if talk.pause == PAUSED or (talk.pause == OVER and report and not word):
        overheard(talk, report, files, word)
    elif not talk.person.greeted:
        _first_words(talk)
    elif message.kind is Kind.PLACE and message.target == message.wire_id:
        # A live location has moved: it is kept; to answer each step would bury the question under itself.
        return
    elif message.kind is Kind.EDIT:
        talk.tell([Text(EDIT_KEPT, sign="✏️")])
    elif word:
        _menu_word(talk, word, report)
    elif report and flow:
        _answer(talk, report, flow, _said(talk, report, files))
    elif message.kind is Kind.TEXT and (named := menu.named(message.text)):
        begin(talk, named)
    else:
        give_to_team(talk, files)
        menu.show_menu(talk.session, talk.person, talk.now, [Text(KEPT, sign="📎")])


def word_for_everywhere(text: str) -> str | None:
    """A word that works everywhere: any spelling we know, or the very words on our buttons, in any language."""
    folded = fold(text)
    on_buttons = {BACK: "back", SKIP: "skip", STOP: "stop", menu.LANGUAGE: "language", menu.BEGIN: "menu"}
    shown = next((word for label, word in on_buttons.items() if folded in in_every_language(label)), None)
    return shown or my_reports.word(text) or read_menu_word(text)


def begin(talk: Talk, item: str) -> None:
    """Opens what was chosen in the menu."""
    if item == "language":
        menu.languages(talk.session, talk.person, talk.now, talk.rules)
    elif item in FLOWS:
        _open(talk, FLOWS[item])
    elif item == "reports":
        my_reports.show(talk)
    elif item == "rights":
        menu.show_rights(talk.session, talk.person, talk.now)
        ask_again(talk)
    else:
        menu.show_menu(talk.session, talk.person, talk.now)


def _open(talk: Talk, flow: Flow) -> None:
    """Opens a report. A tap on the same flow again goes on with it: frightened fingers press twice."""
    report = current_report(talk.session, talk.person)
    if report is not None and report.flow == flow.key:
        settle(talk, report, flow, engine.start(flow, answers_of(talk.session, report.id)))
        return
    if report is not None:
        put_before_team(talk, report)
    report = open_report(talk.session, talk.person, flow, talk.now, talk.rules.earlier_words)
    settle(talk, report, flow, engine.start(flow, {}))


def _press(talk: Talk) -> None:
    """A pressed button: a language, the menu, an answer, or a way through the form."""
    kind, _colon, rest = talk.message.option.partition(":")
    if kind == "l" and menu.choose(talk.person, rest, talk.rules):
        _language_chosen(talk)
    elif kind == "m":
        if not talk.person.language:
            speak(talk.person, "en" if "en" in talk.rules.languages else talk.rules.languages[0], "guessed")
        talk.person.greeted = True
        begin(talk, rest)
    elif kind == "f":
        my_reports.press(talk, rest)
    elif kind in ("q", "n"):
        _press_question(talk, kind, rest)
    else:
        menu.show_menu(talk.session, talk.person, talk.now)


def _press_question(talk: Talk, kind: str, rest: str) -> None:
    """A button under a question of hers: of the open report, or of one that is filed already."""
    name, _colon, option = rest.partition(":")
    report = talk.session.get(Report, long(name))
    if report is None or report.person_id != talk.person.id or report.flow not in FLOWS or is_taken_back(report):
        menu.show_menu(talk.session, talk.person, talk.now)
        return
    flow = FLOWS[report.flow]
    step, _colon, key = option.partition(":")
    if kind == "q" and flow.step(step) is not None:
        _answer(talk, report, flow, Said(option=key, step=step))
    elif kind == "n" and report.filed_at is None:
        _navigate(talk, report, flow, option)
    else:
        menu.show_menu(talk.session, talk.person, talk.now)


def _navigate(talk: Talk, report: Report, flow: Flow, word: str) -> None:
    answers = answers_of(talk.session, report.id)
    if word == "stop":
        stop(talk, report)
    elif word == "back":
        settle(talk, report, flow, engine.back(flow, answers))
    else:
        settle(talk, report, flow, engine.skip(flow, answers))


def _menu_word(talk: Talk, word: str, report: Report | None) -> None:
    """The words that work everywhere."""
    if word in ("back", "skip", "stop") and report is not None:
        _navigate(talk, report, FLOWS[report.flow], word)
    elif word == "person":
        _person(talk, report)
    elif word == "language":
        menu.languages(talk.session, talk.person, talk.now, talk.rules)
    elif word == "help":
        begin(talk, "rights")
    elif word == "delete":
        my_reports.ask_delete(talk)
    elif word in my_reports.WORDS.values():
        my_reports.press(talk, word)
    else:
        menu.show_menu(talk.session, talk.person, talk.now)
        if report is not None:
            talk.tell([Text(OPEN_AGAIN, sign="📄")])
            ask_again(talk)


def _person(talk: Talk, report: Report | None) -> None:
    """She wants a human: her open report is enough for a card."""
    if report is None:
        _open(talk, FLOWS["talk"])
        return
    ask_for_human(talk.session, report, Text(HUMAN, sign="💬"), talk.now, talk.rules)
    talk.tell([Text(NEXT, sign="💬")])
    ask_again(talk)


def _keep(talk: Talk, step: str) -> tuple[tuple[str, int], ...]:
    """Keeps words, pin and files with the report, whatever was asked."""
    message = talk.message
    words = message.text
    if message.pin is not None:
        words = f"{message.pin.latitude:.6f}, {message.pin.longitude:.6f}\n{words}".strip()
    if words:
        keep_words(talk.session, talk.person, words, message, talk.inbox_id, talk.now, step=step)
    if not message.attachments:
        return ()
    ids = evidence.note_files(talk.session, talk.person, message, talk.inbox_id, step, talk.now)
    return tuple((attachment.kind, row) for attachment, row in zip(message.attachments, ids, strict=False))


def _said(talk: Talk, report: Report, files: tuple[tuple[str, int], ...]) -> Said:
    """The message as the flow understands it."""
    message = talk.message
    pin = (message.pin.latitude, message.pin.longitude, message.pin.accuracy_m) if message.pin else None
    early = message.sent_at is not None and MOMENT <= report.touched_at - message.sent_at <= AT_MOST
    # What we cannot name answers no question; its kind is kept.
    text = "" if message.kind is Kind.UNKNOWN else message.text.strip()
    return Said(text=text, pin=pin, files=files, early=early)


def _answer(talk: Talk, report: Report, flow: Flow, said: Said) -> None:
    """What she said, given to the flow; a tick or a further photo changes the question where it stands."""
    answers = answers_of(talk.session, report.id)
    turn = engine.answer(flow, answers, said, talk.world())
    same = bool(said.step) and turn.open is not None and said.step == turn.open.key
    settle(talk, report, flow, turn, edit=same or _later_in_album(talk))
    if not turn.heard and not turn.ask:
        # Several of these make one message: she is never left without an answer.
        talk.tell([Text(KEPT, sign="📎")], slot="kept")


def _later_in_album(talk: Talk) -> bool:
    """Not the first file of an album: its answer changes the one already shown, so that ten photos make one message."""
    album = talk.message.album
    return bool(album) and evidence.in_album(talk.session, talk.person, album) > len(talk.message.attachments)


def _first_words(talk: Talk) -> None:
    """Her very first message: greeted in the language it was written in, or that her phone speaks."""
    person, message = talk.person, talk.message
    words = "" if message.text.startswith("/") else message.text
    guess = guess_language(words) if words else None
    ours = talk.rules.languages
    if guess and guess.language in ours:
        speak(person, guess.language, "guessed")
    elif not person.language and not (guess and guess.sure) and message.language_code in ours:
        speak(person, message.language_code, "guessed")
    if guess and guess.sure and guess.language not in ours:
        menu.languages(talk.session, person, talk.now, talk.rules, [Text(menu.NO_SUCH_LANGUAGE, sign="🌐")])
        report = last_or_new(talk)
        report.language = guess.language
        wrote_again(talk.session, report, talk.now, talk.rules)
    menu.greet(talk.session, person, talk.now, talk.rules)


def _language_chosen(talk: Talk) -> None:
    """Goes on in the new language: with the greeting, or with the question that is open."""
    report = current_report(talk.session, talk.person)
    if not talk.person.greeted:
        menu.greet(talk.session, talk.person, talk.now, talk.rules)
    elif report is None:
        menu.show_menu(talk.session, talk.person, talk.now, [Text(menu.SPOKEN_NOW, sign="🌐")])
    else:
        report.language = talk.person.language
        if alert := alert_of(talk.session, report.id):
            raise_alert(talk.session, report, Urgency(alert.urgency), talk.now, talk.rules)
        talk.tell([Text(menu.SPOKEN_NOW, sign="🌐")])
        ask_again(talk)
