"""Duty by hand: it begins with /onduty and ends with /offduty, whatever the rota says."""

from __future__ import annotations

from handlers import duty, staff_copies, team, waiting, wake
from handlers.account import accounts_of
from handlers.at_desk import Desk
from handlers.person import first_name_of
from handlers.reply import tell
from handlers.words import Line, Plain, Text, _s

ON = _s("You are on duty. You will be woken here. Please keep the sound on.")
ON_ALREADY = _s("You are already on duty.")
OFF = _s("You are off duty. Thank you.")
OFF_ALREADY = _s("You were not on duty.")
NOBODY_LEFT = _s("Nobody is on duty now: alerts go to the coordinators at once.")
STILL_HAS = _s("{name} is off duty and still has: {codes}.")


def come_on(desk: Desk) -> None:
    """Her duty begins: what nobody has taken rings for her too."""
    if duty.come_on(desk.session, desk.person, desk.now):
        tested = wake.is_eligible(desk.session, desk.person, desk.now)
        desk.tell(Text(ON, sign="🟢"), *([] if tested else [Text(wake.NOT_YET, sign="🔔")]))
        waiting.ring_waiting(desk.session, desk.person, desk.now, desk.rules)
    else:
        desk.tell(Text(ON_ALREADY, sign="🟢"))


def go_off(desk: Desk) -> None:
    """Her duty ends: what she has not taken waits for her no longer, and others hear if nobody is left."""
    if not duty.go_off(desk.session, desk.person, desk.now):
        desk.tell(OFF_ALREADY)
        return
    news: list[Line] = []
    if not duty.on_duty(desk.session):
        news.append(Text(NOBODY_LEFT, sign="⚠️"))
    if codes := team.taken_lately(desk.session, desk.person, desk.now):
        name = Plain(first_name_of(desk.session, desk.person) or "?")
        news.append(Text(STILL_HAS, {"name": name, "codes": Plain(", ".join(codes))}, sign="✋"))
    desk.tell(Text(OFF, sign="⚪"), *news)
    for coordinator in duty.coordinators(desk.session):
        if news and coordinator.id != desk.person.id:
            tell(desk.session, coordinator, news, desk.now)
    for one in accounts_of(desk.session, desk.person):
        staff_copies.hand_over(desk.session, one, desk.now)
        waiting.pass_on(desk.session, one, desk.now, desk.rules)
