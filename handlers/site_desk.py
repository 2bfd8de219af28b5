"""Living sites in the chat: what they are called, and adding one or a name for it."""

from __future__ import annotations

from handlers import audit, sites
from handlers.action import Action
from handlers.at_desk import Desk
from handlers.words import Plain, Text, _s
from models.person import COORDINATOR

SITE_SAVED = _s("Site {site} is saved. Names: {names}")
SITE_HOW = _s("Write: /site CODE name, name, name. The code has letters, digits and dashes.")
SITES = _s("Sites: {sites}")
NO_SITES = _s("There are no sites yet.")


def site(desk: Desk) -> None:
    """/site lists them; with a code and names it adds one, or names for it."""
    code, _space, names = desk.rest.partition(" ")
    if not code:
        known = ", ".join(site.code for site in sites.open_sites(desk.session))
        desk.tell(Text(SITES, {"sites": Plain(known)}) if known else NO_SITES, SITE_HOW)
        return
    given = [name.strip() for name in names.replace("،", ",").split(",") if name.strip()]
    saved = sites.set_site(desk.session, code, given, desk.now)
    if saved is None:
        desk.tell(SITE_HOW)
        return
    audit.note(desk.session, desk.person.id, "site", None, desk.now, saved.code)
    desk.tell(Text(SITE_SAVED, {"site": Plain(saved.code), "names": Plain(", ".join(saved.names) or "-")}, sign="🏕️"))


ACTIONS = (Action(COORDINATOR, site, ("site",), _s("add a living site or a name for it")),)
"""Its command, and who may use it."""
