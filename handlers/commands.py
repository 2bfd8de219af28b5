"""The command menu of the messenger, per language, and the few words under the bot's name."""

from __future__ import annotations

from handlers.menu import BEGIN, LANGUAGE, RIGHTS, SHORT
from handlers.talk import STOP
from handlers.words import say

LISTED = (("start", BEGIN), ("help", RIGHTS), ("language", LANGUAGE), ("stop", STOP))
SHORT_LIMIT = 120
"""Telegram, setMyShortDescription."""


def menus(languages: tuple[str, ...]) -> dict[str, list[tuple[str, str]]]:
    """Commands with their descriptions for each language; "" is for everybody else."""
    return {
        ("" if language == "en" else language): [(name, say(language, text)) for name, text in LISTED]
        for language in languages
    }


def short_descriptions(languages: tuple[str, ...]) -> dict[str, str]:
    """Who we are, in at most 120 letters."""
    return {("" if language == "en" else language): say(language, SHORT)[:SHORT_LIMIT] for language in languages}
