"""When it was, or will be: a few taps, or words; always with how exact it is and the words it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from handlers.flow import Question, Said, Shown, Step, Value, World
from handlers.folding import fold
from handlers.steps.options import DONT_KNOW, is_dont_know
from handlers.telling_time import TimeRead, day_window, read_time
from handlers.time_dates import GEEZ_READERS, Asked
from handlers.time_pieces import find
from handlers.words import Line, Plain, Text, _, in_every_language

PAST = {
    "now": ("🔴", _("Now")),
    "soon": ("🟠", _("They will come")),
    "today": ("☀️", _("Today")),
    "last_night": ("🌙", _("Last night")),
    "yesterday": ("⏪", _("Yesterday")),
    "pick_day": ("📅", _("Another day")),
    "older": ("🗓️", _("Longer ago")),
}
COMING = {
    "today": ("☀️", _("Today")),
    "tomorrow": ("⏩", _("Tomorrow")),
    "pick_day": ("📅", _("Another day")),
}
PART_SIGNS = {
    "before_dawn": ("🌑", _("Night")),
    "morning": ("🌅", _("Morning")),
    "noon": ("☀️", _("Midday")),
    "afternoon": ("⛅", _("Afternoon")),
    "evening": ("🌆", _("Evening")),
}
DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_NEAR = timedelta(days=30)
WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
WHICH_DAY = _("Which day?")
WHICH_PART = _("Which part of the day? You can also write the hour.")
WHICH_HOUR = _("Which hour do you mean?")
DAY_AND_DATE = _("{weekday} {date}")
UNDERSTOOD_DAY = _("We understood: {weekday} {date}")
UNDERSTOOD_TIME = _("We understood: {weekday} {date}, {time}")
UNDERSTOOD_PART = _("We understood: {weekday} {date}, {part}")


@dataclass(frozen=True, kw_only=True)
class When(Step):
    """An approximate time, with `future` one to come: stored in UTC with its precision and the words it came from."""

    future: bool = False

    def ask(self, value: Value | None, world: World) -> Question:
        """The day, then the part of the day, as far as not yet told."""
        now = value or {}
        unknown = Shown(DONT_KNOW.key, DONT_KNOW.sign, DONT_KNOW.label)
        if now.get("hours"):
            hours = [Shown(f"hour:{at}", "🕐", Plain(hour)) for at, hour in enumerate(self._hours(now, world))]
            return Question((WHICH_HOUR,), (*hours, unknown))
        if now.get("date"):
            parts = tuple(Shown(f"part:{key}", sign, label) for key, (sign, label) in PART_SIGNS.items())
            return Question((WHICH_PART,), (*parts, unknown))
        if now.get("day") == "pick_day":
            return Question((WHICH_DAY,), tuple(self._days(world)))
        days = COMING if self.future else PAST
        return Question((self.text,), (*(Shown(key, sign, label) for key, (sign, label) in days.items()), unknown))

    def take(self, value: Value | None, said: Said, world: World) -> Value | None:
        """A tap at any of the stages, or words that tell a time; words that do not are kept as they are."""
        now = value or {}
        if said.option:
            return self._press(now, said.option, world)
        if said.text and (key := self._named(now, said.text, world)):
            return self._press(now, key, world)
        if said.text and (read := self._read(now, said.text, world)):
            return self._typed(read, said.text, world)
        if said.early or not (said.text or said.voice):
            return None
        words = {"words": [*now.get("words", ()), *filter(None, [said.text])], "files": list(said.voice), "done": True}
        return (now if now.get("start") else {"precision": "unknown"}) | words

    def _named(self, now: Value, text: str, world: World) -> str:
        """The button whose label was typed, in any language."""
        folded = fold(text)
        if now.get("hours"):
            hours = enumerate(self._hours(now, world))
            return next((f"hour:{index}" for index, hour in hours if fold(hour) == folded), "")
        shown = {f"part:{key}": label for key, (_sign, label) in PART_SIGNS.items()} if now.get("date") else {}
        shown |= {key: label for key, (_sign, label) in (COMING if self.future else PAST).items()}
        named = next((key for key, label in shown.items() if folded in in_every_language(label)), "")
        return named or (DONT_KNOW.key if is_dont_know(text) else "")

    def _read(self, now: Value, text: str, world: World) -> TimeRead | None:
        """The time in the words; an hour alone belongs to the day that was pressed before it."""
        at = world.now
        day = date.fromisoformat(now["date"]) if now.get("date") else None
        if day and day != at.astimezone(world.zone).date():
            own = find(text, Asked(at, world.zone, world.language, self.future))
            if not (own.days or own.nights or own.weekdays or own.shifts or own.now):
                start, end = day_window(day, None, world.zone)
                at = start if self.future else end - timedelta(seconds=1)
        return read_time(text, at, world.zone, world.language, self.future)

    def _typed(self, read: TimeRead, text: str, world: World) -> Value:
        """A time that was written; one that may mean several hours is asked for, and until then only its day counts."""
        hours = _meanings(read, world, future=self.future) if read.hour_is_ambiguous else []
        if len(hours) < 2:
            return _stored(TimeRead(hours[0], hours[0], "about", False) if hours else read, text)
        asked = {"hours": [at.isoformat() for at in hours], "done": False}
        return _stored(read, text) | _span(read.start, world) | asked

    def _press(self, now: Value, option: str, world: World) -> Value | None:
        kind, _colon, rest = option.partition(":")
        if kind == "day" and _is_near(rest, world):
            return self._day(option, date.fromisoformat(rest), world)
        if kind == "part" and now.get("date") and rest in PART_SIGNS:
            return self._part(now, rest, world)
        if kind == "hour" and rest.isdecimal() and int(rest) < len(now.get("hours", ())):
            at = now["hours"][int(rest)]
            return now | {"start": at, "end": at, "precision": "about", "done": True}
        if option == DONT_KNOW.key and (now.get("date") or now.get("hours")):
            return now | _span(datetime.fromisoformat(now["start"]), world) | {"part": None, "done": True}
        return self._press_day(option, world)

    def _press_day(self, option: str, world: World) -> Value | None:
        """The first stage: a day, or a time that needs no day."""
        today = world.now.astimezone(world.zone).date()
        if option not in (DONT_KNOW.key, *(COMING if self.future else PAST)):
            return None
        if option in (DONT_KNOW.key, "soon", "older"):
            return {"option": option, "precision": "unknown", "done": True}
        if option == "now":
            return _stored(TimeRead(world.now, world.now, "exact", False), "", option)
        if option == "last_night":
            start = day_window(today - timedelta(days=1), "evening", world.zone)[0]
            end = day_window(today, "before_dawn", world.zone)[1]
            return _stored(TimeRead(start, end, "part_of_day", False), "", option)
        if option in DAYS:
            return self._day(option, today + timedelta(days=DAYS[option]), world)
        return {"day": option, "done": False}

    def _day(self, option: str, day: date, world: World) -> Value:
        """A day alone, already an answer of its own; the part of it is asked next."""
        whole = _stored(TimeRead(*day_window(day, None, world.zone), "date_only", False), "", option)
        return whole | {"day": option, "date": day.isoformat(), "done": False}

    def _part(self, now: Value, part: str, world: World) -> Value:
        read = TimeRead(*day_window(date.fromisoformat(now["date"]), part, world.zone), "part_of_day", False)
        return _stored(read, "", now["day"]) | {"part": part, "day": now["day"], "date": now["date"]}

    def midway(self, value: Value) -> bool:
        """A day was told: the part of it, or which hour, is asked."""
        return bool(value.get("day") or value.get("hours"))

    def given(self, value: Value) -> bool:
        """A day is an answer, whatever comes of its hour."""
        return bool(value.get("start"))

    def _days(self, world: World) -> list[Shown]:
        today = world.now.astimezone(world.zone).date()
        offsets = range(2, 9) if self.future else range(-2, -9, -1)
        dates = [today + timedelta(days=offset) for offset in offsets]
        return [Shown(f"day:{day.isoformat()}", "📅", Text(DAY_AND_DATE, _told(day, f"{day:%d/%m}"))) for day in dates]

    def _hours(self, now: Value, world: World) -> list[str]:
        hours = [datetime.fromisoformat(hour).astimezone(world.zone) for hour in now["hours"]]
        several_days = len({hour.date() for hour in hours}) > 1
        return [f"{hour:%d/%m %H:%M}" if several_days else f"{hour:%H:%M}" for hour in hours]

    def echo(self, value: Value, world: World) -> tuple[Line, ...]:
        """The time we understood, in full."""
        if not value.get("start") or value.get("option") == "now":
            return ()
        start = datetime.fromisoformat(value["start"]).astimezone(world.zone)
        day = _told(start, f"{start:%d/%m/%Y}")
        if value.get("precision") in ("exact", "about"):
            return (Text(UNDERSTOOD_TIME, {**day, "time": Plain(f"{start:%H:%M}")}, sign="🕗"),)
        if value.get("option") == "last_night":
            return (Text(PAST["last_night"][1], sign="🌙"),)
        part = value.get("part") or _part_of(start)
        if value.get("precision") == "part_of_day" and part:
            return (Text(UNDERSTOOD_PART, {**day, "part": PART_SIGNS[part][1]}, sign="🕗"),)
        return (Text(UNDERSTOOD_DAY, day, sign="🕗"),)

    def tell(self, value: Value, world: World) -> tuple[Line, ...]:
        """The time, or what she said instead."""
        if value.get("option") in PAST and not value.get("words"):
            sign, label = PAST[value["option"]]
            echo = self.echo(value, world) if value["option"] not in ("now", "last_night") else ()
            return (Text(label, sign=sign), *echo)
        if value.get("option") == DONT_KNOW.key:
            return (Text(DONT_KNOW.label, sign=DONT_KNOW.sign),)
        return (*self.echo(value, world), *(Plain(word) for word in value.get("words", ())))

    def option_keys(self) -> frozenset[str]:
        """The days that can be pressed."""
        return frozenset(COMING if self.future else PAST)


def _is_near(day: str, world: World) -> bool:
    """Whether a pressed day is one that we may have shown, now or some days ago."""
    try:
        return abs(date.fromisoformat(day) - world.now.astimezone(world.zone).date()) <= _NEAR
    except ValueError:
        return False


def _told(day: date, written: str) -> dict[str, Line]:
    return {"weekday": WEEKDAYS[day.weekday()], "date": Plain(written)}


def _part_of(start: datetime) -> str:
    """The part of the day that begins at this hour."""
    return {0: "before_dawn", 6: "morning", 11: "noon", 14: "afternoon", 18: "evening"}.get(start.hour, "")


def _stored(read: TimeRead, raw: str, option: str = "") -> Value:
    """A time as it is stored."""
    return {
        "start": read.start.astimezone(UTC).isoformat(),
        "end": read.end.astimezone(UTC).isoformat(),
        "precision": read.precision,
        "words": [raw] if raw else [],
        "option": option,
        "done": True,
    }


def _meanings(read: TimeRead, world: World, *, future: bool) -> list[datetime]:
    """The instants (UTC) that an hour can mean, on the right side of now.

    Both halves of the day, the clock that is counted from dawn (Ethiopia, Eritrea), the other end of a night.
    """
    start = read.start.astimezone(world.zone)
    if world.language in GEEZ_READERS and read.start == read.end:
        minutes = {(start.hour * 60 + start.minute + shift) % 1440 for shift in (0, 360, 720, 1080)}
        meant = [datetime.combine(start.date(), time(*divmod(at, 60)), world.zone) for at in sorted(minutes)]
    else:
        at_night = start.hour < 6 or read.precision == "about"
        meant = [start - timedelta(days=1), start] if at_night else [start, start + timedelta(hours=12)]
    return [hour.astimezone(UTC) for hour in meant if (hour >= world.now if future else hour <= world.now)]


def _span(at: datetime, world: World) -> Value:
    """The whole local day of an instant, while its hour is not known."""
    start, end = day_window(at.astimezone(world.zone).date(), None, world.zone)
    return {"start": start.isoformat(), "end": end.isoformat(), "precision": "date_only"}
