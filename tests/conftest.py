"""What every test may ask for: the texts, and a database of each kind."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, settings
from sqlalchemy import make_url

from bot import catalogues, database
from bot.database import REAL
from bot.server_store import ServerStore
from bot.settings import Settings
from bot.store import Store
from tests.botapi.client import SECRET_TOKEN, BotApi
from tests.migrated import put_database
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


@pytest.fixture(scope="session")
def _migrated_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A database that is up to date, to be copied, and the folder of its key: migrating takes ten times as long."""
    folder = tmp_path_factory.mktemp("server")
    with fresh_database(needed_postgres_url()) as url:
        database.migrate(make_settings(folder, database_url=url))
        yield str(make_url(url).database), folder


@pytest.fixture
def _postgresql_url(tmp_path: Path, _migrated_server: tuple[str, Path]) -> Iterator[str]:
    like, folder = _migrated_server
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    with fresh_database(needed_postgres_url(), like) as url:
        yield url


@pytest.fixture
def postgresql_store(tmp_path: Path, _postgresql_url: str) -> Iterator[Store]:
    """A server alone, where it matters that many write at the same moment."""
    opened = database.open_store(make_settings(tmp_path, database_url=_postgresql_url), purpose=REAL)
    yield opened
    opened.close()


@pytest.fixture
def server_url(request: pytest.FixtureRequest, store: Store) -> str:
    """Where the database of `store` is if a server has it, to look at it by another way; else empty."""
    return str(request.getfixturevalue("_postgresql_url")) if isinstance(store, ServerStore) else ""


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """The embedded database alone, where the kind of database does not matter."""
    opened = database.open_store(make_settings(put_database(tmp_path)), purpose=REAL)
    yield opened
    opened.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def server() -> AsyncIterator[BotApi]:
    """One process of the tests' own Bot API server for all tests; each starts from a reset."""
    async with BotApi() as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def secret_server() -> AsyncIterator[BotApi]:
    """The same for tests that look for the token in every log."""
    async with BotApi(SECRET_TOKEN) as running:
        yield running


@pytest_asyncio.fixture
async def api(server: BotApi) -> AsyncIterator[BotApi]:
    """That server as new."""
    async with server.as_new() as mine:
        yield mine
