"""Looks into the database without touching it: read-only, without the lock, while the bot runs or not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from bot import revisions
from bot.database import WRONG_KEY, DatabaseRefused
from bot.keyfile import KeyRefused
from bot.settings import Settings
from models.secret import Keys
from models.setting import FINGERPRINT, Setting


@contextmanager
def looking(settings: Settings, keys: Keys) -> Iterator[Session]:
    """A session that cannot write. Raises `DatabaseRefused` or `KeyRefused`."""
    engine = _server(settings) if settings.database_url else _file(settings.data_dir / "hro.db", keys)
    try:
        with engine.connect() as connection, Session(connection, info={"keys": keys}) as session:
            _check_key(session, keys)
            yield session
    except DBAPIError as error:
        raise DatabaseRefused(f"The database cannot be read: {type(error.orig).__name__}.") from error
    finally:
        engine.dispose()


def age(connection: Connection) -> str:
    """Nothing when the database is as new as the program; else what to do."""
    current = revisions.revision(connection)
    if current == revisions.newest():
        return ""
    if current is not None and current not in revisions.known():
        return "The database is newer than this program. Install the newer version."
    return "The database is older than this program. Run: python -m bot migrate (stop the bot first)."


def damage(session: Session) -> str:
    """What SQLite's quick check finds; nothing when all is whole, or on a server."""
    if session.get_bind().dialect.name != "sqlite":
        return ""
    found = [str(row[0]) for row in session.execute(text("PRAGMA quick_check(3)"))]
    return "" if found == ["ok"] else f"The database is damaged ({len(found)} places). Restore the last backup."


def _file(path: Path, keys: Keys) -> Engine:
    # Without a log beside it nobody writes: then not even SQLite's own helper files are made. They would belong to
    # whoever called doctor, and the bot could not open them.
    running = path.with_name(path.name + "-wal").exists()
    address = f"{path.resolve().as_uri()}?{'mode=ro' if running else 'immutable=1'}"

    def connect() -> sqlcipher3.dbapi2.Connection:
        raw = sqlcipher3.dbapi2.connect(address, uri=True, isolation_level=None, timeout=10)
        raw.execute("PRAGMA cipher_log_level = NONE")
        raw.execute(f"PRAGMA key = \"x'{keys.database.hex()}'\"")
        raw.execute("PRAGMA query_only = ON")
        return raw

    return create_engine("sqlite://", module=sqlcipher3.dbapi2, creator=connect, poolclass=NullPool)


def _server(settings: Settings) -> Engine:
    only_reading = {"options": "-c default_transaction_read_only=on", "connect_timeout": 10}
    return create_engine(settings.database_url, connect_args=only_reading, poolclass=NullPool)


def _check_key(session: Session, keys: Keys) -> None:
    """A file of another key does not open at all; a server's database knows its key by its fingerprint."""
    try:
        known = session.get(Setting, FINGERPRINT)
    except DBAPIError as error:
        if session.get_bind().dialect.name == "sqlite" and "not a database" in str(error.orig):
            raise KeyRefused(WRONG_KEY) from error
        raise
    if known is not None and known.value != keys.fingerprint:
        raise KeyRefused(WRONG_KEY)
