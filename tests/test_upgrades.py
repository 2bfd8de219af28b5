"""What happens to a database when the program has become newer, or older, than it."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.runtime.migration import MigrationContext

from bot import database
from bot.database import sqlite_engine
from bot.keyfile import make_key, read_key
from bot.revisions import newest
from tests.conftest import make_settings
from tests.postgres import fresh_database, needed_postgres_url


def test_a_copy_is_made_before_an_existing_embedded_database_is_upgraded(tmp_path: Path) -> None:
    """The database was used by a version before the first revision; the copy opens with the same key."""
    keys = make_key(tmp_path / "key")
    older = sqlite_engine(tmp_path / "hro.db", keys)
    with older.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE old_words (words TEXT)")
        connection.exec_driver_sql("INSERT INTO old_words VALUES ('kept'), ('too')")
    older.dispose()

    database.open_store(make_settings(tmp_path)).close()

    (copy,) = (tmp_path / "before-migration").iterdir()
    for path in (copy, tmp_path / "hro.db"):
        opened = sqlite_engine(path, read_key(tmp_path / "key"))
        with opened.connect() as connection:
            assert connection.exec_driver_sql("SELECT words FROM old_words").scalars().all() == ["kept", "too"]
            revision = MigrationContext.configure(connection).get_current_revision()
        opened.dispose()
        assert revision == (None if path == copy else newest())


def test_no_copy_is_made_of_a_new_database_or_of_one_that_is_up_to_date(tmp_path: Path) -> None:
    for _time in range(2):
        database.open_store(make_settings(tmp_path)).close()

    assert not (tmp_path / "before-migration").exists()


def test_a_database_that_is_newer_than_the_program_is_refused_and_not_touched(tmp_path: Path) -> None:
    database.open_store(make_settings(tmp_path)).close()
    engine = sqlite_engine(tmp_path / "hro.db", read_key(tmp_path / "key"))
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    before = (tmp_path / "hro.db").read_bytes()

    with pytest.raises(database.DatabaseRefused, match="newer than this program"):
        database.open_store(make_settings(tmp_path))

    assert (tmp_path / "hro.db").read_bytes() == before
    assert not (tmp_path / "before-migration").exists()


@pytest.mark.postgres
def test_a_server_that_is_not_migrated_is_refused_until_it_is(tmp_path: Path) -> None:
    with fresh_database(needed_postgres_url()) as url:
        settings = make_settings(tmp_path, database_url=url)
        with pytest.raises(database.DatabaseRefused, match="python -m bot migrate"):
            database.open_store(settings)

        assert database.migrate(settings) == newest()
        database.open_store(settings).close()
