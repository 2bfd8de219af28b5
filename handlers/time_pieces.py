"""Find in a message about time its days, nights, parts of the day, hours and spans; nothing is put together here."""

from dataclasses import dataclass, field
from datetime import date

from handlers.folding import fold
from handlers.time_dates import Asked, named_date, numeric_date
from handlers.time_words import PART_NAMES, Item, cut

_ONE_UNIT = frozenset(map(fold, ("ساعة", "دقيقة", "يوم", "أسبوع", "اسبوع", "ሰሙን", "ሰዓት")))
_HARMLESS_ALONE = frozenset(map(fold, ("since", "depuis", "من", "in", "dans", "له", "ከ", "y a", "ya", "پیش", "لە")))
# English abbreviations of days that are also words ("mon frère", "the sun"): with a time beside them, the bot asks.
_DAY_OR_WORD = ("mon", "sun")
_NIGHT_WORDS = frozenset(map(fold, ("ليلة", "شب", "شو", "شپه", "شپې")))


@dataclass
class Found:
    """What the message says, piece by piece, before it is put together."""

    days: set[date] = field(default_factory=set)
    weekdays: dict[int, date | None] = field(default_factory=dict)
    nights: set[date] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    clocks: list[int] = field(default_factory=list)
    shifts: list[int] = field(default_factory=list)
    now: bool = False
    about: bool = False
    refused: bool = False
    unknown: int = 0


def _at(items: list[Item], i: int) -> Item:
    return items[i] if i < len(items) else Item("", {"end": 1})


def _skip(items: list[Item], i: int, *kinds: str) -> int:
    while any(kind in _at(items, i) for kind in kinds):
        i += 1
    return i


# --- N minutes, hours, days ago ---


def _take_shift(items: list[Item], i: int, found: Found) -> int:
    """Read "2 hours ago", "il y a 20 minutes", قبل ساعتين; return where to go on, or `i` when it is none."""
    opener = _at(items, i)
    j = _skip(items, i + 1, "about") if "ago_before" in opener or "ahead_before" in opener else _skip(items, i, "about")
    article = _at(items, j).text in ("a", "an")
    j += article
    first, second = _at(items, j), _at(items, _skip(items, j + 1, "about"))
    if "span" in first:
        minutes, j = first.kinds["span"], j + 1
    elif "number" in first and "unit" in second:
        minutes, j = first.kinds["number"] * second.kinds["unit"], _skip(items, j + 1, "about") + 1
    elif (
        "unit" in first and (article or ("ago_before" in opener and first.text in _ONE_UNIT)) and "digits" not in second
    ):
        minutes, j = first.kinds["unit"], j + 1
    else:
        return i
    closer = _at(items, _skip(items, j, "about"))
    ago = "ago_after" in closer or ("ago_before" in opener and "ahead_after" not in closer)
    ahead = not ago and ("ahead_after" in closer or "ahead_before" in opener)
    if not ago and not ahead:
        return i
    found.shifts.append(minutes if ahead else -minutes)
    return _skip(items, j, "about") + ("ago_after" in closer or "ahead_after" in closer)


# --- dates ---


def _take_date(items: list[Item], i: int, found: Found, asked: Asked) -> int:
    """Read 21/11/2026, 21 November, 30 آبان 1405, November 21 2026; return where to go on."""
    item = items[i]
    if "first" in item:
        day = numeric_date(item, asked)
        j = i + 1
    else:
        named = _day_and_month(items, i)
        if named is None:
            return i
        number, month, j = named
        after = _at(items, _skip(items, j, "filler"))
        year = after.kinds["number"] if after.kinds.get("digits") == 4 else None
        j = _skip(items, j, "filler") + 1 if year is not None else j
        day = named_date(month, number, year, asked)
    found.refused |= day is None
    found.days |= {day} if day is not None else set()
    return j


def _day_and_month(items: list[Item], i: int) -> tuple[int, Item, int] | None:
    first, k = items[i], _skip(items, i + 1, "filler")
    second = _at(items, k)
    for number, month in ((first, second), (second, first)):
        if "number" in number and any(name in month for name in ("gregorian", "solar", "geez")):
            return number.kinds["number"], month, k + 1
    return None


# --- hours ---


def _hour_number(item: Item) -> int | None:
    hour = item.kinds.get("clock_hour", item.kinds.get("number"))
    return hour if hour is not None and hour <= 24 else None


