"""Questions with options: one, or several that are ticked.

Every such question also takes "other" in her own words or by voice, "I don't know" and "I prefer not to say".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.counting import read_count
from handlers.flow import Condition, FlowError, Question, Said, Shown, Value, World
from handlers.folding import fold
from handlers.steps.options import AT, DONE, FINISHED, OTHER, PICK_SEVERAL, Options
from handlers.words import Line, in_every_language


@dataclass(frozen=True, kw_only=True)
class Choice(Options):
    """One of several options. `means` says which option a typed "yes" or "no" stands for, where none is named so.

    `counts`: the options are numbers from here to there; a number that is typed is one of them, and no place in a list.
    """

    means: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, range] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Checks the options, and what yes and no stand for. Raises `FlowError`."""
        super().__post_init__()
        for word, key in self.means.items():
            if word not in ("yes", "no") or key not in self._by_key:
                raise FlowError(f"{self.key}: {word} cannot mean {key}")

    def _meant(self, word: str) -> str:
        return self.means.get(word) or super()._meant(word)

    def _parts(self, text: str) -> list[str]:
        return [text] if self.means else super()._parts(text)  # "yes, but my friend is bleeding" is no yes

    def _counted(self, text: str) -> str:
        """The option that holds a typed number."""
        if not self.counts or any(fold(text) in in_every_language(option.label) for option in self.options):
            return ""
        counted = read_count(text)
        return next((key for key, numbers in self.counts.items() if counted and counted.value in numbers), "")

    def echo(self, value: Value, world: World) -> tuple[Line, ...]:
        """How many, as we understood it: a number can be one of the list, and one that was counted."""
        return (self.label(value["option"]),) if self.counts and value.get("option") in self.counts else ()

    def in_her_words(self) -> Condition:
        """Holds while the answer names no option: only a human can tell what her words, or her voice, mean."""
        return Condition(
            lambda answers: self.given(now := answers.get(self.key) or {}) and not now.get("option"),
            frozenset({self.key}),
            f"{self.key} in her own words",
        )

    def ask(self, value: Value | None, world: World) -> Question:
        """The question with its options."""
        return Question((self.text,), self.shown(value))

    def take(self, value: Value | None, said: Said, world: World) -> Value | None:
        """A pressed option, a number, a label in any language, or her own words."""
        if not (said.option or said.early) and (counted := self._counted(said.text)):
            return {"option": counted, "done": True}
        key = said.option or next(iter(self.find(said.text, value, world.language)), "")
        if key.startswith(AT):
            return (value or {}) | {"at": key.removeprefix(AT), "done": False}
        if key in self._by_key:
            return {"option": key, "done": True}
        if said.option:
            return None
        worded = self.in_words(value, said)
        if worded and worded.get("done"):
            return worded | {"option": "" if self.closed else OTHER.key}
        return worded


@dataclass(frozen=True, kw_only=True)
class Choices(Options):
    """Any number of options, ticked one by one until "Done", or at once: "key,key,@done"."""

    def ask(self, value: Value | None, world: World) -> Question:
        """The question with what is ticked so far."""
        ticked = frozenset((value or {}).get("chosen", ()))
        done = Shown(DONE, "✔️", FINISHED)
        return Question((self.text, PICK_SEVERAL), (*self.shown(value, ticked), done))

    def take(self, value: Value | None, said: Said, world: World) -> Value | None:
        """Ticks and unticks; a typed list, or words of her own, is a whole answer."""
        now = {key: kept for key, kept in (value or {}).items() if key != "skipped"}
        picked = list(now.get("chosen", ()))
        named = [] if said.option else self.find(said.text, value, world.language)
        if turned := next((key for key in (said.option, *named) if key.startswith(AT)), ""):
            return now | {"at": turned.removeprefix(AT), "done": False}
        if said.option == DONE or (not said.option and fold(said.text) in in_every_language(FINISHED)):
            return now | {"chosen": picked, "done": True}
        *several, last = said.option.split(",")
        if several and last == DONE and all(key in self._by_key for key in several):
            return now | {"chosen": list(dict.fromkeys([*picked, *several])), "done": True}
        if said.option in self._by_key:
            picked = [key for key in picked if key != said.option] if said.option in picked else [*picked, said.option]
            return now | {"chosen": picked, "done": False}
        if said.option:
            return None
        if named:
            return now | {"chosen": list(dict.fromkeys([*picked, *named])), "done": True}
        worded = self.in_words(value, said)
        if worded and worded.get("done"):
            return worded | {"chosen": list(dict.fromkeys([*picked, *([] if self.closed else [OTHER.key])]))}
        return worded
