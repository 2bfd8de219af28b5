"""Who is in the triage room, and whether the bot can write there. Bots cannot list members: it goes by count and joins.

Whatever happens to the room, alerts ring in private chats as they always do.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers import audit
from handlers.duty import coordinators
from handlers.person import address_of, chat_of
from handlers.reply import tell
from handlers.room import count, due_again, left_behind, lose, regain, room_of, told_of
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _s
from models.messages import Inbound, Kind, Outbound
from models.outbox import SHOWN, Outbox, Shown, put
from models.person import COORDINATOR, VOLUNTEER, Person
from models.room import Room, RoomCard

LOST = _s("The bot cannot write in the triage room any more. Alerts go to private chats as before.")
HOW_TO_REGAIN = _s("Please add the bot to the group again, and let it send messages.")
BACK = _s("The bot can write in the triage room again.")
JOINED = _s("Somebody who is no volunteer or coordinator has come into the triage room. Please look who it is.")
TOO_MANY = _s("In the triage room are {count}, the bot among them. On this messenger, {team} of the team may be there.")
ADDED = _s("The bot was added to a group. To make it the triage room: {setting}. Otherwise take the bot out.")
BELOW = _s("This card stands further down now.")
LOOK = _s("Who is in the room sees kind, place and time of every report. Please look who it is.")
MAY_BE_THERE = (VOLUNTEER, COORDINATOR)
"""Not who reads a language for us: she knows no code of a case."""
CAME, MOMENT = "f:room:came", timedelta(minutes=1)
"""A messenger may tell twice that somebody has come."""
REMOVABLE = timedelta(hours=47)
"""A bot takes its own messages out of a group for two days (Bot API, deleteMessage)."""
GONE = frozenset({"left", "kicked", "muted"})
"""What the bot itself can become in a group, so that it cannot write there."""


def heard(session: Session, message: Inbound, now: datetime, rules: Rules) -> None:
    """Something happened to a group: who came, or what became of the bot itself there."""
    if message.kind is not Kind.MEMBERS:
        return
    room = room_of(session, now, rules)
    if room is None or not is_there(session, room, message):
        if message.members == (message.account,) and message.text not in GONE:
            setting = Plain(f"HRO_TRIAGE_CHAT={message.channel}:{message.address}")
            _tell(session, [Text(ADDED, {"setting": setting}, sign="🏠")], now, slot=CAME)
        return
    if message.members == (message.account,):
        if message.text in GONE:
            lost(session, room, now)
        elif regain(room, now):
            _tell(session, [Text(BACK, sign="🏠")], now)
        return
    strangers = [one for one in message.members if one != message.account and not _is_ours(session, message, one)]
    if strangers and message.text not in GONE:
        audit.note(session, None, "a stranger in the room", None, now, str(len(strangers)))
        _tell(session, [Text(JOINED, sign="👤"), LOOK], now, slot=CAME)


def lost(session: Session, room: Room, now: datetime) -> None:
    """The bot cannot write there: the coordinators hear of it once."""
    if lose(room, now):
        audit.note(session, None, "room lost", None, now)
        _tell(session, [Text(LOST, sign="⚠️"), HOW_TO_REGAIN], now)


def not_delivered(session: Session, person: Person, slots: tuple[str, ...], now: datetime, rules: Rules) -> None:
    """The messenger refuses what is for the room: what stood in that message is posted once more, later."""
    room = session.get(Room, person.id)
    if room is None:
        return
    for slot in slots:
        shown = SHOWN.first(session, person_id=person.id, slot=slot) is not None
        due_again(session, [slot], now, shown=shown)
    lost(session, room, now)


def arrived(session: Session, person_id: int, slot: str, now: datetime) -> None:
    """A message has left for the room: it can be written in, and what stood elsewhere until now goes from there."""
    room = session.get(Room, person_id)
    if room is not None and regain(room, now):
        _tell(session, [Text(BACK, sign="🏠")], now)
    for older in left_behind(session, slot):
        shown = session.scalars(select(Shown).where(Shown.person_id == person_id, Shown.slot == older)).first()
        if session.scalar(select(RoomCard.alert_id).where(RoomCard.slot == older).limit(1)) is not None:
            due_again(session, [older], now, shown=True)
        elif shown is not None and shown.shown_at > now - REMOVABLE:
            put(session, person_id, Outbound(remove=shown.wire_id), now)
        elif shown is not None:
            # It cannot be removed any more, but it can be changed.
            tell(session, session.get_one(Person, person_id), [Text(BELOW, sign="⬇️")], now, slot=older, edit=True)


def to_count(session: Session, now: datetime, rules: Rules) -> tuple[str, str] | None:
    """Channel and address of the room whose members are to be counted."""
    room = room_of(session, now, rules)
    if room is None:
        return None
    person = session.get_one(Person, room.person_id)
    return person.channel, address_of(session, person)


def counted(session: Session, members: int, now: datetime, rules: Rules) -> None:
    """So many are there. More than the team and the bot: the coordinators hear of it, once for each more."""
    room = room_of(session, now, rules)
    if room is None:
        return
    count(room, members)
    team = team_on(session, session.get_one(Person, room.person_id).channel)
    if members <= team + 1:
        told_of(room, None)
    elif room.told is None or members > room.told:
        told_of(room, members)
        numbers: dict[str, Line] = {"count": Plain(str(members)), "team": Plain(str(team))}
        _tell(session, [Text(TOO_MANY, numbers, sign="👥"), LOOK], now)


def team_on(session: Session, channel: str) -> int:
    """How many of the team are on this messenger and may be in the room."""
    ours = (Person.role.in_(MAY_BE_THERE), Person.left_at.is_(None), Person.channel == channel)
    return session.scalar(select(func.count()).select_from(Person).where(*ours)) or 0


def is_there(session: Session, room: Room, message: Inbound) -> bool:
    """Whether it is the room that this happened in: numbers of messages mean something in their own chat only."""
    return session.get_one(Person, room.person_id).chat == chat_of(
        session, message.channel, message.account, message.address
    )


def _is_ours(session: Session, message: Inbound, address: str) -> bool:
    chat = chat_of(session, message.channel, message.account, address)
    ours = (Person.role.in_(MAY_BE_THERE), Person.left_at.is_(None), Person.chat == chat)
    return session.scalar(select(Person.id).where(*ours)) is not None


def _tell(session: Session, lines: list[Line], now: datetime, *, slot: str = "") -> None:
    """To the coordinators; what was said under the same slot a moment ago is not said again."""
    for one in coordinators(session):
        told = (Outbox.person_id == one.id, Outbox.slot == slot, Outbox.created_at > now - MOMENT)
        if not slot or session.scalar(select(Outbox.id).where(*told).limit(1)) is None:
            tell(session, one, lines, now, slot=slot)
