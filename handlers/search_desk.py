"""/search: finds reports by words, place, date, kind, tag and who has them, in any script."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import audit, finding, second_tap
from handlers.action import Action
from handlers.at_desk import Desk
from handlers.card import KINDS
from handlers.case_line import case_line
from handlers.codes import read_code
from handlers.find_words import NOBODY, Known, Wanted, read_wanted
from handlers.folding import fold
from handlers.found import search
from handlers.person import first_name_of
from handlers.queue_desk import SIZE, Buttons, open_rows, report, turn_rows
from handlers.reply import language_of, long, short, tell
from handlers.sites import open_sites
from handlers.time_dates import Asked
from handlers.words import Line, Plain, Text, _s
from models.outbox import OF_SEVERAL
from models.person import COORDINATOR, REPORTER, Person

HOW = _s("Write what you look for: /search words, place, date, kind, #tag, @who has it.")
EXAMPLE = _s("For example: /search eviction, B2, 3/11 – 9/11. Words that are ours, in quotation marks: “police”.")
NO_SUCH_NAME = _s("Nobody of the team has or had this name.")
LATER = _s("What was told in the last minutes is not found yet: see /queue.")
NOTHING = _s("Nothing was found.")
FOUND = _s("Found, the newest first:")
LOOKED_FOR = _s("Looked for: {wanted}")
AGAIN = _s("This search is over. Please write it again.")
WORDS = _s("words “{words}”")
DAYS = _s("{first} to {last}")
SEARCH = "search"
"""The name of this wish among those that need a second tap."""


def look_for(desk: Desk) -> None:
    """/search: what a page shows; nothing given: how to."""
    if read_code(desk.rest):
        report(desk)
    elif (wanted := read_wanted(desk.rest, _known(desk))).nothing():
        desk.tell(HOW, EXAMPLE)
    elif wanted.words:
        # What people said is searched by nobody alone.
        second_tap.ask(desk, SEARCH, desk.rest, [Text(LOOKED_FOR, {"wanted": _told(desk.session, wanted)}, sign="🔎")])
    else:
        find(desk)


def find(desk: Desk) -> None:
    """Shows the first page of what `desk.rest` looks for, and notes that it was looked for."""
    wanted = read_wanted(desk.rest, _known(desk))
    finding.remember(desk.session, desk.person, wanted.as_json(), desk.now)
    audit.note(desk.session, desk.person.id, "search", None, desk.now, "words" if wanted.words else "no words")
    _show(desk, wanted, 0, edit=False)


def turn(desk: Desk) -> None:
    """A button that turns the page of the last search (s:report to go on from)."""
    wanted = finding.remembered(desk.session, desk.person)
    if wanted is None:
        desk.tell(AGAIN)
    else:
        _show(desk, Wanted(**wanted), long(desk.rest.partition(":")[2]), edit=True)


def _show(desk: Desk, wanted: Wanted, below: int, *, edit: bool) -> None:
    found = search(desk.session, wanted, SIZE + 1, below=below)
    shown = found[:SIZE]
    rows: Buttons = open_rows(shown)
    older = f"s:{short(shown[-1].id)}" if len(found) > SIZE else ""
    # Back is to the first page: what is newer was seen already.
    rows += turn_rows("s:0" if below else "", older)
    lines: list[Line] = [Text(LOOKED_FOR, {"wanted": _told(desk.session, wanted)}, sign="🔎")]
    nothing: list[Line] = [NO_SUCH_NAME] if NOBODY in wanted.who else [NOTHING, LATER]
    lines += [FOUND, *(case_line(desk.session, one, desk.rules) for one in shown)] if shown else nothing
    tell(desk.session, desk.person, lines, desk.now, rows=rows, slot="fi:s", edit=edit, about=OF_SEVERAL)


def _told(session: Session, wanted: Wanted) -> Line:
    """What was understood of what she wrote; whoever has to agree reads it in a language of her own."""
    told: list[Line] = [KINDS[kind] for kind in wanted.kinds if kind in KINDS]
    told += [Plain(" ".join(place[1:])) for place in wanted.places]
    if wanted.days:
        first, last = (Plain(f"{date.fromisoformat(day):%d/%m/%Y}") for day in wanted.days)
        told.append(first if first == last else Text(DAYS, {"first": first, "last": last}))
    told += [Plain(f"#{tag}") for tag in wanted.tags]
    people = (session.get(Person, row) for row in wanted.who)
    told += [Plain(f"@{first_name_of(session, one) if one and one.first_name else '?'}") for one in people]
    if wanted.words:
        told.append(Text(WORDS, {"words": Plain(" ".join(wanted.words))}))
    names = [f"part{number}" for number in range(len(told))]
    return Text(" · ".join(f"{{{name}}}" for name in names), dict(zip(names, told, strict=True)))


def _known(desk: Desk) -> Known:
    asked = Asked(desk.now, desk.rules.zone, language_of(desk.person), future=False)
    return Known(asked, desk.person.id, open_sites(desk.session), *_team(desk.session))


def _team(session: Session) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """The members of the team, and who was one before, by their folded first names."""
    present: dict[str, list[int]] = {}
    former: dict[str, list[int]] = {}
    for person in session.scalars(select(Person).where(Person.first_name.is_not(None))):
        known = former if person.role == REPORTER else present
        known.setdefault(fold(first_name_of(session, person)), []).append(person.id)
    return present, former


ACTIONS = (
    Action(COORDINATOR, look_for, ("search", "chercher", "recherche"), _s("finds reports by words, place, date, who")),
)
