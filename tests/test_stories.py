"""Every story in tests/stories is true.

`make test` tells each once, every story in another of its scripts; `make prove` in all of them, and once on PostgreSQL.
"""

from pathlib import Path

import pytest

from bot.store import Store
from tests.story import first_words, play

STORIES = sorted((Path(__file__).parent / "stories").glob("*.txt"))


def tellings() -> list[object]:
    """Story, first word and database, with the mark of a proof where once is enough for every day."""
    found = []
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
