"""The team in the chat: who is who, invitations, leaving, accounts that are suspended or given back."""

from __future__ import annotations

from handlers import going, second_tap, team
from handlers.account import same_member
from handlers.action import Action
from handlers.at_desk import Desk
from handlers.reply import long, short, tell
from handlers.staff_copies import LISTS
from handlers.team_list import account_name, members, name_of, named, suspended, team_lines
from handlers.words import Line, Plain, Text, _s
from models.person import COORDINATOR, HELPER, VOLUNTEER, Person

WHICH_ROLE = _s("Which role will the new person have?")
INVITED = _s("Invitation as {role}, for one person, valid {hours} hours:")
INVITE_CODE = _s("The person writes to the bot: /join {token}")
OR_CODE = _s("Or the person writes to the bot: /join {token}")
SUSPEND_ONE = _s("Suspend an account")
CONTACTS = _s("With contacts")
WHOM = _s("Which account? It is suspended at once, and the coordinators are told.")
WHOSE_BACK = _s("Which account comes back?")
NONE_SUSPENDED = _s("No account is suspended.")
NOBODY_CALLED = _s("Nobody in the team is called {name}.")
NOT_ANY_MORE = _s("This account is not in the team now.")
NOT_SUSPENDED = _s("This account is not suspended.")
DONE = _s("The account of {name} is suspended.")
LAST_ONE = _s("Only you coordinate now. Please invite another coordinator first: /invite")
SHOW_CONTACTS = _s("Show the team with contacts")
WITH_CONTACTS = _s("The team with contacts. Do not pass it on.")
CONTACT_LIST = f"{LISTS}contacts"
CONTACT_WORDS = ("contacts", "contact")
MYSELF = ("me", "moi")
Row = list[tuple[str, Line, str]]


def show(desk: Desk) -> None:
    """/team: who is who; /team contacts asks a second coordinator first."""
    if desk.rest.casefold() in CONTACT_WORDS:
        ask_contacts(desk)
        return
    rows: list[Row] = [[("⛔", SUSPEND_ONE, "u:who")]]
    if desk.person.role == COORDINATOR:
        rows.append([("📇", CONTACTS, "u:contacts")])
        rows += _give_back(desk)
    lines = team_lines(desk.session)
    tell(desk.session, desk.person, lines, desk.now, rows=rows, protect=True, slot=f"{LISTS}team")


def ask_contacts(desk: Desk) -> None:
    """Contacts are shown when a second coordinator has tapped."""
    second_tap.ask(desk, "contacts", "", [Text(SHOW_CONTACTS, sign="📇")])


def show_contacts(desk: Desk) -> None:
    """The team with addresses, after the second tap."""
    lines: list[Line] = [Text(WITH_CONTACTS, sign="🔒"), *team_lines(desk.session, contacts=True)]
    tell(desk.session, desk.person, lines, desk.now, protect=True, slot=CONTACT_LIST)


