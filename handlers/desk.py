"""What the team does in the chat: every command and every button with its least role, and where that is checked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers import (
    across,
    audit_desk,
    available,
    became,
    card_desk,
    case_desk,
    duty_desk,
    expected,
    find_desk,
    gate,
    interpreter_desk,
    leftover,
    menu,
    messengers,
    mute_desk,
    other_chat_desk,
    phone_desk,
    phrases_desk,
    phrases_own,
    relay_desk,
    resume,
    room_desk,
    rota_desk,
    second_tap_desk,
    settle,
    site_desk,
    staff_copies,
    task_desk,
    team,
    team_desk,
    translate_desk,
    verify_desk,
    waits,
)
from handlers.action import Action, carry_out, commands
from handlers.at_desk import Desk
from handlers.reply import language_of
from handlers.rules import Rules
from handlers.words import Line, _s
from models.person import COORDINATOR, HELPER, VOLUNTEER, Person

UNKNOWN = _s("We do not know this command. /help shows all of them.")
SENT_TO_NOBODY = _s("This went to nobody. To answer a person, reply to her card. Your own report: /menu. Help: /help.")
NOT_A_COMMAND = _s("Your message is kept. To report something yourself: /menu. For commands: /help.")
HELP_PHRASES = _s("Under an alert, “Phrases”: ready sentences that the person receives in her language.")
HELP_TYPED = _s("Here you type the number of an option, or its words. A reaction 👍 under an alert takes it.")
HELP_ALERT = _s("Under an alert: “I take it”, “I cannot”, and “Show” for the words and files.")
HELP_ANSWER = _s("To answer a person, reply to the card: words, voice or a picture. It arrives as coming from HRO.")


def command(session: Session, person: Person, text: str, now: datetime, rules: Rules) -> bool:
    """Carries out a command. False when it is none of the team's."""
    name, rest = named(text)
    action = COMMANDS.get(name)
    if find_desk.names_case(session, person, text, now, rules):
        return True
    if not text.strip().startswith("/") or action is None:
        return False
    expected.forget(session, person)
    carry_out(Desk(session, person, now, rules, rest), action, rest)
    return True


def named(text: str) -> tuple[str, str]:
    """The name of a command, and what follows it."""
    word, _space, rest = text.strip().partition(" ")
    return word.removeprefix("/").partition("@")[0].casefold(), rest.strip()


def press(session: Session, person: Person, option: str, now: datetime, rules: Rules) -> None:
    """A button of a card, or of a command."""
    if option.partition(":")[0] not in CASE_PRESSES:
        # She does something else now: what she writes next is not for what she was asked before.
        expected.forget(session, person)
    if (action := pressed(option)) is not None:
        carry_out(Desk(session, person, now, rules, option.partition(":")[2]), action)


def pressed(option: str) -> Action | None:
    """What this button does, if it is one of the team's: the longest beginning counts."""
    kind, _colon, rest = option.partition(":")
    return PRESSES.get(f"{kind}:{rest.partition(':')[0]}") or PRESSES.get(kind)


def not_a_command(session: Session, person: Person, text: str, now: datetime, rules: Rules) -> None:
    """Something the team's member sent that is no command and answers nothing; it was kept before."""
    # Who pressed “Answer” and then just wrote must not believe that the person has read it.
    answers = person.role in (VOLUNTEER, COORDINATOR)
    line = UNKNOWN if text.startswith("/") else SENT_TO_NOBODY if answers else NOT_A_COMMAND
    Desk(session, person, now, rules).tell(line)


def _gate(desk: Desk) -> None:
    desk.tell(*gate.answer(desk.session, desk.person, desk.rest, desk.now, desk.rules))


def _phone(desk: Desk) -> None:
    phone_desk.press(desk.session, desk.person, desk.rest, desk.now, desk.rules)


def _across(desk: Desk) -> None:
    desk.tell(*across.switch(desk.session, desk.person, desk.rest, desk.now))


def _language(desk: Desk) -> None:
    desk.person.staff_language = ""
    team.go_on_joining(desk.session, desk.person, desk.rest, "", desk.now)