def _take_clock(items: list[Item], i: int, found: Found) -> int:
    """Read 8:30, 8h, at 8, ساعت ۸, 8 صبح, 8 pm; return where to go on."""
    item = items[i]
    k = _skip(items, i + 1, "about", "hour_before") if "hour_before" in item else i
    marked = k > i
    start = _at(items, k)
    if "clock" in start:
        found.refused |= "dot_date" in start and not marked
        return _close_clock(items, k + 1, start.kinds["clock"], found)
    hour = _hour_number(start)
    if hour is None:
        return i
    after = _at(items, k + 1)
    if "half" in after:
        return _close_clock(items, _skip(items, k + 2, "hour_after"), hour * 60 + 30, found)
    if "hour_after" in after:
        return _take_minutes(items, k + 2, hour, found)
    part = _at(items, _skip(items, k + 1, "filler", "ahead_before"))
    beside = "meridiem" in after or "part" in part or "night" in part
    before = i > 0 and "part" in items[i - 1]
    free = bool(after.kinds) and not any(kind in after for kind in ("number", "unit"))
    if beside or ((marked or before or "clock_hour" in start) and free):
        return _close_clock(items, k + 1, hour * 60, found)
    return i


def _take_minutes(items: list[Item], i: int, hour: int, found: Found) -> int:
    """Read what may follow "8 heures": 30, et demie, 30 minutes."""
    after = _at(items, i)
    if "half" in after:
        return _close_clock(items, i + 1, hour * 60 + 30, found)
    if after.kinds.get("digits") == 2 and after.kinds["number"] < 60:
        minute_word = _at(items, i + 1).kinds.get("unit") == 1
        return _close_clock(items, i + 1 + minute_word, hour * 60 + after.kinds["number"], found)
    return _close_clock(items, i, hour * 60, found)


def _close_clock(items: list[Item], i: int, minutes: int, found: Found) -> int:
    found.clocks.append(minutes)
    after = _at(items, i)
    if "meridiem" in after and "part" not in after:
        found.parts.add("pm" if after.kinds["meridiem"] else "am")
        return i + 1
    return i


# --- single words ---


def _weekday(items: list[Item], i: int, asked: Asked) -> date | None:
    """Return the last such day (the next one for the future); today's own name alone is in doubt."""
    around = (_at(items, i - 1) if i else Item("", {}), _at(items, i + 1))
    last, following = (any(kind in item for item in around) for kind in ("last", "next"))
    back = (asked.today.weekday() - items[i].kinds["weekday"]) % 7
    if (last and asked.future) or (following and not asked.future):
        return None
    if back == 0 and not (last or following):
        return None
    return asked.day(7 - back) if asked.future else asked.day(-(back or 7))


def _night_of_weekday(items: list[Item], i: int) -> bool:
    """In Arabic and Persian "the night of Friday" is Thursday night: too uncertain to guess."""
    return "weekday" in _at(items, i + 1) and items[i].text in _NIGHT_WORDS


def _take_word(items: list[Item], i: int, found: Found, asked: Asked) -> None:
    item = items[i]
    kinds = item.kinds
    if "day" in kinds:
        found.days.add(asked.day(kinds["day"]))
    elif "night" in kinds:
        found.nights.add(asked.day(kinds["night"]))
    elif "weekday" in kinds:
        found.weekdays[kinds["weekday"]] = _weekday(items, i, asked)
    elif "part" in kinds:
        found.refused |= _night_of_weekday(items, i)
        found.parts.add(PART_NAMES[kinds["part"]])
    elif "now" in kinds:
        found.now = True
    elif "refuse" in kinds:
        found.refused = True
    else:
        found.refused |= item.text in _DAY_OR_WORD and bool(_at(items, i + 1).kinds)
        _take_rest(item, found)


def _take_rest(item: Item, found: Found) -> None:
    """Judge what no rule used: digits refuse, and so does a "before" or "after" without its other end."""
    kinds = item.kinds
    found.about |= "about" in kinds
    if "filler" in kinds or "about" in kinds:
        return
    if ("number" in kinds and ("digits" in kinds or kinds["number"] != 1)) or "span" in kinds:
        found.refused = True
    elif any(kind in kinds for kind in ("ago_before", "ago_after", "ahead_before", "ahead_after")):
        found.refused |= item.text not in _HARMLESS_ALONE
    elif not kinds.keys() & {"last", "next", "hour_before", "hour_after"}:
        found.unknown += 1


def find(text: str, asked: Asked) -> Found:
    """Return all that `text` says about time; `refused` when any of it may not be guessed."""
    items = cut(text)
    found = Found()
    i = 0
    while i < len(items):
        j = _take_date(items, i, found, asked)
        j = j if j > i else _take_shift(items, i, found)
        j = j if j > i else _take_clock(items, i, found)
        if j == i:
            _take_word(items, i, found, asked)
            j = i + 1
        found.about |= any("about" in item for item in items[i:j])
        i = j
    _settle_weekday(found)
    return found


def _settle_weekday(found: Found) -> None:
    """Beside a date the weekday is a check on it; alone it is the day."""
    if found.days:
        found.refused |= any(day.weekday() not in found.weekdays for day in found.days) and bool(found.weekdays)
        return
    found.refused |= None in found.weekdays.values()
    found.days |= {day for day in found.weekdays.values() if day is not None}
