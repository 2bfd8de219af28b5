"""What somebody means who has no buttons: a number, a word or a reaction becomes the press of the option it names.

A quoted message is the one that is answered; what quotes nothing answers the newest message with options. While no
report is open a word may name an option of an older one too; an old question is answered only by quoting it. What names
no option stays what it is: an answer in words. How options are numbered: models/options.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.card import CANNOT, SHOW, TAKE
from handlers.folding import fold
from handlers.language import language_named
from handlers.reply import long, short, tell
from handlers.rules import Rules
from handlers.said import AT_MOST, MOMENT
from handlers.words import Text, _, in_every_language
from handlers.yes_no import read_yes_no
from models.asked import Asked, given_by, latest, quoted
from models.messages import Button, Inbound, Kind, Outbound
from models.options import FINISHED, in_order, in_words, numbered, ways
from models.person import Person

MEANS = {"✋": "👍👌🙋🙆✅✔💪\U0001fae1", "🚫": "👎❌⛔🙅", "👁": "👀"}
"""A pictogram of the team's buttons, and the reactions that mean the same. A heart means nothing: it is too near."""
TYPED = (Kind.TEXT, Kind.REACTION, Kind.EDIT)
SAYS = {"✋": TAKE, "🚫": CANNOT, "👁": SHOW}
"""What the team says in words, in any of its languages."""
YES_NO = {"yes": "✅", "no": "❌"}
"""The pictograms of a yes and a no."""
LATELY, LONGEST_YES = timedelta(hours=1), 40
"""So long after a question a yes, of so few letters, is one to it."""
OF_THE_TEAM = ("a", "h", "t", "r")
"""How the options begin whose pictograms mean this: of cards, helpers, a hand-over, the rota. Elsewhere they are
pictures: a hand that hurts, or an eye of a sentence that would leave for the person."""
_AND = re.compile(r"(?<=\s)(?:and|et|و|او|ን|እና)(?=\s)|\bو(?=\d)|(?<=\d)ን\b")
"""What stands between the numbers of several options, on its own or beside one of them."""
SENTENCE = "pa:"
"""How the options of a ready sentence begin."""
SEVERAL_COUNTED = 2
_NUMBER = re.compile(r"\W*\d{1,2}\W*")
_SHADES = dict.fromkeys((0xFE0E, 0xFE0F, 0x200D, 0x2640, 0x2642, *range(0x1F3FB, 0x1F400)))
"""What varies a pictogram: how it is drawn, the colour of a skin, man or woman."""
WHICH = _("We do not know which one you mean. Please write its number.")
SEVERAL = "several"
"""What stands for an option where several of a message are named so: alerts that came together."""
QUESTION = ("q", "n")
"""What the options of a form begin with."""


def as_press(
    session: Session, person: Person, message: Inbound, now: datetime, rules: Rules, *, talking: bool = False
) -> Inbound:
    """The message as the press that it means; itself where there are buttons, or where it means none.

    `talking`: a human of ours writes there too; what quotes nothing is said to the human, or answers the ready sentence
    that came last.
    """
    if message.room or message.from_us or message.kind not in TYPED:
        return message
    text = message.text.strip()
    if not text or text.startswith("/") or (message.kind is Kind.REACTION and not message.target):
        return message
    find = _of_changed if message.kind is Kind.EDIT else _of_quoted if message.target else _of_latest
    if talking and not message.target:
        if not _NUMBER.fullmatch(text):
            return message
        find = _of_sentence
    if person.channel not in rules.without_buttons:
        if message.target or message.kind is not Kind.TEXT or not (_says(text, person) or language_named(text)):
            return message
        find = _language if language_named(text) else _yes_or_no
    option = find(session, person, message, text)
    if option == SEVERAL:
        tell(session, person, [Text(WHICH, sign="🔢")], now)
        option = ""
    return replace(message, kind=Kind.PRESS, option=option) if option else message


def _of_quoted(session: Session, person: Person, message: Inbound, text: str) -> str:
    asked = quoted(session, person.id, message.target)
    if asked is None:
        return ""
    option = _by_number(asked.revisions[0], text) or _by_words(asked.revisions, text)
    return option or ("" if message.kind is Kind.REACTION else _by_yes_no(asked, text, person))


def _of_sentence(session: Session, person: Person, message: Inbound, text: str) -> str:
    """While a human of ours talks with her a number answers what the human has just asked: a ready sentence."""
    asked = next(_seen(latest(session, person.id), message.sent_at), None)
    if asked is None or (message.sent_at or asked.sent_at) - asked.sent_at > LATELY:
        return ""
    counted = [button for button in in_order(asked.revisions[0]) if re.search(r"\d", button.label)]
    # "How many are you?" - "5": whether that is the fifth option or five people, the human can ask.
    option = _by_number(asked.revisions[0], text) if len(counted) < SEVERAL_COUNTED else ""
    return option if option.startswith(SENTENCE) else ""


def _of_changed(session: Session, person: Person, message: Inbound, text: str) -> str:
    """Who changes a number that she typed chooses anew, of the same question."""
    for given in given_by(session, person.id, message, [message.target]):
        question = f"{QUESTION[0]}:{short(given.report_id)}:{given.step}:"
        for asked in latest(session, person.id):
            if any(button.option.startswith(question) for button in in_order(asked.revisions[0])):
                return _by_number(asked.revisions[0], text) or _by_words(asked.revisions, text)
    return ""


