"""The wake test: whether the bot can wake somebody. The only file that changes `wake`.

It rings at a minute she chose, as an alert does. Only "I heard it" within ten minutes makes her eligible for nights,
for five weeks; every month the bot asks for a new test.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.each import each
from handlers.reply import long, short, tell
from handlers.rota_time import at
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _s
from models.person import COORDINATOR, VOLUNTEER, Person
from models.prepared import Prepared
from models.wake import ASK, LISTEN, RING, Wake

HEARD_WITHIN = timedelta(minutes=10)
EVERY, VALID = timedelta(days=30), timedelta(days=35)
ASKED_AGAIN = timedelta(days=7)
AFTER_A_FAULT = timedelta(minutes=1)
EVENING, NIGHT, MORNING = 21, 23, 7
"""Local hours that are offered."""
WHY = _s("Wake test: can the bot wake you at night? Only then can you have night duties.")
SOUND = _s("Give this chat a loud sound of its own: open the chat, its name, then Notifications.")
IPHONE = _s("iPhone: Settings, Focus, Do Not Disturb, Apps: allow this messenger.")
ANDROID = _s("Android: Settings, Do Not Disturb, Apps: allow this messenger.")
WHEN = _s("When shall we ring? You can also write: /waketest 21:30")
NOT_AN_HOUR = _s("We did not understand the hour.")
IN_FIVE, TONIGHT, TOMORROW = _s("In 5 minutes"), _s("Tonight {hour}"), _s("Tomorrow {hour}")
AGREED = _s("We ring at {time}. Lock the phone and leave it as at night.")
RINGING = _s("Wake test. Press if you heard this sound.")
HEARD = _s("I heard it")
THANKS = _s("Thank you. You can have night duties. We test again in a month.")
TOO_LATE = _s("That was more than ten minutes after the ring. Please try again.")
UNHEARD = _s("You did not press “I heard it”. Please check the sound and try again.")
MONTHLY = _s("A month has passed since the last test.")
MONTH = Text(MONTHLY, sign="📅")
MISSED = _s("We could not ring at the agreed time. Please choose another one.")
NOT_YET = _s("The bot does not know yet whether it can wake you. Please do the wake test: /waketest")
TEST = _s("Wake test")
DUE = Prepared(
    select(Wake.person_id)
    .where(Wake.due_at <= bindparam("now"))
    .order_by(Wake.due_at)
    .with_for_update(skip_locked=True)
)
Rows = list[list[tuple[str, Line, str]]]
BUTTON: tuple[str, Line, str] = ("🔔", TEST, "r:wake")


def is_eligible(session: Session, person: Person, now: datetime) -> bool:
    """Whether she has heard a test within five weeks: only then she can be woken at night."""
    row = session.get(Wake, person.id)
    return row is not None and row.heard_at is not None and now - row.heard_at <= VALID


def offer(session: Session, person: Person, now: datetime, rules: Rules, *before: Line) -> None:
    """Explains the sound and the do-not-disturb exception, and asks when to ring."""
    lines: list[Line] = [*before, Text(WHY, sign="🔔"), SOUND, IPHONE, ANDROID, WHEN]
    tell(session, person, lines, now, rows=_times(now, rules))


def _times(now: datetime, rules: Rules) -> Rows:
    today = now.astimezone(rules.zone).date()
    offered: list[tuple[Line, datetime]] = [(IN_FIVE, now + timedelta(minutes=5))]
    for hour in (EVENING, NIGHT):
        offered.append((Text(TONIGHT, {"hour": Plain(f"{hour}:00")}), at(today, hour, rules.zone)))
    morning = at(today + timedelta(days=1), MORNING, rules.zone)
    offered.append((Text(TOMORROW, {"hour": Plain(f"{MORNING}:00")}), morning))
    return [[("⏰", label, f"r:t:{short(_minute(moment))}")] for label, moment in offered if moment > now]


def _minute(moment: datetime) -> int:
    return int(moment.timestamp()) // 60


def agree(session: Session, person: Person, minute: str, now: datetime, rules: Rules) -> None:
    """She chose a minute (as in the button). A button of yesterday is asked anew."""
    moment = datetime.fromtimestamp(long(minute) * 60, tz=now.tzinfo) if long(minute) < 1 << 31 else now
    if not now - timedelta(minutes=1) < moment <= now + timedelta(days=8):
        offer(session, person, now, rules)
        return
    _next(session, person, RING, moment)
    time = Plain(f"{moment.astimezone(rules.zone):%d/%m %H:%M}")
    tell(session, person, [Text(AGREED, {"time": time}, sign="🔔")], now)


def _next(session: Session, person: Person, step: str, due_at: datetime | None) -> Wake:
    row = session.get(Wake, person.id)
    if row is None:
        row = Wake(person_id=person.id)
        session.add(row)
    row.step, row.due_at = step, due_at
    session.flush()
    return row


def heard(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    """She pressed "I heard it"."""
    row = session.get(Wake, person.id)
    if row is None or row.step != LISTEN or row.due_at is None or now > row.due_at:
        if not is_eligible(session, person, now):
            offer(session, person, now, rules, Text(TOO_LATE, sign="⏳"))
        return
    _next(session, person, ASK, now + EVERY).heard_at = now
    tell(session, person, [Text(THANKS, sign="✅")], now)


def look(session: Session, now: datetime, rules: Rules) -> int:
    """Does what is due: rings, stops waiting, asks for the monthly test. Gives how many."""
    rows = [row[0] for row in DUE.all(session, now=now)]
    for row in each(session, "wake", rows, lambda row: _look_at(session, session.get_one(Wake, row), now, rules), now):
        session.get_one(Wake, row).due_at = now + AFTER_A_FAULT
    return len(rows)


def _look_at(session: Session, row: Wake, now: datetime, rules: Rules) -> None:
    person = session.get_one(Person, row.person_id)
    assert row.due_at is not None
    if person.left_at is not None or person.role not in (VOLUNTEER, COORDINATOR):
        row.step, row.due_at = "", None
    elif person.blocked_at is not None:
        row.due_at = now + ASKED_AGAIN
    elif row.step == RING and now - row.due_at <= HEARD_WITHIN:
        row.step, row.due_at = LISTEN, now + HEARD_WITHIN
        button: tuple[str, Line, str] = ("👂", HEARD, "r:heard")
        tell(session, person, [Text(RINGING, sign="🔔")], now, rows=[[button]], urgent=True)
    else:
        told = {LISTEN: Text(UNHEARD, sign="🔕"), RING: Text(MISSED, sign="🙏")}.get(row.step, MONTH)
        row.step, row.due_at = ASK, now + ASKED_AGAIN
        offer(session, person, now, rules, told)
    session.flush()
