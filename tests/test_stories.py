"""Every story in tests/stories is true, on every database."""

from pathlib import Path

import pytest

from bot.store import Store
from tests.story import play

STORIES = sorted((Path(__file__).parent / "stories").glob("*.txt"))


@pytest.mark.asyncio
@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
async def test_the_story_is_true(path: Path, store: Store, tmp_path: Path) -> None:
    await play(path, store, tmp_path)
