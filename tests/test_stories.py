"""Every story in tests/stories is true, in every script it is told in, on every database.

In `make test` a story is told on PostgreSQL in its first script only; `make prove` tells it there in all of them.
"""

from pathlib import Path

import pytest

from bot.store import Store
from tests.story import first_words, play

STORIES = sorted((Path(__file__).parent / "stories").glob("*.txt"))
Told = list[tuple[Path, str]]
FIRST: Told = [(path, first_words(path)[0]) for path in STORIES]
FURTHER: Told = [(path, hello) for path in STORIES for hello in first_words(path)[1:]]
SLOWER = pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.prove])


def _named(told: Told) -> list[str]:
    return [f"{path.stem} {hello}".strip() for path, hello in told]


@pytest.mark.asyncio
@pytest.mark.parametrize(("path", "hello"), FIRST, ids=_named(FIRST))
async def test_the_story_is_true(path: Path, hello: str, store: Store, tmp_path: Path) -> None:
    await play(path, hello, store, tmp_path)


@pytest.mark.asyncio
@pytest.mark.parametrize("store", ["sqlite", SLOWER], indirect=True)
@pytest.mark.parametrize(("path", "hello"), FURTHER, ids=_named(FURTHER))
async def test_the_story_is_true_in_every_script(path: Path, hello: str, store: Store, tmp_path: Path) -> None:
    await play(path, hello, store, tmp_path)
