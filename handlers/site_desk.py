"""/site: living sites are added, renamed, closed, given names, a pin and legal notes while the bot runs.

/site                                    all of them, last used first
/site B2 Old mill, المطحنة القديمة       adds it, or names for it
/site B2 rename B3 · close · open · forget Old mill · pin 50.95 1.80
/site B2 hearing 2026-12-01 words        also procedure, decision; /site B2 drop 1
"""

from __future__ import annotations

import contextlib
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import audit, sites
from handlers.action import Action
from handlers.at_desk import Desk
from handlers.reply import long, short, tell
from handlers.site_lines import note_lines
from handlers.sites import Note, OpenSite
from handlers.words import Line, Plain, Text, _s
from models.messages import Inbound
from models.outbox import Shown
from models.person import COORDINATOR, Person
from models.site import Site

SITE_SAVED = _s("Site {site} is saved. Names: {names}")
SITE_HOW = _s("Write: /site CODE name, name, name. The code has letters, digits and dashes.")
SITE_NAMES = "{site}: {names}"
SITES = _s("Sites: {sites}")
NO_SITES = _s("There are no sites yet.")
CLOSED_ONES = _s("Closed: {sites}")
RENAMED = _s("Site {site} is now {new}. The old code stays a name of it.")
CLOSED, OPENED = _s("Site {site} is closed. Nobody is offered it."), _s("Site {site} is open again.")
FORGOTTEN = _s("{name} is no name of site {site} any more.")
PIN_SET = _s("The place of site {site} is saved. Only the team knows it.")
NOTE_SET = _s("Noted. It is shown on each new report of site {site}.")
NOTE_GONE = _s("The note is gone from site {site}.")
NOT_DONE = _s("That did not work. Is the code right, and free?")
NO_DATE = _s("Please write the date like 2026-12-31 or 31/12/2026.")
PIN_KNOWN, PIN_UNKNOWN = _s("Place: known to the team"), _s("Place: not entered yet")
SEND_PIN = _s("Send the place of site {site} here as a location, within 10 minutes.")
TYPE_PIN = _s("Or write: /site {site} pin 50.95 1.80")
HOW_RENAME = _s("Write: /site {site} rename NEWCODE")
HOW_NAME = _s("Write: /site {site} name, name. To take one away, write “forget name” after the code.")
HOW_NOTE = _s("Write: /site {site} hearing 2026-12-31 words. Also: procedure, decision. “drop 1” takes the first away.")
HOW = {"rename": HOW_RENAME, "names": HOW_NAME, "note": HOW_NOTE}
PIN, RENAME, NAMES, LEGAL = _s("Place"), _s("New code"), _s("Names"), _s("Legal note")
CLOSE, OPEN = _s("Close"), _s("Open again")
WORDS = {
    "rename": "rename", "renommer": "rename", "close": "close", "fermer": "close", "open": "open", "rouvrir": "open",
    "pin": "pin", "lieu": "pin", "forget": "forget", "oublier": "forget", "drop": "drop", "retirer": "drop",
    "procedure": "procedure", "procédure": "procedure", "hearing": "hearing", "audience": "hearing",
    "decision": "decision", "décision": "decision",
    "add": "add", "ajouter": "add", "new": "add", "nouveau": "add", "alias": "add", "name": "add", "nom": "add",
}  # fmt: skip
"""What can follow the code, or stand before it, in English and French; anything else is a name."""
SLOT, SOON = "s2:pin:", timedelta(minutes=10)
MOST_WORDS = 300


def command(desk: Desk) -> None:
    """One line says it all, so that nothing has to be remembered between two messages."""
    code, word, more = [*desk.rest.split(maxsplit=2), "", "", ""][:3]
    if code.casefold() in WORDS:
        # “/site close B2”: else a site of that name were made, and offered to everybody.
        code, word = word, code
    action = WORDS.get(word.casefold(), "")
    known = sites.find_site(desk.session, code) if code else None
    if not code:
        _list(desk)
    elif known is not None and not word:
        _show(desk, known)
    elif not action:
        _add(desk, code, f"{word} {more}")
    elif action == "add":
        _add(desk, code, more)
    else:
        lines = _do(desk, code.upper(), action, more.strip())
        if lines not in ([NOT_DONE], [NO_DATE]):
            # What was typed for a site that does not exist may be anything: it is not written down for ever.
            audit.note(desk.session, desk.person.id, f"site {action}", None, desk.now, code.upper())
        desk.tell(*lines)


def _list(desk: Desk) -> None:
    """Each with a button that shows it."""
    known = sites.sites(desk.session)
    lines: list[Line] = [NO_SITES]
    if known:
        lines = [Text(SITES, {"sites": Plain(", ".join(one.name.code for one in known))}, sign="🏕️")]
    if closed := sites.closed_sites(desk.session):
        lines.append(Text(CLOSED_ONES, {"sites": Plain(", ".join(closed))}))
    row: list[tuple[str, Line, str]] = [("🏕️", Plain(one.name.code), f"s2:{short(one.id)}") for one in known[:24]]
    desk.tell(*lines, SITE_HOW, rows=[row[start : start + 3] for start in range(0, len(row), 3)])


