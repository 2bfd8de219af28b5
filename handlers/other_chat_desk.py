"""A member of the team says that she is on another messenger too: /also here, the invitation there."""

from __future__ import annotations

from collections.abc import Callable

from handlers import team
from handlers.at_desk import ONLY_DUTY, Desk
from handlers.words import Plain, Text, _s
from models.person import COORDINATOR, VOLUNTEER

THERE = _s("On your other messenger, write to us within {hours} hours: /join {token}")
THEN = _s("What cannot reach you here reaches you there.")


def also(desk: Desk) -> None:
    """Gives an invitation for her alone."""
    if desk.person.role not in (VOLUNTEER, COORDINATOR):
        desk.tell(ONLY_DUTY)
        return
    token = team.invite(desk.session, desk.person, team.ALSO, desk.now, desk.rules)
    hours = Plain(str(int(desk.rules.invitation.total_seconds() // 3600)))
    desk.tell(Text(THERE, {"hours": hours, "token": Plain(token)}, sign="📱"), THEN)


COMMANDS: dict[str, Callable[[Desk], None]] = {"also": also, "aussi": also}
ROLE_OF = {"also": VOLUNTEER, "aussi": VOLUNTEER}
