"""Opens the database: encrypted SQLite in the data folder, or PostgreSQL. Checks that key, age and purpose fit.

DatabaseRefused   the database cannot be used: another process has it, it is newer than the program, it belongs to
                  the demo, or it is not there
"""

from __future__ import annotations

import fcntl
import logging
import operator
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from bot import revisions
from bot.embedded_store import BY_HAND, EmbeddedStore
from bot.keyfile import KeyRefused, make_key, read_key
from bot.server_store import ServerStore
from bot.settings import Settings
from bot.store import Store
from models.secret import Keys
from models.setting import FINGERPRINT, PURPOSE, Setting

log = logging.getLogger(__name__)
STATEMENTS = 500
"""Statements that the driver keeps ready; with its own hundred it prepares the busiest ones again and again."""
AS_THEY_ARE: tuple[tuple[Any, Any], ...] = ((type(None), {}.get), (bytes, bytes), (bool, operator.index))
"""Values that the driver takes as they are, each with a function that gives it back. Without one the driver looks for
it, in vain, every time: three microseconds for a None."""
WRONG_KEY = "This key does not open this database. Nothing was touched."
NEWER = "This database is newer than this program. Install the newer version; nothing was touched."
REAL, DEMO = "real", "demo"


class DatabaseRefused(Exception):
    """The database cannot be used; the message says why and what to do."""


def open_store(settings: Settings, *, purpose: str = REAL) -> Store:
    """Opens the database of these settings for this purpose. Raises `DatabaseRefused` or `KeyRefused`."""
    _make_folder(settings.data_dir)
    if settings.database_url:
        return _open_server(settings, purpose)
    return _open_embedded(settings, purpose)


def migrate(settings: Settings) -> str:
    """Brings the database up to date; gives the revision. Raises `DatabaseRefused` or `KeyRefused`."""
    _make_folder(settings.data_dir)
    if not settings.database_url:
        _open_embedded(settings, "").close()
        return revisions.newest()
    engine = create_engine(settings.database_url, hide_parameters=True)
    try:
        with engine.connect() as connection:
            _refuse_newer(connection)
            keys = _server_keys(settings, connection)
        revisions.upgrade(engine)
        with Session(engine) as session, session.begin():
            _check_purpose(session, keys, "")
    except OperationalError as error:
        raise DatabaseRefused(f"The database server does not answer: {type(error.orig).__name__}.") from error
    finally:
        engine.dispose()
    return revisions.newest()


