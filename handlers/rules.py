"""The frozen values that handlers need. `bot` fills them from the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from handlers.flow import Urgency

WAITS = {
    Urgency.LIFE: timedelta(minutes=2),
    Urgency.NOW: timedelta(minutes=3),
    Urgency.REST: timedelta(minutes=15),
}


STILL = {
    Urgency.LIFE: timedelta(minutes=15),
    Urgency.NOW: timedelta(minutes=90),
    Urgency.REST: timedelta(hours=24),
}
STILL_ANSWER = {
    Urgency.LIFE: timedelta(minutes=5),
    Urgency.NOW: timedelta(minutes=5),
    Urgency.REST: timedelta(hours=12),
}


@dataclass(frozen=True, slots=True)
class Gate:
    """What is seen of the field gate: whether key and database share a folder, unsigned texts per language."""

    key_beside: bool = False
    drafts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Rules:
    """How long to wait, where people live, which languages are offered, who may coordinate.

    `coordinators` are (channel, address) pairs from the settings, read only while there is no coordinator.
    `links` gives, for a channel, the address of an invitation with `{token}` in it.
    """

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Paris"))
    languages: tuple[str, ...] = ("ar", "fa", "ps", "ti", "en", "fr")
    coordinators: frozenset[tuple[str, str]] = frozenset()
    links: Mapping[str, str] = field(default_factory=dict)
    room: tuple[str, str, str] | None = None
    """The team's triage room: channel, our account there, and the address of the group. Nothing: private chats only."""
    waits: Mapping[Urgency, timedelta] = field(default_factory=lambda: dict(WAITS))
    ring_again: timedelta = timedelta(minutes=15)
    rest_again: timedelta = timedelta(hours=12)
    nobody_again: timedelta = timedelta(minutes=1)
    still: Mapping[Urgency, timedelta] = field(default_factory=lambda: dict(STILL))
    """After so much silence whoever has an alert is asked whether she is still on it."""
    still_answer: Mapping[Urgency, timedelta] = field(default_factory=lambda: dict(STILL_ANSWER))
    """Without an answer for so long it is open again."""
    invitation: timedelta = timedelta(hours=48)
    erase_after: timedelta = timedelta(hours=24)
    sealed_for: timedelta = timedelta(days=30)
    """How long a report is kept without a yes or no to keeping it."""
    earlier_words: timedelta = timedelta(hours=2)
    """What was said this long before a report was opened belongs to it."""
    listen: timedelta = timedelta(minutes=2)
    """After so much silence somebody is woken for what nobody has understood yet."""
    unfinished: timedelta = timedelta(minutes=10)
    """After so much silence the team is shown a report that is not finished."""
    filed: timedelta = timedelta(minutes=30)
    """After so much silence it is filed as it is."""
    answered_within: timedelta = timedelta(minutes=10)
    """A human of ours who talks with somebody and does not answer for so long is not talking any more."""
    shown_for: timedelta = timedelta(hours=12)
    """So long words and files of a person stay in the chats of the team."""
    care_after: timedelta = timedelta(hours=4)
    """So long after an eviction she is asked how she is."""
    one_place: bool = True
    """Whether reports of one place ring once and are taken together."""
    private: frozenset[str] = frozenset({"signal"})
    """Channels of which nothing is shown on another one, unless a coordinator switched that on (handlers/across.py)."""
    without_buttons: frozenset[str] = frozenset({"signal"})
    """Channels on which options are numbered and typed."""
    gate: Gate | None = None
    """Given by `run` only: then the coordinators are reminded of what the field gate lacks."""
