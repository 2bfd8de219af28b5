"""Where it is: a pin, a living site, words, or a voice message."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.flow import Question, Said, Shown, SiteName, Step, Value, World
from handlers.folding import fold
from handlers.steps.options import AT, DONT_KNOW, MORE, is_dont_know
from handlers.words import Line, Plain, Text, _

PIN_KEPT = _("We have your location.")
NEAR = _("Place: {place}")
SPOKEN = _("Told by voice")
BEFORE = "before"
"""Marks a pin that was sent before the report: it is shown, but she is asked, and reports are not joined by it."""
_PAGE = 6
_MIN_NAME = 3


@dataclass(frozen=True, kw_only=True)
class Place(Step):
    """A place. The pin is kept as it was sent; a site is chosen by its name or typed in any spelling we know."""

    def ask(self, value: Value | None, world: World) -> Question:
        """The question with the sites, last used first, and a way to send the location."""
        pages = max(1, -(-len(world.sites) // _PAGE))
        at = str((value or {}).get("at", "0"))
        page = int(at) % pages if at.isdecimal() else 0
        sites = world.sites[page * _PAGE : (page + 1) * _PAGE]
        shown = [Shown(f"site:{site.code}", "🏕️", Plain(_called(site))) for site in sites]
        if pages > 1:
            shown.append(Shown(f"{AT}{page + 1}", "▶️", MORE))
        shown.append(Shown(DONT_KNOW.key, DONT_KNOW.sign, DONT_KNOW.label))
        return Question((self.text,), tuple(shown), locate=True)

    def take(self, value: Value | None, said: Said, world: World) -> Value | None:
        """A pin, a site, or words and voice as they are. Beside words a pin from before the question stays."""
        before: Value = {key: value[key] for key in ("pin", BEFORE)} if value and BEFORE in value else {}
        if said.pin is not None:
            told = {key: kept for key, kept in (value or {}).items() if key in ("site", "words", "files")}
            return told | {"pin": list(said.pin), "done": True}
        if said.option.startswith(AT):
            return (value or {}) | {"at": said.option.removeprefix(AT), "done": False}
        if said.option == DONT_KNOW.key or (not said.option and is_dont_know(said.text)):
            return before | {"option": DONT_KNOW.key, "done": True}
        if said.option.startswith("site:"):
            code = said.option.removeprefix("site:")
            return {"site": code, "done": True} if any(site.code == code for site in world.sites) else None
        if said.option or said.early or not (said.text or said.voice):
            return None
        site = _find(said.text, world.sites)
        kept: Value = {"words": [said.text] if said.text else [], "files": list(said.voice), "done": True}
        return kept | {"site": site.code} if site else before | kept

    def echo(self, value: Value, world: World) -> tuple[Line, ...]:
        """What we understood of the place."""
        if value.get("pin"):
            return (Text(PIN_KEPT, sign="📍"),)
        if value.get("site"):
            return (Text(NEAR, {"place": Plain(value["site"])}, sign="📍"),)
        return ()

    def tell(self, value: Value, world: World) -> tuple[Line, ...]:
        """The place as it was told."""
        if value.get("option"):
            return (Text(DONT_KNOW.label, sign=DONT_KNOW.sign),)
        told = list(self.echo(value, world))
        told += [Plain(word) for word in value.get("words", ())]
        if value.get("files"):
            told.append(Text(SPOKEN, sign="🎤"))
        return tuple(told)


def _called(site: SiteName) -> str:
    """A site's label: its code, and the first name when it is another."""
    name = next((name for name in site.names if name != site.code), "")
    return f"{site.code} · {name}" if name else site.code


def _find(text: str, sites: tuple[SiteName, ...]) -> SiteName | None:
    """The site whose code or name is what was typed, or stands in it as words of their own.

    The whole text counts more than a part of it, a longer name more than a shorter one. Two sites in one sentence
    are left to a human.
    """
    folded = fold(text)
    named = [(known, site) for site in sites for name in (site.code, *site.names) if (known := fold(name))]
    whole = [site for known, site in named if known == folded]
    if whole:
        return whole[0]
    found = [(known, site) for known, site in named if len(known) >= _MIN_NAME and f" {known} " in f" {folded} "]
    longest = {
        site.code: site
        for known, site in found
        if not any(f" {known} " in f" {other} " and other != known for other, _site in found)
    }
    return next(iter(longest.values())) if len(longest) == 1 else None
