"""A secret number by which somebody is known again on another phone. With `other_chat`, which joins
the chats of members of the team, the only file that changes `models.secret_number`.

With the name of a report it lets her add and delete; it never shows what was told before. Of the six digits a hash is
kept (scrypt, RFC 7914, of a keyed fingerprint); five wrong ones in a day, by one chat or for one number, and nothing is
looked at any more until the day is over. The name of a report alone opens nothing.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from handlers.each import each
from handlers.rules import Rules
from models import outbox
from models.base import written
from models.memory import memory_of
from models.outbox import SENT, Outbox
from models.person import REPORTER, Person
from models.prepared import Prepared
from models.report import Report
from models.secret import keys_of
from models.secret_number import SAME, SamePerson, SecretNumber, WrongNumber

MOST_WRONG, FOR = 5, timedelta(hours=24)
SALT = 16
LEFT = Prepared(
    select(SecretNumber.person_id).join(Outbox, Outbox.id == SecretNumber.shown_in).where(Outbox.state == written(SENT))
)


def new() -> str:
    """Six digits that nobody can guess."""
    return f"{secrets.randbelow(10**6):06}"


def keep(session: Session, person: Person, number: str, shown_in: int, now: datetime) -> None:
    """Keeps that this number is hers, in place of an older one; `shown_in` is the row of the outbox that shows it."""
    salt = secrets.token_bytes(SALT)
    row = SecretNumber(person_id=person.id, hash=salt + _hash(session, salt, number), made_at=now, shown_in=shown_in)
    session.merge(row)


def owner(session: Session, person: Person, code: str, number: str, now: datetime) -> Person | None:
    """Whose report and number these are; nobody if they do not fit, which is counted, or were tried too often."""
    row = session.scalars(select(Report.person_id).where(Report.code == code)).first()
    same = session.get(SamePerson, row) if row else None
    row = same.of_id if same else row
    kept = session.get(SecretNumber, row, with_for_update=True) if row else None
    tried = [one for one in dict.fromkeys((person.id, row)) if one]
    too_often = any(_wrong(session, one, now) >= MOST_WRONG for one in tried)
    # As slow for a name that does not exist as for a wrong number.
    salt, wanted = (kept.hash[:SALT], kept.hash[SALT:]) if kept else (b"\0" * SALT, b"")
    fits = hmac.compare_digest(_hash(session, salt, number), wanted)
    if too_often or not fits or row is None:
        for one in [] if too_often else tried:
            _count(session, one, now)
        return None
    for one in tried:
        session.merge(WrongNumber(person_id=one, tries=0, since=now))
    return session.get_one(Person, row)


def join(session: Session, person: Person, before: Person, now: datetime) -> None:
    """She is who she was on the phone before."""
    session.merge(SamePerson(person_id=person.id, of_id=before.id, joined_at=now))
    memory_of(session, SAME).clear()


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
