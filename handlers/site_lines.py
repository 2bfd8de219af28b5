"""The legal notes of a site, as the team reads them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from handlers.sites import MOST_NOTES, Note
from handlers.words import Line, Plain, Text, _s

KINDS = {"procedure": _s("Procedure"), "hearing": _s("Hearing"), "decision": _s("Decision")}
NOTE, NOTE_SHORT = _s("{kind} {day}: {words}"), "{kind} {day}"


def note_lines(notes: Iterable[Note], *, most: int = MOST_NOTES, words: bool = True) -> list[Line]:
    """A line each, the newest days first; without `words` only what it is and when."""
    lines: list[Line] = []
    for note in list(notes)[:most]:
        kind: Line = KINDS.get(note.kind, Plain(note.kind))
        values: dict[str, Line] = {"kind": kind, "day": Plain(f"{date.fromisoformat(note.day):%d/%m/%Y}")}
        full = words and note.words
        lines.append(Text(NOTE if full else NOTE_SHORT, {**values, "words": Plain(note.words)}, sign="⚖️"))
    return lines
