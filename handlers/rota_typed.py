"""The rota by typing: "/rota add Léa tomorrow 22:00-07:00 backup"; kind where something is missing."""

from __future__ import annotations

from handlers import rota_edit, rota_words, shift
from handlers.at_desk import Desk
from handlers.folding import fold
from handlers.person import first_name_of
from handlers.rota_edit import FARTHEST, Wish
from handlers.rota_time import Span, at
from handlers.rota_words import ADD, GIVE, Said
from handlers.words import Plain, Text, _s
from models.person import Person

NOT_UNDERSTOOD = _s("Sorry, we did not understand that. For example: /rota add tomorrow 22:00-07:00")
NO_HOURS = _s("From when to when? For example: /rota add tomorrow 22:00-07:00")
WHO = _s("We know nobody called {name}. In the team: {names}")
SEVERAL = _s("Several people are called {name}. Please use the buttons of /rota.")
NO_SUCH = _s("There is no such duty. Please use the buttons of /rota.")
WHICH = _s("Which duty? Write the day, for example: /rota remove tomorrow. Or use the buttons of /rota.")


def typed(desk: Desk) -> str:
    """Does what was typed; gives what is left to the caller (`rota_words`: copy, calendar, mine), or nothing."""
    said = rota_words.read(desk.rest, desk.now, desk.rules.zone)
    if said.action not in (ADD, GIVE):
        if not said.action:
            desk.tell(NOT_UNDERSTOOD)
        return said.action
    person = _who(desk, said)
    if person is None:
        return ""
    if said.action == GIVE:
        _give(desk, said, person)
    elif said.span is None:
        desk.tell(NO_HOURS)
    else:
        rota_edit.enter(desk, Wish(person, said.span, said.rank))
    return ""


def _who(desk: Desk, said: Said) -> Person | None:
    """Herself where no name was said; nobody, after a kind word, where the name fits none or several."""
    if not said.names:
        return desk.person
    name, known = " ".join(said.names), shift.members(desk.session)
    names = {one.id: first_name_of(desk.session, one) for one in known}
    fitting = [one for one in known if fold(names[one.id]) == name]
    if len(fitting) == 1:
        return fitting[0]
    team = Plain(", ".join(sorted(one for one in names.values() if one)))
    desk.tell(Text(SEVERAL if fitting else WHO, {"name": Plain(name), "names": team}))
    return None


def _give(desk: Desk, said: Said, person: Person) -> None:
    """Gives away the one duty of hers that begins on that day, or in those hours; without either her only one."""
    day = said.day or desk.now.astimezone(desk.rules.zone).date()
    whole = said.span or Span(at(day, 0, desk.rules.zone), at(day, 24, desk.rules.zone))
    if not said.day and not said.span:
        whole = Span(desk.now, desk.now + FARTHEST)
        if len(shift.between(desk.session, whole, person.id)) > 1:
            desk.tell(WHICH)
            return
    found = [one for one in shift.between(desk.session, whole, person.id) if one.ends_at > desk.now]
    if not said.span:
        found = [one for one in found if one.starts_at >= whole.start] or found
    if len(found) == 1:
        rota_edit.give(desk, found[0])
    else:
        desk.tell(NO_SUCH)
