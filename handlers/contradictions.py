"""What does not fit together in the answers of a report: shown to whoever verifies it, never corrected by itself. Pure.

A contradiction is no mistake of hers: it is a question to ask. Counts are compared where both were seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from handlers.flow import Value, chosen
from handlers.steps.count import AT_LEAST, EXACT
from handlers.words import Line, Plain, Text, _s

END_BEFORE_START = _s("The end is before the beginning.")
IN_THE_FUTURE = _s("It is told as past, but lies in the future.")
ANNOUNCED_IN_THE_PAST = _s("The announced day was over when it was told.")
NOT_YET_BUT_HAPPENED = _s("Only announced, but something has happened already.")
MORE_FULL_TENTS = _s("More full tents ({part}) than tents ({whole}).")
MORE_THAN = _s("{part_name} ({part}) is more than {whole_name} ({whole}).")
NO_VIEW = _s("An exact number ({number}), but there was no view.")
HEARSAY = _s("An exact number ({number}), but it was told by somebody else.")
HURT_BUT_NOT = _s("A doctor is needed, but there is no injury.")
KIND_BUT_NOT = _s("A kind of injury, but no injury.")
BADLY_HURT_BUT_NOT = _s("Somebody is badly hurt, but needs no doctor.")
PEOPLE, FAMILIES, WOMEN, CHILDREN = _s("people"), _s("families"), _s("women"), _s("children")
ALONE, ARRESTS, VIOLENT, MINORS, BOARDED = (
    _s("minors alone"),
    _s("arrests"),
    _s("violent arrests"),
    _s("minors arrested"),
    _s("people in buses"),
)
PARTS = (
    ("arrests_violent", VIOLENT, "arrests", ARRESTS),
    ("arrests_minors", MINORS, "arrests", ARRESTS),
    ("families", FAMILIES, "people_expelled", PEOPLE),
    ("women", WOMEN, "people_expelled", PEOPLE),
    ("children", CHILDREN, "people_expelled", PEOPLE),
    ("uam", ALONE, "people_expelled", PEOPLE),
    ("boarded", BOARDED, "people_expelled", PEOPLE),
)
"""Of which count another one is a part (HRO's forms, domain/forms.yaml)."""
DEPEND_ON_VIEW = {"seizure_view": ("seized",), "view": ("people_expelled", "arrests", "arrests_violent", "boarded")}
"""Which counts need a view of what."""


def contradictions(answers: Mapping[str, Value], opened_at: datetime) -> list[Line]:
    """All of them, as lines for the team."""
    return [Text(line, sign="⚠️") if isinstance(line, str) else line for line in _all(answers, opened_at)]


def _all(answers: Mapping[str, Value], opened_at: datetime) -> Iterator[Line]:
    yield from _times(answers, opened_at)
    yield from _injuries(answers)
    yield from _tents(answers)
    for part, part_name, whole, whole_name in PARTS:
        more = _more(_count(answers.get(part)), _count(answers.get(whole)))
        if more is not None:
            values: dict[str, Line] = {"part_name": part_name, "whole_name": whole_name, **more}
            yield Text(MORE_THAN, values, sign="⚠️")
    yield from _views(answers)


def _times(answers: Mapping[str, Value], opened_at: datetime) -> Iterator[Line]:
    start, end = _at(answers, "t_start"), _at(answers, "t_end")
    when = answers.get("when") or {}
    own_end = datetime.fromisoformat(when["end"]) if when.get("end") else None
    own_start = _at(answers, "when")
    if (start and end and end < start) or (own_start and own_end and own_end < own_start):
        yield END_BEFORE_START
    if own_start is not None and own_start > opened_at and when.get("option") not in ("now", "soon"):
        yield IN_THE_FUTURE
    announced = answers.get("announce_date") or {}
    if announced.get("end") and datetime.fromisoformat(announced["end"]) < opened_at:
        yield ANNOUNCED_IN_THE_PAST
    happened = (chosen(answers.get("happening")) - {"presence", "told_leave"}) | chosen(answers.get("lost"))
    if when.get("option") == "told_day" and happened - {"none", "other", "dont_know", "prefer_not_say"}:
        yield NOT_YET_BUT_HAPPENED


def _injuries(answers: Mapping[str, Value]) -> Iterator[Line]:
    where, kinds = chosen(answers.get("injuries")), chosen(answers.get("injury_kinds"))
    if where == {"none"} and "urgent" in chosen(answers.get("hurt_now")):
        yield HURT_BUT_NOT
    if where == {"none"} and kinds:
        yield KIND_BUT_NOT
    if "none" in where and len(where) > 1:
        yield KIND_BUT_NOT
    if "hurt" in chosen(answers.get("safe_now")) and "no" in chosen(answers.get("hurt_now")):
        yield BADLY_HURT_BUT_NOT


def _tents(answers: Mapping[str, Value]) -> Iterator[Line]:
    seized = (answers.get("seized") or {}).get("counts", {})
    more = _more(_count(seized.get("tents_full")), _count(seized.get("tents")))
    if more is not None:
        yield Text(MORE_FULL_TENTS, more, sign="⚠️")


def _views(answers: Mapping[str, Value]) -> Iterator[Line]:
    """An exact number of what could not be seen."""
    for view, steps in DEPEND_ON_VIEW.items():
        if "none" not in chosen(answers.get(view)):
            continue
        for value in (one for step in steps for one in _counts(answers.get(step) or {})):
            if value.get("how") == EXACT and value.get("value") is not None:
                yield Text(NO_VIEW, {"number": Plain(str(value["value"]))}, sign="⚠️")
    officers = answers.get("n_officers") or {}
    if "friend" in chosen(answers.get("to_whom")) and officers.get("how") == EXACT:
        yield Text(HEARSAY, {"number": Plain(str(officers.get("value")))}, sign="⚠️")


def _counts(value: Value) -> list[Value]:
    return list(value["counts"].values()) if value.get("counts") else [value]


def _count(value: Value | None) -> tuple[int, str] | None:
    """A number that was seen, and how sure it is; nothing where it was not seen."""
    if not value or value.get("value") is None:
        return None
    return int(value["value"]), str(value.get("how", ""))


def _more(part: tuple[int, str] | None, whole: tuple[int, str] | None) -> dict[str, Line] | None:
    """Whether a part is surely more than its whole: of a whole that is "at least" there may be more."""
    if part is None or whole is None or whole[1] == AT_LEAST or part[0] <= whole[0]:
        return None
    return {"part": Plain(str(part[0])), "whole": Plain(str(whole[0]))}


def _at(answers: Mapping[str, Value], step: str) -> datetime | None:
    start = (answers.get(step) or {}).get("start")
    return datetime.fromisoformat(start) if start else None
