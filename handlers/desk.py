"""What the team does in the chat: commands, and the buttons of a card."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import across, audit, duty, gate, menu, phone_desk, sites, team
from handlers import alert as alerts
from handlers.at_desk import Desk
from handlers.person import first_name_of
from handlers.reply import long, tell
from handlers.rules import Rules
from handlers.show import show_report
from handlers.words import Line, Plain, Text, _s
from models.alert import Alert
from models.person import COORDINATOR, HELPER, VOLUNTEER, Person
from models.ring import Ring

ON = _s("You are on duty. You will be woken here. Please keep the sound on.")
ON_ALREADY = _s("You are already on duty.")
OFF = _s("You are off duty. Thank you.")
OFF_ALREADY = _s("You were not on duty.")
NOBODY_LEFT = _s("Nobody is on duty now: alerts go to the coordinators at once.")
STILL_HAS = _s("{name} is off duty and still has: {codes}.")
WHICH_ROLE = _s("Which role will the new person have?")
INVITED = _s("Invitation as {role}, for one person, valid {hours} hours:")
INVITE_CODE = _s("Or the person writes to the bot: /join {token}")
SITE_SAVED = _s("Site {site} is saved. Names: {names}")
SITE_HOW = _s("Write: /site CODE name, name, name. The code has letters, digits and dashes.")
SITES = _s("Sites: {sites}")
NO_SITES = _s("There are no sites yet.")
ONLY_COORDINATORS = _s("Only coordinators can do this.")
ONLY_DUTY = _s("Only volunteers and coordinators can do this.")
UNKNOWN = _s("We do not know this command. /help shows all of them.")
NOT_A_COMMAND = _s("Your message is kept. To report something yourself: /menu. For commands: /help.")
TAKEN_BY = _s("{name} has already taken it.")
GONE = _s("This alert does not exist any more.")
HELP = (
    _s("/onduty: your duty begins; /offduty: it ends"),
    _s("/team: who is in the team and who is on duty"),
    _s("/menu: report something yourself, as anybody can"),
    _s("/language: French or English"),
)
HELP_COORDINATOR = (
    _s("/invite: a link for a new volunteer, helper or coordinator"),
    _s("/site CODE name, name: add a living site or a name for it"),
    _s("/phone: the accounts connected to the bot; approve one, or take that back"),
    _s("/across: whether what came by Signal is shown on Telegram too"),
    _s("/gate: what is lacking before a real person writes"),
)
HELP_TYPED = _s("Here you type the number of an option, or its words. A reaction 👍 under an alert takes it.")
HELP_ALERT = _s("Under an alert: “I take it”, “I cannot”, and “Show” for the words and files.")


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


def _press_card(desk: Desk) -> None:
    session, person, now, rules = desk.session, desk.person, desk.now, desk.rules
    name, _colon, action = desk.rest.partition(":")
    alert = alerts.find(session, long(name))
    if alert is None:
        desk.tell(GONE)
    elif not may_see(session, person, alert):
        desk.tell(ONLY_DUTY)
        audit.note(session, person.id, "refused press", alert.id, now)
    elif action == "take":
        _take(desk, alert)
    elif action == "cannot":
        alerts.decline(session, alert, person, now, rules)
    else:
        audit.note(session, person.id, "show", alert.report_id, now)
        if show_report(session, person, alert.report_id, now, rules) and alert.taken_by == person.id:
            alerts.shown(alert)


def may_see(session: Session, person: Person, alert: Alert) -> bool:
    """Coordinators see every alert, volunteers those that rang for them, that they took, or while on duty."""
    if person.left_at is not None or person.role not in (VOLUNTEER, COORDINATOR):
        return False
    if person.role == COORDINATOR or alert.taken_by == person.id or duty.is_on_duty(session, person):
        return True
    return session.query(Ring.id).where(Ring.alert_id == alert.id, Ring.person_id == person.id).first() is not None


def not_a_command(session: Session, person: Person, text: str, now: datetime, rules: Rules) -> None:
    """Something the team's member sent that is no command and answers nothing; it was kept before."""
    Desk(session, person, now, rules).tell(UNKNOWN if text.startswith("/") else NOT_A_COMMAND)


