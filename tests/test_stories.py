"""Every story in tests/stories is true, in every script it is told in; `make prove` tells all on PostgreSQL too."""

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
