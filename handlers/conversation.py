"""A person tells a report: what she presses, writes and sends, and the words that work everywhere."""

from __future__ import annotations

from datetime import timedelta

from handlers import danger, engine, evidence, menu, silence, welcome
from handlers.alert import alert_of, raise_alert
from handlers.flow import Flow, Said, Urgency
from handlers.flows import FLOWS
from handlers.folding import fold
from handlers.person import speak
from handlers.reply import long
from handlers.report import answers_of, current_report, file_report, open_report, speak_other
from handlers.said import keep, said
from handlers.steps import Ask, Media
from handlers.talk import BACK, NEXT, SKIP, STOP, Talk, ask_again, put_before_team, settle, stop
from handlers.words import Text, _, in_every_language
from handlers.words_everywhere import is_greeting, read_menu_word
from models.messages import Kind
from models.report import Report

KEPT = _("We kept your message. A human can read it.")
EDIT_KEPT = _("We kept your change.")
WANTS_DELETE = _("A human of our team will read that you want to delete. They will answer here.")
OPEN_AGAIN = _("Your report is still open. You can go on.")


def receive(talk: Talk) -> None:
    """Takes one message of a person who reports."""
    message = talk.message
    if message.kind is Kind.PRESS:
        silence.goes_on(talk)
        silence.pressed(talk, chose=_press(talk))
        return
    report = current_report(talk.session, talk.person)
    step = engine.open_step(FLOWS[report.flow], answers_of(talk.session, report.id)) if report else None
    files = keep(talk, step.key if step else "")
    if talk.person.greeted and message.kind is Kind.PLACE and message.target == message.wire_id:
        # A live location has moved: it is kept; to answer each step would bury the question under itself.
        return
    silence.goes_on(talk)
    guess = None if talk.person.greeted else welcome.guess(talk)
    told = danger.hear(talk, report, step)
    if not talk.person.greeted:
        welcome.first_words(talk, guess)
        silence.spoke(talk, unheard=told is None and not is_greeting(message.text))
    elif message.kind is Kind.EDIT:
        talk.tell([Text(EDIT_KEPT, sign="✏️")])
        silence.spoke(talk, unheard=False)
    elif told is not None and report is None:
        ask_again(talk)
        silence.spoke(talk, unheard=False)
    else:
        _take(talk, report, files, rung=told is not None)


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
        understood, chose = _answer(talk, report, FLOWS[report.flow], said(talk, report, files))
        # Nobody has listened to what was spoken or seen what was shown, even where it is an answer.
        silence.spoke(talk, unheard=not rung and (bool(files) or not understood), chose=chose)
    else:
        menu.show_menu(talk.session, talk.person, talk.now, [Text(KEPT, sign="📎")])
        silence.spoke(talk, unheard=not is_greeting(spoken))


def word_for_everywhere(text: str) -> str | None:
    """A word that works everywhere: any spelling we know, or the very words on our buttons, in any language."""
    folded = fold(text)
    on_buttons = {BACK: "back", SKIP: "skip", STOP: "stop", menu.LANGUAGE: "language", menu.BEGIN: "menu"}
    shown = next((word for label, word in on_buttons.items() if folded in in_every_language(label)), None)
    return shown or read_menu_word(text)


def begin(talk: Talk, item: str) -> None:
    """Opens what was chosen in the menu."""
    if item == "language":
        menu.languages(talk.session, talk.person, talk.now, talk.rules)
    elif item in FLOWS:
        _open(talk, FLOWS[item])
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


def _press(talk: Talk) -> bool:
    """A pressed button: a language, the menu, an answer, a way through the form. True when it says what she wants."""
    kind, _colon, rest = talk.message.option.partition(":")
    if kind == "l" and rest == menu.ANOTHER:
        _another_language(talk)
    elif kind == "l" and menu.choose(talk.person, rest, talk.rules):
        welcome.language_chosen(talk)
    elif kind == "m":
        if not talk.person.language:
            speak(talk.person, "en" if "en" in talk.rules.languages else talk.rules.languages[0], "guessed")
        talk.person.greeted = True
        begin(talk, rest)
    elif kind in ("q", "n"):
        _press_question(talk, kind, rest)
    else:
        menu.show_menu(talk.session, talk.person, talk.now)
    return kind in ("q", "n") or (kind == "m" and rest in FLOWS) or (kind == "l" and rest == menu.ANOTHER)


def _another_language(talk: Talk) -> None:
    """She speaks none of our languages: she may speak all the same, and a human is told to listen."""
    talk.person.greeted = True
    report = current_report(talk.session, talk.person)
    if report is None or report.flow != "say_it":
        if report is not None:
            put_before_team(talk, report)
        report = open_report(talk.session, talk.person, FLOWS["say_it"], talk.now, talk.rules.earlier_words)
    speak_other(report)
    _show_team(talk, report)
    talk.tell([*menu.SPEAK_ANY])


def _press_question(talk: Talk, kind: str, rest: str) -> None:
    """A button under a question of hers: of the open report, or of one that is filed already."""
    name, _colon, option = rest.partition(":")
    report = talk.session.get(Report, long(name))
    if report is None or report.person_id != talk.person.id or report.flow not in FLOWS:
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
        _want_delete(talk, report)
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
    _show_team(talk, report)
    talk.tell([Text(NEXT, sign="💬")])
    ask_again(talk)


def _want_delete(talk: Talk, report: Report | None) -> None:
    """Erasing is done by a human for now: a card is raised, and she is told so."""
    if report is None:
        report = open_report(talk.session, talk.person, FLOWS["talk"], talk.now, timedelta(0))
        file_report(talk.person, report, talk.now)
    _show_team(talk, report)
    talk.tell([Text(WANTS_DELETE, sign="🗑️")])


def _show_team(talk: Talk, report: Report) -> None:
    """A card for the team, if there is none yet; what is already urgent stays so."""
    alert = alert_of(talk.session, report.id)
    urgency = Urgency(alert.urgency) if alert else Urgency.REST
    raise_alert(talk.session, report, urgency, talk.now, talk.rules)


def _answer(talk: Talk, report: Report, flow: Flow, said: Said) -> tuple[bool, bool]:
    """What she said, given to the flow; a tick or a further photo changes the question where it stands.

    Gives whether it was understood, and whether it chose something (not only words of her own).
    """
    answers = answers_of(talk.session, report.id)
    turn = engine.answer(flow, answers, said, talk.world())
    same = bool(said.step) and turn.open is not None and said.step == turn.open.key
    settle(talk, report, flow, turn, edit=same or _later_in_album(talk))
    own_words = bool(turn.changes) and bool((turn.changes[0][1] or {}).get("words"))
    free = turn.changes and isinstance(flow.step(turn.changes[0][0]), Ask | Media)
    return turn.heard and (bool(free) or not own_words), turn.heard and not free and not own_words


def _later_in_album(talk: Talk) -> bool:
    """Not the first file of an album: its answer changes the one already shown, so that ten photos make one message."""
    album = talk.message.album
    return bool(album) and evidence.in_album(talk.session, talk.person, album) > len(talk.message.attachments)
