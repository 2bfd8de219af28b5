"""A message on its way out, as the sender gets it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from datetime import timedelta

from models.messages import Outbound

HANDED = "handed over"
"""Under this name a session carries what the sender beside it gets after the commit; nothing where it is elsewhere."""
LEASE = timedelta(seconds=3)
"""How long a claimed row may take until somebody is sending it; what is in flight needs no lease."""
LONGEST = timedelta(minutes=5)
LONGEST_URGENT = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Leaving:
    """One message on its way: the rows it stands for, to whom, and which shown message it changes."""

    rows: tuple[int, ...]
    person_id: int
    channel: str
    address: str
    message: Outbound
    slots: tuple[str, ...]
    edits: str
    attempts: int
    urgent: bool
    stuck: str = ""
    """Why it can never leave: it is to be refused."""


def pause(attempts: int, *, urgent: bool) -> timedelta:
    """How long to wait after so many attempts: longer and longer, but never longer than these."""
    # 2.0**1024 is too much for a float.
    seconds = timedelta(seconds=2.0 ** min(attempts, 10))
    return min(seconds, LONGEST_URGENT if urgent else LONGEST)


FIRST_LEASE = LEASE + pause(0, urgent=False)
"""How long the first claim of a row lasts."""


def joined(cards: list[Outbound]) -> Outbound:
    """Several cards as one message, each under a letter, so that it is seen which one a button takes.

    Letters: where there are no buttons, numbers mean options.
    """
    if len(cards) == 1:
        return cards[0]
    lettered = list(zip(map(chr, itertools.count(ord("A"))), cards, strict=False))
    rows = tuple(
        tuple(button._replace(label=f"{letter}. {button.label}") for button in row)
        for letter, card in lettered
        for row in card.rows
    )
    text = "\n\n".join(f"{letter}. {card.text}" for letter, card in lettered)
    return replace(cards[0], text=text, rows=rows, cases=tuple(code for card in cards for code in card.cases))
