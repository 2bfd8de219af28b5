"""What tests get to see: the conversation on a person's screen, and the calls the bot made."""

from dataclasses import dataclass
from typing import Any

from .wire import Json


@dataclass(frozen=True)
class Button:
    """An inline button."""

    text: str
    data: str
    url: str


@dataclass(frozen=True)
class Shown:
    """A message as it looks now; `kind` is "text", "photo", "voice", "location" and so on, `text` includes captions."""

    message_id: int
    from_bot: bool
    kind: str
    text: str
    buttons: list[list[Button]]
    edited: bool
    reaction: str
    content: Any


@dataclass(frozen=True)
class Screen:
    """A chat as the person sees it; `keyboard` is the big one under the input field, `toasts` answers to presses."""

    state: str
    messages: list[Shown]
    keyboard: list[list[str]]
    toasts: list[str]
    actions: list[str]

    @classmethod
    def read(cls, view: Json) -> "Screen":
        """From the answer of `GET /control/chat/<id>`."""
        messages = [
            Shown(**{**shown, "buttons": [[Button(**button) for button in row] for row in shown["buttons"]]})
            for shown in view["messages"]
        ]
        return cls(view["state"], messages, view["keyboard"], view["toasts"], view["actions"])

    def find(self, wanted: str) -> tuple[Shown, Button] | None:
        """The newest inline button with this data, or else with this in its label."""
        places = [(shown, b) for shown in reversed(self.messages) for row in shown.buttons for b in row if b.data]
        exact = (place for place in places if place[1].data == wanted)
        part = (place for place in places if wanted in place[1].text)
        return next(exact, None) or next(part, None)

    def __str__(self) -> str:
        """As text, for messages of failing tests."""
        lines = []
        for shown in self.messages:
            labels = "".join(f" [{button.text}]" for row in shown.buttons for button in row)
            kind = "" if shown.kind == "text" else f"({shown.kind}) "
            lines.append(f"{'<' if shown.from_bot else '>'} {kind}{shown.text}{labels}")
        lines += ["  " + " ".join(f"[[{label}]]" for label in row) for row in self.keyboard]
        return "\n".join(lines)


@dataclass(frozen=True)
class Sent:
    """A call the bot made; `outcome` is "ok", "lost", "dropped", "open" or the refusal, `result` the message number."""

    n: int
    method: str
    params: Json
    files: dict[str, Json]
    time: float
    outcome: str
    result: Any


@dataclass(frozen=True)
class Fates:
    """What became of updates: ids confirmed, forgotten on the bot's wish, or lost to the 24 hours."""

    confirmed: list[int]
    forgotten: list[int]
    lost: list[int]
    not_allowed: int
    polls: int
