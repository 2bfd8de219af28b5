"""Says something to somebody: lines in a language become one message in the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from sqlalchemy.orm import Session

from handlers.codes import CODE
from handlers.language import DIRECTION
from handlers.words import Line, Plain, Text, say, say_all
from models.messages import Button, FileRef, Outbound
from models.outbox import put
from models.person import REPORTER, Person

Rows = Sequence[Sequence[tuple[str, Line, str]]]
"""Rows of buttons: pictogram, label, and what comes back."""

LONGEST = 13
"""Signs of the longest id in base 36."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=1024)
def short(number: int) -> str:
    """An id in base 36, to fit into a button."""
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text or "0"


def long(text: str) -> int:
    """The id that `short` wrote; 0 for anything else, so that a forged button finds nothing."""
    if not text.isascii() or len(text) > LONGEST:
        return 0
    try:
        number = int(text, 36)
    except ValueError:
        return 0
    return number if 0 <= number < 1 << 63 else 0


def language_of(person: Person) -> str:
    """The language we speak with a person: the team's own for the team, else hers, else English.

    What is for the team exists in French and English only, also before a new member has chosen one of them.
    """
    if person.role != REPORTER:
        return person.staff_language or ("fr" if person.language == "fr" else "en")
    return person.language or "en"


def cases_in(lines: Sequence[Line]) -> tuple[str, ...]:
    """The case codes that stand in these lines as values of theirs: whoever is of the team may open them there."""
    values = [
        value.text
        for line in lines
        if isinstance(line, Text)
        for value in line.values.values()
        if isinstance(value, Plain)
    ]
    return tuple(dict.fromkeys(code for text in values for code in text.split(", ") if CODE.fullmatch(code)))


TYPED = "typed"
"""Who has just typed what others press, while that is handled: a change further up would not be seen by her."""
MIRRORED = str.maketrans({"⬅": "➡", "➡": "⬅", "⏭": "⏮", "▶": "◀", "⏪": "⏩", "⏩": "⏪"})
"""Arrows that point along the reading direction: messengers do not turn them round."""


def buttons(language: str, rows: Rows) -> tuple[tuple[Button, ...], ...]:
    """Rows of buttons in a language. A row is turned round for right-to-left, since messengers do not mirror it."""
    if DIRECTION.get(language, "ltr") == "rtl":
        rows = [[(sign.translate(MIRRORED), label, option) for sign, label, option in row][::-1] for row in rows]
    return tuple(
        tuple(
            # What is the same for everybody is put together once.
            Button(
                _label(language, sign, label) if isinstance(label, str) else _said(language, sign, label),
                option,
            )
            for sign, label, option in row
        )
        for row in rows
    )


def _said(language: str, sign: str, label: Line) -> str:
    return f"{sign} {say(language, label)}".strip()


_label = lru_cache(maxsize=4096)(_said)


def tell(  # noqa: PLR0913 - options given by name read well in any number
    session: Session,
    person: Person,
    lines: Sequence[Line],
    now: datetime,
    *,
    rows: Rows = (),
    language: str = "",
    slot: str = "",
    edit: bool = False,
    urgent: bool = False,
    protect: bool = False,
    locate: Line = "",
    file: FileRef | None = None,
    about: int = 0,
    under: str = "",
) -> int:
    """Puts one message to a person into the outbox, in her language or in the one given; gives the row's id.

    `about` is the report whose words it shows to the team, `under` the wire id of the message it is a reply to.
    """
    spoken = language or language_of(person)
    message = Outbound(
        text=say_all(spoken, list(lines)),
        rows=buttons(spoken, rows),
        slot=slot,
        edit=edit and session.info.get(TYPED) != person.id,
        urgent=urgent,
        protect=protect,
        locate=say(spoken, locate) if locate else "",
        file=file,
        language=spoken,
        about=about,
        replies_to=under,
        cases=cases_in(lines) if person.role != REPORTER else (),
    )
    return put(session, person.id, message, now)
