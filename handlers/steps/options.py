"""The options of a question: how they are shown, grouped or paged, and what of them a text names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from handlers.flow import FlowError, Said, Shown, Step, Value, World
from handlers.folding import fold
from handlers.steps.ask import FILES
from handlers.words import Line, Plain, Text, _, in_every_language
from handlers.yes_no import read_yes_no

PAGE = 7
"""Options on one page: with "more" and "I don't know" nine at most, as many as can be numbered."""

DONE, AT = "@done", "@at:"
_LONGEST_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Option:
    """One option: the key that is stored, its fixed pictogram, its label, and the group it is listed under."""

    key: str
    sign: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of options in a long list."""

    key: str
    sign: str
    label: str


OTHER = Option("other", "✏️", _("Something else"))
DONT_KNOW = Option("dont_know", "❔", _("I don't know"))
RATHER_NOT = Option("prefer_not_say", "🤐", _("I prefer not to say"))
MORE = _("More")
ALL_GROUPS = _("Back to the list")
FINISHED = _("Done")
PICK_SEVERAL = _("You can choose several. Then press Done.")


@dataclass(frozen=True, kw_only=True)
class Options(Step):
    """What one choice and several have in common. `closed` lists take no "other" and no "I don't know" of their own."""

    options: tuple[Option, ...]
    groups: tuple[Group, ...] = ()
    closed: bool = False
    _by_key: dict[str, Option] = field(init=False, default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Checks the options. Raises `FlowError`."""
        for option in (*self.options, *self._extra(), RATHER_NOT):
            if option.key in self._by_key:
                raise FlowError(f"{self.key} has two options {option.key}")
            if len(self.key) + len(option.key) > 44:
                raise FlowError(f"{self.key}.{option.key} does not fit into a button (64 bytes with the report's id)")
            self._by_key[option.key] = option
        if {option.group for option in self.options} != ({group.key for group in self.groups} or {""}):
            raise FlowError(f"{self.key}: groups and options do not match")

    def _extra(self) -> tuple[Option, ...]:
        if self.closed:
            return ()
        own = {option.key for option in self.options}
        return tuple(option for option in (OTHER, DONT_KNOW) if option.key not in own)

    def option_keys(self) -> frozenset[str]:
        """All options that can be the answer."""
        return frozenset(self._by_key)

    def shown(self, value: Value | None, ticked: frozenset[str] = frozenset()) -> tuple[Shown, ...]:
        """The options on the page or in the group that is open."""
        at = (value or {}).get("at", "")
        if self.groups and not any(group.key == at for group in self.groups):
            return (*self._group_list(ticked), *(_show(option, ticked) for option in self._extra()))
        if self.groups:
            inside = tuple(_show(option, ticked) for option in self.options if option.group == at)
            return (*inside, Shown(f"{AT}-", "🔙", ALL_GROUPS))
        if len(self.options) <= PAGE:
            return tuple(_show(option, ticked) for option in (*self.options, *self._extra()))
        return self._page(int(at) if str(at).isdecimal() else 0, ticked)

    def _group_list(self, ticked: frozenset[str]) -> Iterable[Shown]:
        for group in self.groups:
            count = sum(option.group == group.key and option.key in ticked for option in self.options)
            label: Line = Text("{label} ({count})", {"label": group.label, "count": Plain(str(count))})
            yield Shown(f"{AT}{group.key}", group.sign, label if count else group.label, ticked=bool(count))

    def _page(self, page: int, ticked: frozenset[str]) -> tuple[Shown, ...]:
        pages = -(-len(self.options) // PAGE)
        page %= pages
        here = self.options[page * PAGE : (page + 1) * PAGE]
        more = Shown(f"{AT}{(page + 1) % pages}", "▶️", MORE)
        extra = self._extra() if page == pages - 1 else ()
        return (*(_show(option, ticked) for option in (*here, *extra)), more)

    def find(self, text: str, value: Value | None, language: str = "") -> list[str]:
        """The options that a text names: by number as shown, by label in any language, or as yes and no."""
        numbers = [shown.key for shown in self.shown(value)]
        found: list[str] = []
        for part in self._parts(text):
            key = self._match(part, numbers, language)
            found += [key] if key and key not in found else []
            if key and part == text:
                break
        return [key for key in found if not key.startswith(AT)] or found[:1]

    def _parts(self, text: str) -> list[str]:
        return [text, *re.split(r"[,;،؛\n፣]|\s(?:and|et|و|او|ን)\s", text)]

    def _meant(self, word: str) -> str:
        return next((key for key in (word, "dont_know" if word == "dk" else "") if key in self._by_key), "")

    def _match(self, text: str, numbers: list[str], language: str) -> str:
        folded = fold(text)
        if folded.isdecimal() and len(folded) < _LONGEST_NUMBER and 0 < int(folded) <= len(numbers):
            return numbers[int(folded) - 1]
        for key, option in self._by_key.items():
            if folded in in_every_language(option.label):
                return key
        for group in self.groups:
            if folded in in_every_language(group.label):
                return f"{AT}{group.key}"
        return self._meant(read_yes_no(text, language) or "")

    def in_words(self, value: Value | None, said: Said) -> Value | None:
        """Words that name no option are an answer too; where the answer matters most, she is asked once more first."""
        if said.early or not (said.text or said.voice):
            return None
        now = value or {}
        words = [*now.get("words", ()), said.text] if said.text else list(now.get("words", ()))
        once_more = self.required and not now.get("again")
        worded = now | {"words": words, "files": [*now.get("files", ()), *said.voice], "done": not once_more}
        return worded | {"again": True} if once_more else worded

    def label(self, key: str) -> Line:
        """An option as it is read back."""
        option = self._by_key.get(key)
        return Text(option.label, sign=option.sign) if option else Plain(key)

    def tell(self, value: Value, world: World) -> tuple[Line, ...]:
        """The options chosen and her words."""
        keys = [value["option"]] if value.get("option") else value.get("chosen", [])
        told: list[Line] = [self.label(key) for key in keys]
        told += [Plain(word) for word in value.get("words", ())]
        if value.get("files"):
            told.append(Text(FILES, {"count": Plain(str(len(value["files"])))}, sign="📎"))
        return tuple(told)


def _show(option: Option, ticked: frozenset[str]) -> Shown:
    return Shown(option.key, option.sign, option.label, option.key in ticked)


def is_dont_know(text: str) -> bool:
    """Whether it was typed instead of pressed."""
    return fold(text) in in_every_language(DONT_KNOW.label) or read_yes_no(text, "") == "dk"
