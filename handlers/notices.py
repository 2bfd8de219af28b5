"""What she and the team have to be told beside what she sent: a picture that is not kept, a new phone, a call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import vanishing
from handlers.duty import coordinators
from handlers.menu import TO_DELETE
from handlers.person import first_name_of, meet
from handlers.reply import language_of, tell
from handlers.rules import Rules
from handlers.vanishing import SOONER, WITHOUT_YES
from handlers.words import Line, Plain, Text, _, _s, say
from models.outbox import Outbox
from models.person import REPORTER, Person
from models.report import Report

NOT_KEPT = _("We cannot keep a picture that is shown only once.")
SEND_AGAIN = _("If it is safe, please send it again as a normal picture.")
WRITE_AGAIN = _("We could not read your message. Please write it again.")
CALL = _("If nobody answers, please write here or send a voice message.")
VANISHES = _("Messages in this chat disappear after some time.")
CHANGED = _s("The safety number of a person on Signal changed: {who}. It can be a new phone, or somebody else.")
MAKE_SURE = _s("Before you tell anything private, make sure that it is the same person.")
SLOT = "n:"
"""How the slots of these notices begin."""
DISAPPEARING, DISAPPEARING_LATER = "disappearing", "disappearing later"
"""After the first of these names stand a colon and the seconds after which messages disappear; 0: they stay."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What she is told, with its pictogram, and how often at most; what the coordinators are told."""

    sign: str
    lines: tuple[str, ...]
    quiet: timedelta
    team: tuple[str, ...] = ()


NOTICES = {
    "view once": Notice("👁️", (NOT_KEPT, SEND_AGAIN), timedelta(0)),
    "untrusted": Notice("🙏", (WRITE_AGAIN,), timedelta(0), (CHANGED, MAKE_SURE)),
    "call": Notice("📞", (CALL,), timedelta(minutes=10)),
    DISAPPEARING: Notice("⏳", (VANISHES, TO_DELETE, SOONER), timedelta(days=1)),
    DISAPPEARING_LATER: Notice("⏳", (VANISHES, TO_DELETE, WITHOUT_YES), timedelta(days=1)),
}


def give(session: Session, person: Person, name: str, now: datetime, rules: Rules) -> None:
    """Tells her, in every language while hers is not known, and the coordinators."""
    name, _colon, seconds = name.partition(":")
    if name == DISAPPEARING:
        name = _disappearing(session, person, int(seconds or 0), now)
    notice = NOTICES.get(name)
    if notice is None:
        return
    slot = f"{SLOT}{name}"
    if person.role == REPORTER and not _was_told(session, person, slot, now, notice.quiet):
        _tell_her(session, person, notice, slot, now, rules)
    _tell_team(session, person, notice, now)


def _disappearing(session: Session, person: Person, seconds: int, now: datetime) -> str:
    """Which notice she gets: one for each time that she sets; none when it was known, or nothing disappears."""
    if person.role != REPORTER or not vanishing.noted(session, person, seconds, now) or not seconds:
        return ""
    return DISAPPEARING if seconds <= vanishing.SOON.total_seconds() else DISAPPEARING_LATER


def changed(session: Session, channel: str, account: str, address: str, now: datetime) -> None:
    """Somebody has a new phone: it was seen when something was sent to her, who has not written from it yet."""
    _tell_team(session, meet(session, channel, account, address, now), NOTICES["untrusted"], now)


def _tell_team(session: Session, person: Person, notice: Notice, now: datetime) -> None:
    if notice.team:
        who = {"who": Plain(_name(session, person))}
        lines: list[Line] = [Text(notice.team[0], who, sign="🔐"), *notice.team[1:]]
        for coordinator in coordinators(session):
            if coordinator.id != person.id:
                tell(session, coordinator, lines, now)


def _tell_her(session: Session, person: Person, notice: Notice, slot: str, now: datetime, rules: Rules) -> None:
    first, *others = notice.lines
    if person.language:
        lines: list[Line] = [Text(first, sign=notice.sign), *others]
        tell(session, person, lines, now, language=language_of(person), slot=slot)
    else:
        tell(session, person, [Plain(" ".join(say(one, line) for line in notice.lines)) for one in rules.languages],
             now, slot=slot)  # fmt: skip


def _was_told(session: Session, person: Person, slot: str, now: datetime, quiet: timedelta) -> bool:
    told = (Outbox.person_id == person.id, Outbox.slot == slot, Outbox.created_at > now - quiet)
    return bool(quiet) and session.scalar(select(Outbox.id).where(*told).limit(1)) is not None


def _name(session: Session, person: Person) -> str:
    """A member of the team by her first name, a reporter by her newest report."""
    if person.role != REPORTER:
        return first_name_of(session, person) or "?"
    found = session.query(Report.code).where(Report.person_id == person.id).order_by(Report.id.desc()).first()
    return found.code if found else "-"
