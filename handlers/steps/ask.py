"""Questions answered in one's own words, by voice, or with pictures."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.flow import Question, Said, Shown, Step, Value, World
from handlers.folding import fold
from handlers.words import Line, Plain, Text, _, in_every_language

DONE = "@done"
THAT_IS_ALL = _("That is all")
NOTHING_TO_SEND = _("Nothing to send")
GO_ON = _("We kept it. You can send more.")
FILES = _("Files: {count}")


@dataclass(frozen=True, kw_only=True)
class Ask(Step):
    """A question answered in words, by voice or with a picture.

    With `many`, messages are taken until "That is all": frightened people write ten messages in a row.
    """

    many: bool = False

    def ask(self, value: Value | None, world: World) -> Question:
        """The question, and after the first message a way to end."""
        if not self.many or not value or not value.get("parts"):
            return Question((self.text,))
        return Question((Text(GO_ON, sign="✅"),), (Shown(DONE, "✔️", THAT_IS_ALL),))

    def take(self, value: Value | None, said: Said, world: World) -> Value | None:
        """Words and files, all of them."""
        now = value or {}
        if now.get("parts") and self.many and _is_end(said):
            return now | {"done": True}
        if said.option or said.pin or not (said.text or said.files):
            return None
        words = [*now.get("words", ()), said.text] if said.text else list(now.get("words", ()))
        files = [*now.get("files", ()), *(id_ for _kind, id_ in said.files)]
        return {"parts": now.get("parts", 0) + 1, "words": words, "files": files, "done": not self.many}

    def tell(self, value: Value, world: World) -> tuple[Line, ...]:
        """Her words as she wrote them, and how many files."""
        said: list[Line] = [Plain(word) for word in value.get("words", ())]
        if value.get("files"):
            said.append(Text(FILES, {"count": Plain(str(len(value["files"])))}, sign="📎"))
        return tuple(said)


@dataclass(frozen=True, kw_only=True)
class Media(Step):
    """Takes photos, videos, voice and files until "That is all". Words sent along are kept with them."""

    def ask(self, value: Value | None, world: World) -> Question:
        """The question with a way to end; after the first file only the way to end."""
        if value and value.get("files"):
            count = Text(FILES, {"count": Plain(str(len(value["files"])))}, sign="📎")
            return Question((count, Text(GO_ON, sign="✅")), (Shown(DONE, "✔️", THAT_IS_ALL),))
        return Question((self.text,), (Shown(DONE, "➖", NOTHING_TO_SEND),))

    def take(self, value: Value | None, said: Said, world: World) -> Value | None:
        """Files, words, and the end."""
        now = value or {}
        if _is_end(said):
            return now | {"done": True}
        if said.option or said.pin or not (said.text or said.files):
            return None
        if said.early and not said.files:
            return None
        files = [*now.get("files", ()), *(id_ for _kind, id_ in said.files)]
        words = [*now.get("words", ()), said.text] if said.text else list(now.get("words", ()))
        # Words alone say that there is nothing to send; words after a photo belong to it.
        return {"files": files, "words": words, "done": not files}

    def tell(self, value: Value, world: World) -> tuple[Line, ...]:
        """How many files, and the words sent along."""
        said: list[Line] = [Plain(word) for word in value.get("words", ())]
        if value.get("files"):
            said.insert(0, Text(FILES, {"count": Plain(str(len(value["files"])))}, sign="📎"))
        return tuple(said)


def _is_end(said: Said) -> bool:
    """The button that ends, or its label typed in any language."""
    if said.option or said.files:
        return said.option == DONE
    folded = fold(said.text)
    return any(folded in in_every_language(label) for label in (THAT_IS_ALL, NOTHING_TO_SEND))