def invite(desk: Desk) -> None:
    """/invite, or a role that was pressed."""
    role = {"bénévole": VOLUNTEER, "interprète": HELPER, "coordination": COORDINATOR}.get(desk.rest, desk.rest)
    if role not in team.ROLES or not team.grants(desk.person, role):
        rows: list[Row] = [
            [(sign, label, f"i:{role}")] for role, (sign, label) in team.ROLES.items() if team.grants(desk.person, role)
        ]
        desk.tell(WHICH_ROLE, rows=rows)
        return
    token = team.invite(desk.session, desk.person, role, desk.now, desk.rules)
    hours = Plain(str(int(desk.rules.invitation.total_seconds() // 3600)))
    sign, label = team.ROLES[role]
    lines: list[Line] = [Text(INVITED, {"role": label, "hours": hours}, sign=sign)]
    link = desk.rules.links.get(desk.person.channel)
    if link:
        lines.append(Plain(link.format(token=token)))
    desk.tell(*lines, Text(OR_CODE if link else INVITE_CODE, {"token": Plain(token)}))


def leave(desk: Desk) -> None:
    """/leave, at once; but alerts must reach somebody: the last coordinator finds another first."""
    others = [one for one in members(desk.session) if not same_member(desk.session, one, desk.person)]
    if desk.person.role == COORDINATOR and not any(one.role == COORDINATOR for one in others):
        desk.tell(Text(LAST_ONE, sign="⭐"))
    else:
        going.leave(desk.session, desk.person, desk.now, desk.rules)


def suspend(desk: Desk) -> None:
    """/suspend NAME: every account of who is called so; "me": this one; without a name, or for several, buttons."""
    there = members(desk.session)
    found = [desk.person] if desk.rest.casefold() in MYSELF else named(desk.session, there, desk.rest)
    if desk.rest and not found:
        desk.tell(Text(NOBODY_CALLED, {"name": Plain(desk.rest)}))
    elif found and all(same_member(desk.session, one, found[0]) for one in found):
        for one in found:
            _suspend(desk, one)
    else:
        rows: list[Row] = [[("⛔", account_name(desk.session, one), f"u:s:{short(one.id)}")] for one in found or there]
        desk.tell(Text(WHOM, sign="⛔"), rows=rows)


def restore(desk: Desk) -> None:
    """/restore NAME, or buttons."""
    gone = suspended(desk.session)
    found = named(desk.session, gone, desk.rest)
    if not gone:
        desk.tell(NONE_SUSPENDED)
    elif found and all(same_member(desk.session, one, found[0]) for one in found):
        for one in found:
            going.restore(desk.session, one, desk.person, desk.now)
    else:
        desk.tell(WHOSE_BACK, rows=_give_back(desk))


def press_suspend(desk: Desk) -> None:
    """One account was pressed."""
    person = _pressed(desk)
    if person is None or person not in members(desk.session):
        desk.tell(NOT_ANY_MORE)
    else:
        _suspend(desk, person)


def press_restore(desk: Desk) -> None:
    """One account is given back."""
    person = _pressed(desk)
    if person is None or not going.restore(desk.session, person, desk.person, desk.now):
        desk.tell(NOT_SUSPENDED)


def _suspend(desk: Desk, person: Person) -> None:
    going.suspend(desk.session, person, desk.person, desk.now, desk.rules)
    if person.id != desk.person.id and desk.person.role != COORDINATOR:
        # The coordinators are told who did it.
        desk.tell(Text(DONE, {"name": name_of(desk.session, person)}, sign="⛔"))


def _pressed(desk: Desk) -> Person | None:
    return desk.session.get(Person, long(desk.rest.partition(":")[2]))


def _give_back(desk: Desk) -> list[Row]:
    return [[("↩️", account_name(desk.session, one), f"u:r:{short(one.id)}")] for one in suspended(desk.session)]


ACTIONS = (
    Action(HELPER, show, ("team", "équipe", "equipe"), _s("who is in the team, who is on duty"), COORDINATOR),
    Action(HELPER, suspend, ("suspend", "suspendre"), _s("lost phone? Suspend any account, also your own")),
    Action(HELPER, leave, ("leave", "quitter"), _s("leave the team, at once")),
    Action(COORDINATOR, restore, ("restore", "rétablir", "retablir"), _s("give a suspended account back")),
    Action(COORDINATOR, invite, ("invite", "inviter"), _s("a link for a new volunteer, helper or coordinator")),
)
"""Its commands, and who may use them."""
PRESSES: dict[str, Action] = {
    "i": Action(COORDINATOR, invite),
    "u:who": Action(HELPER, lambda desk: suspend(Desk(desk.session, desk.person, desk.now, desk.rules))),
    "u:s": Action(HELPER, press_suspend),
    "u:r": Action(COORDINATOR, press_restore),
    "u:contacts": Action(COORDINATOR, ask_contacts),
}
"""Its buttons, and who may press them."""
