"""Every story in tests/stories is true.

`make test` tells each once, every story in another of its scripts; `make prove` in all of them, once on PostgreSQL,
by Signal's own code where there are no buttons, and by Telegram's own code where there are.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.store import Store
from tests.story import first_words, play
from tests.telegram_phones import TelegramPhones

STORIES = sorted((Path(__file__).parent / "stories").glob("*.txt"))


def tellings() -> list[Any]:
    """Story, first word and database, with the mark of a proof where once is enough for every day."""
    found: list[Any] = []
    for number, path in enumerate(STORIES):
        words = first_words(path)
        daily = words[number % len(words)]
        name = {word: f"{path.stem} {word}".strip() for word in words}
        found += [
            pytest.param(path, word, "sqlite", id=name[word], marks=() if word == daily else pytest.mark.prove)
            for word in words
        ]
        server = words[(number + 1) % len(words)]
        marks = [pytest.mark.postgres, pytest.mark.prove]
        found.append(pytest.param(path, server, "postgresql", id=f"{name[server]} on PostgreSQL", marks=marks))
    return found


@pytest.mark.asyncio
@pytest.mark.parametrize(("path", "hello", "store"), tellings(), indirect=["store"])
async def test_the_story_is_true(path: Path, hello: str, store: Store, tmp_path: Path) -> None:
    await play(path, hello, store, tmp_path)


WITHOUT_BUTTONS: dict[str, Callable[[str], bool]] = {
    "all type": lambda role: role != "room",
    "she types": lambda role: role == "reporter",
    "the team types": lambda role: role not in ("reporter", "room"),
}
AT_ONCE = {
    ("01", "all type"),
    ("07", "the team types"),
    ("12", "all type"),
    ("13", "she types"),
    ("22", "all type"),
    ("79", "the team types"),
    ("106", "she types"),
    ("109", "the team types"),
}
"""Told at every test; all the others by `make prove`, each in one of its scripts."""


def typed() -> list[Any]:
    """Every story but those of the phone's own account, which is a matter of one messenger."""
    found: list[Any] = []
    for number, path in enumerate(STORIES):
        if re.search("caller|^(types|buttons):", path.read_text(), re.M):
            continue
        for turn, who in enumerate(WITHOUT_BUTTONS):
            words = first_words(path)
            word = words[(number + turn) % len(words)]
            marks = () if (path.name.partition("_")[0], who) in AT_ONCE else (pytest.mark.prove,)
            found.append(pytest.param(path, word, who, id=f"{path.stem} {word} {who}", marks=marks))
    return found


@pytest.mark.asyncio
@pytest.mark.parametrize(("path", "hello", "who"), typed())
async def test_the_story_is_true_where_there_are_no_buttons(
    path: Path, hello: str, who: str, sqlite_store: Store, tmp_path: Path
) -> None:
    await play(path, hello, sqlite_store, tmp_path, typing=WITHOUT_BUTTONS[who])


DAILY_ON_TELEGRAM = ("01", "09", "41", "70_the", "160", "186")
"""Told at every test: an alert, media and edits, the phone's own account, the rota's picture, the room, the relay."""


def on_telegram() -> list[Any]:
    """Every story by Telegram's own code, in its first script; who `types:` in it is on Signal."""
    return [
        pytest.param(path, id=path.stem, marks=() if path.stem.startswith(DAILY_ON_TELEGRAM) else pytest.mark.prove)
        for path in STORIES
    ]


@pytest.mark.asyncio
@pytest.mark.parametrize("path", on_telegram())
async def test_the_story_is_true_on_telegram(path: Path, sqlite_store: Store, tmp_path: Path) -> None:
    await play(path, first_words(path)[0], sqlite_store, tmp_path, buttons=TelegramPhones)