def _menu(desk: Desk) -> None:
    desk.person.language = desk.person.language or desk.person.staff_language
    menu.show_menu(desk.session, desk.person, desk.now)


def _help(desk: Desk) -> None:
    """The commands of her role, in her language."""
    language, role = language_of(desk.person), desk.person.role
    lines: list[Line] = [one.line(language) for one in for_role(role)]
    if role != HELPER:
        lines += [HELP_ALERT, HELP_PHRASES, HELP_ANSWER]
        lines += [HELP_TYPED] if desk.person.channel in desk.rules.without_buttons else []
    desk.tell(*lines)


def for_role(role: str) -> list[Action]:
    """The commands that are shown to this role, in /help and in the messenger's menu."""
    return [one for one in TABLE if one.help and one.is_for(role)]


TABLE: tuple[Action, ...] = (
    Action(VOLUNTEER, duty_desk.come_on, ("onduty", "degarde"), _s("your duty begins")),
    Action(VOLUNTEER, duty_desk.go_off, ("offduty", "findegarde"), _s("your duty ends")),
    Action(VOLUNTEER, rota_desk.command, ("rota", "planning", "tours"), _s("who is on duty; take, give or swap")),
    Action(VOLUNTEER, rota_desk.wake_command, ("waketest", "réveil", "reveil"), _s("can the bot wake you at night?")),
    *available.ACTIONS,
    *waits.ACTIONS,
    *team_desk.ACTIONS,
    *other_chat_desk.ACTIONS,
    *find_desk.ACTIONS,
    *task_desk.ACTIONS,
    *verify_desk.ACTIONS,
    *translate_desk.ACTIONS,
    Action(VOLUNTEER, resume.command, ("resume", "reprendre"), _s("the bot goes on where a human has written")),
    *interpreter_desk.ACTIONS,
    *site_desk.ACTIONS,
    *room_desk.ACTIONS,
    *staff_copies.ACTIONS,
    Action(COORDINATOR, phrases_own.command, ("phrase",), _s("the team's own ready sentences")),
    Action(COORDINATOR, _phone, ("phone", "téléphone", "telephone"), _s("the accounts connected to the bot")),
    Action(COORDINATOR, _across, ("across", "messageries"), _s("whether Signal is shown on Telegram too")),
    Action(COORDINATOR, _gate, ("gate",), _s("what is lacking before a real person writes")),
    *mute_desk.ACTIONS,
    *audit_desk.ACTIONS,
    Action(COORDINATOR, messengers.captcha, ("captcha",)),
    Action(HELPER, _menu, ("menu",), _s("report something yourself, as anybody can")),
    Action(HELPER, _language, ("language", "langue"), _s("French or English")),
    Action(HELPER, _help, ("help", "aide", "start"), _s("what you can do here")),
)
"""Every command of the team, in the order of /help."""
COMMANDS = commands(*TABLE)
"""The same by each of its words, in English and French."""
CASE_PRESSES = case_desk.PRESSES | task_desk.PRESSES | verify_desk.PRESSES
"""Those that may ask for words."""
PRESSES: dict[str, Action] = {
    **CASE_PRESSES,
    **find_desk.PRESSES,
    **room_desk.PRESSES,
    **became.PRESSES,
    **site_desk.PRESSES,
    **leftover.PRESSES,
    "a": Action(VOLUNTEER, card_desk.press),
    "b": Action(COORDINATOR, _phone),
    "e": Action(VOLUNTEER, settle.press),
    **interpreter_desk.PRESSES,
    "p": Action(VOLUNTEER, phrases_desk.press),
    "px": Action(COORDINATOR, phrases_own.press),
    "r": Action(VOLUNTEER, rota_desk.press),
    "r:all": Action(COORDINATOR, rota_desk.press),
    "r:copy": Action(COORDINATOR, rota_desk.press),
    "t": Action(VOLUNTEER, relay_desk.press),
    **team_desk.PRESSES,
    **second_tap_desk.PRESSES,
    **mute_desk.PRESSES,
}
"""Every button of the team: what its option begins with, up to the first colon or the second."""
