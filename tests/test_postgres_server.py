"""The PostgreSQL server that tests get."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from tests.postgres import fresh_database, needed_postgres_url, postgres_url

pytestmark = pytest.mark.postgres


def test_a_fresh_database_is_empty_and_keeps_every_script() -> None:
    with fresh_database(needed_postgres_url()) as url:
        engine = create_engine(url)
        with engine.begin() as connection:
            tables = connection.scalar(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
            said = connection.scalar(text("SELECT CAST(:said AS text)"), {"said": "ሰላም سلام €"})
        engine.dispose()

    assert tables == 0
    assert said == "ሰላም سلام €"


def test_a_database_goes_even_while_somebody_is_connected() -> None:
    with fresh_database(needed_postgres_url()) as url:
        engine = create_engine(url)
        connection = engine.connect()
        connection.execute(text("SELECT 1"))

    with pytest.raises(OperationalError):
        connection.execute(text("SELECT 1"))
    connection.invalidate()
    connection.close()
    engine.dispose()
    with pytest.raises(OperationalError, match="does not exist"):
        create_engine(url).connect()


def test_two_databases_know_nothing_of_each_other() -> None:
    server = needed_postgres_url()

    with fresh_database(server) as one, fresh_database(server) as other:
        assert one != other


def test_a_named_server_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HRO_TEST_POSTGRES", "postgresql+psycopg://somewhere/postgres")

    assert postgres_url() == "postgresql+psycopg://somewhere/postgres"


def test_root_without_a_named_server_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HRO_TEST_POSTGRES", raising=False)
    monkeypatch.setattr("os.getuid", lambda: 0)

    assert postgres_url() is None


def test_a_required_server_that_is_missing_fails_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HRO_TEST_POSTGRES", raising=False)
    monkeypatch.setenv("HRO_TEST_POSTGRES_REQUIRED", "1")
    monkeypatch.setattr("os.getuid", lambda: 0)

    with pytest.raises(pytest.fail.Exception, match="as root"):
        needed_postgres_url()