def _take(desk: Desk, alert: Alert) -> None:
    if not alerts.take(desk.session, alert, desk.person, desk.now, desk.rules) and alert.taken_by is not None:
        other = desk.session.get_one(Person, alert.taken_by)
        desk.tell(Text(TAKEN_BY, {"name": Plain(first_name_of(desk.session, other) or "?")}, sign="✅"))
        return
    audit.note(desk.session, desk.person.id, "take", alert.id, desk.now)


def _onduty(desk: Desk) -> None:
    if desk.person.role == HELPER:
        desk.tell(ONLY_DUTY)
    elif duty.come_on(desk.session, desk.person, desk.now):
        desk.tell(Text(ON, sign="🟢"))
        alerts.ring_waiting(desk.session, desk.person, desk.now, desk.rules)
    else:
        desk.tell(Text(ON_ALREADY, sign="🟢"))


def _offduty(desk: Desk) -> None:
    if not duty.go_off(desk.session, desk.person, desk.now):
        desk.tell(OFF_ALREADY)
        return
    news: list[Line] = []
    if not duty.on_duty(desk.session):
        news.append(Text(NOBODY_LEFT, sign="⚠️"))
    if codes := team.taken_lately(desk.session, desk.person, desk.now):
        name = Plain(first_name_of(desk.session, desk.person) or "?")
        news.append(Text(STILL_HAS, {"name": name, "codes": Plain(", ".join(codes))}, sign="✋"))
    desk.tell(Text(OFF, sign="⚪"), *news)
    for coordinator in duty.coordinators(desk.session):
        if news and coordinator.id != desk.person.id:
            tell(desk.session, coordinator, news, desk.now)
    alerts.pass_on(desk.session, desk.person, desk.now, desk.rules)


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


def _site(desk: Desk) -> None:
    if desk.person.role != COORDINATOR:
        desk.tell(ONLY_COORDINATORS)
        return
    code, _space, names = desk.rest.partition(" ")
    if not code:
        known = ", ".join(site.code for site in sites.open_sites(desk.session))
        desk.tell(Text(SITES, {"sites": Plain(known)}) if known else NO_SITES, SITE_HOW)
        return
    given = [name.strip() for name in names.replace("،", ",").split(",") if name.strip()]
    site = sites.set_site(desk.session, code, given, desk.now)
    if site is None:
        desk.tell(SITE_HOW)
        return
    audit.note(desk.session, desk.person.id, "site", None, desk.now, site.code)
    desk.tell(Text(SITE_SAVED, {"site": Plain(site.code), "names": Plain(", ".join(site.names) or "-")}, sign="🏕️"))


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


def _help(desk: Desk) -> None:
    more = HELP_COORDINATOR if desk.person.role == COORDINATOR else ()
    typed = (HELP_TYPED,) if desk.person.channel in desk.rules.without_buttons else ()
    desk.tell(*HELP, *more, HELP_ALERT, *typed)


def _menu(desk: Desk) -> None:
    desk.person.language = desk.person.language or desk.person.staff_language
    menu.show_menu(desk.session, desk.person, desk.now)


COMMANDS: dict[str, Callable[[Desk], None]] = {
    "onduty": _onduty,
    "degarde": _onduty,
    "offduty": _offduty,
    "findegarde": _offduty,
    "team": _team,
    "equipe": _team,
    "équipe": _team,
    "invite": _invite,
    "inviter": _invite,
    "site": _site,
    "gate": _gate,
    "phone": _phone,
    "telephone": _phone,
    "téléphone": _phone,
    "across": _across,
    "messageries": _across,
    "language": _language,
    "langue": _language,
    "help": _help,
    "aide": _help,
    "start": _help,
    "menu": _menu,
}
"""Every command of the team, in English and French."""
PRESSES: dict[str, Callable[[Desk], None]] = {"a": _press_card, "b": _phone, "i": _invite}
"""Every kind of button of the team: what its option begins with, before the colon."""
