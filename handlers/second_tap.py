"""What one coordinator alone may not do: a second one taps first. The only file that changes `second_tap`.

A coordinator who has no second one waits a day instead, and the audit says so. Another account of the same member is no
second one. Who asks is told when it is done; after a day without a tap the wish is over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers import audit
from handlers.account import same_member
from handlers.action import Act
from handlers.at_desk import Desk
from handlers.duty import coordinators
from handlers.each import each
from handlers.person import first_name_of, is_active
from handlers.reply import Rows, long, short, tell
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _s
from models.base import fixed, new_id
from models.person import COORDINATOR, Person
from models.prepared import Prepared
from models.second_tap import SecondTap
from models.secret import seal, unseal

ALONE = timedelta(hours=24)
"""So long a coordinator without a second one waits; and so long a wish waits for a tap."""
AT_ONCE, LATER = 50, timedelta(minutes=10)
_due = select(SecondTap).where(SecondTap.due_at <= bindparam("now")).limit(fixed(AT_ONCE))
_shown = (SecondTap.decided_at.is_not(None), SecondTap.decided_at < SecondTap.due_at)
UNDECIDED = Prepared(
    _due.where(SecondTap.decided_at.is_(None)).order_by(SecondTap.due_at).with_for_update(skip_locked=True)
)
SHOWN = Prepared(_due.where(SecondTap.action == bindparam("of"), *_shown))
WANTS = _s("{name} asks for your agreement as a second coordinator:")
YES, NO = _s("I agree"), _s("I do not agree")
ASKED = _s("A second coordinator has to agree. We have asked.")
IN_A_DAY = _s("There is no second coordinator. It is done in 24 hours, and the audit shows it.")
SAID_NO = _s("{name} does not agree. Nothing was done.")
DONE = _s("{name} agrees.")
THANKS = _s("Thank you.")
OVER = _s("This was decided already, or is over.")


def ask(desk: Desk, action: str, about: str, lines: Sequence[Line]) -> None:
    """Asks the other coordinators; `action` names what is done then with `about`, `lines` say it to them."""
    session, now = desk.session, desk.now
    others = [one for one in coordinators(session) if not same_member(session, one, desk.person)]
    row = new_id()
    sealed = seal(session, "second_tap.about", row, about)
    times = {"asked_at": now, "due_at": now + ALONE, "alone": not others}
    session.add(SecondTap(id=row, action=action, about=sealed, asked_by=desk.person.id, **times))
    audit.note(session, desk.person.id, f"asks: {action}", row, now, "" if others else "no second coordinator")
    name = Text(WANTS, {"name": Plain(first_name_of(session, desk.person) or "?")}, sign="🔐")
    rows: Rows = [[("✅", YES, f"k:y:{short(row)}"), ("🚫", NO, f"k:n:{short(row)}")]]
    for one in others:
        tell(session, one, [name, *lines], now, rows=rows)
    desk.tell(*lines, Text(ASKED if others else IN_A_DAY, sign="🔐" if others else "⏳"))


def decide(desk: Desk, actions: Mapping[str, Act]) -> None:
    """Another coordinator agrees or not; then it is done for whoever asked."""
    answer, _colon, name = desk.rest.partition(":")
    wish = desk.session.get(SecondTap, long(name), with_for_update=True)
    asker = desk.session.get(Person, wish.asked_by) if wish is not None else None
    if wish is None or asker is None or not _stands(desk.session, wish, asker, desk.now):
        desk.tell(OVER)
    elif same_member(desk.session, asker, desk.person):
        desk.tell(Text(ASKED, sign="🔐"))
    else:
        yes = answer == "y"
        audit.note(desk.session, desk.person.id, f"{'agrees' if yes else 'refuses'}: {wish.action}", wish.id, desk.now)
        desk.tell(THANKS)
        who = {"name": Plain(first_name_of(desk.session, desk.person) or "?")}
        line = Text(DONE, who, sign="✅") if yes else Text(SAID_NO, who, sign="🚫")
        tell(desk.session, asker, [line], desk.now)
        _close(desk.session, wish, asker, desk, actions if yes else {})


def do_due(session: Session, now: datetime, rules: Rules, actions: Mapping[str, Act]) -> int:
    """A day is over: does what a coordinator alone has asked for, and forgets what nobody agreed to. Gives how many."""
    found = [wish.id for wish in UNDECIDED.all(session, now=now)]
    for row in each(session, "second tap", found, lambda row: _is_due(session, row, now, rules, actions), now):
        session.get_one(SecondTap, row).due_at = now + LATER
    return len(found)


def _is_due(session: Session, row: int, now: datetime, rules: Rules, actions: Mapping[str, Act]) -> None:
    wish = session.get_one(SecondTap, row)
    asker = session.get_one(Person, wish.asked_by)
    may = wish.alone and is_active(asker) and asker.role == COORDINATOR
    if may:
        audit.note(session, asker.id, f"alone: {wish.action}", wish.id, now)
    _close(session, wish, asker, Desk(session, asker, now, rules), actions if may else {})


def over(session: Session, action: str, now: datetime) -> list[Person]:
    """To whom something was shown so long ago that it is taken out of the chat again; each is given once."""
    found = SHOWN.all(session, of=action, now=now)
    for wish in found:
        wish.due_at = wish.decided_at or now
    session.flush()
    return [session.get_one(Person, row) for row in dict.fromkeys(wish.asked_by for wish in found)]


def _stands(session: Session, wish: SecondTap, asker: Person, now: datetime) -> bool:
    """Whether it is open, of these days, and asked by somebody who still coordinates."""
    fresh = wish.decided_at is None and now < wish.due_at
    return fresh and is_active(asker) and asker.role == COORDINATOR


def _close(session: Session, wish: SecondTap, asker: Person, by: Desk, actions: Mapping[str, Act]) -> None:
    """Does it once, for whoever asked; what it was about is overwritten."""
    about = unseal(session, "second_tap.about", wish.id, wish.about)
    wish.decided_at, wish.decided_by, wish.due_at = by.now, by.person.id, by.now + by.rules.shown_for
    wish.about = seal(session, "second_tap.about", wish.id, "")
    session.flush()
    if (act := actions.get(wish.action)) is not None:
        act(Desk(session, asker, by.now, by.rules, about))
