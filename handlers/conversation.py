"""A person tells a report: what she presses, writes and sends, and the words that work everywhere."""

from __future__ import annotations

from functools import partial

from handlers import (
    asked,
    danger,
    engine,
    evidence,
    flood,
    menu,
    my_reports,
    overheard,
    phrases_answer,
    relay_back,
    silence,
    welcome,
)
from handlers.alert import ask_for_human
from handlers.buttons_in_words import word_for_everywhere
from handlers.flow import Flow, Said
from handlers.flows import FLOWS
from handlers.outside import HUMAN, give_to_team
from handlers.overwriting import forget_quote
from handlers.reply import long
from handlers.report import answers_of, current_report, is_taken_back, open_report
from handlers.said import keep, said
from handlers.steps import Ask, Media
from handlers.talk import KEPT, NEXT, Talk, ask_again, put_before_team, settle, stop
from handlers.words import Line, Text, _
from handlers.words_everywhere import is_greeting
from models.messages import Kind
from models.report import Report

EDIT_KEPT = _("We kept your change.")
OPEN_AGAIN = _("Your report is still open. You can go on.")


def receive(talk: Talk) -> None:
    """Takes one message of a person who reports."""
    message = talk.message
    if message.target:
        forget_quote(talk.session, talk.person, talk.inbox_id)
    if message.kind is Kind.PRESS:
        silence.goes_on(talk)
        silence.pressed(talk, chose=_press(talk))
        return
    report = current_report(talk.session, talk.person)
    step = engine.open_step(FLOWS[report.flow], answers_of(talk.session, report.id)) if report else None
    files = keep(talk, step.key if step else "")
    known = talk.person.greeted or talk.person.quiet_at is not None or report is not None
    if known and message.kind is Kind.PLACE and message.target == message.wire_id:
        # A live location has moved: it is kept; to answer each step would bury the question under itself.
        return
    relay_back.comes_back(talk, files, for_the_bot=partial(_is_for_the_bot, talk, report))
    silence.goes_on(talk)
    guess = welcome.guess(talk)
    told = danger.hear(talk, report, step)
    if told is None and phrases_answer.typed(talk, report):
        return
    first = not talk.person.greeted
    word = word_for_everywhere(message.text) if (talk.pause or first) and message.kind is Kind.TEXT else None
    if talk.pause and overheard.is_for_the_human(talk, report, told, files, guess, word=word):
        return
    if first:
        welcome.first_words(talk, guess, goes_on=report is not None, helps=word == "help")
    if first and report is None and word not in welcome.AT_ONCE:
        # "Hello" beside a voice note greets; what was spoken is unheard all the same.
        silence.spoke(talk, unheard=told is None and not (message.kind is Kind.TEXT and is_greeting(message.text)))
    elif message.kind is Kind.EDIT:
        shown = told is not None or report is not None or give_to_team(talk, files)
        talk.tell([Text(EDIT_KEPT, sign="✏️")])
        silence.spoke(talk, unheard=False, shown=shown)
    elif told is not None and report is None:
        ask_again(talk)
        silence.spoke(talk, unheard=False)
    else:
        _take(talk, report, files, rung=told is not None)


def _is_for_the_bot(talk: Talk, report: Report | None, text: str) -> bool:
    """Words that answer a ready sentence, or work everywhere, are no words for whoever talks with her."""
    return bool(word_for_everywhere(text)) or phrases_answer.is_answer(talk, report)


