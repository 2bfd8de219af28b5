"""The first words: greeted in the language they were written in, or in all of them; then the language is chosen."""

from __future__ import annotations

from handlers import menu
from handlers.alert import alert_of, raise_alert, wrote_again
from handlers.flow import Urgency
from handlers.flows import FLOWS
from handlers.language import Guess, guess_language
from handlers.outside import last_or_new
from handlers.person import CHOSEN, GUESSED, UNKNOWN, speak
from handlers.report import current_report, open_report, speak_other
from handlers.talk import Talk, ask_again, put_before_team
from handlers.words import Text
from models.messages import Kind
from models.report import Report

LENT = ("en", "fr")
"""Languages that people also write who speak another one."""
AT_ONCE = ("person", "delete", "my")
"""Words that are answered also where they are her very first."""


def guess(talk: Talk) -> Guess | None:
    """Speaks the language of her very first message, or that of her phone. Gives what those words look like."""
    person, message = talk.person, talk.message
    if person.greeted:
        _hear_another(talk)
        return None
    words = "" if message.text.startswith("/") else message.text
    found = guess_language(words) if words else None
    ours = talk.rules.languages
    if found and found.language in ours:
        speak(person, found.language, GUESSED)
    elif not person.language and not (found and found.sure) and message.language_code in ours:
        speak(person, message.language_code, GUESSED)
    return found


def _hear_another(talk: Talk) -> None:
    """She writes in another language than the one we took for hers: we speak that from now on.

    What she chose stays. Where we knew nothing (she pressed something before any language was chosen) any guess will
    do. English or French, when we only guessed it, gives way to words that leave no doubt: many begin with "hello".
    """
    person, words = talk.person, talk.message.text
    if person.language_by == CHOSEN or talk.message.kind is not Kind.TEXT or not words or words.startswith("/"):
        return
    found = guess_language(words)
    if found is None or found.language not in talk.rules.languages or found.language == person.language:
        return
    lent = person.language in LENT and found.language not in LENT
    if (lent and found.sure) or not person.language_by:
        speak(person, found.language, GUESSED)
        if (report := current_report(talk.session, person)) is not None:
            _tell_team(talk, report)


def first_words(talk: Talk, found: Guess | None, *, goes_on: bool, helps: bool = False) -> None:
    """Greets her. Who has told of danger is asked the first question at once, instead of being shown the menu.

    `goes_on`: she was silent after her first message, which is a report by now; this one is an answer in it.
    `helps`: her word was "help": whom to call comes before who we are.
    """
    person, rules = talk.person, talk.rules
    telling = current_report(talk.session, person)
    if helps and telling is None:
        menu.show_rights(talk.session, person, talk.now)
    if found and found.sure and found.language not in rules.languages:
        menu.languages(talk.session, person, talk.now, rules, [Text(menu.NO_SUCH_LANGUAGE, sign="🌐")])
        report = telling or last_or_new(talk)
        report.language = found.language
        wrote_again(talk.session, report, talk.now, rules)
    menu.greet(talk.session, person, talk.now, rules, menu=telling is None)
    if telling is None:
        return
    speak_something(talk)
    person.greeted = True
    if not goes_on:
        ask_again(talk)


def speak_something(talk: Talk) -> None:
    """Speaks English as long as no language is known."""
    if not talk.person.language:
        speak(talk.person, "en" if "en" in talk.rules.languages else talk.rules.languages[0], UNKNOWN)


def language_chosen(talk: Talk) -> None:
    """Goes on in the new language: with the greeting, or with the question that is open."""
    report = current_report(talk.session, talk.person)
    if report is not None:
        _tell_team(talk, report)
    if not talk.person.greeted:
        menu.greet(talk.session, talk.person, talk.now, talk.rules)
    elif report is None:
        menu.show_menu(talk.session, talk.person, talk.now, [Text(menu.SPOKEN_NOW, sign="🌐")])
    else:
        talk.tell([Text(menu.SPOKEN_NOW, sign="🌐")])
        ask_again(talk)


def _tell_team(talk: Talk, report: Report) -> None:
    """The card says which language she speaks."""
    report.language = talk.person.language
    if alert := alert_of(talk.session, report.id):
        raise_alert(talk.session, report, Urgency(alert.urgency), talk.now, talk.rules)


def another_language(talk: Talk) -> None:
    """She speaks none of our languages: she may speak all the same, and a human is told to listen."""
    talk.person.greeted = True
    report = current_report(talk.session, talk.person)
    if report is None or report.flow != "say_it":
        if report is not None:
            put_before_team(talk, report)
        report = open_report(talk.session, talk.person, FLOWS["say_it"], talk.now, talk.rules.earlier_words)
    speak_other(report)
    menu.speak_any(talk.session, talk.person, talk.now, talk.rules)
    wrote_again(talk.session, report, talk.now, talk.rules)
