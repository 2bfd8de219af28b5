"""What every test may ask for: the texts, and a database of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot import catalogues, database
from bot.database import REAL
from bot.settings import Settings
from bot.store import Store
from tests.postgres import fresh_database, needed_postgres_url

settings.register_profile(
    "quiet", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("quiet")


@pytest.fixture(scope="session", autouse=True)
def _texts() -> None:
    catalogues.load()


def make_settings(folder: Path, **given: object) -> Settings:
    """Settings that do not look at this machine's environment or `.env`."""
    return Settings(_env_file=None, data_dir=folder, **given)  # type: ignore[call-arg,arg-type]  # pydantic's own


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A database of each kind, up to date and empty."""
    yield request.getfixturevalue(f"{request.param}_store")


@pytest.fixture
def postgresql_store(tmp_path: Path) -> Iterator[Store]:
    """A server alone, where it matters that many write at the same moment."""
    with fresh_database(needed_postgres_url()) as url:
        settings = make_settings(tmp_path, database_url=url)
        database.migrate(settings)
        opened = database.open_store(settings, purpose=REAL)
        yield opened
        opened.close()


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """The embedded database alone, where the kind of database does not matter."""
    opened = database.open_store(make_settings(tmp_path), purpose=REAL)
    yield opened
    opened.close()