def _make_folder(folder: Path) -> None:
    """The data folder, for its owner alone, where we can write. Raises `DatabaseRefused`."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseRefused(f"HRO_DATA_DIR {folder} cannot be used: {error.strerror}.") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise DatabaseRefused(f"HRO_DATA_DIR {folder} cannot be used: the bot may not write there.")


def sqlite_engine(path: Path, keys: Keys, *, read_only: bool = False) -> Engine:
    """An engine on the encrypted file. Writing begins at once (BEGIN IMMEDIATE), so that it never fails half-way."""

    def connect() -> Any:
        for kind, same in AS_THEY_ARE:
            sqlcipher3.dbapi2.register_adapter(kind, same)
        raw = sqlcipher3.dbapi2.connect(
            str(path), isolation_level=None, check_same_thread=False, timeout=10, cached_statements=STATEMENTS
        )
        # SQLCipher would write its own words about a wrong key to stderr; ours are clearer.
        raw.execute("PRAGMA cipher_log_level = NONE")
        raw.execute(f"PRAGMA key = \"x'{keys.database.hex()}'\"")
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA secure_delete = ON")
        raw.execute("PRAGMA temp_store = MEMORY")
        # Every page that is not in here is decrypted anew: 16 MB for the writer is what a busy morning touches.
        raw.execute(f"PRAGMA cache_size = -{2_000 if read_only else 16_000}")
        if read_only:
            raw.execute("PRAGMA query_only = ON")
        return raw

    engine = create_engine(
        "sqlite://",
        module=sqlcipher3.dbapi2,
        creator=connect,
        poolclass=QueuePool,
        pool_size=2 if read_only else 1,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get(BY_HAND):
            connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def _open_embedded(settings: Settings, purpose: str) -> Store:
    path = settings.data_dir / "hro.db"
    lock = _lock(settings.data_dir / "lock")
    try:
        empty = not path.exists() or path.stat().st_size == 0
        keys = _new_or_known(settings) if empty else read_key(settings.key_path)
        writer = sqlite_engine(path, keys)
        _check_file(writer, path, empty=empty)
        with Session(writer) as session, session.begin():
            _check_purpose(session, keys, purpose)
    except BaseException:
        lock.close()
        raise
    return EmbeddedStore(writer, sqlite_engine(path, keys, read_only=True), keys, lock)


def _new_or_known(settings: Settings) -> Keys:
    """For an empty database: the key that is there already, or a new one."""
    return read_key(settings.key_path) if settings.key_path.exists() else make_key(settings.key_path)


def _lock(path: Path) -> IO[str]:
    file = path.open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise DatabaseRefused(f"Another process is using the data folder {path.parent}. Stop it first.") from error
    return file


def _check_file(engine: Engine, path: Path, *, empty: bool) -> None:
    """Refuses a wrong key and a newer database; brings an older one up to date after a copy was made."""
    try:
        with engine.connect() as connection:
            _refuse_newer(connection)
            current = revisions.revision(connection)
            if not empty and current != revisions.newest():
                connection.commit()
                _copy(connection, path, str(current))
    except OperationalError as error:
        raise DatabaseRefused(f"The database at {path} cannot be opened: {error.orig}.") from error
    except DBAPIError as error:
        raise KeyRefused(WRONG_KEY) from error
    if current != revisions.newest():
        revisions.upgrade(engine)


def _copy(connection: Connection, path: Path, revision: str) -> None:
    """Copies the file beside it, all that is in the log first. Outside of a transaction: within one it is refused."""
    driver = connection.connection.driver_connection
    assert driver is not None
    (busy, *_pages) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise DatabaseRefused(f"The database at {path} is in use. Nothing was touched.")
    folder = path.parent / "before-migration"
    folder.mkdir(exist_ok=True)
    copy = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{revision}.db"
    shutil.copy2(path, copy)
    with copy.open("rb+") as file:
        os.fsync(file.fileno())


def _open_server(settings: Settings, purpose: str) -> Store:
    engine = create_engine(
        settings.database_url, pool_size=10, max_overflow=4, pool_pre_ping=True, hide_parameters=True
    )
    try:
        with engine.connect() as connection:
            _refuse_newer(connection)
            current = revisions.revision(connection)
            if current != revisions.newest():
                raise DatabaseRefused("The database is not up to date. Run: python -m bot migrate")
        with engine.connect() as connection:
            keys = _server_keys(settings, connection)
        with Session(engine) as session, session.begin():
            _check_purpose(session, keys, purpose)
    except OperationalError as error:
        engine.dispose()
        raise DatabaseRefused(f"The database server does not answer: {type(error.orig).__name__}.") from error
    except BaseException:
        engine.dispose()
        raise
    return ServerStore(engine, keys)


def _server_keys(settings: Settings, connection: Connection) -> Keys:
    """The key of a database on a server; a new one only while the database is empty."""
    known = None
    if inspect(connection).has_table("setting"):
        known = connection.execute(Setting.__table__.select().where(Setting.name == FINGERPRINT)).first()
    return read_key(settings.key_path) if known else _new_or_known(settings)


def _refuse_newer(connection: Connection) -> None:
    current = revisions.revision(connection)
    if current is not None and current not in revisions.known():
        raise DatabaseRefused(NEWER)


def _check_purpose(session: Session, keys: Keys, purpose: str) -> None:
    """The first to open a database marks it with key and purpose; later ones must fit. "" is any purpose."""
    found = {setting.name: setting.value for setting in session.query(Setting)}
    if found.get(FINGERPRINT, keys.fingerprint) != keys.fingerprint:
        raise KeyRefused(WRONG_KEY)
    if purpose and found.get(PURPOSE, purpose) != purpose:
        other = "the demo" if found[PURPOSE] == DEMO else "real reports"
        raise DatabaseRefused(
            f"This database is for {other}. Use another data folder (HRO_DATA_DIR); nothing was touched."
        )
    session.merge(Setting(name=FINGERPRINT, value=keys.fingerprint))
    if purpose:
        session.merge(Setting(name=PURPOSE, value=purpose))
