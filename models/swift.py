"""Statements of the hot path: written with SQLAlchemy, compiled once, run on the driver without anything in between.

SQLAlchemy's own way costs 30 to 300 microseconds a statement, mostly spent on building and recognising it. What a
session has not yet written is written first, so both ways see the same rows. Values are given by name; a list (IN)
cannot be one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Dialect, Table, bindparam, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session, make_transient_to_detached
from sqlalchemy.orm.attributes import instance_dict, set_committed_value
from sqlalchemy.orm.util import identity_key
from sqlalchemy.sql.base import Executable

Entity = TypeVar("Entity", bound=DeclarativeBase)
Convert = Callable[[Any], Any]
DRIVER = "driver"
"""Under this name a store puts the driver's connection beside a session, if the session writes on no other."""


def table_of(kind: type[DeclarativeBase]) -> Table:
    """The table of a class."""
    assert isinstance(kind.__table__, Table)
    return kind.__table__


class Statement:
    """One statement, ready for both databases. `columns` names the values of an INSERT."""

    def __init__(self, statement: Executable, columns: Iterable[str] = ()) -> None:
        self._statement, self._columns = statement, list(columns) or None
        self._ready: dict[str, _Ready] = {}

    def rows(self, session: Session, **values: Any) -> list[tuple[Any, ...]]:
        """Runs it and gives what it found or returned."""
        ready = self._of(session)
        found = ready.execute(session, values).fetchall()
        return [ready.read(row) for row in found] if ready.reads else found

    def first(self, session: Session, **values: Any) -> tuple[Any, ...] | None:
        """The first row, if there is one."""
        found = self.rows(session, **values)
        return found[0] if found else None

    def run(self, session: Session, **values: Any) -> int:
        """Runs it; gives how many rows it changed."""
        return int(self._of(session).execute(session, values).rowcount)

    def run_all(self, session: Session, values: Iterable[dict[str, Any]]) -> None:
        """Runs it once for each of these."""
        self._of(session).execute_all(session, values)

    def _of(self, session: Session) -> _Ready:
        dialect = session.get_bind().dialect
        if (ready := self._ready.get(dialect.name)) is None:
            ready = self._ready[dialect.name] = _Ready(self._statement, self._columns, dialect)
        return ready


class _Ready:
    """A statement compiled for one database."""

    def __init__(self, statement: Executable, columns: list[str] | None, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=columns)  # type: ignore[attr-defined]
        self._dialect, self._sql = dialect, str(compiled)
        self._fixed = {name: bind.effective_value for bind, name in compiled.bind_names.items() if not bind.required}
        self._order: list[str] | None = compiled.positiontup
        self._writes: dict[str, Convert] = dict(compiled._bind_processors)
        kinds = [entry.type for entry in compiled._result_columns]
        readers = [kind.dialect_impl(dialect).result_processor(dialect, None) for kind in kinds]
        self.reads = [(index, reader) for index, reader in enumerate(readers) if reader is not None]

    def execute(self, session: Session, values: dict[str, Any]) -> Any:
        """Runs it. Raises SQLAlchemy's errors, without the values."""
        with self._errors():
            return self._driver(session).execute(self._sql, self._given(values))

    def execute_all(self, session: Session, many: Iterable[dict[str, Any]]) -> None:
        """Runs it once for each of these."""
        with self._errors():
            self._driver(session).cursor().executemany(self._sql, [self._given(values) for values in many])

    def _given(self, values: dict[str, Any]) -> Any:
        values = self._fixed | values
        for name, write in self._writes.items():
            values[name] = write(values[name])
        return values if self._order is None else [values[name] for name in self._order]

    def _driver(self, session: Session) -> Any:
        session.flush()
        return session.info.get(DRIVER) or session.connection().connection.driver_connection

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """The driver's errors as SQLAlchemy's, without the values."""
        kind = self._dialect.loaded_dbapi.Error
        try:
            yield
        except kind as error:
            told = DBAPIError.instance(self._sql, None, error, kind, hide_parameters=True, dialect=self._dialect)
            raise told from error

    def read(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """A row in Python's own types."""
        values = list(row)
        for index, reader in self.reads:
            values[index] = reader(values[index])
        return tuple(values)


def known(session: Session, kind: type[Entity], row: tuple[Any, ...]) -> Entity:
    """A row of all columns, in their order, as the object the session would have loaded."""
    values = dict(zip(kind.__mapper__.column_attrs.keys(), row, strict=True))
    there = session.identity_map.get(identity_key(kind, values["id"]))
    if there is not None:
        return there
    one: Entity = kind.__mapper__.class_manager.new_instance()
    instance_dict(one).update(values)
    make_transient_to_detached(one)
    session.add(one)
    return one


def change(session: Session, one: DeclarativeBase, **values: Any) -> None:
    """Changes columns of a row at once, and of its object."""
    _change(type(one), tuple(values)).run(session, row=instance_dict(one)["id"], **values)
    for name, value in values.items():
        set_committed_value(one, name, value)


@cache
def _change(kind: type[DeclarativeBase], names: tuple[str, ...]) -> Statement:
    table = table_of(kind)
    return Statement(
        update(table).where(table.c.id == bindparam("row")).values({name: bindparam(name) for name in names})
    )