def _add(desk: Desk, code: str, names: str) -> None:
    given = [name.strip() for name in names.replace("،", ",").split(",") if name.strip()]
    site = sites.set_site(desk.session, code, given, desk.now)
    if site is None:
        desk.tell(SITE_HOW)
        return
    audit.note(desk.session, desk.person.id, "site", None, desk.now, site.code)
    desk.tell(Text(SITE_SAVED, {"site": Plain(site.code), "names": Plain(", ".join(site.names) or "-")}, sign="🏕️"))


def _do(desk: Desk, code: str, action: str, more: str) -> list[Line]:
    """Gives what it came to."""
    session, site = desk.session, {"site": Plain(code)}
    if action == "rename":
        done, line = sites.rename_site(session, code, more), Text(RENAMED, {**site, "new": Plain(more.upper())})
    elif action in ("close", "open"):
        closes = action == "close"
        done = sites.close_site(session, code, desk.now if closes else None)
        line = Text(CLOSED if closes else OPENED, site)
    elif action == "forget":
        done, line = sites.forget_name(session, code, more), Text(FORGOTTEN, {**site, "name": Plain(more)})
    elif action == "pin":
        point = _point(more)
        done, line = point is not None and sites.set_pin(session, code, *point), Text(PIN_SET, site)
    elif action == "drop":
        number = int(more) if more.isascii() and more.isdecimal() and len(more) < 4 else 0
        done, line = sites.drop_note(session, code, number), Text(NOTE_GONE, site)
    else:
        day, _space, words = more.partition(" ")
        if (read := _day(day)) is None:
            return [NO_DATE]
        note = Note(action, read, words.strip()[:MOST_WORDS])
        done, line = sites.add_note(session, code, note), Text(NOTE_SET, site)
    return [Text(line.text, line.values, sign="🏕️")] if done else [NOT_DONE]


def _point(text: str) -> tuple[float, float] | None:
    try:
        latitude, longitude = (float(part) for part in text.replace(",", " ").split())
    except ValueError:
        return None
    return latitude, longitude


def _day(text: str) -> str | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"):
        # Only a day, wherever it is; another form of it may be meant.
        with contextlib.suppress(ValueError):
            return datetime.strptime(text, form).date().isoformat()
    return None


def press(desk: Desk) -> None:
    """A site, or one of its buttons: what can be done with it, and how it is written."""
    name, _colon, action = desk.rest.partition(":")
    row = desk.session.get(Site, long(name))
    if row is None:
        _list(desk)
        return
    site: dict[str, Line] = {"site": Plain(row.code)}
    if action in ("close", "open"):
        desk.tell(*_do(desk, row.code, action, ""))
    elif action == "pin":
        lines = [Text(SEND_PIN, site, sign="📍"), Text(TYPE_PIN, site)]
        tell(desk.session, desk.person, lines, desk.now, slot=f"{SLOT}{name}")
    elif action in HOW:
        desk.tell(Text(HOW[action], site))
    else:
        _show(desk, row)


def _show(desk: Desk, row: Site) -> None:
    found: OpenSite | None = next((one for one in sites.sites(desk.session) if one.id == row.id), None)
    name = short(row.id)
    if found is None:
        line = Text(CLOSED, {"site": Plain(row.code)}, sign="🔒")
        desk.tell(line, rows=[[("🔓", OPEN, f"s2:{name}:open")]])
        return
    names = Plain(", ".join(found.name.names) or "-")
    lines: list[Line] = [Text(SITE_NAMES, {"site": Plain(row.code), "names": names}, sign="🏕️")]
    lines.append(Text(PIN_KNOWN if found.pin else PIN_UNKNOWN, sign="📍"))
    lines += note_lines(found.notes, most=20)
    rows: list[list[tuple[str, Line, str]]] = [
        [("📍", PIN, f"s2:{name}:pin"), ("🏷️", NAMES, f"s2:{name}:names")],
        [("✏️", RENAME, f"s2:{name}:rename"), ("⚖️", LEGAL, f"s2:{name}:note")],
        [("🔒", CLOSE, f"s2:{name}:close")],
    ]
    desk.tell(*lines, rows=rows)


def place(session: Session, person: Person, message: Inbound, now: datetime) -> bool:
    """A location from a coordinator who was just asked for the place of a site. False: it is something else."""
    if person.role != COORDINATOR or message.pin is None:
        return False
    asked = (Shown.person_id == person.id, Shown.slot.startswith(SLOT), Shown.shown_at > now - SOON)
    slot = session.scalar(select(Shown.slot).where(*asked).order_by(Shown.shown_at.desc()).limit(1))
    row = session.get(Site, long(slot.removeprefix(SLOT))) if slot else None
    if row is None or not sites.set_pin(session, row.code, message.pin.latitude, message.pin.longitude):
        return False
    audit.note(session, person.id, "site pin", None, now, row.code)
    tell(session, person, [Text(PIN_SET, {"site": Plain(row.code)}, sign="🏕️")], now)
    return True


ACTIONS = (Action(COORDINATOR, command, ("site",), _s("living sites: add, rename, close, place, notes")),)
PRESSES: dict[str, Action] = {"s2": Action(COORDINATOR, press)}
