"""Which option of a message has which number, where a messenger has no buttons: channels write it, handlers read it.

Not everything to press gets a number: the ways through a form (back, skip, stop) are words, and where a message offers
numbers themselves, as an open count does, a number is a count and every option is a word.
"""

from __future__ import annotations

import re

from models.messages import Button, Outbound

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "fa_AF", "prs", "ps", "ur"})
"""Languages in which the first button of a row stands at its right end."""
WAY = "n:"
"""How the option of a way through a form begins."""
FINISHED = ":@done"
"""How the option ends that ends the ticking of several."""
_BARE = re.compile(r"\W*\d+\W*")


def in_order(message: Outbound) -> tuple[Button, ...]:
    """All there is to press, in the order in which it is read."""
    step = -1 if message.language in RIGHT_TO_LEFT else 1
    return tuple(button for row in message.rows for button in row[::step])


def numbered(message: Outbound) -> tuple[Button, ...]:
    """The options that have a number, the first of them number 1."""
    options = _options(message)
    return () if any(_BARE.fullmatch(button.label) for button in options) else options


def in_words(message: Outbound) -> tuple[Button, ...]:
    """The options of an open count, which are typed as words; none for any other message."""
    return () if numbered(message) else tuple(one for one in _options(message) if not _BARE.fullmatch(one.label))


def ways(message: Outbound) -> tuple[Button, ...]:
    """The ways through a form, which are typed as words."""
    return tuple(button for button in in_order(message) if button.option.startswith(WAY))


def _options(message: Outbound) -> tuple[Button, ...]:
    return tuple(button for button in in_order(message) if not button.option.startswith(WAY))
