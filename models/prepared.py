"""Statements of the hot path: written with SQLAlchemy, compiled once, run on the driver with nothing in between.

    PERSON_OF_CHAT = Prepared(select(Person).where(Person.chat == bindparam("chat")))
    person = PERSON_OF_CHAT.first(session, chat=chat)

SQLAlchemy's own way costs 0.1 to 0.5 ms a statement, nearly all of it spent on building and recognising the statement.
What a session has not written yet is written first, so both ways see the same rows; a row that is loaded as an object
is the same object in both. Values are given by name, and `in_` takes no list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Delete,
    Dialect,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    func,
    inspect,
    literal_column,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import instance_state
from sqlalchemy.sql import visitors

from models.base import UtcTime
from models.memory import memory_of

ONE: ColumnElement[int] = literal_column("1")
"""For `limit`: SQLite prepares a statement anew at every run when its limit is a value given each time."""
LINE = "line"
"""Under this name a session carries its `Line`."""
WITHOUT_ZONE = len("2026-11-23 07:30:00.000000")
Values = dict[str, Any]
Convert = Callable[[Any], Any]


class Line(NamedTuple):
    """The driver's own connection below a session, and the dialect it speaks."""

    driver: Any
    dialect: Dialect


class Prepared:
    """One statement for both databases, compiled when it is first run. `columns` names the values of an INSERT."""

    def __init__(
        self, statement: Select[*tuple[Any, ...]] | Insert | Update | Delete, columns: Sequence[str] = ()
    ) -> None:
        self._kind, self._statement = _entity(statement), statement
        self._columns = list(columns) or None
        self._tables = frozenset(one for one in visitors.iterate(statement) if isinstance(one, Table))
        self._compiled: dict[str, _Compiled] = {}

    def all(self, session: Session, **values: Any) -> list[Any]:
        """What it finds or returns: objects when it selects a class, else tuples."""
        self._write_before(session)
        line = line_of(session)
        compiled = self._for(line.dialect)
        rows = compiled.execute(line, values).fetchall()
        if self._kind is not None:
            return [_known(session, self._kind, row, compiled) for row in rows]
        return [compiled.read(row) for row in rows] if compiled.reads else rows

    def first(self, session: Session, **values: Any) -> Any:
        """The first of what it finds, or nothing."""
        found = self.all(session, **values)
        return found[0] if found else None

    def run(self, session: Session, **values: Any) -> int:
        """Runs it; gives how many rows it changed."""
        self._write_before(session)
        return self.write(line_of(session), values)

    def run_each(self, session: Session, many: Iterable[Values]) -> None:
        """Runs it once with each of these values."""
        self._write_before(session)
        line = line_of(session)
        self._for(line.dialect).execute_each(line, many)

    def write(self, line: Line, values: Values) -> int:
        """Like `run`, but writes nothing else before: for the session itself."""
        return int(self._for(line.dialect).execute(line, values).rowcount)

    def _write_before(self, session: Session) -> None:
        """What the session holds and this statement could miss: new or deleted rows, changed ones of its tables."""
        new, changed = session._new, session.identity_map._modified
        if new or session._deleted or (changed and any(state.class_.__table__ in self._tables for state in changed)):
            session.flush()

    def _for(self, dialect: Dialect) -> _Compiled:
        if (compiled := self._compiled.get(dialect.name)) is None:
            statement: Any = self._statement
            if self._kind is not None:
                statement = statement.with_only_columns(*self._kind.__table__.c, maintain_column_froms=True)
            compiled = self._compiled[dialect.name] = _Compiled(statement, self._columns, dialect)
        return compiled


