"""Every story in tests/stories is true, in every script it is told in; `make prove` tells all on PostgreSQL too."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store import Store
from tests.story import first_words, play

STORIES = sorted((Path(__file__).parent / "stories").glob("*.txt"))
TOLD = [(path, hello) for path in STORIES for hello in first_words(path)]
SLOWER = pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.prove])


@pytest.mark.asyncio
@pytest.mark.parametrize("store", ["sqlite", SLOWER], indirect=True)
@pytest.mark.parametrize(("path", "hello"), TOLD, ids=[f"{path.stem} {hello}".strip() for path, hello in TOLD])
async def test_the_story_is_true(path: Path, hello: str, store: Store, tmp_path: Path) -> None:
    await play(path, hello, store, tmp_path)


WITHOUT_BUTTONS: dict[str, Callable[[str], bool]] = {
    "all type": lambda role: True,
    "she types": lambda role: role == "reporter",
    "the team types": lambda role: role != "reporter",
}
TYPED = [(path, hello) for path, hello in TOLD if not re.search("caller|^types:", path.read_text(), re.M)]
"""The phone's own account is a matter of one messenger."""
AT_ONCE = {("01", "all type"), ("12", "all type"), ("13", "she types"), ("22", "all type"), ("07", "the team types")}
"""Told at every test; all the others by `make prove`."""


def _typed() -> list[object]:
    found: list[object] = []
    for path, hello in TYPED:
        for who in WITHOUT_BUTTONS:
            at_once = (path.name[:2], who) in AT_ONCE and hello == first_words(path)[0]
            marks = () if at_once else (pytest.mark.prove,)
            found.append(pytest.param(path, hello, who, id=f"{path.stem} {hello} {who}", marks=marks))
    return found


@pytest.mark.asyncio
@pytest.mark.parametrize(("path", "hello", "who"), _typed())
async def test_the_story_is_true_where_there_are_no_buttons(
    path: Path, hello: str, who: str, sqlite_store: Store, tmp_path: Path
) -> None:
    await play(path, hello, sqlite_store, tmp_path, typing=WITHOUT_BUTTONS[who])