def _of_latest(session: Session, person: Person, message: Inbound, text: str) -> str:
    newest = True
    if language_named(text) and (option := _language(session, person, message, text)):
        return option
    for asked in _seen(latest(session, person.id), message.sent_at):
        current = asked.revisions[0]
        of_form, open_ = _form(current), _is_open(person, current)
        if newest and (option := _lately(asked, message, text, person)):
            return option
        if newest and (not of_form or open_) and (option := _by_number(current, text)):
            return option
        # In the middle of a report words are an answer, or one of those that work everywhere.
        answers = open_ or not of_form if newest else not of_form and person.report_id is None
        if answers and (option := _by_words(asked.revisions, text)):
            return option
        newest = False
    return ""


def _says(text: str, person: Person) -> str:
    """The pictogram of what she says: yes or no, in any spelling; nothing when it is neither."""
    return YES_NO.get(read_yes_no(text, person.language) or "", "") if len(text) <= LONGEST_YES else ""


def _yes_or_no(session: Session, person: Person, message: Inbound, text: str) -> str:
    """Yes and no also answer what is no question of a form, where it was asked last, and lately."""
    asked = next(_seen(latest(session, person.id), message.sent_at), None)
    return _lately(asked, message, text, person) if asked is not None else ""


def _language(session: Session, person: Person, message: Inbound, text: str) -> str:
    """The language that she names where the languages were shown: last, or at any time while no report is open."""
    option = f"l:{language_named(text)}"
    for asked in _seen(latest(session, person.id), message.sent_at):
        if any(button.option == option for button in in_order(asked.revisions[0])):
            return option
        if person.report_id is not None:
            break
    return ""


def _lately(asked: Asked, message: Inbound, text: str, person: Person) -> str:
    if _form(asked.revisions[0]) or (message.sent_at or asked.sent_at) - asked.sent_at > LATELY:
        return ""
    return _by_yes_no(asked, text, person)


def _by_yes_no(asked: Asked, text: str, person: Person) -> str:
    """The option that says yes, or no, where one says each."""
    options = {_sign(button): button.option for button in in_order(asked.revisions[0])}
    return options.get(_says(text, person), "") if set(YES_NO.values()) <= set(options) else ""


def _seen(asked: Iterable[Asked], said_at: datetime | None) -> Iterator[Asked]:
    """Without what was sent after she had begun to say it; a larger difference is our clocks'."""
    return (one for one in asked if said_at is None or not MOMENT <= one.sent_at - said_at <= AT_MOST)


def _form(message: Outbound) -> bool:
    return any(button.option.partition(":")[0] in QUESTION for button in in_order(message))


def _is_open(person: Person, message: Outbound) -> bool:
    """Whether it asks something of the report that is just being told."""
    names = {button.option.split(":")[1] for button in in_order(message) if button.option.count(":") > 1}
    return bool(names) and {long(name) for name in names} == {person.report_id}


def _by_number(message: Outbound, text: str) -> str:
    """The option of this number, in any digits; of several numbers those that are ticked together."""
    words, options = _AND.sub(" ", fold(text)).split(), numbered(message)
    if not words or not all(word.isdecimal() and len(word) <= len(str(len(options))) for word in words):
        return ""
    places = dict.fromkeys(int(word) for word in words)
    if not all(0 < place <= len(options) for place in places):
        return ""
    chosen = [options[place - 1].option for place in places]
    return chosen[0] if len(chosen) == 1 else _several(options, chosen)


def _several(options: Iterable[Button], chosen: list[str]) -> str:
    """Several options of one question as one press, where several may be ticked."""
    finished = next((button.option for button in options if button.option.endswith(FINISHED)), "")
    question = finished.removesuffix(FINISHED) + ":"
    ticked = [option for option in chosen if option != finished]
    if not finished or not all(option.startswith(question) for option in ticked):
        return ""
    keys = [option.removeprefix(question) for option in ticked]
    return "" if any(key.startswith("@") for key in keys) else ",".join([question + keys[0], *keys[1:], "@done"])


def _by_words(revisions: Iterable[Outbound], text: str) -> str:
    """The option whose label or pictogram this is, or that the team's words or a reaction mean; the newest first."""
    folded, sign = fold(text), text.translate(_SHADES)
    meant = {own for own, others in MEANS.items() if sign and sign in others}
    meant |= {own for own, label in SAYS.items() if folded and folded in in_every_language(label)}
    for revision in revisions:
        # A number under a question of a form is a count, which the form reads; elsewhere it is one of the options.
        of_form = (*numbered(revision), *in_words(revision), *ways(revision))
        buttons = of_form if _form(revision) else in_order(revision)
        found = [one for one in buttons if folded and fold(one.label) == folded]
        found = found or [one for one in buttons if _sign(one) == sign or _is_meant(one, meant)]
        if found:
            return found[0].option if len(found) == 1 else SEVERAL
    return ""


def _is_meant(button: Button, meant: set[str]) -> bool:
    return _sign(button) in meant and button.option.partition(":")[0] in OF_THE_TEAM


def _sign(button: Button) -> str:
    """The pictogram at the beginning of a label; behind the letter of a card that came with others."""
    words = button.label.translate(_SHADES).split()
    if len(words) > 1 and len(words[0]) == 2 and words[0].endswith("."):
        words = words[1:]
    return words[0] if words and not fold(words[0]) else " "
