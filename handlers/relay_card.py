"""The buttons of a card by which whoever has it answers, hands it over, or calls somebody who reads the language."""

from __future__ import annotations

from handlers.reply import short
from handlers.words import Line, _s
from models.alert import Alert

ANSWER = _s("Answer")
HAND_OVER = _s("Hand over")
INTERPRETER = _s("Interpreter")


def talk_rows(alert: Alert) -> list[list[tuple[str, Line, str]]]:
    """For whoever has taken it."""
    name = short(alert.id)
    return [
        [("✍️", ANSWER, f"t:{name}:how"), ("🔁", HAND_OVER, f"t:{name}:over")],
        [("🗣️", INTERPRETER, f"h:{name}:call")],
    ]
