"""Who belongs to the team: invitations, joining, roles. The only file that changes `invite` and roles."""

from __future__ import annotations

import secrets
import unicodedata
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from handlers import audit, other_chat, wake
from handlers.account import part
from handlers.flow import Urgency
from handlers.person import address_of, first_name_of, is_active
from handlers.reply import tell
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _, _s
from handlers.words_everywhere import read_menu_word
from models.alert import Alert
from models.base import new_id
from models.person import COORDINATOR, HELPER, RANKS, REPORTER, VOLUNTEER, Person
from models.prepared import ONE, Prepared
from models.report import Report
from models.secret import keys_of, seal
from models.setting import NAMED, Setting
from models.team import Invite

COORDINATING = Prepared(select(Person.id).where(Person.role == COORDINATOR, Person.left_at.is_(None)).limit(ONE))
ALSO = "also"
"""Instead of a role: an invitation by which a member of the team joins with her other chat."""
LATELY = timedelta(days=1)
"""What was taken in this time may still need whoever goes off duty."""
TOKEN_BYTES = 16
TOKEN_LENGTH = len(secrets.token_urlsafe(TOKEN_BYTES))
NOT_LET_IN = _("This invitation cannot be used any more. Please ask the team for a new one.")
NAME_LENGTH = 40
NAME_WORDS = 2
IN_A_NAME = "-'’.\u200c"
ROLES = {
    HELPER: ("🤝", _s("helper")),
    VOLUNTEER: ("🧡", _s("volunteer")),
    COORDINATOR: ("⭐", _s("coordinator")),
}
WELCOME = _s("Welcome to the HRO team. You are now: {role}.")
YOUR_NAME = _s("What is your first name? Only the team sees it.")
YOUR_LANGUAGE = _s("Which language shall we speak with you?")
READY = _s("Thank you, {name}. You are ready.")
SHORT_NAME = _s("Please write a first name of at most {length} letters.")
ALSO_HERE = _s("We know you again, {name}. What cannot reach you elsewhere reaches you here.")
BEGIN = {
    COORDINATOR: _s("Begin with /invite to invite the team, and /onduty to be woken. /help shows everything."),
    VOLUNTEER: _s("Write /onduty when your duty begins, and /offduty when it ends. /help shows everything."),
    HELPER: _s("Write /languages to say what you read. We call you when somebody needs it."),
}


def has_coordinator(session: Session) -> bool:
    """Whether anybody coordinates. While nobody does, the settings name who may begin."""
    return COORDINATING.first(session) is not None


def begin(session: Session, person: Person, now: datetime, rules: Rules, reads: str = "") -> bool:
    """Makes a person of the settings coordinator at her first message. True when it did.

    `reads` is the language of her phone.

    While there is no coordinator the settings decide; the first one who begins fixes who else of them may.
    """
    if not rules.coordinators or person.role != REPORTER or person.left_at or person.suspended_at:
        return False
    if (person.channel, address_of(session, person)) not in rules.coordinators:
        return False
    keys = keys_of(session)
    named = session.get(Setting, NAMED)
    chats = named.value if named else ""
    if not has_coordinator(session):
        chats = ",".join(sorted(keys.lookup("named", *pair).hex() for pair in rules.coordinators))
        if named is None:
            _name_first(session, chats)
        elif named.value != chats:
            named.value = chats
    if keys.lookup("named", person.channel, address_of(session, person)).hex() not in chats.split(","):
        return False
    _join(session, person, COORDINATOR, now, reads)
    return True


def _name_first(session: Session, chats: str) -> None:
    """Two people may write their first message at once (PostgreSQL): one of them is the first, neither fails."""
    make = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    session.execute(make(Setting).values(name=NAMED, value=chats).on_conflict_do_nothing())


