"""Databases that are up to date, to be copied: to migrate an empty one takes half a second each time."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.database import REAL, open_store
from bot.settings import Settings


def put_database(folder: Path, *, key: Path | None = None, purpose: str = REAL) -> Path:
    """Puts a database that is up to date into a data folder, its key there or elsewhere; all have the same key."""
    like = Path(_like(purpose).name)
    key = key or folder / "key"
    for path in (folder, key.parent):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copy2(like / "hro.db", folder / "hro.db")
    shutil.copy2(like / "key", key)
    return folder


@cache
def _like(purpose: str) -> TemporaryDirectory[str]:
    """The folder that is copied; it goes with the test run."""
    made = TemporaryDirectory(prefix="hro-tests-")
    settings = Settings(_env_file=None, data_dir=Path(made.name))  # type: ignore[call-arg]  # pydantic's own
    open_store(settings, purpose=purpose).close()
    return made
