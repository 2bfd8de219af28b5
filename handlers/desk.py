"""What the team does in the chat: commands, and the buttons of a card."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import (
    across,
    available,
    became,
    card_desk,
    duty_desk,
    gate,
    interpreter_desk,
    leftover,
    menu,
    messengers,
    phone_desk,
    phrases_desk,
    phrases_own,
    relay_desk,
    resume,
    room_desk,
    rota_desk,
    settle,
    site_desk,
    staff_copies,
    team,
    waits,
)
from handlers.at_desk import Desk, may_see
from handlers.messengers import ONLY_COORDINATORS
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _s
from models.person import COORDINATOR, HELPER, VOLUNTEER, Person

WHICH_ROLE = _s("Which role will the new person have?")
INVITED = _s("Invitation as {role}, for one person, valid {hours} hours:")
INVITE_CODE = _s("Or the person writes to the bot: /join {token}")
UNKNOWN = _s("We do not know this command. /help shows all of them.")
NOT_A_COMMAND = _s("Your message is kept. To report something yourself: /menu. For commands: /help.")
HELP = (
    _s("/onduty: your duty begins; /offduty: it ends"),
    _s("/rota: who is on duty in the coming week; take, give away or swap"),
    _s("/waketest: can the bot wake you at night?"),
    _s("/available: you may be woken in the next 12 hours; /unavailable: not"),
    _s("/waits: how long an alert waits for an answer"),
    _s("/team: who is in the team and who is on duty"),
    _s("/resume: the bot goes on in a chat where a human has written"),
    _s("/menu: report something yourself, as anybody can"),
    _s("/language: French or English"),
)
HELP_COORDINATOR = (
    _s("/invite: a link for a new volunteer, helper or coordinator"),
    _s("/site: living sites: add, rename, close, place, legal notes"),
    _s("/phrase: the team's own ready sentences; add one, or remove one"),
    _s("/phone: the accounts connected to the bot; approve one, or take that back"),
    _s("/helpers: who reads which language for us; vouch for them"),
    _s("/across: whether what came by Signal is shown on Telegram too"),
    _s("/gate: what is lacking before a real person writes"),
    _s("/room: the triage room, and who is in it"),
    _s("/copies: what of reports is shown in chats of the team"),
)
HELP_PHRASES = _s("Under an alert, “Phrases”: ready sentences that the person receives in her language.")
HELP_TYPED = _s("Here you type the number of an option, or its words. A reaction 👍 under an alert takes it.")
HELP_ALERT = _s("Under an alert: “I take it”, “I cannot”, and “Show” for the words and files.")
HELP_ANSWER = _s("To answer a person, reply to the card: words, voice or a picture. It arrives as coming from HRO.")


def command(session: Session, person: Person, text: str, now: datetime, rules: Rules) -> bool:
    """Carries out a command. False when it is none of the team's."""
    word, _space, rest = text.strip().partition(" ")
    name = word.removeprefix("/").partition("@")[0].casefold()
    action = COMMANDS.get(name)
    if not word.startswith("/") or action is None:
        return False
    action(Desk(session, person, now, rules, rest.strip()))
    return True


def press(session: Session, person: Person, option: str, now: datetime, rules: Rules) -> None:
    """A button of a card, or of a command."""
    kind, _colon, rest = option.partition(":")
    PRESSES[kind](Desk(session, person, now, rules, rest))


def not_a_command(session: Session, person: Person, text: str, now: datetime, rules: Rules) -> None:
    """Something the team's member sent that is no command and answers nothing; it was kept before."""
    Desk(session, person, now, rules).tell(UNKNOWN if text.startswith("/") else NOT_A_COMMAND)


def _team(desk: Desk) -> None:
    desk.tell(*team.team_lines(desk.session), protect=True)


