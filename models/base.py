"""What every table shares: ids made by us, times in UTC, and names for constraints."""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, ColumnElement, DateTime, Dialect, Index, Integer, MetaData, literal_column, text
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

EPOCH_MS = 1_735_689_600_000  # 2025-01-01: leaves 41 bits of milliseconds, until the year 2094
_COUNT_BITS, _PROCESS_BITS = 12, 10
_process = int.from_bytes(os.urandom(2), "big") & ((1 << _PROCESS_BITS) - 1)
_lock = threading.Lock()
_last = 0


def new_id() -> int:
    """A fresh id, greater than every id this process made before: 63 bits of time, counter and process.

    Ids exist before the insert, so that what is encrypted can be bound to its row.
    """
    global _last  # noqa: PLW0603 - the one counter of the process
    with _lock:
        ticks = ((time.time_ns() // 1_000_000) - EPOCH_MS) << _COUNT_BITS
        _last = max(_last + 1, ticks)
        return (_last << _PROCESS_BITS) | _process


def partial_index(name: str, *columns: str, which: str) -> Index:
    """An index of only those rows of which `which` (in SQL) is true: what waits is little, however much is kept."""
    return Index(name, *columns, sqlite_where=text(which), postgresql_where=text(which))


def written(word: str) -> ColumnElement[str]:
    """A word that stands in the statement itself: SQLite uses a partial index for no value that is given later."""
    return literal_column(f"'{word}'")


def fixed(number: int) -> ColumnElement[int]:
    """A number that stands in the statement itself: for a limit given later SQLite prepares a statement anew."""
    return literal_column(str(number))


class UtcTime(TypeDecorator[datetime]):
    """An aware UTC time. SQLite forgets the zone, so it is put back on reading; a naive time is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Stores UTC. Raises `ValueError` for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Reads UTC, always aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The mother of all tables."""

    remembered: ClassVar[bool] = False
    """Whether its rows are worth remembering from one piece of work to the next (see models/memory.py)."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcTime,
        int: BigInteger().with_variant(Integer, "sqlite"),
    }
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
