"""Numbers that say how sure they are: exact, at least, about, or not seen. Not seen is never 0."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.counting import read_count
from handlers.flow import Question, Said, Shown, Step, Value, World
from handlers.folding import fold
from handlers.steps.options import DONT_KNOW, is_dont_know
from handlers.words import Line, Plain, Text, _, in_every_language

EXACT, AT_LEAST, ABOUT, NOT_SEEN = "exact", "at_least", "about", "not_seen"
HOW = {
    EXACT: ("🎯", _("Exactly {number}")),
    AT_LEAST: ("➕", _("At least {number}")),
    ABOUT: ("〰️", _("About {number}")),
}
NO_VIEW = _("I could not see")
HOW_SURE = _("How sure is this number?")
WRITE_NUMBER = _("Press or write a number.")
SMALL = ("1", "2", "3", "4", "5")


@dataclass(frozen=True, kw_only=True)
class Count(Step):
    """A number of people or things, typed in any digits or pressed."""

    def ask(self, value: Value | None, world: World) -> Question:
        """The question; after a bare typed number, how sure it is."""
        if value and value.get("value") is not None:
            number = Plain(str(value["value"]))
            options = tuple(Shown(how, sign, Text(text, {"number": number})) for how, (sign, text) in HOW.items())
            return Question((HOW_SURE,), options)
        small = tuple(Shown(number, "🔢", Plain(number)) for number in SMALL)
        ten = Shown("10+", "➕", Text(HOW[AT_LEAST][1], {"number": Plain("10")}))
        unseen = Shown(NOT_SEEN, "🙈", NO_VIEW)
        return Question(
            (self.text, WRITE_NUMBER), (*small, ten, unseen, Shown(DONT_KNOW.key, DONT_KNOW.sign, DONT_KNOW.label))
        )

    def take(self, value: Value | None, said: Said, world: World) -> Value | None:
        """A pressed number, how sure, or a typed number with or without how sure it is."""
        now = value or {}
        if said.option == DONT_KNOW.key or (not said.option and is_dont_know(said.text)):
            return {"value": None, "how": "", "option": DONT_KNOW.key, "done": True}
        if said.option == NOT_SEEN or (not said.option and fold(said.text) in in_every_language(NO_VIEW)):
            return {"value": None, "how": NOT_SEEN, "done": True}
        if said.option == "10+":
            return {"value": 10, "how": AT_LEAST, "done": True}
        if said.option in HOW and now.get("value") is not None:
            return now | {"how": said.option, "done": True}
        if said.option:
            return {"value": int(said.option), "how": EXACT, "done": True} if said.option in SMALL else None
        if counted := read_count(said.text):
            return {"value": counted.value, "how": counted.how, "words": [said.text], "done": bool(counted.how)}
        if said.early or not (said.text or said.voice):
            return None
        return {
            "value": None,
            "how": "",
            "words": [said.text] if said.text else [],
            "files": list(said.voice),
            "done": True,
        }

    def midway(self, value: Value) -> bool:
        """A bare number was written: how sure it is, is asked."""
        return self.given(value)

    def given(self, value: Value) -> bool:
        """A number without how sure it is."""
        return value.get("value") is not None

    def echo(self, value: Value, world: World) -> tuple[Line, ...]:
        """A number that was typed, as we understood it."""
        return self.tell(value, world) if value.get("value") is not None and value.get("words") else ()

    def tell(self, value: Value, world: World) -> tuple[Line, ...]:
        """The number with how sure it is, or her words."""
        if value.get("value") is not None and value.get("how") in HOW:
            sign, text = HOW[value["how"]]
            return (Text(text, {"number": Plain(str(value["value"]))}, sign=sign),)
        if value.get("how") == NOT_SEEN:
            return (Text(NO_VIEW, sign="🙈"),)
        if value.get("option"):
            return (Text(DONT_KNOW.label, sign=DONT_KNOW.sign),)
        return tuple(Plain(word) for word in value.get("words", ()))