def invite(session: Session, by: Person | None, role: str, now: datetime, rules: Rules) -> str:
    """A new invitation: 128 random bits, one use, an end. Only its fingerprint is kept. Gives the token."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = new_id()
    session.add(
        Invite(
            id=row,
            fingerprint=keys_of(session).lookup("invite", token),
            role=role,
            made_by=by.id if by else None,
            made_at=now,
            expires_at=now + rules.invitation,
        )
    )
    audit.note(session, by.id if by else None, "invite", row, now, role)
    return token


def accept(session: Session, person: Person, token: str, now: datetime, reads: str = "") -> bool:
    """Uses an invitation. False when it is unknown, used, over, or would make the person less than she is.

    `reads` is the language of her phone, in which she is welcomed if the team speaks it.
    Nobody grants more than she has, at the moment when it is used: who has left or is suspended grants nothing. An
    account that is suspended comes back by a coordinator alone.
    """
    fingerprint = keys_of(session).lookup("invite", token)
    # Locked: two people who use one invitation at the same moment would both find it unused (PostgreSQL).
    found = session.scalars(select(Invite).where(Invite.fingerprint == fingerprint).with_for_update()).first()
    if found is None or found.used_at is not None or found.expires_at < now:
        return False
    maker = session.get(Person, found.made_by) if found.made_by is not None else None
    if person.suspended_at is not None:
        return False
    if found.role == ALSO:
        return _joins_also(session, person, found, now)
    if maker is not None and not grants(maker, found.role):
        return False
    if RANKS.index(found.role) < RANKS.index(person.role):
        return False
    found.used_by, found.used_at = person.id, now
    part(session, person)
    _join(session, person, found.role, now, reads)
    return True


def grants(by: Person, role: str) -> bool:
    """Whether she may give this role: nobody grants more than she has."""
    return is_active(by) and RANKS.index(role) <= RANKS.index(by.role)


def leave(session: Session, person: Person, now: datetime) -> None:
    """She is of the team no more: from now on she writes to us like anybody."""
    audit.note(session, person.id, "leave", person.id, now, person.role)
    person.role, person.left_at = REPORTER, now
    session.flush()


def suspend(session: Session, person: Person, by: Person, now: datetime) -> None:
    """This account can do nothing for the team until a coordinator restores it."""
    audit.note(session, by.id, "suspend", person.id, now, person.role)
    person.was_role, person.role, person.suspended_at = person.role, REPORTER, now
    session.flush()


def restore(session: Session, person: Person, by: Person, now: datetime) -> bool:
    """The account has its role again. False when it is not suspended, or had more than she who restores it has."""
    if person.suspended_at is None or person.was_role is None or not grants(by, person.was_role):
        return False
    audit.note(session, by.id, "restore", person.id, now, person.was_role)
    person.role, person.was_role, person.suspended_at = person.was_role, None, None
    session.flush()
    return True


def _joins_also(session: Session, person: Person, invite: Invite, now: datetime) -> bool:
    """Whoever made the invitation is here too. False: it is the same chat, she has left, or this one is somebody's."""
    of = session.get(Person, invite.made_by)
    if of is None or of.id == person.id or not is_active(of) or of.first_name is None or person.role != REPORTER:
        return False
    invite.used_by, invite.used_at = person.id, now
    other_chat.joins(session, person, of, now)
    tell(session, person, [Text(ALSO_HERE, {"name": Plain(first_name_of(session, of))}, sign="📱")], now)
    return True


def _join(session: Session, person: Person, role: str, now: datetime, reads: str) -> None:
    person.role, person.left_at, person.greeted = role, None, True
    person.language = person.language or ("fr" if reads == "fr" else "en")
    audit.note(session, person.id, "join", person.id, now, role)
    lines: list[Line] = [Text(WELCOME, {"role": ROLES[role][1]}, sign=ROLES[role][0])]
    if person.first_name is None:
        lines.append(YOUR_NAME)
    tell(session, person, lines, now)
    if person.first_name is not None:
        _finish(session, person, now)


def joining(person: Person) -> bool:
    """Whether a new member still has to say a first name or a language."""
    return person.role != REPORTER and (person.first_name is None or not person.staff_language)


def go_on_joining(session: Session, person: Person, text: str, option: str, now: datetime) -> None:
    """Takes the first name, then the language."""
    if person.first_name is None:
        name = " ".join(text.split())
        if not _can_be_a_name(name):
            tell(session, person, [YOUR_NAME, Text(SHORT_NAME, {"length": Plain(str(NAME_LENGTH))})], now)
            return
        person.first_name = seal(session, "person.first_name", person.id, name)
    language = {"j:fr": "fr", "j:en": "en"}.get(option) or _spoken(text)
    if person.first_name is not None and language:
        person.staff_language = language
        if not person.language_by:
            # Nothing was ever chosen for what she reports herself.
            person.language = language
        _finish(session, person, now)
        return
    rows = [[("", Plain("Français"), "j:fr"), ("", Plain("English"), "j:en")]]
    tell(session, person, [YOUR_LANGUAGE], now, rows=rows)


def _can_be_a_name(name: str) -> bool:
    """One or two words of letters. "help police is here", or a word that the bot understands, is no name."""
    letters = all(sign in IN_A_NAME or unicodedata.category(sign)[0] in "LM" for word in name.split() for sign in word)
    return 0 < len(name) <= NAME_LENGTH and len(name.split()) <= NAME_WORDS and letters and not read_menu_word(name)


def _spoken(text: str) -> str:
    said = text.strip().casefold()
    return "fr" if said in ("fr", "français", "francais") else "en" if said in ("en", "english", "anglais") else ""


def _finish(session: Session, person: Person, now: datetime) -> None:
    name = Plain(first_name_of(session, person))
    lines: list[Line] = [Text(READY, {"name": name}, sign="✅"), BEGIN[person.role]]
    woken = person.role in (VOLUNTEER, COORDINATOR) and not wake.is_eligible(session, person, now)
    tell(session, person, [*lines, Text(wake.WHY, sign="🔔")] if woken else lines, now, rows=[[wake.BUTTON]] * woken)


def taken_lately(session: Session, person: Person, now: datetime) -> list[str]:
    """The codes of urgent reports that this person has taken and neither given back nor settled, of the last day."""
    hers = (Alert.taken_by == person.id, Alert.taken_at > now - LATELY, Alert.settled_at.is_(None))
    query = (
        select(Report.code)
        .join(Alert, Alert.report_id == Report.id)
        .where(*hers, Alert.urgency < Urgency.REST)
        .order_by(Alert.taken_at)
    )
    return list(session.scalars(query))