def _invite(desk: Desk) -> None:
    if desk.person.role != COORDINATOR:
        desk.tell(ONLY_COORDINATORS)
        return
    role = {"bénévole": VOLUNTEER, "interprète": HELPER, "coordination": COORDINATOR}.get(desk.rest, desk.rest)
    if role not in team.ROLES:
        rows: list[list[tuple[str, Line, str]]] = [
            [(sign, label, f"i:{role}")] for role, (sign, label) in team.ROLES.items()
        ]
        desk.tell(WHICH_ROLE, rows=rows)
        return
    token = team.invite(desk.session, desk.person, role, desk.now, desk.rules)
    hours = Plain(str(int(desk.rules.invitation.total_seconds() // 3600)))
    sign, label = team.ROLES[role]
    lines: list[Line] = [Text(INVITED, {"role": label, "hours": hours}, sign=sign)]
    if link := desk.rules.links.get(desk.person.channel):
        lines.append(Plain(link.format(token=token)))
    desk.tell(*lines, Text(INVITE_CODE, {"token": Plain(token)}))


def _gate(desk: Desk) -> None:
    if desk.person.role != COORDINATOR:
        desk.tell(ONLY_COORDINATORS)
        return
    desk.tell(*gate.answer(desk.session, desk.person, desk.rest, desk.now, desk.rules))


def _phone(desk: Desk) -> None:
    if desk.person.role != COORDINATOR:
        desk.tell(ONLY_COORDINATORS)
    else:
        phone_desk.press(desk.session, desk.person, desk.rest, desk.now)


def _across(desk: Desk) -> None:
    if desk.person.role != COORDINATOR:
        desk.tell(ONLY_COORDINATORS)
    else:
        desk.tell(*across.switch(desk.session, desk.person, desk.rest, desk.now))


def _language(desk: Desk) -> None:
    desk.person.staff_language = ""
    team.go_on_joining(desk.session, desk.person, desk.rest, "", desk.now)


def help_of(role: str) -> tuple[str, ...]:
    """What this role can do: a command and a few words each."""
    if role == HELPER:
        return interpreter_desk.HELP
    return (*HELP, *HELP_COORDINATOR) if role == COORDINATOR else HELP


def _help(desk: Desk) -> None:
    typed = (HELP_TYPED,) if desk.person.channel in desk.rules.without_buttons else ()
    below = () if desk.person.role == HELPER else (HELP_ALERT, HELP_PHRASES, HELP_ANSWER, *typed)
    desk.tell(*help_of(desk.person.role), *below)


def _menu(desk: Desk) -> None:
    desk.person.language = desk.person.language or desk.person.staff_language
    menu.show_menu(desk.session, desk.person, desk.now)


COMMANDS: dict[str, Callable[[Desk], None]] = {
    "onduty": duty_desk.come_on,
    "degarde": duty_desk.come_on,
    "offduty": duty_desk.go_off,
    "findegarde": duty_desk.go_off,
    **dict.fromkeys(("rota", "planning", "tours"), rota_desk.command),
    **dict.fromkeys(("waketest", "reveil", "réveil"), rota_desk.wake_command),
    "team": _team,
    "equipe": _team,
    "équipe": _team,
    "invite": _invite,
    "inviter": _invite,
    "gate": _gate,
    "phrase": phrases_own.command,
    "phone": _phone,
    "telephone": _phone,
    "téléphone": _phone,
    "languages": interpreter_desk.languages,
    "langues": interpreter_desk.languages,
    "helpers": interpreter_desk.helpers,
    "interpretes": interpreter_desk.helpers,
    "interprètes": interpreter_desk.helpers,
    "done": interpreter_desk.done,
    "fini": interpreter_desk.done,
    "resume": resume.command,
    "reprendre": resume.command,
    "captcha": messengers.captcha,
    "across": _across,
    "messageries": _across,
    "language": _language,
    "langue": _language,
    "help": _help,
    "aide": _help,
    "start": _help,
    "menu": _menu,
    **available.COMMANDS,
    **room_desk.COMMANDS,
    **site_desk.COMMANDS,
    **staff_copies.COMMANDS,
    **waits.COMMANDS,
}
"""Every command of the team, in English and French."""
PRESSES: dict[str, Callable[[Desk], None]] = {
    "a": card_desk.press,
    "b": _phone,
    "e": settle.press,
    "h": interpreter_desk.press,
    "i": _invite,
    "p": lambda desk: phrases_desk.press(desk, may_see),
    "px": phrases_own.press,
    "r": rota_desk.press,
    "t": relay_desk.press,
    **room_desk.PRESSES,
    **became.PRESSES,
    **site_desk.PRESSES,
    **leftover.PRESSES,
}
"""Every kind of button of the team: what its option begins with, before the colon."""
