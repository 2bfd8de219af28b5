"""What doctor says of the triage room: whether the bot may write there, and who seems to be in it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.commands.finding import Finding
from handlers.room import named_of
from handlers.room_watch import team_on
from handlers.rules import Rules
from models.person import Person
from models.room import Room

NEVER = "The bot has never written in the triage room (HRO_TRIAGE_CHAT). Add the bot to that group, then start it."
LOST = "The bot cannot write in the triage room. Add it to the group again, or correct HRO_TRIAGE_CHAT."
TOO_MANY = "In the triage room are {members}, the bot among them; {team} of the team may be there. Look who it is."


def look_at_room(session: Session, rules: Rules) -> Iterator[Finding]:
    """As the bot has seen it last; nothing where no room is set."""
    if rules.room is None:
        return
    room = session.scalars(select(Room).where(Room.named == named_of(session, rules))).first()
    if room is None:
        yield Finding(NEVER)
        return
    if room.lost_at is not None:
        yield Finding(LOST)
    team = team_on(session, session.get_one(Person, room.person_id).channel)
    if room.members is not None and room.members > team + 1:
        yield Finding(TOO_MANY.format(members=room.members, team=team))
