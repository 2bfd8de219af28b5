"""The field gate: what has to be true before a real person writes to the bot. The team decides; nothing locks itself.

Some points the bot sees by itself, some a coordinator ticks (`/gate backup`). Ticks are rows of `setting`, with who
and when; the audit keeps every tick and every one taken back. A day with something lacking brings one reminder.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import orjson
from sqlalchemy.orm import Session

from handlers import audit
from handlers.card import LANGUAGES
from handlers.duty import coordinators
from handlers.person import first_name_of
from handlers.reply import tell
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _s
from models.person import Person
from models.setting import Setting

EVERY = timedelta(days=1)
TICKED = "gate: "
"""Before the key of a point, the name of its row in `setting`."""
DUE = "gate due"
"""The name of the row that says when the next reminder is due."""

KEY_BESIDE = _s("The key lies beside the database: move it, set HRO_KEY_FILE.")
DRAFTS = _s("{language}: {count} texts are drafts that no speaker has signed.")
BACKUP = _s("A backup has been restored once, on another computer.")
KEY = _s("The key is printed and two people hold it.")
ASSESSMENT = _s("HRO has read the data-protection assessment.")
SIGNED = _s("{language}: a speaker has signed the texts on consent, delete, danger and law.")
TITLE = _s("Before a real person writes to the bot, this is lacking:")
OPEN = _s("The field gate: nothing is lacking.")
TICKED_BY = _s("{point} ({name}, {date})")
WHEN_DONE = _s("{point} When it is done: /gate {key}")
NO_POINT = _s("There is no such point. These can be ticked: {keys}")


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the gate. `key` is what a coordinator ticks it with; empty when the bot sees it by itself."""

    text: Text
    done: bool
    key: str = ""
    by: str = ""
    at: str = ""


def points(session: Session, rules: Rules) -> list[Point]:
    """Every point that applies, and how it stands: first what the bot sees, then what a human ticks."""
    seen: list[Point] = []
    if rules.gate is not None:
        seen.append(Point(Text(KEY_BESIDE), not rules.gate.key_beside))
        drafts = {code: rules.gate.drafts.get(code, 0) for code in rules.languages}
        seen += [_drafts(code, count) for code, count in drafts.items() if count]
    return seen + [_ticked(session, key, text) for key, text in _human(rules).items()]


def lacking(session: Session, rules: Rules) -> list[Point]:
    """What is not done yet."""
    return [point for point in points(session, rules) if not point.done]


def answer(session: Session, person: Person, rest: str, now: datetime, rules: Rules) -> list[Line]:
    """/gate lists the points; /gate KEY ticks one, or takes the tick back."""
    key = rest.strip().casefold()
    known = _human(rules)
    if key and key not in known:
        return [Text(NO_POINT, {"keys": Plain(", ".join(known))})]
    if key:
        _turn(session, person, key, now)
    return _shown(session, rules)


def remind(session: Session, now: datetime, rules: Rules) -> int:
    """Once a day tells the coordinators what is lacking, until nothing is; gives how many were told.

    Only `run` gives `rules.gate`: a demo lets no real person in.
    """
    if rules.gate is None or not _is_due(session, now):
        return 0
    told = coordinators(session)
    missing = lacking(session, rules)
    if not told or not missing:
        return 0
    session.merge(Setting(name=DUE, value=(now + EVERY).isoformat()))
    for person in told:
        tell(session, person, _listed(missing), now)
    return len(told)


def _is_due(session: Session, now: datetime) -> bool:
    """Whether a day has passed; a row further ahead was written by a clock that was wrong."""
    row = session.get(Setting, DUE)
    return row is None or not now < datetime.fromisoformat(row.value) <= now + EVERY


def _drafts(code: str, count: int) -> Point:
    return Point(Text(DRAFTS, {"language": _language(code), "count": Plain(str(count))}), done=False)


def _human(rules: Rules) -> dict[str, Text]:
    """What only a human can know, by key. English is the source: nobody has to sign it."""
    languages = [code for code in rules.languages if code != "en"]
    signed = {code: Text(SIGNED, {"language": _language(code)}) for code in languages}
    return {"backup": Text(BACKUP), "key": Text(KEY), "assessment": Text(ASSESSMENT), **signed}


def _ticked(session: Session, key: str, text: Text) -> Point:
    row = session.get(Setting, TICKED + key)
    if row is None:
        return Point(text, done=False, key=key)
    tick = orjson.loads(row.value)
    person = session.get(Person, int(tick["by"]))
    name = first_name_of(session, person) if person is not None else ""
    return Point(text, done=True, key=key, by=name or "?", at=str(tick["at"])[:10])


def _turn(session: Session, person: Person, key: str, now: datetime) -> None:
    row = session.get(Setting, TICKED + key)
    if row is None:
        value = orjson.dumps({"by": person.id, "at": now.isoformat()}).decode()
        session.add(Setting(name=TICKED + key, value=value))
    else:
        session.delete(row)
    audit.note(session, person.id, "gate ticked" if row is None else "gate unticked", None, now, key)
    session.flush()


def _shown(session: Session, rules: Rules) -> list[Line]:
    found = points(session, rules)
    missing = [point for point in found if not point.done]
    lines: list[Line] = _listed(missing) if missing else [Text(OPEN, sign="✅")]
    for point in found:
        if point.done and point.key:
            by: dict[str, Line] = {"point": point.text, "name": Plain(point.by), "date": Plain(point.at)}
            lines.append(Text(TICKED_BY, by, sign="✅"))
    return lines


def _listed(missing: list[Point]) -> list[Line]:
    lines: list[Line] = [Text(TITLE, sign="🚧")]
    for point in missing:
        if point.key:
            lines.append(Text(WHEN_DONE, {"point": point.text, "key": Plain(point.key)}, sign="⬜"))
        else:
            lines.append(replace(point.text, sign="⬜"))
    return lines


def _language(code: str) -> Line:
    return LANGUAGES.get(code, Plain(code))
