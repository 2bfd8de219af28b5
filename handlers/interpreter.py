"""Somebody who speaks her language reads one case for us: asked by whoever has it, only after the person said yes.

The only file that changes `helper`, `vetting` and `interpreter_call`. Two coordinators vouch for a helper before she is
called, whoever invited her being one. She sees the words and voices of one case: no name, number, place or code, and no
other case. Her access ends with the case, when she or whoever called her ends it, or after a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.account import member_of
from handlers.report import is_taken_back
from models.base import new_id
from models.interpreter import Call, Helper, Vetting
from models.person import COORDINATOR, HELPER, Person
from models.prepared import Prepared
from models.report import Report
from models.team import Invite

ACCESS = timedelta(days=1)
"""So long after she has accepted a helper sees a case, at the longest."""
PATIENCE = timedelta(minutes=15)
"""So long helpers who were asked may take to accept."""
VOUCHERS = 2
OPEN = Prepared(select(Call.id).where(Call.ended_at.is_(None)).order_by(Call.id))


def languages_of(session: Session, person: Person) -> list[str]:
    """The languages she says that she speaks."""
    helper = session.get(Helper, person.id)
    return helper.languages.split() if helper is not None else []


def speaks(session: Session, person: Person, language: str) -> list[str]:
    """She speaks this language, or takes that back; gives all that she speaks now."""
    helper = session.get(Helper, person.id)
    if helper is None:
        helper = Helper(person_id=person.id, languages="")
        session.add(helper)
    spoken = helper.languages.split()
    spoken = [one for one in spoken if one != language] if language in spoken else [*spoken, language]
    helper.languages = " ".join(spoken)
    session.flush()
    return spoken


def vouchers(session: Session, helper: Person) -> set[int]:
    """The coordinators of today who vouch for her: whoever invited her, and who said so."""
    said = session.scalars(select(Vetting.by_id).where(Vetting.helper_id == helper.id)).all()
    invited = session.scalars(
        select(Invite.made_by).where(Invite.used_by == helper.id, Invite.role == HELPER, Invite.made_by.is_not(None))
    ).all()
    coordinating = (Person.role == COORDINATOR, Person.left_at.is_(None))
    people = session.scalars(select(Person).where(Person.id.in_([*said, *invited]), *coordinating)).all()
    # Who has two accounts vouches once.
    return {member_of(session, one) for one in people}


def is_vetted(session: Session, helper: Person) -> bool:
    """Whether she can be called."""
    return len(vouchers(session, helper)) >= VOUCHERS


def vouch(session: Session, helper: Person, by: Person, now: datetime) -> bool:
    """A coordinator vouches for her. False when this one did so before."""
    if member_of(session, by) in vouchers(session, helper):
        return False
    session.add(Vetting(id=new_id(), helper_id=helper.id, by_id=by.id, vetted_at=now))
    session.flush()
    return True


def helpers(session: Session) -> list[Person]:
    """Every helper whose messenger can be reached."""
    there = (Person.role == HELPER, Person.left_at.is_(None), Person.blocked_at.is_(None))
    return list(session.scalars(select(Person).where(*there).order_by(Person.id)))


def who_can_read(session: Session, language: str, now: datetime) -> list[Person]:
    """Those who may be called for this language now: vetted, and reading no other case."""
    return [
        one
        for one in helpers(session)
        if language in languages_of(session, one) and is_vetted(session, one) and read_by(session, one, now) is None
    ]


def ask(session: Session, report: Report, by: Person, now: datetime) -> Call:
    """Somebody wants to call a helper for this case: the person has to say yes first."""
    call = Call(id=new_id(), report_id=report.id, asked_by=by.id, asked_at=now)
    session.add(call)
    session.flush()
    return call


def agree(session: Session, call: Call, now: datetime, *, yes: bool) -> bool:
    """The person says yes or no. False when it was answered, or ended, before."""
    if call.ended_at is not None or call.agreed_at is not None:
        return False
    if yes:
        call.agreed_at = now
    else:
        call.ended_at = now
    session.flush()
    return True


def accept(session: Session, number: int, helper: Person, now: datetime) -> Call | None:
    """The first helper who accepts reads the case. Nothing when another was first, or when she may not."""
    call = session.scalars(select(Call).where(Call.id == number).with_for_update()).first()
    if call is None or call.agreed_at is None or call.ended_at is not None or call.helper_id is not None:
        return None
    if helper.role != HELPER or not is_vetted(session, helper) or read_by(session, helper, now) is not None:
        return None
    call.helper_id, call.accepted_at = helper.id, now
    session.flush()
    return call


def call_of(session: Session, report: Report) -> Call | None:
    """The newest call for this case that has not ended."""
    query = select(Call).where(Call.report_id == report.id, Call.ended_at.is_(None))
    return session.scalars(query.order_by(Call.id.desc()).limit(1)).first()


def read_by(session: Session, helper: Person, now: datetime) -> Call | None:
    """The one case this helper may read now."""
    query = select(Call).where(Call.helper_id == helper.id, Call.ended_at.is_(None))
    call = session.scalars(query.order_by(Call.id.desc()).limit(1)).first()
    if call is None or call.accepted_at is None or now - call.accepted_at >= ACCESS:
        return None
    return None if is_taken_back(session.get_one(Report, call.report_id)) else call


def open_calls(session: Session) -> Sequence[int]:
    """Calls that have not ended, in order."""
    return [row[0] for row in OPEN.all(session)]


def is_over(session: Session, call: Call, now: datetime) -> bool:
    """Whether nobody has accepted in time or answered in a day, the access is over, or the case is gone."""
    late = call.agreed_at is not None and call.helper_id is None and now - call.agreed_at >= PATIENCE
    gone = is_taken_back(session.get_one(Report, call.report_id))
    return late or gone or now - (call.accepted_at or call.asked_at) >= ACCESS


def is_lost(session: Session, call: Call) -> bool:
    """Whether the helper who reads it cannot be reached any more, or helps no more."""
    helper = session.get(Person, call.helper_id) if call.helper_id is not None else None
    gone = helper is not None and (helper.blocked_at or helper.left_at) is not None
    return helper is not None and (gone or helper.role != HELPER)


def again(session: Session, call: Call, now: datetime) -> Call:
    """Another helper is called for the same case: that somebody may read it the person has said already."""
    new = Call(id=new_id(), report_id=call.report_id, asked_by=call.asked_by, asked_at=call.asked_at, agreed_at=now)
    session.add(new)
    session.flush()
    return new


def end(call: Call, now: datetime) -> None:
    """Nobody reads this case any more."""
    call.ended_at = call.ended_at or now
