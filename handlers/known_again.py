"""What is said about the secret number: she is given one, and writes it with a report's name on another phone."""

from __future__ import annotations

import re

from handlers import audit, menu, secret_number
from handlers.codes import LETTERS, SIGNS
from handlers.folding import fold
from handlers.person import CHOSEN, speak
from handlers.reply import tell
from handlers.talk import Talk
from handlers.words import Line, Plain, Text, _, say_all
from models import keeping
from models.inbox import Inbox
from models.messages import Kind, Outbound
from models.outbox import put
from models.person import REPORTER, Person

LABEL = _("Secret number")
YOURS = _("Your secret number: {number}. We show it once.")
WHAT_FOR = _("With it you can add or delete from another phone.")
WRITE_THERE = _("There, write to us: {code} {number}")
NOBODY_ELSE = _("Do not give this number to anybody. Then delete this message.")
KNOWN_AGAIN = _("We know you again. What you write here is added.")
NOT_SHOWN = _("What you told before is not shown here. You can delete it.")
NO_FIT = _("This name and number do not fit, or were tried too often.")
TOMORROW = _("You can try again tomorrow.")
NEW_PHONE = _("New phone? Write the report's name and your secret number.")
GIVEN = re.compile(rf"([{LETTERS}][{SIGNS}]{{5}})\s?(\d{{6}})")
LONGEST = 40
"""Longer texts, in letters, are told, not a name with a number."""


def give(talk: Talk, code: str) -> None:
    """Makes a new number for her, in place of an older one, and shows it once."""
    session, person, now = talk.session, talk.person, talk.now
    number = secret_number.new()
    named: dict[str, Line] = {"code": Plain(code), "number": Plain(number)}
    lines: list[Line] = [Text(YOURS, {"number": Plain(number)}, sign="🔑"), WHAT_FOR, Text(WRITE_THERE, named)]
    words = say_all(talk.language, [*lines, NOBODY_ELSE])
    shown_in = put(session, person.id, Outbound(text=words, language=talk.language), now)
    secret_number.keep(session, person, number, shown_in, now)
    audit.note(session, person.id, "secret number", None, now)


def used(talk: Talk) -> bool:
    """Whether the message is a report's name with a number: then it is tried, and not kept as words of hers."""
    if talk.message.kind is not Kind.TEXT or talk.person.role != REPORTER:
        return False
    text = talk.message.text.strip()
    found = GIVEN.fullmatch(fold(text).upper()) if len(text) <= LONGEST else None
    if found is None:
        return False
    keeping.overwrite(talk.session, Inbox.id == talk.inbox_id)
    owner = secret_number.owner(talk.session, talk.person, found[1], found[2], talk.now)
    if owner is None:
        _say(talk, [Text(NO_FIT, sign="🔑"), TOMORROW])
    else:
        _join(talk, owner)
    return True


def _join(talk: Talk, owner: Person) -> None:
    session, person, now = talk.session, talk.person, talk.now
    if owner.id != person.id:
        secret_number.join(session, person, owner, now)
        audit.note(session, person.id, "known again", owner.id, now)
    if not person.language:
        speak(person, owner.language, CHOSEN)
    person.greeted = True
    menu.show_menu(session, person, now, [Text(KNOWN_AGAIN, sign="🔑"), NOT_SHOWN])


def _say(talk: Talk, lines: list[Line]) -> None:
    """In her language; in all of ours where it is not known yet."""
    ours = [talk.person.language] if talk.person.language else talk.rules.languages
    for language in ours:
        tell(talk.session, talk.person, lines, talk.now, language=language)
