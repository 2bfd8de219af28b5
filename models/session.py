"""A session that writes plain rows by prepared statements: SQLAlchemy's own way costs half a millisecond an object.

Our classes have one table each, no relationships, and ids made before the insert. So a flush is what it looks like:
an INSERT for every new object, an UPDATE for every changed one. Whatever is more than that is left to SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import MetaData, bindparam, insert, select, update
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session as AnySession
from sqlalchemy.orm.attributes import instance_dict, instance_state
from sqlalchemy.orm.exc import StaleDataError

from models.memory import memory_of
from models.prepared import Line, Prepared, key_of, line_of


class Session(AnySession):
    """See above."""

    def get(self, entity: Any, ident: Any, **options: Any) -> Any:
        """The row with this primary key, as an object; nothing when there is none."""
        if options:
            return super().get(entity, ident, **options)
        there = self.identity_map.get(key_of(entity, ident))
        return there if there is not None else _getting(entity).first(self, ident=ident)

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Writes what is new and what was changed. Raises SQLAlchemy's errors."""
        if self._is_clean():
            return
        if objects is not None or self._deleted or self.in_nested_transaction():
            for one in self.new:
                _fill(one)
            # A savepoint that is given up takes its objects back: SQLAlchemy keeps that account.
            super().flush(objects)
            return
        line = line_of(self)
        for one in sorted(self.new, key=_order):
            self._insert(line, one)
        for one in self.dirty:
            self._update(line, one)

    def get_one(self, entity: Any, ident: Any, **options: Any) -> Any:
        """The row with this primary key, as an object. Raises `NoResultFound`."""
        found = self.get(entity, ident, **options)
        if found is None:
            raise NoResultFound(f"no row of {entity.__tablename__} was found")
        return found

    def _insert(self, line: Line, one: Any) -> None:
        kind: Any = type(one)
        statement, defaults = _inserting(kind)
        values, state = _fill(one), instance_state(one)
        statement.write(line, {name: values[name] for name in defaults})
        # What SQLAlchemy's own flush comes to for a row without relationships: it is a known one now.
        state.key = key_of(kind, values[_key_name(kind)])
        self._new.pop(state)
        self.identity_map.add(state)
        state._commit_all(values, self.identity_map)
        if kind.remembered:
            memory_of(self, "rows")[state.key] = one

    def _update(self, line: Line, one: Any) -> None:
        """Writes the columns that have another value than the row."""
        kind: Any = type(one)
        values, state = instance_dict(one), instance_state(one)
        changed = {name: values[name] for name, before in state.committed_state.items() if values[name] != before}
        if changed:
            # Not from its values: a savepoint that was given up has them all read anew, when somebody asks for them.
            assert state.key is not None
            row = state.key[1][0]
            if _updating(kind, tuple(changed)).write(line, {**changed, "row": row}) != 1:
                raise StaleDataError(f"a row of {kind.__tablename__} is gone")
        state._commit_all(values, self.identity_map)


def _fill(one: Any) -> dict[str, Any]:
    """What was not said of a new row is what the database will hold: an UPDATE that changes it later finds it here."""
    kind: Any = type(one)
    values: dict[str, Any] = instance_dict(one)
    for name, default in _inserting(kind)[1].items():
        if values.get(name) is None:
            values[name] = default
    return values


@cache
def _key_name(kind: Any) -> str:
    (key,) = kind.__table__.primary_key
    return str(key.key)


@cache
def _getting(kind: Any) -> Prepared:
    (key,) = kind.__table__.primary_key
    return Prepared(select(kind).where(key == bindparam("ident")))


def _order(one: Any) -> int:
    """Tables that others refer to come first."""
    return _ranks(one.metadata)[one.__table__]


@cache
def _ranks(metadata: MetaData) -> dict[Any, int]:
    return {table: rank for rank, table in enumerate(metadata.sorted_tables)}


@cache
def _inserting(kind: Any) -> tuple[Prepared, dict[str, Any]]:
    """The INSERT of a whole row, and what its columns hold when nothing was said."""
    defaults = {column.key: getattr(column.default, "arg", None) for column in kind.__table__.c}
    return Prepared(insert(kind.__table__), list(defaults)), defaults


@cache
def _updating(kind: Any, names: tuple[str, ...]) -> Prepared:
    table = kind.__table__
    (key,) = table.primary_key
    return Prepared(update(table).where(key == bindparam("row")).values({name: bindparam(name) for name in names}))