class _Compiled:
    """A statement as one driver takes it. Raises SQLAlchemy's errors, without the values."""

    def __init__(self, statement: Any, columns: list[str] | None, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=columns)
        self._sql = str(compiled)
        self._fixed = {name: bind.effective_value for bind, name in compiled.bind_names.items() if not bind.required}
        writers = {
            name: _writing_moments(dialect) if isinstance(compiled.binds[name].type, UtcTime) else write
            for name, write in compiled._bind_processors.items()
            # Every driver takes a truth value as it is.
            if name not in self._fixed and not isinstance(compiled.binds[name].type, Boolean)
        }
        # A driver takes values by name, or by place.
        names: list[str] | None = compiled.positiontup
        self._pick = _picking(names) if names is not None else dict
        self._writers = (
            [(place, writers[name]) for place, name in enumerate(names) if name in writers]
            if names is not None
            else list(writers.items())
        )
        kinds = [column.type for column in compiled._result_columns]
        readers = [kind.dialect_impl(dialect).result_processor(dialect, None) for kind in kinds]
        self.reads = [(index, reader) for index, reader in enumerate(readers) if reader is not None]

    def execute(self, line: Line, values: Values) -> Any:
        """Runs it."""
        try:
            return line.driver.execute(self._sql, self._written(values))
        except line.dialect.loaded_dbapi.Error as error:
            raise _told(line, self._sql, error) from None

    def execute_each(self, line: Line, many: Iterable[Values]) -> None:
        """Runs it once with each of these values."""
        try:
            line.driver.cursor().executemany(self._sql, [self._written(values) for values in many])
        except line.dialect.loaded_dbapi.Error as error:
            raise _told(line, self._sql, error) from None

    def read(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """A row in Python's own types."""
        values = list(row)
        for index, reader in self.reads:
            values[index] = reader(values[index])
        return tuple(values)

    def _written(self, values: Values) -> Any:
        written = self._pick(self._fixed | values if self._fixed else values)
        for place, write in self._writers:
            written[place] = write(written[place])
        return written


def _picking(names: Sequence[str]) -> Callable[[Values], list[Any]]:
    """Puts values in this order."""
    if not names:
        return lambda values: []
    if len(names) == 1:
        return lambda values: [values[names[0]]]
    pick = itemgetter(*names)
    return lambda values: list(pick(values))


@cache
def _writing_moments(dialect: Dialect) -> Convert:
    """The same few moments are written many times over; SQLite gets them as the text that SQLAlchemy stores."""
    kind = UtcTime()
    write = kind.dialect_impl(dialect).bind_processor(dialect)
    assert write is not None

    def write_text(moment: datetime | None) -> str | None:
        utc = moment if moment is not None and moment.tzinfo is UTC else kind.process_bind_param(moment, dialect)
        return None if utc is None else utc.isoformat(" ", "microseconds")[:WITHOUT_ZONE]

    return lru_cache(maxsize=256)(write_text if dialect.name == "sqlite" else write)


def _told(line: Line, sql: str, error: Exception) -> BaseException:
    """A driver's error as SQLAlchemy's, without the values."""
    lost = line.dialect.is_disconnect(error, line.driver, None)  # type: ignore[arg-type]  # any driver's error
    # PostgreSQL shows the whole row in the lines below.
    bare = type(error)(str(error).partition("\n")[0])
    return DBAPIError.instance(
        sql, None, bare, line.dialect.loaded_dbapi.Error, hide_parameters=True, connection_invalidated=lost,
        dialect=line.dialect,
    )  # fmt: skip


def given(name: str) -> ColumnElement[int]:
    """A limit that is given each time; see `ONE`."""
    return func.abs(bindparam(name))


def line_of(session: Session) -> Line:
    """The driver's connection of this session, in its transaction."""
    line: Line | None = session.info.get(LINE)
    if line is None:
        connection = session.connection()
        return Line(connection.connection.driver_connection, connection.dialect)
    return line


def key_of(kind: Any, ident: Any) -> tuple[Any, ...]:
    """What SQLAlchemy's `Mapper.identity_key_from_primary_key` gives for a class with one table of its own."""
    return kind, (ident,), None


def _known(session: Session, kind: Any, row: Sequence[Any], compiled: _Compiled) -> Any:
    """A row of all columns, in their order, as the object that the session has or would have loaded."""
    key = key_of(kind, row[0])
    there = session.identity_map.get(key)
    if there is not None:
        return there
    one = inspect(kind).class_manager.new_instance()
    state = instance_state(one)
    state.dict.update(zip(_names(kind), compiled.read(row), strict=True))
    # What `make_transient_to_detached` and `add` come to for a row without relationships.
    state.key, state.session_id = key, session.hash_key
    session.identity_map.add(state)
    # A session itself holds what is unchanged by weak references only.
    if kind.remembered:
        memory_of(session, "rows")[key] = one
    return one


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(inspect(kind).column_attrs.keys())


def _entity(statement: Any) -> Any:
    """The class that a statement selects, if it selects just one."""
    if not isinstance(statement, Select):
        return None
    found = statement.column_descriptions
    whole = len(found) == 1 and found[0]["expr"] is found[0]["entity"]
    return found[0]["entity"] if whole else None
