"""A secret number by which somebody is known again on another phone. With `other_chat`, which joins
the chats of members of the team, the only file that changes `models.secret_number`.

With the name of a report it lets her add and delete; it never shows what was told before. Of the six digits a hash is
kept (scrypt, RFC 7914, of a keyed fingerprint); five wrong ones in a day, by one chat or for one number, and nothing is
looked at any more until the day is over. The name of a report alone opens nothing.
"""

from __future__ import annotations

import hmac
import re
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from handlers import audit, menu
from handlers.codes import LETTERS, SIGNS
from handlers.each import each
from handlers.folding import fold
from handlers.person import CHOSEN, speak
from handlers.reply import tell
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _, say_all
from models import keeping, outbox
from models.base import written
from models.inbox import Inbox
from models.memory import memory_of
from models.messages import Kind, Outbound
from models.outbox import SENT, Outbox, put
from models.person import REPORTER, Person
from models.prepared import Prepared
from models.report import Report
from models.secret import keys_of
from models.secret_number import SAME, SamePerson, SecretNumber, WrongNumber

if TYPE_CHECKING:
    from handlers.talk import Talk

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
MOST_WRONG, FOR = 5, timedelta(hours=24)
GIVEN = re.compile(rf"([{LETTERS}][{SIGNS}]{{5}})\s?(\d{{6}})")
SALT = 16
LEFT = Prepared(
    select(SecretNumber.person_id).join(Outbox, Outbox.id == SecretNumber.shown_in).where(Outbox.state == written(SENT))
)
LONGEST = 40
"""Longer texts, in letters, are told, not a name with a number."""


def give(talk: Talk, code: str) -> None:
    """Makes a new number for her, in place of an older one, and shows it once."""
    session, person, now = talk.session, talk.person, talk.now
    number = f"{secrets.randbelow(10**6):06}"
    salt = secrets.token_bytes(SALT)
    named: dict[str, Line] = {"code": Plain(code), "number": Plain(number)}
    lines: list[Line] = [Text(YOURS, {"number": Plain(number)}, sign="🔑"), WHAT_FOR, Text(WRITE_THERE, named)]
    shown = put(session, person.id, _message(talk, [*lines, NOBODY_ELSE]), now)
    row = SecretNumber(person_id=person.id, hash=salt + _hash(session, salt, number), made_at=now, shown_in=shown)
    session.merge(row)
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
    _try(talk, found[1], found[2])
    return True


def persons_of(session: Session, person: Person) -> list[Person]:
    """She herself, and who she was on the phone before."""
    same = session.get(SamePerson, person.id)
    return [person] if same is None else [person, session.get_one(Person, same.of_id)]


def forget_shown(session: Session, now: datetime, rules: Rules) -> int:
    """What showed a number and has left is overwritten: only the hash is kept. Gives how many."""
    found = [row[0] for row in LEFT.all(session)]
    each(session, "numbers", found, lambda row: _hide(session, session.get_one(SecretNumber, row)), now)
    return len(found)


def _hide(session: Session, row: SecretNumber) -> None:
    outbox.overwrite(session, Outbox.id == row.shown_in)
    row.shown_in = None
    session.flush()


def forget(session: Session, person_id: int) -> None:
    """Everything of hers is erased: so is the number, and that two phones were hers."""
    session.execute(delete(SecretNumber).where(SecretNumber.person_id == person_id))
    hers = or_(SamePerson.person_id == person_id, SamePerson.of_id == person_id)
    # Two chats of a member of the team stay one member: she would be her own second coordinator.
    team = select(Person.id).where(or_(Person.role != REPORTER, Person.was_role.is_not(None)))
    session.execute(delete(SamePerson).where(hers, SamePerson.of_id.not_in(team)))
    memory_of(session, SAME).clear()


def _try(talk: Talk, code: str, number: str) -> None:
    session, person, now = talk.session, talk.person, talk.now
    owner = session.scalars(select(Report.person_id).where(Report.code == code)).first()
    same = session.get(SamePerson, owner) if owner else None
    owner = same.of_id if same else owner
    kept = session.get(SecretNumber, owner, with_for_update=True) if owner else None
    tried = [row for row in dict.fromkeys((person.id, owner)) if row]
    too_often = any(_wrong(session, row, now) >= MOST_WRONG for row in tried)
    # As slow for a name that does not exist as for a wrong number.
    salt, wanted = (kept.hash[:SALT], kept.hash[SALT:]) if kept else (b"\0" * SALT, b"")
    fits = hmac.compare_digest(_hash(session, salt, number), wanted)
    if too_often or not fits or owner is None:
        for row in [] if too_often else tried:
            _count(session, row, now)
        _say(talk, [Text(NO_FIT, sign="🔑"), TOMORROW])
        return
    for row in tried:
        session.merge(WrongNumber(person_id=row, tries=0, since=now))
    _join(talk, session.get_one(Person, owner))


def _join(talk: Talk, owner: Person) -> None:
    session, person, now = talk.session, talk.person, talk.now
    if owner.id != person.id:
        session.merge(SamePerson(person_id=person.id, of_id=owner.id, joined_at=now))
        memory_of(session, SAME).clear()
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


def _message(talk: Talk, lines: list[Line]) -> Outbound:
    return Outbound(text=say_all(talk.language, lines), language=talk.language)


def _hash(session: Session, salt: bytes, number: str) -> bytes:
    """32 bytes; some 50 ms and 16 MB. Without the key of the installation nobody can try numbers."""
    return Scrypt(salt=salt, length=32, n=2**14, r=8, p=1).derive(keys_of(session).lookup("secret number", number))


def _wrong(session: Session, row: int, now: datetime) -> int:
    """How many wrong numbers were given within the last day."""
    found = session.get(WrongNumber, row)
    return found.tries if found is not None and now - found.since < FOR else 0


def _count(session: Session, row: int, now: datetime) -> None:
    tries = _wrong(session, row, now)
    found = session.get(WrongNumber, row)
    since = found.since if found is not None and tries else now
    session.merge(WrongNumber(person_id=row, tries=tries + 1, since=since))
