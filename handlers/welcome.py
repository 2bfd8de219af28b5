"""The first words: greeted in the language they were written in, or in all of them; then the language is chosen."""

from __future__ import annotations

from handlers import menu
from handlers.language import Guess, guess_language
from handlers.person import speak
from handlers.report import current_report
from handlers.talk import Talk, ask_again
from handlers.words import Text


def guess(talk: Talk) -> Guess | None:
    """Speaks the language of her very first message, or that of her phone. Gives what the words look like."""
    person, message = talk.person, talk.message
    words = "" if message.text.startswith("/") else message.text
    found = guess_language(words) if words else None
    ours = talk.rules.languages
    if found and found.language in ours:
        speak(person, found.language, "guessed")
    elif not person.language and not (found and found.sure) and message.language_code in ours:
        speak(person, message.language_code, "guessed")
    return found


def first_words(talk: Talk, found: Guess | None) -> None:
    """Greets her. Who has told of danger is asked the first question at once, instead of being shown the menu."""
    person, rules = talk.person, talk.rules
    if found and found.sure and found.language not in rules.languages:
        menu.languages(talk.session, person, talk.now, rules, [Text(menu.NO_SUCH_LANGUAGE, sign="🌐")])
    telling = current_report(talk.session, person) is not None
    menu.greet(talk.session, person, talk.now, rules, menu=not telling)
    if not telling:
        return
    if not person.language:
        speak(person, "en" if "en" in rules.languages else rules.languages[0], "guessed")
    person.greeted = True
    ask_again(talk)


def language_chosen(talk: Talk) -> None:
    """Goes on in the new language: with the greeting, or with the question that is open."""
    if not talk.person.greeted:
        menu.greet(talk.session, talk.person, talk.now, talk.rules)
    elif current_report(talk.session, talk.person) is None:
        menu.show_menu(talk.session, talk.person, talk.now, [Text(menu.SPOKEN_NOW, sign="🌐")])
    else:
        talk.tell([Text(menu.SPOKEN_NOW, sign="🌐")])
        ask_again(talk)
