"""A member of the team says that she is on another messenger too: /also here, the invitation there."""

from __future__ import annotations

from handlers import team
from handlers.action import Action
from handlers.at_desk import Desk
from handlers.words import Plain, Text, _s
from models.person import VOLUNTEER

THERE = _s("On your other messenger, write to us within {hours} hours: /join {token}")
THEN = _s("What cannot reach you here reaches you there.")


def also(desk: Desk) -> None:
    """Gives an invitation for her alone."""
    token = team.invite(desk.session, desk.person, team.ALSO, desk.now, desk.rules)
    hours = Plain(str(int(desk.rules.invitation.total_seconds() // 3600)))
    desk.tell(Text(THERE, {"hours": hours, "token": Plain(token)}, sign="📱"), THEN)


ACTIONS = (Action(VOLUNTEER, also, ("also", "aussi"), _s("you are on another messenger too")),)
