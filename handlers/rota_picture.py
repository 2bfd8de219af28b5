"""The rota as a picture: a row for each day, who is on duty from when to when, gaps in red, the night shaded.

Nothing here knows the database: it is given days, shifts and words. The fonts (SIL Open Font License) lie beside it;
Pillow's own has no accents.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw, ImageFont

from handlers.rota_time import CUTS, Span, at
from models.duty import PRIMARY

FONTS = Path(__file__).parent / "fonts"
FILES = {"LATIN": "noto-sans-latin-400", "BOLD": "noto-sans-latin-700", "EXT": "noto-sans-latin-ext-400"}
FILES |= {"ARABIC": "noto-naskh-arabic-400", "ETHIOPIC": "noto-sans-ethiopic-400"}
WIDTH, MARGIN, LEFT = 1080, 24, 136
HEAD, FOOT, LANE, RULER, PAUSE = 84, 76, 48, 26, 14
SIZE, SMALL, BIG = 26, 19, 36
INK, GREY, PAPER, LINE, SHADE = "#1b2430", "#5b6675", "#ffffff", "#c3ccd6", "#dde3ee"
FIRST, SECOND, RED, WHITE = "#1f5fa8", "#bcd7f2", "#c8202b", "#ffffff"
HOURS = (CUTS[0], 12, 18, 24, 24 + CUTS[0])


@dataclass(frozen=True, slots=True)
class Bar:
    """One shift to be drawn; a `rank` of 0 is a gap."""

    span: Span
    name: str
    rank: int


def draw(days: Sequence[Span], bars: Sequence[Bar], words: Mapping[str, str], now: datetime, zone: ZoneInfo) -> bytes:
    """The picture, as PNG. `days` are rows of 23, 24 or 25 hours.

    They begin in the morning, so that a night is one piece. `words` has "title", "primary", "backup", "gap", "night",
    and "0" to "6" for Monday to Sunday.
    """
    rows = [_lanes([bar for bar in bars if bar.span.touches(day)]) for day in days]
    heights = [RULER + LANE * max(1, len(lanes)) + PAUSE for lanes in rows]
    image = Image.new("RGB", (WIDTH, HEAD + sum(heights) + FOOT), PAPER)
    pen = ImageDraw.Draw(image)
    _write(pen, (MARGIN, 24), words["title"], BIG, INK, bold=True)
    top = HEAD
    for day, lanes, height in zip(days, rows, heights, strict=True):
        _day(pen, day, lanes, top, height - PAUSE, words, zone)
        if day.start <= now < day.end:
            x = _x(day, now)
            pen.polygon([(x - 9, top + RULER - 14), (x + 9, top + RULER - 14), (x, top + RULER + 2)], fill=INK)
        top += height
    _legend(pen, top + 14, words)
    out = io.BytesIO()
    image.quantize(64, Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=False)
    return out.getvalue()


def _lanes(bars: Iterable[Bar]) -> list[list[Bar]]:
    """Bars that do not overlap share a lane: the first ones and the gaps above, the backup below."""
    lanes: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda one: (one.rank > PRIMARY, one.span.start, one.name)):
        second = bar.rank > PRIMARY
        for lane in lanes:
            if (lane[0].rank > PRIMARY) == second and not any(one.span.touches(bar.span) for one in lane):
                lane.append(bar)
                break
        else:
            lanes.append([bar])
    return lanes


def _x(day: Span, moment: datetime) -> float:
    """Where a moment is in the row of a day; a day of 25 hours is as wide as one of 24."""
    return LEFT + (min(max(moment, day.start), day.end) - day.start) / (day.end - day.start) * (WIDTH - MARGIN - LEFT)


def _day(
    pen: ImageDraw.ImageDraw,
    day: Span,
    lanes: list[list[Bar]],
    top: int,
    height: int,
    words: Mapping[str, str],
    zone: ZoneInfo,
) -> None:
    """One row: the night behind, the hours above, the bars."""
    date = day.start.astimezone(zone).date()
    _write(pen, (MARGIN, top + RULER - 2), words[str(date.weekday())], SIZE, INK, bold=True)
    _write(pen, (MARGIN, top + RULER + 28), f"{date:%d/%m}", SMALL, GREY)
    pen.rectangle([_x(day, at(date, CUTS[-1], zone)), top, _x(day, day.end), top + height], fill=SHADE)
    for hour in HOURS:
        x = _x(day, at(date, hour, zone))
        pen.line([(x, top + RULER), (x, top + height)], fill=LINE, width=1)
        label = f"{hour % 24}h"
        width = _length(label, SMALL)
        _write(pen, (min(max(x - width / 2, LEFT), WIDTH - MARGIN - width), top), label, SMALL, GREY)
    for number, lane in enumerate(lanes):
        for bar in lane:
            _bar(pen, day, bar, top + RULER + number * LANE, zone)


def _bar(pen: ImageDraw.ImageDraw, day: Span, bar: Bar, top: int, zone: ZoneInfo) -> None:
    """One shift, or as much of it as is on this day; the hours are written where there is room."""
    fill, ink = {0: (RED, WHITE), PRIMARY: (FIRST, WHITE)}.get(bar.rank, (SECOND, INK))
    left, right = _x(day, bar.span.start), _x(day, bar.span.end)
    pen.rounded_rectangle([left + 1, top + 3, max(right - 1, left + 3), top + LANE - 3], 8, fill=fill)
    start, end = bar.span.start.astimezone(zone), bar.span.end.astimezone(zone)
    hours = f"{_hour(start)}–{_hour(end)}"
    room = right - left - 14
    name = _shortened(bar.name, room) if bar.rank or _length(bar.name, SIZE) <= room else "!"
    _write(pen, (left + 8, top + 6), name, SIZE, ink)
    if (after := _length(name, SIZE) + 10) + _length(hours, SMALL) <= room:
        _write(pen, (left + 8 + after, top + 11), hours, SMALL, ink)


def _hour(moment: datetime) -> str:
    return f"{moment.hour}h{moment:%M}".removesuffix("00")


def _shortened(name: str, room: float) -> str:
    """As many letters as there is room for."""
    if _length(name, SIZE) <= room:
        return name
    while name and _length(name + "…", SIZE) > room:
        name = name[:-1]
    return name + "…" if name else ""


def _legend(pen: ImageDraw.ImageDraw, top: int, words: Mapping[str, str]) -> None:
    x: float = MARGIN
    for fill, word in ((FIRST, "primary"), (SECOND, "backup"), (RED, "gap"), (SHADE, "night")):
        pen.rounded_rectangle([x, top + 4, x + 30, top + 30], 6, fill=fill)
        _write(pen, (x + 40, top), words[word], SIZE, INK)
        x += 40 + _length(words[word], SIZE) + 36


@cache
def _font(script: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"{FILES[script]}.woff2", size)


def _runs(text: str, *, bold: bool) -> list[tuple[str, str]]:
    """A text in pieces, each with the script whose font has its letters; signs go with what is before them."""
    found: list[tuple[str, str]] = []
    latin, script = "BOLD" if bold else "LATIN", "BOLD" if bold else "LATIN"
    for letter in text:
        if unicodedata.category(letter)[0] in "LN":
            kind = unicodedata.name(letter, "").partition(" ")[0]
            far = kind == "LATIN" and ord(letter) > 0xFF and letter not in "œŒ"
            script = "EXT" if far else kind if kind in ("ARABIC", "ETHIOPIC") else latin
        found.append((script, letter))
    return [(script, "".join(letter for _s, letter in run)) for script, run in groupby(found, key=lambda one: one[0])]


def _length(text: str, size: int, *, bold: bool = False) -> float:
    return sum(_font(script, size).getlength(run) for script, run in _runs(text, bold=bold))


def _write(
    pen: ImageDraw.ImageDraw, place: tuple[float, float], text: str, size: int, ink: str, *, bold: bool = False
) -> None:
    """Writes in whatever script; all of it on the base line of the Latin letters."""
    x, y = place
    base = y + _font("LATIN", size).getmetrics()[0]
    for script, run in _runs(text, bold=bold):
        pen.text((x, base), run, font=_font(script, size), fill=ink, anchor="ls")
        x += _font(script, size).getlength(run)
