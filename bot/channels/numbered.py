"""What a channel without buttons shows: a text, and under it the options with their numbers."""

from __future__ import annotations

from models.messages import Outbound


def text_of(message: Outbound) -> str:
    """The text of a message with its options as numbered lines."""
    labels = [button.label for row in message.rows for button in row]
    options = "\n".join(f"{number}. {label}" for number, label in enumerate(labels, 1))
    return f"{message.text}\n\n{options}".strip() if options else message.text
