"""What is for the team, said or pressed by somebody who is not in it: nothing happens, and the answer is kind."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers import audit, desk, leftover, relay_desk, room_desk
from handlers.action import gone
from handlers.reply import tell
from handlers.words_everywhere import COMMANDS
from models.messages import Inbound, Kind
from models.person import Person


def is_only_for_the_team(session: Session, person: Person, message: Inbound, now: datetime) -> bool:
    """Something of the team's by who is not in it; true when she was of it, and has heard why nothing is done."""
    line, strange = gone(person), _strange_to_her(message)
    if message.option.startswith("g2:") and leftover.is_done(session, person, message.option[3:], now):
        # What is left in her chat is still hers to delete.
        return True
    if strange:
        audit.note(session, person.id, "staff action by a stranger", None, now)
        if line is None and room_desk.refuses(session, person, message, now):
            # In the triage room that was all of it.
            return True
    if line is None or not (strange or (message.target and relay_desk.is_of_case(session, person, message, now))):
        return False
    tell(session, person, [line], now, language=person.staff_language or "en")
    return True


def _strange_to_her(message: Inbound) -> bool:
    """A staff command or a staff button used by somebody who is not in the team."""
    if message.kind is Kind.PRESS:
        return desk.pressed(message.option) is not None or message.option.startswith("j:")
    return message.text.startswith("/") and desk.named(message.text)[0] in {"join", *desk.COMMANDS} - COMMANDS.keys()