def _take(talk: Talk, report: Report | None, files: tuple[tuple[str, int], ...], *, rung: bool) -> None:
    """A message in the middle of a conversation: a word that works everywhere, an item of the menu, or an answer."""
    message = talk.message
    spoken = message.text if message.kind is Kind.TEXT else ""
    word, named = word_for_everywhere(spoken) if spoken else None, menu.named(spoken) if spoken else ""
    choosing = report is None or (report.flow == "say_it" and not report.pressed)
    if word and rung:
        # "Help us!": the numbers have just been said.
        ask_again(talk)
        silence.spoke(talk, unheard=False)
    elif word:
        _menu_word(talk, word, report)
        silence.spoke(talk, unheard=report is None and word == "help")
    elif named and choosing:
        begin(talk, named)
        silence.spoke(talk, unheard=False, chose=True)
    elif report:
        sent = bool(files) or message.pin is not None
        understood, chose = _answer(talk, report, FLOWS[report.flow], said(talk, report, files))
        # Nobody has listened to what was spoken or seen what was shown, even where it is an answer.
        silence.spoke(talk, unheard=not rung and (bool(files) or not understood), chose=chose and not sent)
    else:
        shown = give_to_team(talk, files)
        if not flood.slows(talk.session, talk.person, talk.now):
            kept: list[Line] = [] if talk.is_told else [Text(KEPT, sign="📎")]
            menu.show_menu(talk.session, talk.person, talk.now, kept)
        silence.spoke(talk, unheard=not (spoken and is_greeting(spoken)), shown=shown)


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
    """Opens a report. A tap on the same flow again goes on with it: frightened fingers press twice.

    Long after it was opened the same tap tells something new, and rings as such.
    """
    report = current_report(talk.session, talk.person)
    if report is not None and report.flow == flow.key and talk.now - report.opened_at < talk.rules.unfinished:
        settle(talk, report, flow, engine.start(flow, answers_of(talk.session, report.id)))
        return
    if report is not None:
        put_before_team(talk, report)
    report = open_report(talk.session, talk.person, flow, talk.now, talk.rules.earlier_words)
    if flow.key == "police_now":
        danger.know_place(talk, report)
    settle(talk, report, flow, engine.start(flow, answers_of(talk.session, report.id)))


def _press(talk: Talk) -> bool:
    """A pressed button: a language, the menu, an answer, a way through the form. True when it says what she wants."""
    kind, _colon, rest = talk.message.option.partition(":")
    if kind == "l" and rest == menu.ANOTHER:
        welcome.another_language(talk)
    elif kind == "l" and menu.choose(talk.person, rest, talk.rules):
        welcome.language_chosen(talk)
    elif kind == "m":
        welcome.speak_something(talk)
        talk.person.greeted = True
        begin(talk, rest)
    elif kind == "f":
        my_reports.press(talk, rest)
    elif kind == "w":
        asked.press(talk, rest)
    elif kind == "pa":
        phrases_answer.answered(talk, rest)
    elif kind in ("q", "n"):
        _press_question(talk, kind, rest)
    else:
        menu.show_menu(talk.session, talk.person, talk.now)
    return kind in ("q", "n") or (kind == "m" and rest in FLOWS) or (kind == "l" and rest == menu.ANOTHER)


def _press_question(talk: Talk, kind: str, rest: str) -> None:
    """A button under a question of hers: of the open report, or of one that is filed already."""
    name, _colon, option = rest.partition(":")
    report = talk.session.get(Report, long(name))
    step, _colon, key = option.partition(":")
    if report is None or report.person_id != talk.person.id or report.flow not in FLOWS or is_taken_back(report):
        if kind != "q" or not danger.pressed_late(talk, step, key):
            menu.show_menu(talk.session, talk.person, talk.now)
        return
    flow = FLOWS[report.flow]
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
    elif word in ("language", "help"):
        begin(talk, "rights" if word == "help" else word)
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
    else:
        ask_for_human(talk.session, report, Text(HUMAN, sign="💬"), talk.now, talk.rules)
        talk.tell([Text(NEXT, sign="💬")])
        ask_again(talk)


def _answer(talk: Talk, report: Report, flow: Flow, said: Said) -> tuple[bool, bool]:
    """What she said, given to the flow; a tick or a further photo changes the question where it stands.

    Gives whether it was understood, and whether it chose something (not only words of her own).
    """
    answers = answers_of(talk.session, report.id)
    turn = engine.answer(flow, answers, said, talk.world())
    same = turn.open is not None and said.step == turn.open.key
    settle(talk, report, flow, turn, edit=same or _later_in_album(talk))
    if not turn.heard and not turn.ask and not talk.is_told:
        # Several of these make one message: she is never left without an answer.
        talk.tell([Text(KEPT, sign="📎")], slot="kept")
    step, value = turn.changes[0] if turn.changes else ("", None)
    free, own_words = isinstance(flow.step(step), Ask | Media), bool((value or {}).get("words"))
    return turn.heard and (free or not own_words), turn.heard and not free and not own_words


def _later_in_album(talk: Talk) -> bool:
    """Not the first file of an album: its answer changes the one already shown, so that ten photos make one message."""
    album = talk.message.album
    return bool(album) and evidence.in_album(talk.session, talk.person, album) > len(talk.message.attachments)
